/**
 * Recognition of a father or mother (nhận cha, mẹ, con): the parent applies, the other parent agrees, the child gets
 * its parent. And children chosen in a form, as other services ask about them. Law on Civil Status 60/2014/QH13, art. 24, 25.
 */

import { Type } from 'typebox'
import { type Call, changes, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { PersonNumber } from '#platform/schemas.ts'
import { enterRegistration, nextPlace, parentsOf, recogniseParent } from '#population'
import { registerApprovers } from './approvers.ts'
import { registerConcerned } from './concerned.ts'
import { namedIn } from './couple.ts'
import { registerEffect } from './effects.ts'
import { type Matter, registerFact } from './facts.ts'
import { memberIds, membersByIds } from './family.ts'
import { personOnPaper } from './on-paper.ts'
import { knownPerson } from './registers.ts'

const recognised = (call: Call, matter: Matter) =>
  matter.once('recognised', () => namedIn(call, matter, '', 'recognised'))

const asOf = (sex: 'male' | 'female') => (sex === 'male' ? 'father' : 'mother')

function closed(key: string, read: (call: Call, matter: Matter) => Promise<unknown>): void {
  registerFact({ key, open: false, read })
}

closed('recognised.number', async (call, matter) => (await recognised(call, matter))?.personNumber ?? null)
closed('recognised.alive', async (call, matter) => {
  const child = await recognised(call, matter)
  return child ? child.status === 'alive' : null
})
/** The child has a parent already where the applicant would stand. */
closed('recognised.hasParent', async (call, matter) => {
  const child = await recognised(call, matter)
  if (!child) return null
  reads(call, child.personNumber, ['parents'])
  const { sex } = await knownPerson(call, matter.applicant)
  return (await parentsOf(call, child.personNumber, matter.today))[asOf(sex)] !== null
})
/** Younger by enough: a parent is born before the child. */
closed('recognised.younger', async (call, matter) => {
  const child = await recognised(call, matter)
  if (!child) return null
  return (await knownPerson(call, matter.applicant)).bornOn < child.bornOn
})

const chosenChild = (call: Call, matter: Matter) =>
  matter.once('chosen child', async () => {
    const { applicant, answers } = matter
    const [child] = await membersByIds(call, applicant, memberIds(answers, 'children'), 'children')
    return child ?? null
  })
closed('children.name', async (call, matter) => (await chosenChild(call, matter))?.name ?? null)
closed('children.bornOn', async (call, matter) => (await chosenChild(call, matter))?.bornOn ?? null)

registerConcerned('recognised', async (call, matter) => {
  const child = await recognised(call, matter)
  return child ? [child.personNumber] : []
})

/** The parent whom the register has for the child agrees. Art. 25. */
registerApprovers('other-parent', async (call, matter) => {
  const child = await recognised(call, matter)
  if (!child) return []
  const { father, mother } = await parentsOf(call, child.personNumber, matter.today)
  const parties = []
  for (const number of [father, mother]) {
    if (!number || number === matter.applicant) continue
    reads(call, number, ['name', 'approval'])
    const { name, status } = await knownPerson(call, number)
    if (status === 'alive') parties.push({ number, name })
  }
  return parties.length > 0 ? [{ key: '', parties }] : []
})

registerEffect({
  command: 'civil-status.recognise-parent',
  input: Type.Object({ child: PersonNumber }),
  async run(call, ground, { child }: { child: PersonNumber }) {
    const today = dayOf(call.now)
    const place = await nextPlace(call, 'details', ground.unitId)
    const { sex } = await knownPerson(call, ground.applicant)
    const event = await recogniseParent(
      call,
      {
        personNumber: child,
        on: today,
        parentNumber: ground.applicant,
        as: asOf(sex),
        certificate: place.label,
      },
      {
        legalBasis: ground.legalBasis,
        evidence: { dossier: ground.code },
        agencyId: ground.agencyId,
        dossierId: ground.dossierId,
      },
    )
    await enterRegistration(call, place, {
      book: 'details',
      unitId: ground.unitId,
      personNumber: child,
      otherNumber: ground.applicant,
      effectiveOn: today,
      dossierId: ground.dossierId,
      eventId: event.id,
    })
    for (const number of [child, ground.applicant]) changes(call, number, ['parents'])
    return {
      registration: { label: place.label, registeredOn: today },
      child: await personOnPaper(call, child),
      parent: await personOnPaper(call, ground.applicant),
      as: sex === 'male' ? 'cha' : 'mẹ',
    }
  },
})
