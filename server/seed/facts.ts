/** What the simulation tells the register, in the order in which it became known. */
import type { Person } from './families.ts'
import type { Commune } from './places.ts'

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

type Residence = 'permanent' | 'temporary'

/** A life event before it has numbers and instants. */
export type Fact = { person: Person; on: number; knownOn: number; cause?: Fact | undefined; id?: string } & (
  | { kind: 'birth'; place: Commune }
  | { kind: 'death' }
  | { kind: 'marriage' | 'divorce' | 'widowhood'; spouse: Person }
  | { kind: 'details-change' | 'details-correction'; what: 'other-name' | 'religion' | 'home-town' }
  | { kind: 'parent-recognition' | 'adoption'; parent: Person }
  | { kind: 'guardianship' | 'guardianship-end'; guardian: Person }
  | { kind: 'permanent-residence-registration'; household: Household; relation: string; forms: boolean }
  | { kind: 'permanent-residence-removal' }
  | {
      kind: 'temporary-residence-registration'
      household: Household
      relation: string
      forms: boolean
      until: number
    }
  | { kind: 'temporary-residence-extension'; until: number }
  | { kind: 'temporary-residence-removal'; ground: 'moved' | 'permanent-here' | 'death' | 'asked' }
  | { kind: 'temporary-residence-expiry' }
  | { kind: 'stay'; place: Commune; where: string; leavesOn: number; reason: string; late: boolean }
  | { kind: 'household-forming' | 'head-change'; residence: Residence; household: Household }
  | {
      kind: 'household-joining' | 'relation-to-head-change'
      residence: Residence
      household: Household
      relation: string
    }
)
