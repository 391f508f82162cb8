/**
 * Writes a neighbourhood into the register: facts become life events with numbers and instants, and the reducers
 * of `population` and `residence` make of them the same rows that calls and replays make.
 */
import type { LifeEvent } from '#population'
import { agencyIdOf } from '#reference'
import bases from './data/legal-bases.json' with { type: 'json' }
import { dayAfter, dayNumber, dayText, NEVER, yearOf } from './days.ts'
import type { Fact } from './facts.ts'
import { civilHistory, residentialHistory } from './histories.ts'
import { instantText, recording, rowIds, seededId } from './instants.ts'
import { isRecognisedLater } from './kin.ts'
import { drawName, foldName } from './names.ts'
import type { Numbers } from './numbers.ts'
import type { Dwelling, Household, Person } from './people-and-homes.ts'
import type { Random } from './random.ts'
import type { Rows } from './rows.ts'
import type { Homes } from './scene.ts'

/** From here on births are registered in the communes and provinces of today. Resolution 202/2025/QH15. */
const MERGER = dayNumber('2025-07-01')

export interface RegisterSettings {
  today: number
  /** The day with which the register begins. */
  knownFrom: number
  numbers: Numbers
  rows: Rows
}

/** A life event with its instant in milliseconds, from which the ids of its rows are made. */
export interface SeededEvent extends LifeEvent {
  ms: number
}

/** What is known of a person when his rows are written. */
export interface Registered {
  person: Person
  number: string
  personId: string
  name: string
  bornOn: string
  homeTownUnitId: number
  civil: SeededEvent[]
  residential: SeededEvent[]
}

type Kind<K extends Fact['kind']> = Extract<Fact, { kind: K }>

