/** What the acts of a simulated neighbourhood share: who is there, what is known, what comes later. */
import { newYear, years } from './days.ts'
import type { Fact } from './facts.ts'
import type { Dwelling, Household, Person } from './people-and-homes.ts'
import type { Commune } from './places.ts'
import type { Random } from './random.ts'

/** The register begins with this day unless said otherwise: what happened in homes before is not in it. */
export const KNOWN_FROM = newYear(2000)

export interface HomesSettings {
  /** The day of seeding: the last fact is known on this day. */
  today: number
  /** The day with which the register begins. */
  knownFrom: number
  address(place: Commune, random: Random): string
  /** Where a family moves to. */
  city(): Commune
  near(place: Commune): Commune
  /** A rented room or a bed in a dormitory, of an owner outside the neighbourhood. */
  room(place: Commune, student: boolean, on: number): Dwelling
}

export interface Homes {
  facts: Fact[]
  households: Household[]
  dwellings: Dwelling[]
}

/** What the acts of a simulation share. */
export interface Scene extends Homes {
  random: Random
  settings: HomesSettings
  people: readonly Person[]
  /** Whether the register takes note yet. */
  known: boolean
  at(on: number, act: (on: number) => void, order?: number): void
  tell(fact: Fact): Fact
  move(person: Person, to: Household, on: number): void
  house(place: Commune, on: number, owners: Person[]): Dwelling
}

export const isAdult = (person: Person, on: number) => on - person.born >= years(18.02)
