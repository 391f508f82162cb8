/**
 * The books of civil-status registrations (sổ đăng ký hộ tịch): every registration has a place in the book of its
 * commune and year, numbered without gaps in the order of registration. Law on Civil Status 60/2014/QH13, art. 58–59.
 */
import { type Call, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { Day, PersonNumber, Uuid } from '#platform/schemas.ts'
import { agencyIdOf } from '#reference'
import { maskNumber } from './number.ts'
import { selectAliases, selectNumbers } from './number-aliases.store.ts'
import { peopleByNumbers } from './people.ts'
import { type Book, notACommuneOffice, type RegistrationRow } from './registrations.contract.ts'
import * as store from './registrations.store.ts'
import { officerOf } from './territory.ts'

export interface Registration {
  book: Book
  /** The commune whose book it is. */
  unitId: number
  personNumber: PersonNumber
  /** The other spouse. */
  otherNumber?: PersonNumber | null
  effectiveOn: Day
  dossierId?: Uuid | null
}

export interface Place {
  unitId: number
  book: Book
  year: number
  number: number
  /** As papers print it. */
  label: string
}

/** Takes the next place in a book; whoever registers in the same book at the same time waits, so that none is left out. */
export async function nextPlace(call: Call, book: Book, unitId: number): Promise<Place> {
  const year = Number(dayOf(call.now).slice(0, 4))
  const number = await store.nextNumber(call.sql, { unitId, book, year })
  return { unitId, book, year, number, label: labelOf({ year, number }) }
}

/** Writes a registration into its place, with the life event that it stands for. */
export async function enterRegistration(
  call: Call,
  { number, year }: Place,
  registration: Registration & { eventId: Uuid | null },
): Promise<void> {
  await store.insertRegistration(call.sql, {
    ...registration,
    year,
    number,
    otherNumber: registration.otherNumber ?? null,
    dossierId: registration.dossierId ?? null,
    registeredOn: dayOf(call.now),
    recordedAt: call.now.toISOString(),
  })
}

const PAGE = 50

/** A page of a book of the officer's own commune, newest first. Throws notACommuneOffice. */
export async function listRegistrations(
  call: Call,
  asked: { book: Book; year: number; after?: string; limit?: number },
): Promise<{ rows: RegistrationRow[]; next: string | null; counts: Record<Book, number> }> {
  const { territory, agencyId, roles } = officerOf(call)
  const keeper =
    roles.includes('civil-status') || agencyId === agencyIdOf('commune-committee', territory.unitId)
  if (territory.level !== 'commune' || !keeper) throw notACommuneOffice()
  const { book, year, limit = PAGE } = asked
  const { unitId } = territory
  const before = /^[0-9]{1,9}$/.test(asked.after ?? '') ? Number(asked.after) : null
  const found = await store.selectRegistrations(call.sql, { unitId, book, year, before, limit: limit + 1 })
  const shown = found.slice(0, limit)
  const written = shown.flatMap(({ personNumber, otherNumber }) => [
    personNumber,
    ...(otherNumber ? [otherNumber] : []),
  ])
  const aliases = await selectAliases(call.sql, written)
  const inForce = <N extends PersonNumber | null>(number: N) => (aliases.get(number ?? '') ?? number) as N
  const people = await peopleByNumbers(call, written.map(inForce))
  const rows = shown.flatMap((entered): RegistrationRow[] => {
    const { personNumber, otherNumber } = entered
    const row = { ...entered, personNumber: inForce(personNumber), otherNumber: inForce(otherNumber) }
    const person = people.get(row.personNumber)
    if (!person) return []
    for (const number of [row.personNumber, row.otherNumber]) {
      if (number) reads(call, number, ['name', 'birth', 'registration'])
    }
    return [
      {
        book,
        year,
        number: row.number,
        label: labelOf(row),
        registeredOn: row.registeredOn,
        effectiveOn: row.effectiveOn,
        personId: person.personId,
        name: person.name,
        bornOn: person.bornOn,
        maskedNumber: maskNumber(row.personNumber),
        otherName: (row.otherNumber && people.get(row.otherNumber)?.name) ?? null,
        dossierId: row.dossierId,
        annulled: row.annulled,
      },
    ]
  })
  const next = found.length > limit ? String(shown.at(-1)!.number) : null
  return { rows, next, counts: await store.countRegistrations(call.sql, unitId, year) }
}

/** The registrations of a person in a book, the newest first: for extracts. */
export async function registrationsOf(call: Pick<Call, 'sql'>, person: PersonNumber, book: Book) {
  return await store.selectRegistrationsOf(call.sql, await selectNumbers(call.sql, person), book)
}

export function labelOf({ number, year }: { number: number; year: number }): string {
  return `${String(number).padStart(2, '0')}/${year}`
}
