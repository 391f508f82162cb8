/**
 * One row of a load as the act it stands for: values read, the person found and compared, duplicates looked for, then
 * the same declarations that an officer makes. Throws the problem for which the row is refused.
 */
import { type Call, reads, type Territory } from '#platform/call.ts'
import type { Day, PersonNumber, Uuid } from '#platform/schemas.ts'
import { fold, tidy } from '#platform/vietnamese.ts'
import { codeList, unitById, units } from '#reference'
import {
  changeContacts,
  correctDetails,
  type Grounds,
  type NewBirth,
  registerBirth,
  registerDeath,
} from './civil-status.ts'
import { registerCollected } from './collection.ts'
import * as contract from './contract.ts'
import { likelyDuplicates } from './duplicates.ts'
import { loadFields } from './load-fields.ts'
import {
  codeOfCell,
  dayOfCell,
  type GivenDay,
  numberOfCell,
  oldNumberOfCell,
  sexOfCell,
} from './load-values.ts'
import { compareNames } from './names.ts'
import { contactsOf, knownPerson, type Person, resolveNumber } from './people.ts'
import { phoneDigits } from './phone.ts'
import { withinTerritory } from './territory.ts'

export interface RowOfLoad {
  rowNumber: number
  cells: readonly string[]
}

export interface Recorded {
  personNumber: PersonNumber
  eventIds: Uuid[]
}

export interface LoadGrounds {
  mapping: contract.Mapping
  territory: Territory
  grounds: Grounds
}

type Cells = (field: string) => string

/** Records one row. Throws the problem of the row; `with.field` says which field it is about. */
export async function recordRow(call: Call, load: LoadGrounds, row: RowOfLoad): Promise<Recorded> {
  const { columns, act } = load.mapping
  const cells: Cells = (field) => (columns[field] === undefined ? '' : (row.cells[columns[field]] ?? ''))
  for (const { name, needed } of loadFields) {
    if (needed.includes(act) && cells(name) === '') throw contract.cellMissing({ with: { field: name } })
  }
  if (act === 'collection') return await collect(call, load, cells)
  const person = await personOf(call, load, cells)
  if (act === 'correction') return await correct(call, load, cells, person)
  return act === 'death' ? await die(call, load, cells, person) : await reach(call, load, cells, person)
}

async function collect(call: Call, { mapping, grounds }: LoadGrounds, cells: Cells): Promise<Recorded> {
  const born = dayIn(cells, 'bornOn')!
  const name = tidy(cells('name'))
  const number = numberIn(cells, 'number')
  const known = number === undefined ? undefined : await resolveNumber(call, number)
  if (known !== undefined) {
    const person = await knownPerson(call, known)
    if (person.bornOn === born.day && compareNames(person.name, name) !== 'different')
      throw contract.nothingNew()
    throw contract.identityDiffers()
  }
  const sex = sexOfCell(cells('sex'))
  if (!sex) throw contract.cellUnreadable({ with: { field: 'sex' } })
  const [fatherNumber, motherNumber] = [numberIn(cells, 'fatherNumber'), numberIn(cells, 'motherNumber')]
  const oldNumber = cells('oldNumber') === '' ? undefined : oldNumberOfCell(cells('oldNumber'))
  if (cells('oldNumber') !== '' && !oldNumber) throw contract.cellUnreadable({ with: { field: 'oldNumber' } })
  const newBirth = {
    name,
    sex,
    bornOn: born.day,
    ...(born.precision === 'D' ? {} : { bornPrecision: born.precision }),
    ...(await detailsIn(call, cells)),
    ethnicGroup: (await codeIn(call, cells, 'ethnicGroup', 'ethnic-groups')) ?? KINH,
    birthRegisteredUnitId: await placeIn(call, mapping, cells, born.day),
    ...(fatherNumber ? { fatherNumber } : {}),
    ...(motherNumber ? { motherNumber } : {}),
    ...(oldNumber ? { oldNumber } : {}),
  }
  await refuseDuplicate(call, newBirth, number, contactsIn(cells)?.phone)
  const event =
    number === undefined
      ? await registerBirth(call, newBirth, grounds)
      : await registerCollected(call, { ...newBirth, personNumber: number }, grounds)
  const { personNumber } = event
  const contacts = contactsIn(cells)
  const reached = contacts && (await changeContacts(call, { personNumber, ...contacts }, grounds))
  return { personNumber, eventIds: reached ? [event.id, reached.id] : [event.id] }
}

