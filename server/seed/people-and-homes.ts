/** Who lives in the synthetic nation, and where. */
import type { Region, Sex } from './names.ts'
import type { Commune } from './places.ts'

export interface Person {
  sex: Sex
  born: number
  /** NEVER while alive. */
  died: number
  father: Person | undefined
  mother: Person | undefined
  children: Person[]
  marriages: Marriage[]
  ethnicGroup: string
  religion: string
  surname: string
  region: Region
  /** Where his parents lived; where he is from (quê quán). */
  origin: Commune
  /** Name that is given, for people who are made by hand. */
  name?: string
  /** Where he stands as the years pass. */
  spouse?: Person | undefined
  home?: Household | undefined
  homeSince?: number
  lodging?: Household | undefined
  lodgingUntil?: number
  owns?: Dwelling[]
  /** In the register; its number and public id follow when it is written. */
  registered?: boolean
  /** Nobody is adopted twice while the first adoption stands. Law on Adoption 52/2010/QH12, art. 8(3). */
  adopted?: boolean
  number?: string
  personId?: string
}

export interface Marriage {
  husband: Person
  wife: Person
  on: number
  /** NEVER while it lasts. */
  until: number
  end: 'divorce' | 'death' | undefined
}

export interface Owner {
  person: Person | undefined
  organisation: string | undefined
  from: number
  /** NEVER while it lasts. */
  until: number
}

export interface Dwelling {
  place: Commune
  line: string
  kind: 'house' | 'apartment' | 'room' | 'dormitory'
  areaM2: number
  since: number
  owners: Owner[]
  /** Set when it is written; a boarding house serves more than one neighbourhood. */
  id?: string
}

export interface Household {
  place: Commune
  dwelling: Dwelling
  head: Person | undefined
  members: Person[]
  /** People of a temporary household, or who stay with this one for a time. */
  lodgers: Person[]
  temporary: boolean
  /** Whether the register knows it. */
  known: boolean
  /** Day on which nobody was left; NEVER before. */
  dissolvedOn: number
  id?: string
}
