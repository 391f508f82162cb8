/** What the simulation tells the register, in the order in which it became known. */
import type { Household, Person } from './people-and-homes.ts'
import type { Commune } from './places.ts'

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