/** Throws likelyDuplicate when the register has somebody who may be the same. */
async function refuseDuplicate(
  call: Call,
  {
    name,
    bornOn,
    bornPrecision,
    sex,
    birthRegisteredUnitId,
    fatherNumber,
    motherNumber,
    oldNumber,
  }: NewBirth,
  number: PersonNumber | undefined,
  phone: string | undefined,
): Promise<void> {
  const like = await likelyDuplicates(call, {
    name,
    bornOn,
    sex,
    birthRegisteredUnitId: birthRegisteredUnitId ?? null,
    ...(bornPrecision ? { bornPrecision } : {}),
    ...(fatherNumber ? { father: { number: fatherNumber } } : {}),
    ...(motherNumber ? { mother: { number: motherNumber } } : {}),
    numbers: [number, oldNumber].filter((one) => one !== undefined),
    ...(phone ? { phone } : {}),
  })
  for (const { personNumber } of like) reads(call, personNumber, ['name', 'sex', 'bornOn'])
  if (like.length > 0) throw contract.likelyDuplicate()
}

/** The ethnic group of whoever's file names none; its code in the list. */
const KINH = '01'

async function correct(call: Call, load: LoadGrounds, cells: Cells, person: Person): Promise<Recorded> {
  const newName = tidy(cells('newName'))
  const newBorn = dayIn(cells, 'newBornOn')
  const given: contract.CorrectedDetails = {
    ...(await detailsIn(call, cells)),
    ...(newName ? { name: newName } : {}),
    ...(newBorn ? { bornOn: newBorn.day, bornPrecision: newBorn.precision } : {}),
  }
  const details = Object.fromEntries(
    Object.entries(given).filter(([field, value]) => person[field as keyof Person] !== value),
  )
  if (Object.keys(details).length === 0) throw contract.nothingNew()
  const certificate = tidy(cells('certificate'))
  const { personNumber } = person
  const correction = { personNumber, details, ...(certificate ? { certificate } : {}) }
  const event = await correctDetails(call, correction, load.grounds)
  return { personNumber, eventIds: [event.id] }
}

async function die(call: Call, load: LoadGrounds, cells: Cells, person: Person): Promise<Recorded> {
  const died = dayIn(cells, 'diedOn')!
  if (died.precision !== 'D') throw contract.cellUnreadable({ with: { field: 'diedOn' } })
  if (person.diedOn === died.day) throw contract.nothingNew()
  const certificate = tidy(cells('certificate'))
  const { personNumber } = person
  const death = { personNumber, diedOn: died.day, ...(certificate ? { certificate } : {}) }
  const event = await registerDeath(call, death, load.grounds)
  return { personNumber, eventIds: [event.id] }
}

async function reach(
  call: Call,
  load: LoadGrounds,
  cells: Cells,
  { personNumber }: Person,
): Promise<Recorded> {
  const given = contactsIn(cells)
  if (!given) throw contract.cellMissing({ with: { field: 'phone' } })
  const kept = await contactsOf(call, personNumber)
  const before = {
    ...(kept?.phone ? { phone: kept.phone } : {}),
    ...(kept?.email ? { email: kept.email } : {}),
  }
  const said = { ...before, ...given }
  if (said.phone === before.phone && said.email === before.email) throw contract.nothingNew()
  const event = await changeContacts(call, { personNumber, ...said }, load.grounds)
  return { personNumber, eventIds: [event.id] }
}

/**
 * The person of the number, who must bear the name or the birthday of the row, so that a slip in a number never
 * reaches another person, and must live in the territory. Throws personUnknown, identityDiffers, outOfTerritory.
 */
