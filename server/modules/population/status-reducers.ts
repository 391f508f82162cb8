/** What declarations of courts, nationality and settling abroad are refused for and write. Loaded with the module. */
import type { Call } from '#platform/call.ts'
import { addMonths } from '#platform/day.ts'
import type { Day } from '#platform/schemas.ts'
import { lawParameter } from '#reference'
import { keepContactsOf } from './contacts.ts'
import * as contract from './contract.ts'
import type { LifeEvent } from './life-event.ts'
import { declare, registerReducer } from './life-events.ts'
import { recordPerson } from './person-reducer.ts'
import { VIETNAMESE } from './person-state.ts'
import * as refusals from './refusals.ts'
import { selectRelationsInForce } from './relations.store.ts'
import { leaveBehind } from './survivors.ts'

const apply = <P>(call: Call, event: LifeEvent<P>) => recordPerson(call, event)

registerReducer(contract.missingDeclaration, {
  fields: ['status'],
  async refuse(call, event, scene) {
    const person = refusals.present(scene, event.personNumber)
    refusals.refuseDay(call, event.effectiveOn, person)
    await refusals.refuseEarlierStanding(call, event)
    const { lastHeardOn } = event.payload
    await refuseEarly(call, 'person.missing-years', '', lastHeardOn, event.effectiveOn)
    if (lastHeardOn < person.bornOn) throw contract.beforeBirth()
  },
  apply,
})

registerReducer(contract.deathDeclaration, {
  fields: ['status', 'diedOn', 'spouse'],
  async refuse(call, event, scene) {
    const person = refusals.alive(scene, event.personNumber)
    refusals.refuseDay(call, event.effectiveOn, person)
    const { ground, decidedOn, lastHeardOn } = event.payload
    refusals.refuseDay(call, decidedOn, person)
    if (decidedOn < event.effectiveOn) throw contract.dayInFuture()
    await refuseEarly(call, 'person.declared-dead-years', ground, lastHeardOn, decidedOn)
    await refusals.refuseEarlierThanRecorded(call, event, person)
  },
  async apply(call, event) {
    await leaveBehind(call, event)
  },
})

registerReducer(contract.comingBack, {
  fields: ['status', 'diedOn', 'spouse'],
  async refuse(call, event, scene) {
    const person = refusals.known(scene, event.personNumber)
    if (person.status !== 'missing' && person.status !== 'declared-dead') throw contract.notDeclared()
    refusals.refuseDay(call, event.effectiveOn, person)
    await refusals.refuseEarlierStanding(call, event)
  },
  async apply(call, event) {
    const held = await selectRelationsInForce(call.sql, event.personNumber)
    const [last] = held
      .filter(({ kind }) => kind === 'spouse')
      .sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1))
    const widowed = await wasLeftBehind(call, event, last?.otherNumber)
    await recordPerson(call, event)
    if (last && widowed) await restoreMarriage(call, event, last.otherNumber)
  },
})

registerReducer(contract.nationalityLoss, {
  fields: ['nationalities', 'status'],
  async refuse(call, event, scene) {
    const person = refusals.alive(scene, event.personNumber)
    refusals.refuseDay(call, event.effectiveOn, person)
    await refusals.refuseEarlierStanding(call, event)
    if (!person.nationalities.includes(VIETNAMESE)) throw contract.notNational()
  },
  apply,
})

registerReducer(contract.nationalityGain, {
  fields: ['nationalities', 'status'],
  async refuse(call, event, scene) {
    const person = refusals.alive(scene, event.personNumber)
    const { country } = event.payload
    refusals.refuseDay(call, event.effectiveOn, person)
    await refusals.refuseEarlierStanding(call, event)
    await refusals.refuseCountry(call, country, event.effectiveOn)
    if (person.nationalities.includes(country)) throw contract.hasNationality()
  },
  apply,
})

registerReducer(contract.emigration, {
  fields: ['status'],
  async refuse(call, event, scene) {
    const person = refusals.present(scene, event.personNumber)
    refusals.refuseDay(call, event.effectiveOn, person)
    await refusals.refuseEarlierStanding(call, event)
    await refusals.refuseCountry(call, event.payload.country, event.effectiveOn)
    if (person.status !== 'alive') throw contract.notAtHome()
  },
  apply,
})

registerReducer(contract.homecoming, {
  fields: ['status'],
  async refuse(call, event, scene) {
    const person = refusals.alive(scene, event.personNumber)
    refusals.refuseDay(call, event.effectiveOn, person)
    await refusals.refuseEarlierStanding(call, event)
    if (person.status !== 'emigrated') throw contract.notAbroad()
  },
  apply,
})

registerReducer(contract.contactsChange, {
  fields: ['contacts'],
  async refuse(_call, event, scene) {
    refusals.alive(scene, event.personNumber)
  },
  async apply(call, event) {
    await keepContactsOf(call, event)
  },
})

/** A declaration comes no earlier than the years of the law since the person was heard of. */
async function refuseEarly(
  call: Call,
  key: string,
  ground: string,
  lastHeardOn: Day,
  decidedOn: Day,
): Promise<void> {
  const { value } = await lawParameter<number | Record<string, number>>(call, key, decidedOn)
  const years = typeof value === 'number' ? value : value[ground]
  if (years === undefined || addMonths(lastHeardOn, years * 12) > decidedOn) {
    throw contract.tooEarlyToDeclare()
  }
}

/** Whether the spouse is widowed by the declaration, and has not married again. */
async function wasLeftBehind(call: Call, event: LifeEvent, spouse: string | undefined): Promise<boolean> {
  if (spouse === undefined) return false
  const held = await selectRelationsInForce(call.sql, spouse)
  const [latest] = held
    .filter(({ kind }) => kind === 'spouse')
    .sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1))
  const stillTheirs = latest?.otherNumber === event.personNumber && latest.validUntil !== null
  return stillTheirs && (await refusals.endedByDeclaration(call, event.personNumber, latest.validUntil))
}

/** Both are married again, from the day of coming back: an event of each. Civil Code, art. 73(2). */
async function restoreMarriage(call: Call, event: LifeEvent, spouse: string): Promise<void> {
  const shared = {
    effectiveOn: event.effectiveOn,
    legalBasis: event.legalBasis,
    agencyId: event.agencyId,
    dossierId: event.dossierId,
    causedBy: event.id,
  }
  for (const [one, other] of [
    [event.personNumber, spouse],
    [spouse, event.personNumber],
  ] as const) {
    const payload = { spouseNumber: other }
    await declare(call, contract.marriageRestoration, { ...shared, personNumber: one, payload })
  }
}