/** Writes every row that the facts of a neighbourhood leave. Returns the people. */
export function register(random: Random, homes: Homes, settings: RegisterSettings): Registered[] {
  const { today, numbers, rows } = settings
  const collectedOn = dayNumber('2017-03-01') + random.between(0, 1500)
  const clock = recording(random, collectedOn, today)
  const registered = new Map<Person, Registered>()
  const formed: { household: Household; on: number; fileNumber: string; recordedAt: string }[] = []
  const dwellings = new Map<Dwelling, number>()
  const newId = (ms: number) => seededId(ms, random)

  const dwellingId = (dwelling: Dwelling, ms: number) => {
    if (!dwelling.id) {
      dwelling.id = newId(ms)
      dwellings.set(dwelling, ms)
    }
    return dwelling.id
  }
  const householdId = (household: Household, ms: number) => {
    household.id ??= newId(ms)
    return household.id
  }
  const form = (household: Household, on: number, ms: number) => {
    const fileNumber = numbers.residenceFile(household.place.code, household.place.unitId)
    formed.push({ household, on, fileNumber, recordedAt: instantText(ms) })
    return fileNumber
  }

  const enter = (person: Person, { place, on }: Kind<'birth'>, ms: number): Registered => {
    const merged = on >= MERGER
    const old = place.old[Math.floor(random.unit() ** 2 * place.old.length)]!
    const unitId = merged ? place.unitId : old.unitId
    const provinceCode = merged ? place.provinceCode : old.provinceCode
    const year = yearOf(on)
    const precision = person.name ? 'D' : precisionOf(random, year)
    const bornOn =
      precision === 'Y' ? `${year}-01-01` : precision === 'M' ? `${dayText(on).slice(0, 7)}-01` : dayText(on)
    const mother = person.mother && registered.get(person.mother)
    const father = person.father && registered.get(person.father)
    const nameless = isRecognisedLater(person, settings)
    const number = numbers.person(provinceCode, person.sex, year)
    const personId = newId(ms)
    const motherSurname = person.mother?.surname
    const { sex, ethnicGroup, surname } = person
    const name =
      person.name ??
      drawName(random, {
        sex,
        bornInYear: year,
        ethnicGroup,
        surname,
        ...(motherSurname && { motherSurname }),
      })
    const homeTownUnitId = father?.homeTownUnitId ?? mother?.homeTownUnitId ?? person.origin.old[0]!.unitId
    const one: Registered = {
      person,
      number,
      personId,
      name,
      bornOn,
      homeTownUnitId,
      civil: [],
      residential: [],
    }
    const elsewhere = random.chance(0.2)
    const birthUnitId = !elsewhere ? unitId : merged ? unitId : random.pick(place.old).unitId
    const blood = random.chance(0.07)
      ? random.pick(['O', 'O', 'O', 'B', 'B', 'A', 'A', 'AB', 'O+', 'B+', 'A+'])
      : undefined
    const payload = {
      personId,
      name,
      sex,
      bornOn,
      ethnicGroup,
      birthUnitId,
      birthRegisteredUnitId: unitId,
      homeTownUnitId,
      ...(precision !== 'D' && { bornPrecision: precision }),
      ...(person.religion !== '99' && { religion: person.religion }),
      ...(blood && { bloodGroup: blood }),
      ...(father && !nameless && { fatherNumber: father.number }),
      ...(father && nameless && { fatherAbsent: 'unknown' }),
      ...(mother && { motherNumber: mother.number }),
    }
    registered.set(person, one)
    person.number = number
    person.personId = personId
    const committee = agencyIdOf('commune-committee', place.unitId)
    one.civil.push(event(one, 'birth', bornOn, ms, committee, civilLaw('birth', on), payload, undefined))
    return one
  }

  /** One life event, as the declaration of its kind would have written it. */
  const event = (
    one: Registered,
    kind: string,
    effectiveOn: string,
    ms: number,
    agencyId: number,
    legalBasis: string,
    payload: object,
    fact: Fact | undefined,
  ): SeededEvent => {
    const id = newId(ms)
    if (fact) fact.id = id
    return {
      personNumber: one.number,
      id,
      kind,
      effectiveOn,
      recordedAt: instantText(ms),
      agencyId,
      legalBasis,
      evidence: null,
      actor: 'seed',
      dossierId: null,
      causedBy: fact?.cause?.id ?? null,
      annuls: null,
      payload,
      ms,
    }
  }

  for (const fact of homes.facts) {
    const atOnce = fact.kind === 'temporary-residence-expiry' || fact.knownOn >= today - 3
    const ms = clock.next(fact.knownOn, atOnce)
    if (fact.kind === 'birth') {
      enter(fact.person, fact, ms)
      continue
    }
    const one = registered.get(fact.person)!
    const effectiveOn = dayText(fact.on)
    const home = fact.person.home ?? fact.person.lodging
    const near = 'household' in fact ? fact.household.place : (home?.place ?? fact.person.origin)
    const police = agencyIdOf('commune-police', near.unitId)
    const committee = agencyIdOf('commune-committee', near.unitId)
    const residential = (payload: object) =>
      one.residential.push(
        event(one, fact.kind, effectiveOn, ms, police, residenceLaw(fact.knownOn), payload, fact),
      )
    const civil = (payload: object, act: CivilAct) =>
      one.civil.push(
        event(one, fact.kind, effectiveOn, ms, committee, civilLaw(act, fact.knownOn), payload, fact),
      )
    switch (fact.kind) {
      case 'death':
        civil({ placeUnitId: near.unitId }, 'death')
        break
      case 'marriage':
      case 'divorce':
        civil({ spouseNumber: registered.get(fact.spouse)!.number }, fact.kind)
        break
      case 'widowhood':
        civil({ spouseNumber: registered.get(fact.spouse)!.number }, 'death')
        break
      case 'parent-recognition':
        civil({ parentNumber: registered.get(fact.parent)!.number, as: 'father' }, 'change')
        break
      case 'adoption':
        civil({ parentNumbers: [registered.get(fact.parent)!.number], tie: 'step-parent' }, 'adoption')
        break
      case 'guardianship':
        civil(
          { guardianNumber: registered.get(fact.guardian)!.number, ground: 'minor-without-parents' },
          'guardianship',
        )
        break
      case 'guardianship-end':
        civil(
          {
            guardianNumber: registered.get(fact.guardian)!.number,
            reason: 'Người được giám hộ đã thành niên',
          },
          'guardianship',
        )
        break
      case 'details-change':
        civil({ details: { otherName: otherName(one.name) } }, 'change')
        break
      case 'details-correction': {
        const details =
          fact.what === 'religion'
            ? { religion: fact.person.origin.religion(random, fact.person.ethnicGroup) }
            : { homeTownUnitId: random.pick(fact.person.origin.old).unitId }
        one.civil.push(
          event(
            one,
            fact.kind,
            one.bornOn,
            ms,
            committee,
            civilLaw('change', fact.knownOn),
            { details },
            fact,
          ),
        )
        break
      }
      case 'permanent-residence-registration':
      case 'temporary-residence-registration': {
        const { household, relation, forms } = fact
        residential({
          dwellingId: dwellingId(household.dwelling, ms),
          unitId: household.place.unitId,
          householdId: householdId(household, ms),
          relationToHead: relation,
          ...(forms && { fileNumber: form(household, fact.on, ms) }),
          ...(fact.kind === 'temporary-residence-registration' && { until: dayText(fact.until) }),
        })
        break
      }
      case 'permanent-residence-removal':
        residential({ ground: 'a' })
        break
      case 'temporary-residence-removal':
        residential({ ground: fact.ground })
        break
      case 'temporary-residence-extension':
        residential({ until: dayText(fact.until) })
        break
      case 'temporary-residence-expiry':
        residential({})
        break
      case 'stay': {
        const { place, where, leavesOn, reason, late } = fact
        const payload = {
          unitId: place.unitId,
          place: where,
          leavesOn: dayText(leavesOn),
          reason,
          declaredBy: one.number,
          late,
        }
        residential(payload)
        rows.stay(one.residential.at(-1)!, payload)
        break
      }
      case 'household-forming': {
        const { residence, household } = fact
        residential({
          residence,
          dwellingId: dwellingId(household.dwelling, ms),
          unitId: household.place.unitId,
          householdId: householdId(household, ms),
          fileNumber: form(household, fact.on, ms),
        })
        break
      }
      case 'head-change':
        residential({ residence: fact.residence, householdId: householdId(fact.household, ms) })
        break
      case 'household-joining':
      case 'relation-to-head-change': {
        const { residence, relation } = fact
        residential({ residence, householdId: householdId(fact.household, ms), relationToHead: relation })
        break
      }
    }
  }

  for (const [dwelling, ms] of dwellings) rows.dwelling(dwelling, instantText(ms))
  for (const [dwelling, ms] of dwellings) ownership(random, dwelling, ms, settings)
  for (const { household, on, fileNumber, recordedAt } of formed) {
    rows.household({
      householdId: household.id!,
      dwellingId: household.dwelling.id!,
      unitId: household.place.unitId,
      fileNumber,
      formedOn: dayText(on),
      dissolvedOn: household.dissolvedOn === NEVER ? null : dayText(household.dissolvedOn),
      recordedAt,
    })
  }
  const people = [...registered.values()]
  for (const one of people) writePerson(random, one, rows)
  return people
}