async function personOf(call: Call, { territory }: LoadGrounds, cells: Cells): Promise<Person> {
  const given = numberIn(cells, 'number')!
  const number = await resolveNumber(call, given)
  if (number === undefined) throw contract.personUnknown()
  const person = await knownPerson(call, number)
  const name = tidy(cells('name'))
  const born = dayIn(cells, 'bornOn')
  if (name === '' && !born) throw contract.cellMissing({ with: { field: 'name' } })
  if (name !== '' && compareNames(name, person.name) === 'different') throw contract.identityDiffers()
  if (born && !agree(born, person)) throw contract.identityDiffers()
  const within = await withinTerritory(call, [number], territory)
  if (!within.has(number)) throw contract.outOfTerritory()
  return person
}

/** Two dates of birth agree as far as both are known. */
function agree({ day, precision }: GivenDay, { bornOn, bornPrecision }: Person): boolean {
  const known = [precision, bornPrecision].includes('Y')
    ? 4
    : [precision, bornPrecision].includes('M')
      ? 7
      : 10
  return day.slice(0, known) === bornOn.slice(0, known)
}

function dayIn(cells: Cells, field: string): GivenDay | undefined {
  const cell = cells(field)
  if (cell === '') return undefined
  const given = dayOfCell(cell)
  if (!given) throw contract.cellUnreadable({ with: { field } })
  return given
}

function numberIn(cells: Cells, field: string): PersonNumber | undefined {
  const cell = cells(field)
  if (cell === '') return undefined
  const number = numberOfCell(cell)
  if (!number) throw contract.cellUnreadable({ with: { field } })
  return number
}

async function codeIn(call: Call, cells: Cells, field: string, list: string): Promise<string | undefined> {
  const cell = cells(field)
  if (cell === '') return undefined
  const code = codeOfCell(cell, await codeList(call, list))
  if (!code) throw contract.cellUnreadable({ with: { field } })
  return code
}

async function detailsIn(call: Call, cells: Cells): Promise<contract.PersonDetails> {
  const ethnicGroup = await codeIn(call, cells, 'ethnicGroup', 'ethnic-groups')
  const religion = await codeIn(call, cells, 'religion', 'religions')
  const bloodGroup = cells('bloodGroup').toUpperCase().replace(/\s/g, '')
  const otherName = tidy(cells('otherName'))
  return {
    ...(ethnicGroup ? { ethnicGroup } : {}),
    ...(religion ? { religion } : {}),
    ...(bloodGroup ? { bloodGroup } : {}),
    ...(otherName ? { otherName } : {}),
  }
}

function contactsIn(cells: Cells): { phone?: string; email?: string } | undefined {
  const phone = cells('phone') === '' ? '' : phoneDigits(cells('phone'))
  if (phone === undefined) throw contract.cellUnreadable({ with: { field: 'phone' } })
  const email = cells('email').toLowerCase()
  if (email !== '' && !/^[^\s@]+@[^\s@]+\.[a-z]{2,}$/.test(email)) {
    throw contract.cellUnreadable({ with: { field: 'email' } })
  }
  if (phone === '' && email === '') return undefined
  return { ...(phone ? { phone } : {}), ...(email ? { email } : {}) }
}

/** Where the birth is registered: the province that the row names, of whatever time, or the unit of the load. */
async function placeIn(call: Call, mapping: contract.Mapping, cells: Cells, on: Day): Promise<number> {
  const cell = cells('province')
  if (cell === '') {
    if (mapping.unitId === undefined) throw contract.cellMissing({ with: { field: 'province' } })
    return mapping.unitId
  }
  const all = await units(call)
  const wanted = fold(cell).replace(/^(tinh|thanh pho|tp\.?) /, '')
  const named = [...all.versions.values()]
    .flat()
    .filter(
      ({ level, name, code }) =>
        level === 'province' && (fold(name) === wanted || code === cell.padStart(2, '0')),
    )
  const then = named.filter(({ unitId }) => unitById(all, unitId, on) !== undefined)
  const [unit] = then.length > 0 ? then : named
  if (!unit) throw contract.cellUnreadable({ with: { field: 'province' } })
  return unit.unitId
}
