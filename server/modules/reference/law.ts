/** Law as dated data: every limit, term, age and fee is asked for with a day. */
import type { Call } from '#platform/call.ts'
import type { Day } from '#platform/schemas.ts'
import type { LawParameter } from './contract.ts'
import { lawValuesOf, units } from './in-memory.ts'
import { ancestorsOf } from './units.ts'

export type ParameterInForce<Value> = Omit<LawParameter, 'value'> & { value: Value }

/**
 * The limit, term, age or fee in force on a day, with its citation. For a commune or province its own value goes
 * before the nation's. Throws when nothing is in force: a missing rule is our mistake, not the caller's.
 */
export async function lawParameter<Value = number>(
  call: Pick<Call, 'sql' | 'ports'>,
  key: string,
  on: Day,
  unitId?: number,
): Promise<ParameterInForce<Value>> {
  const found = await findLawParameter(call, key, on, unitId)
  if (!found) throw new Error(`No law parameter ${key} is in force on ${on}`)
  return found as ParameterInForce<Value>
}

/** As `lawParameter`, undefined when nothing is in force. */
export async function findLawParameter(
  call: Pick<Call, 'sql' | 'ports'>,
  key: string,
  on: Day,
  unitId?: number,
): Promise<LawParameter | undefined> {
  const inForce = (await lawValuesOf(call, key)).filter(
    ({ effectiveFrom, effectiveUntil }) =>
      effectiveFrom <= on && (effectiveUntil === null || on < effectiveUntil),
  )
  const nation = inForce.find((parameter) => parameter.unitId === null)
  if (unitId === undefined) return nation
  const places = [unitId, ...ancestorsOf(await units(call), unitId, on).map((unit) => unit.unitId)]
  return inForce.find((parameter) => places.includes(parameter.unitId ?? 0)) ?? nation
}

/** What a residence fee is by channel, in đồng: the value of the parameters `fee.residence.*`. */
export interface ChannelFees {
  direct: number
  online: number
  post: number
}
