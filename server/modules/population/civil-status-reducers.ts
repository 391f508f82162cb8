/** What each kind of civil-status event is refused for and what it writes. Loaded with the module. */
import { type Call, changes, reads } from '#platform/call.ts'
import type { Day } from '#platform/schemas.ts'
import { tidy } from '#platform/vietnamese.ts'
import { keepContactsOf } from './contacts.ts'
import * as contract from './contract.ts'
import { eventsInForce, isKind, type LifeEvent } from './life-event.ts'
import { selectLifeEvents } from './life-events.store.ts'
import { applyAnnulment, registerAnnulment, registerReducer } from './life-events.ts'
import { deleteOldNumber, insertOldNumber, selectAliases } from './number-aliases.store.ts'
import { selectPeople } from './people.store.ts'
import { recordPerson } from './person-reducer.ts'
import * as refusals from './refusals.ts'
import { selectRelationsInForce } from './relations.store.ts'
import { restsOn } from './resting.ts'
import { leaveBehind } from './survivors.ts'

const parentsIn = ({ fatherNumber, motherNumber }: contract.BirthPayload) =>
  [fatherNumber, motherNumber].filter((number) => number !== undefined)

registerReducer(contract.birth, {
  fields: ['name', 'sex', 'bornOn', 'number', 'parents'],
  others: parentsIn,
  async refuse(call, event, scene) {
    const { payload, effectiveOn, personNumber } = event
    if (payload.name !== tidy(payload.name)) throw new Error('A name is recorded tidy')
    if (payload.bornOn !== effectiveOn) throw new Error('A birth takes effect on the day of birth')
    refusals.refuseFuture(call, effectiveOn)
    const before = await selectLifeEvents(call.sql, [personNumber])
    if (before.length > 0) throw contract.alreadyBorn()
    const { oldNumber } = payload
    if (oldNumber && (await selectAliases(call.sql, [oldNumber])).size > 0) throw contract.oldNumberTaken()
    await refusals.refuseParents(call, scene, payload, effectiveOn)
    await refusals.refuseCodes(call, payload, effectiveOn)
  },
  async apply(call, event) {
    for (const parent of parentsIn(event.payload)) changes(call, parent, ['children'])
    await recordPerson(call, event)
    const { personNumber, id: eventId, payload } = event
    const { oldNumber: alias } = payload
    if (alias && !(await insertOldNumber(call.sql, { alias, personNumber, eventId })))
      throw contract.oldNumberTaken()
  },
})

registerReducer(contract.death, {
  fields: ['status', 'diedOn', 'spouse'],
  async refuse(call, event, scene) {
    const person = refusals.alive(scene, event.personNumber)
    refusals.refuseDay(call, event.effectiveOn, person)
    await refusals.refuseEarlierThanRecorded(call, event, person)
  },
  async apply(call, event) {
    await leaveBehind(call, event)
  },
})

registerReducer(contract.widowhood, {
  fields: ['maritalStatus', 'spouse'],
  async apply(call, event) {
    await recordPerson(call, event)
  },
})

registerReducer(contract.marriage, {
  fields: ['maritalStatus', 'spouse'],
  others: ({ spouseNumber }) => [spouseNumber],
  async refuse(call, event, scene) {
    const person = refusals.present(scene, event.personNumber)
    const spouse = refusals.present(scene, event.payload.spouseNumber)
    reads(call, spouse.personNumber, ['sex', 'bornOn', 'maritalStatus', 'parents'])
    refusals.refuseDay(call, event.effectiveOn, person)
    if (person.sex === spouse.sex) throw contract.sameSexMarriage()
    await refusals.refuseMarriageAge(call, person, event.effectiveOn)
    await refusals.refuseCloseKin(call, person.personNumber, spouse.personNumber, event.effectiveOn)
    await refusals.refuseSecondMarriage(call, person.personNumber, event.effectiveOn)
  },
  async apply(call, event) {
    await recordPerson(call, event)
  },
})

