/** Limits of the law (tham số pháp luật), each asked of `reference` once in a call, whatever number of rules look at it. */
import type { Call, Entry } from '#platform/call.ts'
import type { Day } from '#platform/schemas.ts'
import { lawParameter, type ParameterInForce } from '#reference'

const asked = new WeakMap<Entry, Map<string, Promise<unknown>>>()

/** As `lawParameter`: the value in force on a day, a province's own before the nation's. */
export function limit<Value = number>(
  call: Pick<Call, 'sql' | 'ports' | 'entry'>,
  key: string,
  on: Day,
  unitId?: number,
): Promise<ParameterInForce<Value>> {
  const mine = asked.get(call.entry) ?? new Map<string, Promise<unknown>>()
  asked.set(call.entry, mine)
  const name = `${key} ${on} ${unitId ?? ''}`
  const answer = mine.get(name) ?? lawParameter<Value>(call, key, on, unitId)
  mine.set(name, answer)
  return answer as Promise<ParameterInForce<Value>>
}
