/** Homes and households as forms and papers show them. */

import { type Call, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { PersonNumber, Uuid } from '#platform/schemas.ts'
import { codeItem } from '#reference'
import { addressOf, headOf, membersOf } from '#residence'
import type { Concerned } from './dossiers.store.ts'
import { selectFileNumber } from './registers.store.ts'
import { birthOf, homeOf, knownPerson, peopleOf, relationWords } from './registers.ts'

export interface HouseholdHead {
  name: string
  number: PersonNumber
  fileNumber: string | null
}

/** The head of a household and its residence file; null when there is no household or nobody heads it. */
export async function headOfHousehold(call: Call, householdId: Uuid | null): Promise<HouseholdHead | null> {
  if (!householdId) return null
  const number = await headOf(call, householdId)
  if (!number) return null
  reads(call, number, ['name', 'number'])
  const { name } = await knownPerson(call, number)
  return { name, number, fileNumber: (await selectFileNumber(call.sql, householdId)) ?? null }
}

/** A residence as papers print it. */
export interface OnPaper {
  person: Record<string, unknown>
  residence: Record<string, unknown>
  household: Record<string, unknown> | null
  /** Those who moved together, without the first. */
  members: Record<string, unknown>[]
  /** Everyone else of the household. */
  householdMembers: Record<string, unknown>[]
}

/** The applicant's residence as the registers hold it at this moment, for a paper. */
export async function residenceOnPaper(
  call: Call,
  people: readonly Concerned[],
  afterTemporary: boolean,
): Promise<OnPaper> {
  const [applicant, ...others] = people
  const number = applicant!.number
  reads(call, number, [
    'name',
    'birth',
    'sex',
    'number',
    'ethnic-group',
    'nationality',
    'residence',
    'household',
  ])
  const person = await knownPerson(call, number)
  const home = await homeOf(call, number)
  const today = dayOf(call.now)
  const where = async (dwellingId: Uuid | null | undefined) =>
    dwellingId ? addressOf(call, dwellingId, today) : null
  const temporary = afterTemporary && home?.temporaryHouseholdId && people.length >= 1
  const householdId =
    (temporary ? home?.temporaryHouseholdId : null) ??
    home?.permanentHouseholdId ??
    home?.temporaryHouseholdId ??
    null
  const head = await headOfHousehold(call, householdId)
  const relation = householdId === home?.temporaryHouseholdId ? home?.temporaryRelation : home?.relationToHead
  return {
    person: {
      name: person.name,
      bornOn: birthOf(person),
      sex: person.sex,
      number,
      ethnicGroup: (await codeItem(call, 'ethnic-groups', person.ethnicGroup, today))?.vi ?? null,
      nationality: (await codeItem(call, 'nationalities', person.nationalities[0] ?? '', today))?.vi ?? null,
    },
    residence: {
      permanent: await where(home?.permanentDwellingId),
      temporary: await where(home?.temporaryDwellingId),
      temporaryFrom: home?.temporaryFrom ?? null,
      temporaryUntil: home?.temporaryUntil ?? null,
    },
    household: head
      ? {
          headName: head.name,
          headNumber: head.number,
          relation: (await relationWords(call, relation ?? null))?.vi ?? null,
        }
      : null,
    members: await lines(
      call,
      others.map((one) => one.number),
      householdId,
    ),
    householdMembers: await lines(
      call,
      householdId
        ? (await membersOf(call, householdId)).map((one) => one.personNumber).filter((one) => one !== number)
        : [],
      householdId,
    ),
  }
}

async function lines(call: Call, numbers: readonly PersonNumber[], householdId: Uuid | null) {
  if (numbers.length === 0) return []
  const people = await peopleOf(call, numbers)
  const members = householdId ? await membersOf(call, householdId) : []
  const rows: Record<string, unknown>[] = []
  for (const number of numbers) {
    const person = people.get(number)
    if (!person) continue
    reads(call, number, ['name', 'birth', 'sex', 'number', 'relation'])
    const code = members.find(({ personNumber }) => personNumber === number)?.relationToHead ?? null
    rows.push({
      name: person.name,
      bornOn: birthOf(person),
      sex: person.sex,
      number,
      relation: (await relationWords(call, code))?.vi ?? '—',
    })
  }
  return rows
}
