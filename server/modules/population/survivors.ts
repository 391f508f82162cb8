/** Whom a death, or a declaration of it, leaves behind: each has an event of his own that it caused. */
import type { Call } from '#platform/call.ts'
import * as contract from './contract.ts'
import type { LifeEvent } from './life-event.ts'
import { declare } from './life-events.ts'
import { recordPerson } from './person-reducer.ts'
import { selectRelationsInForce } from './relations.store.ts'

/** Records that the person is dead; the spouse is widowed, wards and represented people have nobody any more. */
export async function leaveBehind(call: Call, event: LifeEvent): Promise<void> {
  const held = await selectRelationsInForce(call.sql, event.personNumber)
  const standing = held.filter(({ validUntil }) => validUntil === null)
  await recordPerson(call, event)
  const cause = {
    effectiveOn: event.effectiveOn,
    legalBasis: event.legalBasis,
    agencyId: event.agencyId,
    dossierId: event.dossierId,
    causedBy: event.id,
  }
  const dead = event.personNumber
  for (const { kind, otherNumber: personNumber, validFrom } of standing) {
    const fact = { ...cause, personNumber }
    if (kind === 'spouse') {
      await declare(call, contract.widowhood, { ...fact, payload: { spouseNumber: dead } })
    } else if (kind === 'ward') {
      if (validFrom > event.effectiveOn) throw contract.outOfOrder()
      const payload = { guardianNumber: dead, reason: 'Người giám hộ chết' }
      await declare(call, contract.guardianshipEnd, { ...fact, payload })
    } else if (kind === 'represented') {
      if (validFrom > event.effectiveOn) throw contract.outOfOrder()
      await declare(call, contract.representationEnd, { ...fact, payload: { representativeNumber: dead } })
    }
  }
}