/** The person's events and what they leave, in the tables of both modules. */
export function writePerson(random: Random, one: Registered, rows: Rows) {
  const rowId = rowIds(random)
  const newId = (event: LifeEvent) => rowId((event as SeededEvent).ms)
  const nameFolded = foldName(one.name)
  const { current, versions, relations } = civilHistory(one.civil, nameFolded, newId)
  for (const each of one.civil) rows.lifeEvent(each)
  for (const each of one.residential) rows.lifeEvent(each)
  rows.personId(one.personId, one.number)
  rows.person(current)
  for (const version of versions) rows.version(version)
  for (const relation of relations) rows.relation(relation)
  if (one.residential.length === 0) return
  const residence = residentialHistory(one.residential, newId, dayAfter)
  if (residence.current) rows.currentResidence(residence.current)
  for (const row of residence.residences) rows.residence(row)
  for (const row of residence.memberships) rows.membership(row)
}

/** Owners with two times: a share that ended was known as lasting before. */
function ownership(random: Random, dwelling: Dwelling, ms: number, settings: RegisterSettings) {
  const { today, knownFrom, rows } = settings
  for (const { person, organisation, from, until } of dwelling.owners) {
    if (until <= knownFrom || (person && !person.number)) continue
    const known = Math.max(ms, from * 86_400_000 + 10_800_000)
    const ended = Math.min(Math.max(known + 1, until * 86_400_000 + 14_400_000), today * 86_400_000)
    const share = {
      dwellingId: dwelling.id!,
      personNumber: person?.number ?? null,
      organisation: organisation ?? null,
      validFrom: dayText(from),
    }
    const open = { ...share, id: seededId(known, random), validUntil: null, recordedAt: instantText(known) }
    if (until === NEVER) {
      rows.owner({ ...open, supersededAt: null })
      continue
    }
    const supersededAt = instantText(ended)
    rows.owner({ ...open, supersededAt })
    rows.owner({
      ...share,
      id: seededId(ended, random),
      validUntil: dayText(until),
      recordedAt: supersededAt,
      supersededAt: null,
    })
  }
}

/** Old papers often know only the year of birth, or month and year. */
function precisionOf(random: Random, year: number): 'D' | 'M' | 'Y' {
  const unknown = year < 1950 ? 0.24 : year < 1965 ? 0.13 : year < 1975 ? 0.04 : 0
  if (unknown === 0 || !random.chance(unknown)) return 'D'
  return random.chance(0.72) ? 'Y' : 'M'
}

const otherName = (name: string) => `${name.split(' ')[0]} ${name.split(' ').at(-1)}`

type CivilAct = 'birth' | 'marriage' | 'divorce' | 'death' | 'change' | 'adoption' | 'guardianship'

const civilLaws = bases['civil-status'].map((law) => ({ ...law, since: dayNumber(law.from) })).reverse()
const residenceLaws = bases.residence.map((law) => ({ ...law, since: dayNumber(law.from) })).reverse()

const civilLaw = (act: CivilAct, on: number) => civilLaws.find(({ since }) => since <= on)![act]
const residenceLaw = (on: number) => residenceLaws.find(({ since }) => since <= on)!.law
