/** Whose agreement residence procedures need: head of household, owners, parents of minors. Form CT01. */

import { type Call, reads } from '#platform/call.ts'
import { ageOn } from '#platform/day.ts'
import type { PersonNumber } from '#platform/schemas.ts'
import { relationsOf } from '#population'
import { lawParameter } from '#reference'
import { headOf, ownersOf } from '#residence'
import { type Party, registerApprovers } from './approvers.ts'
import type { Matter } from './facts.ts'
import { memberIds, membersByIds } from './family.ts'
import { placeIn } from './matter.ts'
import { peopleOf } from './registers.ts'

/** People who may agree, by name. */
export async function partiesOf(call: Call, numbers: readonly PersonNumber[]): Promise<Party[]> {
  const people = await peopleOf(call, numbers)
  return numbers.map((number) => {
    reads(call, number, ['name', 'approval'])
    return { number, name: people.get(number)?.name ?? '' }
  })
}

registerApprovers('household-head', async (call, { answers }) => {
  const id = answers.householdId
  const head = typeof id === 'string' ? await headOf(call, id) : undefined
  if (!head) return [{ key: '', parties: [{ number: null, name: 'Đại diện hộ gia đình' }] }]
  return [{ key: '', parties: await partiesOf(call, [head]) }]
})

/**
 * Owners of the dwelling on record; the owner a tenant names when the dwelling is new; for a dwelling whose owners
 * the register does not hold, whoever proves at the counter that it is his.
 */
registerApprovers('dwelling-owners', async (call, { answers, today }) => {
  const place = placeIn(answers)
  if (!place?.dwellingId) {
    const name = String(answers.ownerName ?? '')
    return name ? [{ key: '', parties: [{ number: null, name }] }] : []
  }
  const owners = await ownersOf(call, place.dwellingId, today)
  const people = await partiesOf(
    call,
    owners.flatMap(({ personNumber }) => personNumber ?? []),
  )
  const organisations = owners.flatMap(({ organisation }) =>
    organisation ? [{ number: null, name: organisation }] : [],
  )
  const all = [...people, ...organisations]
  return [
    {
      key: '',
      parties: all.length > 0 ? all : [{ number: null, name: 'Chủ sở hữu chỗ ở (xuất trình giấy tờ)' }],
    },
  ]
})

/** For each minor who moves: one of the parents, or else the guardian; each minor is a need of his own. */
registerApprovers('parents-of-minors', async (call, matter: Matter) => {
  const { value: adultAge } = await lawParameter(call, 'person.adult-age', matter.today)
  const { applicant, answers } = matter
  const members = [
    ...(await membersByIds(call, applicant, memberIds(answers))),
    ...(await membersByIds(call, applicant, memberIds(answers, 'children'), 'children')),
  ]
  const groups = []
  for (const minor of members.filter(({ bornOn }) => ageOn(bornOn, matter.today) < adultAge)) {
    reads(call, minor.personNumber, ['relation'])
    const held = await relationsOf(call, minor.personNumber, matter.today)
    const of = (kinds: readonly string[]) =>
      held.filter(({ kind }) => kinds.includes(kind)).map(({ otherNumber }) => otherNumber)
    const parents = await living(call, of(['father', 'mother', 'adoptive-parent']))
    const responsible = parents.length > 0 ? parents : await living(call, of(['guardian']))
    groups.push({
      key: minor.personId,
      parties:
        responsible.length > 0
          ? await partiesOf(call, responsible)
          : [{ number: null, name: `Người giám hộ của ${minor.name}` }],
    })
  }
  return groups
})

async function living(call: Call, numbers: readonly PersonNumber[]): Promise<PersonNumber[]> {
  const people = await peopleOf(call, numbers)
  return numbers.filter((number) => people.get(number)?.status === 'alive')
}
