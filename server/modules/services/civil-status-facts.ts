/** Facts of civil status that rules of services look at, and whom a marriage asks. Law on Civil Status 60/2014/QH13. */

import { accountOf } from '#accounts'
import { type Call, reads } from '#platform/call.ts'
import { ageOn, dayOf } from '#platform/day.ts'
import type { PersonNumber, Words } from '#platform/schemas.ts'
import { fold } from '#platform/vietnamese.ts'
import { childrenOf, parentsOf, spouseOf } from '#population'
import { ancestorsOf, findLawParameter, units } from '#reference'
import { lastPossibleBirthday } from './applicants.ts'
import { registerApprovers } from './approvers.ts'
import { isClaimed } from './claims.store.ts'
import { coupleOf, deceasedIn, partnerIn } from './couple.ts'
import { type Matter, registerFact } from './facts.ts'
import { homeOf, knownPerson, peopleOf, type RegisteredPerson } from './registers.ts'

function open(key: string, read: (call: Call, matter: Matter) => Promise<unknown>, label?: Words): void {
  registerFact({ key, open: true, read, ...(label ? { label } : {}) })
}
/** About people other than the applicant: never shown before he submits. */
function closed(key: string, read: (call: Call, matter: Matter) => Promise<unknown>): void {
  registerFact({ key, open: false, read })
}

const couple = (call: Call, { applicant, once }: Matter) => once('couple', () => coupleOf(call, applicant))
const person = (call: Call, number: PersonNumber, { once }: Matter) =>
  once(`person ${number}`, () => knownPerson(call, number))

const parents = {
  mother: { vi: 'mẹ', en: 'the mother' },
  father: { vi: 'cha', en: 'the father' },
} as const
for (const who of ['mother', 'father'] as const) {
  const { vi, en } = parents[who]
  open(`${who}.number`, async (call, matter) => (await couple(call, matter))[who], parents[who])
  const of = (key: string, field: string, pick: (one: RegisteredPerson) => unknown, label?: Words) =>
    open(
      `${who}.${key}`,
      async (call, matter) => {
        const number = (await couple(call, matter))[who]
        if (!number) return null
        reads(call, number, [field])
        return pick(await person(call, number, matter)) ?? null
      },
      label,
    )
  of('ethnicGroup', 'ethnic-group', ({ ethnicGroup }) => ethnicGroup, {
    vi: `dân tộc của ${vi}`,
    en: `the ethnic group of ${en}`,
  })
  of('homeTownUnitId', 'home-town', ({ homeTownUnitId }) => homeTownUnitId, {
    vi: `quê quán của ${vi}`,
    en: `the home town of ${en}`,
  })
  of('nationality', 'nationality', ({ nationalities }) => nationalities[0])
  open(
    `${who}.permanentHouseholdId`,
    async (call, matter) => {
      const number = (await couple(call, matter))[who]
      if (number) reads(call, number, ['household'])
      return number ? ((await homeOf(call, number))?.permanentHouseholdId ?? null) : null
    },
    { vi: `hộ thường trú của ${vi}`, en: `the household of ${en}` },
  )
  open(`${who}.permanentPlace`, async (call, matter) => {
    const number = (await couple(call, matter))[who]
    const home = number ? await homeOf(call, number) : undefined
    return home?.permanentDwellingId && home.permanentUnitId
      ? await placeOf(call, home.permanentUnitId, home.permanentDwellingId)
      : null
  })
}

/** A dwelling as an answer of a form names it. */
async function placeOf(call: Call, unitId: number, dwellingId: string) {
  const above = ancestorsOf(await units(call), unitId, dayOf(call.now))
  const provinceId = above.find(({ level }) => level === 'province')?.unitId
  return provinceId ? { provinceId, unitId, dwellingId } : null
}

