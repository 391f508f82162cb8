/** Facts and approvers of permanent residence, longer terms and split households. */

import { type Call, reads } from '#platform/call.ts'
import { headOf, ownersOf } from '#residence'
import { registerApprovers } from './approvers.ts'
import { concernedPeople } from './concerned.ts'
import { type Matter, registerFact } from './facts.ts'
import { memberIds, membersByIds } from './family.ts'
import { partiesOf } from './register-approvers.ts'
import { homeOf, homesOf } from './registers.ts'

const everyone = (call: Call, matter: Matter) => matter.once('people', () => concernedPeople(call, matter))

/** Who is registered: the applicant and who moves with him, or only the children he files for. */
registerFact({
  key: 'movers',
  open: false,
  async read(call, matter) {
    const people = await everyone(call, matter)
    return matter.answers.forWhom === 'children' ? people.slice(1) : people
  },
})

/** How many of them are registered permanently in the household already that they are to join. */
registerFact({
  key: 'movers.there',
  open: false,
  async read(call, matter) {
    const people = await everyone(call, matter)
    const movers = matter.answers.forWhom === 'children' ? people.slice(1) : people
    for (const { number } of movers) reads(call, number, ['residence'])
    const homes = await homesOf(
      call,
      movers.map(({ number }) => number),
    )
    return homes.filter(
      ({ permanentHouseholdId: held }) => held !== null && held === matter.answers.householdId,
    ).length
  },
})

registerFact({
  key: 'children.strangers',
  open: false,
  read: async (call, { applicant, answers }) =>
    memberIds(answers, 'children').length -
    (await membersByIds(call, applicant, memberIds(answers, 'children'), 'children')).length,
})

registerFact({
  key: 'children.number',
  open: false,
  async read(call, { applicant, answers }) {
    const [child] = await membersByIds(call, applicant, memberIds(answers, 'children'), 'children')
    return child?.personNumber ?? null
  },
})

registerFact({
  key: 'children.count',
  open: true,
  read: async (_call, { answers }) => memberIds(answers, 'children').length,
})

/** Of the applicant's household: whoever heads it, and whoever owns the dwelling they share. */
registerApprovers('own-household-head', async (call, { applicant }) => {
  const home = await homeOf(call, applicant)
  const head = home?.permanentHouseholdId ? await headOf(call, home.permanentHouseholdId) : undefined
  return head ? [{ key: '', parties: await partiesOf(call, [head]) }] : []
})

registerApprovers('own-dwelling-owners', async (call, { applicant, today }) => {
  const home = await homeOf(call, applicant)
  const owners = home?.permanentDwellingId ? await ownersOf(call, home.permanentDwellingId, today) : []
  const people = await partiesOf(
    call,
    owners.flatMap(({ personNumber }) => personNumber ?? []),
  )
  const organisations = owners.flatMap(({ organisation }) =>
    organisation ? [{ number: null, name: organisation }] : [],
  )
  const all = [...people, ...organisations]
  return all.length > 0 ? [{ key: '', parties: all }] : []
})
