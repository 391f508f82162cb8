/** How each kind of residence event changes the register. Loaded with the module. */

import type { Call } from '#platform/call.ts'
import type { Uuid, Words } from '#platform/schemas.ts'
import {
  type LifeEvent,
  nameLifeEvent,
  registerAnnulment,
  registerReducer,
  type Scene,
  selectNumbers,
} from '#population'
import { personDead, personUnknown } from '#population/contract'
import * as contract from './contract.ts'
import * as households from './households.store.ts'
import { recordResidence } from './residence-reducer.ts'
import { annulStay, insertStay } from './stays.store.ts'
import { refuseOutOfOrder, restsOn, trackOf } from './tracks.ts'

const apply = (call: Call, event: LifeEvent) => recordResidence(call, event)

/** Only the living are registered; the dead may still be removed. Nothing is recorded before what came last. */
async function refuseDead<P>(call: Call, event: LifeEvent<P>, { people }: Scene): Promise<void> {
  const person = people.get(event.personNumber)
  if (!person) throw personUnknown()
  if (person.diedOn) throw personDead()
  await refuseOutOfOrder(call, event)
}

registerReducer(contract.permanentResidence, {
  fields: ['permanentResidence', 'household'],
  refuse: refuseDead,
  async apply(call, event) {
    await formHousehold(call, event)
    await recordResidence(call, event)
  },
})
registerReducer(contract.permanentRemoval, {
  fields: ['permanentResidence', 'household'],
  refuse: refuseOutOfOrder,
  apply,
})
registerReducer(contract.temporaryResidence, {
  fields: ['temporaryResidence', 'household'],
  refuse: refuseDead,
  async apply(call, event) {
    await formHousehold(call, event)
    await recordResidence(call, event)
  },
})
registerReducer(contract.temporaryExtension, { fields: ['temporaryResidence'], refuse: refuseDead, apply })
registerReducer(contract.temporaryRemoval, {
  fields: ['temporaryResidence', 'household'],
  refuse: refuseOutOfOrder,
  apply,
})
registerReducer(contract.temporaryExpiry, {
  fields: ['temporaryResidence', 'household'],
  refuse: refuseOutOfOrder,
  apply,
})
registerReducer(contract.stay, {
  fields: ['stays'],
  refuse: refuseDead,
  async apply(call, event) {
    await insertStay(call.sql, event)
  },
})
registerReducer(contract.householdFormed, {
  fields: ['household'],
  refuse: refuseDead,
  async apply(call, event) {
    await formHousehold(call, event)
    await recordResidence(call, event)
  },
})
registerReducer(contract.householdJoined, { fields: ['household'], refuse: refuseDead, apply })
registerReducer(contract.householdLeft, { fields: ['household'], refuse: refuseOutOfOrder, apply })
registerReducer(contract.headChange, { fields: ['household'], refuse: refuseDead, apply })
registerReducer(contract.relationToHeadChange, { fields: ['household'], refuse: refuseDead, apply })

registerAnnulment({
  restsOn,
  async concerned(call, target) {
    const { householdId } = target.payload as { householdId?: Uuid }
    if (trackOf(target) === undefined || householdId === undefined) return []
    const members = await households.selectMemberships(call.sql, householdId)
    return members.map(({ personNumber }) => personNumber)
  },
  async apply(call, event) {
    await recordResidence(call, event)
    if (event.annuls) {
      const numbers = await selectNumbers(call.sql, event.personNumber)
      await annulStay(call.sql, numbers, event.annuls, event.recordedAt)
    }
  },
})

/** The household as the event that formed it says. */
async function formHousehold(
  call: Call,
  event: LifeEvent<{ householdId: string; dwellingId: string; unitId: number; fileNumber?: string }>,
): Promise<void> {
  const { householdId, dwellingId, unitId, fileNumber } = event.payload
  if (fileNumber === undefined) return
  await households.putHousehold(call.sql, {
    householdId,
    dwellingId,
    unitId,
    fileNumber,
    formedOn: event.effectiveOn,
    dissolvedOn: null,
    recordedAt: event.recordedAt,
  })
}

const words: [string, Words][] = [
  [contract.permanentResidence.name, { vi: 'Đăng ký thường trú', en: 'Permanent residence registered' }],
  [contract.permanentRemoval.name, { vi: 'Xóa đăng ký thường trú', en: 'Permanent residence removed' }],
  [contract.temporaryResidence.name, { vi: 'Đăng ký tạm trú', en: 'Temporary residence registered' }],
  [contract.temporaryExtension.name, { vi: 'Gia hạn tạm trú', en: 'Temporary residence extended' }],
  [contract.temporaryRemoval.name, { vi: 'Xóa đăng ký tạm trú', en: 'Temporary residence removed' }],
  [contract.temporaryExpiry.name, { vi: 'Hết thời hạn tạm trú', en: 'Temporary residence ended' }],
  [contract.stay.name, { vi: 'Thông báo lưu trú', en: 'Stay declared' }],
  [contract.householdFormed.name, { vi: 'Tách hộ, lập hộ mới', en: 'Household formed' }],
  [contract.householdJoined.name, { vi: 'Nhập hộ', en: 'Household joined' }],
  [contract.householdLeft.name, { vi: 'Ra khỏi hộ', en: 'Household left' }],
  [contract.headChange.name, { vi: 'Trở thành chủ hộ', en: 'Became head of household' }],
  [
    contract.relationToHeadChange.name,
    { vi: 'Điều chỉnh quan hệ với chủ hộ', en: 'Relation to head of household changed' },
  ],
]
for (const [kind, ofKind] of words) nameLifeEvent(kind, ofKind)
