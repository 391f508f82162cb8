/** A dwelling gets another house number or its street another name: the address of the asked day stays what it was. */
import { type Call, changes } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { Day, Uuid } from '#platform/schemas.ts'
import { tidy } from '#platform/vietnamese.ts'
import { actorName, lockPeople, officerOf } from '#population'
import { dayInFuture } from '#population/contract'
import { selectRegisteredAt } from './boundary-acts.store.ts'
import * as contract from './contract.ts'
import * as store from './dwellings.store.ts'
import { unitInTerritory } from './territory.ts'

export interface NewAddress {
  addressLine: string
  on: Day
  paper: string
  reason: string
}

/**
 * Records the new address of a dwelling from a day on; those registered there do nothing. Throws dwellingUnknown,
 * outOfTerritory, dayInFuture, addressUnchanged.
 */
export async function changeAddress(call: Call, dwellingId: Uuid, asked: NewAddress) {
  const dwelling = await store.lockDwelling(call.sql, dwellingId)
  if (!dwelling) throw contract.dwellingUnknown()
  if (!(await unitInTerritory(call, dwelling.unitId, officerOf(call).territory))) {
    throw contract.outOfTerritory()
  }
  const { on, paper, reason } = asked
  if (on > dayOf(call.now)) throw dayInFuture()
  const toLine = tidy(asked.addressLine)
  const last = await store.selectLastLineChange(call.sql, dwellingId)
  if (toLine === '' || toLine === dwelling.addressLine || (last && on <= last))
    throw contract.addressUnchanged()
  const numbers = await selectRegisteredAt(call.sql, [dwellingId])
  await lockPeople(call, numbers)
  call.entry.reason = reason
  for (const number of numbers) changes(call, number, ['address'])
  await store.changeLine(call.sql, {
    dwellingId,
    effectiveOn: on,
    fromLine: dwelling.addressLine,
    toLine,
    evidence: { paper, reason },
    changedBy: actorName(call),
    recordedAt: call.now.toISOString(),
  })
  return { people: numbers.length }
}