registerReducer(contract.divorce, {
  fields: ['maritalStatus', 'spouse'],
  others: ({ spouseNumber }) => [spouseNumber],
  async refuse(call, event, scene) {
    const person = refusals.alive(scene, event.personNumber)
    refusals.refuseDay(call, event.effectiveOn, person)
    const { spouseNumber } = event.payload
    await refusals.refuseUnmarried(call, person.personNumber, spouseNumber, event.effectiveOn)
  },
  async apply(call, event) {
    await recordPerson(call, event)
  },
})

registerReducer(contract.detailsChange, {
  fields: ['details'],
  async refuse(call, event, scene) {
    const person = refusals.alive(scene, event.personNumber)
    refusals.refuseDay(call, event.effectiveOn, person)
    const { details } = event.payload
    await refusals.refuseCodes(call, details, event.effectiveOn)
    if (details.ethnicGroup !== undefined && details.ethnicGroup !== person.ethnicGroup) {
      await refuseEthnicGroup(call, person.personNumber, details.ethnicGroup)
    }
  },
  async apply(call, event) {
    await recordPerson(call, event)
  },
})

registerReducer(contract.detailsCorrection, {
  fields: ['details'],
  async refuse(call, event, scene) {
    const person = refusals.known(scene, event.personNumber)
    const { corrects, details } = event.payload
    const events = eventsInForce(await selectLifeEvents(call.sql, [event.personNumber]))
    const target = events.find((one) => (corrects ? one.id === corrects : isKind(one, contract.birth)))
    const correctable = target && (isKind(target, contract.birth) || isKind(target, contract.detailsChange))
    if (!correctable) throw contract.eventUnknown()
    await refusals.refuseCodes(call, details, event.effectiveOn)
    if (details.bornOn) await refuseBirthday(call, events, details.bornOn, person.diedOn)
  },
  async apply(call, event) {
    await recordPerson(call, event)
  },
})

registerReducer(contract.annulment, {
  fields: ['life-events'],
  async apply(call, event) {
    await applyAnnulment(call, event)
  },
})
registerAnnulment({
  restsOn,
  async apply(call, event) {
    await recordPerson(call, event)
    await keepContactsOf(call, event)
    if (event.annuls) await deleteOldNumber(call.sql, event.personNumber, event.annuls)
  },
  async concerned(call, { personNumber }) {
    const held = await selectRelationsInForce(call.sql, personNumber)
    return held.map(({ otherNumber }) => otherNumber)
  },
})

/** A corrected day of birth still lies after the parents', before the children's and everything in between. */
async function refuseBirthday(
  call: Call,
  events: readonly LifeEvent[],
  bornOn: Day,
  diedOn: Day | null,
): Promise<void> {
  refusals.refuseFuture(call, bornOn)
  if (diedOn && bornOn > diedOn) throw contract.outOfOrder()
  const lived = events.filter(
    (one) => !isKind(one, contract.birth) && !isKind(one, contract.detailsCorrection),
  )
  if (lived.some(({ effectiveOn }) => effectiveOn < bornOn)) throw contract.outOfOrder()
  const [{ personNumber }] = events as [LifeEvent]
  const held = await selectRelationsInForce(call.sql, personNumber)
  const others = await selectPeople(
    call.sql,
    held.map(({ otherNumber }) => otherNumber),
  )
  for (const { kind, otherNumber } of held) {
    const other = others.find((one) => one.personNumber === otherNumber)
    if (!other) continue
    if (kind === 'father' || kind === 'mother') await refusals.refuseYoungParent(call, other, bornOn)
    if (kind === 'child') await refusals.refuseYoungParent(call, { bornOn }, other.bornOn)
  }
}

/** An ethnic group determined anew is that of a parent, when the register knows both. Civil Code, art. 29(3). */
async function refuseEthnicGroup(call: Call, number: string, ethnicGroup: string): Promise<void> {
  const held = await selectRelationsInForce(call.sql, number)
  const numbers = held
    .filter(({ kind }) => kind === 'father' || kind === 'mother')
    .map(({ otherNumber }) => otherNumber)
  if (numbers.length < 2) return
  for (const parent of numbers) reads(call, parent, ['ethnicGroup'])
  const parents = await selectPeople(call.sql, numbers)
  if (!parents.some((parent) => parent.ethnicGroup === ethnicGroup)) throw contract.ethnicGroupOfParents()
}