/** A name of letters in Vietnamese or another language of Việt Nam, at least two words or one of an ethnic people. */
const LAWFUL_NAME = /^[\p{L}\p{M}’'\- ]{2,100}$/u
open('child.nameLawful', async (_call, { answers }) =>
  typeof answers.childName === 'string' ? LAWFUL_NAME.test(answers.childName.trim()) : null,
)

open('newName.lawful', async (_call, { answers }) =>
  typeof answers.newName === 'string' ? LAWFUL_NAME.test(answers.newName.trim()) : null,
)

/** A child of these parents, born that day and called so, is in the register already. */
closed('child.registered', async (call, matter) => {
  const { childName, childBornOn } = matter.answers
  const { mother, father } = await couple(call, matter)
  const parent = mother ?? father
  if (!parent || typeof childName !== 'string') return false
  reads(call, parent, ['children'])
  const children = await peopleOf(call, await childrenOf(call, parent, matter.today))
  return [...children.values()].some(
    ({ name, bornOn }) => bornOn === childBornOn && fold(name) === fold(childName),
  )
})

open('applicant.age', async (call, matter) =>
  ageOn(lastPossibleBirthday(await person(call, matter.applicant, matter)), matter.today),
)
/** 0 without an account that can be used. Decree 69/2024/NĐ-CP, art. 8. */
open('applicant.accountLevel', async (call, { applicant }) => {
  reads(call, applicant, ['account'])
  return (await accountOf(call, 'citizen', applicant))?.level ?? 0
})
open('applicant.sex', async (call, matter) => (await person(call, matter.applicant, matter)).sex)
open(
  'applicant.maritalStatus',
  async (call, matter) => (await person(call, matter.applicant, matter)).maritalStatus,
)
open('applicant.ofMarriageAge', async (call, matter) =>
  ofMarriageAge(call, matter, await person(call, matter.applicant, matter)),
)

async function ofMarriageAge(call: Call, { today }: Matter, one: RegisteredPerson): Promise<boolean> {
  const age = await findLawParameter(call, `marriage.age-${one.sex}`, today)
  return !age || ageOn(one.bornOn, today) >= Number(age.value)
}

closed('partner.number', async (call, matter) => (await partnerIn(call, matter))?.personNumber ?? null)
const ofPartner = (
  key: string,
  field: string,
  read: (call: Call, matter: Matter, one: RegisteredPerson) => Promise<unknown>,
) =>
  closed(`partner.${key}`, async (call, matter) => {
    const one = await partnerIn(call, matter)
    if (!one) return null
    reads(call, one.personNumber, [field])
    return read(call, matter, one)
  })
ofPartner('alive', 'status', async (_call, _matter, { status }) => status === 'alive')
ofPartner('sex', 'sex', async (_call, _matter, { sex }) => sex)
ofPartner('married', 'maritalStatus', async (call, { today }, { personNumber }) =>
  Boolean(await spouseOf(call, personNumber, today)),
)
ofPartner('ofMarriageAge', 'birth', (call, matter, one) => ofMarriageAge(call, matter, one))
/** Parent and child, or children of a same parent. Law on Marriage and Family 52/2014/QH13, art. 5(2)(d). */
ofPartner('closeKin', 'parents', async (call, { applicant, today }, { personNumber }) => {
  const mine = Object.values(await parentsOf(call, applicant, today))
  const theirs = Object.values(await parentsOf(call, personNumber, today))
  return (
    mine.includes(personNumber) ||
    theirs.includes(applicant) ||
    mine.some((parent) => parent !== null && theirs.includes(parent))
  )
})
open('applicant.married', async (call, { applicant, today }) =>
  Boolean(await spouseOf(call, applicant, today)),
)

/** The other of the two signs as well: in his own app, or on paper before the registrar. Art. 18. */
registerApprovers('partner', async (call, matter) => {
  const one = await partnerIn(call, matter)
  if (!one) return []
  reads(call, one.personNumber, ['name', 'approval'])
  return [{ key: '', parties: [{ number: one.personNumber, name: one.name }] }]
})

closed('deceased.number', async (call, matter) => (await deceasedIn(call, matter))?.personNumber ?? null)
closed('deceased.alive', async (call, matter) => {
  const one = await deceasedIn(call, matter)
  return one ? one.status === 'alive' : null
})
/** Somebody claimed the funeral allowance for him, and it stands: it is granted once. Decree 335/2026/NĐ-CP. */
closed('deceased.allowanceClaimed', async (call, matter) => {
  const one = await deceasedIn(call, matter)
  if (!one) return null
  reads(call, one.personNumber, ['claim'])
  const { personNumber } = one
  return isClaimed(call.sql, { personNumber, register: 'social-assistance', act: 'funeral-allowance' })
})
closed('deceased.bornOn', async (call, matter) => (await deceasedIn(call, matter))?.bornOn ?? null)
/** Where he last lived: the permanent residence, or else the temporary one. Art. 32. */
closed('deceased.unitId', async (call, matter) => {
  const one = await deceasedIn(call, matter)
  if (!one) return null
  reads(call, one.personNumber, ['residence'])
  const home = await homeOf(call, one.personNumber)
  return home?.permanentUnitId ?? home?.temporaryUnitId ?? null
})
