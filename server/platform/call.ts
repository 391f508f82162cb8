import type { Ports } from '#ports/ports.ts'
import type { Sql } from './db.ts'
import type { Role } from './endpoint.ts'
import { uuidv7 } from './ids.ts'
import type { PersonNumber, Uuid } from './schemas.ts'

/** Where an officer may act: the whole nation, a province, or a commune. */
export interface Territory {
  level: 'nation' | 'province' | 'commune'
  unitId: number
}

/** Who acts for somebody else, and by what right (người đại diện). Civil Code 91/2015/QH13, art. 134–143. */
export interface Representative {
  number: PersonNumber
  personId: Uuid
  basis: 'parent' | 'guardian' | 'mandate'
  /** Mandates that may be used, each with the codes of the services it covers; null when the law itself lets him. */
  mandates: readonly { mandateId: Uuid; services: readonly string[]; through?: Uuid | undefined }[] | null
  /** The organisation that holds the mandate, for which he acts. */
  organisation?: { organisationId: Uuid; name: string } | undefined
}

export interface CitizenActor {
  kind: 'citizen'
  /** Of the person concerned: the caller himself, or whom he represents. */
  number: PersonNumber
  personId: Uuid
  /** Of the caller, always. */
  accountId: Uuid
  /** Set when the caller acts for somebody else: who he is himself. */
  representative?: Representative
  level: 1 | 2
  /** He is no citizen: the population register does not hold him. Decree 69/2024/NĐ-CP. */
  foreigner?: true
  sessionId: string
  /** Level of authentication (mức độ xác thực) of this session, from the factors used in it; none is 0. */
  authenticationLevel?: 0 | 1 | 2 | 3 | 4
  /** When a factor was last confirmed in this session, ISO instant. */
  factorAt?: string | null
}

export interface OfficerActor {
  kind: 'officer'
  number: PersonNumber
  personId: Uuid
  accountId: Uuid
  appointmentId: Uuid
  /** Position (chức vụ) as data of `reference`, e.g. `commune-police-officer`. */
  position: string
  agencyId: number
  roles: readonly Role[]
  territory: Territory
  sessionId: string
  authenticationLevel?: 0 | 1 | 2 | 3 | 4
  /** When a second factor was last confirmed in this session, ISO instant. */
  factorAt: string | null
}

/** A system of an organisation (bên sử dụng dịch vụ), by a token bound to its key. No person acts. */
export interface RelyingPartyActor {
  kind: 'relying-party'
  clientId: string
  /** The organisation it belongs to, as `reference` knows it. */
  agencyId: number
  /** Scopes of its token. */
  scopes: readonly string[]
}

export type Actor =
  | { kind: 'anonymous' }
  | { kind: 'system'; name: string }
  | { kind: 'operator' }
  | CitizenActor
  | OfficerActor
  | RelyingPartyActor

/** What a call did to one person's data. */
export interface Touch {
  action: 'read' | 'change'
  fields: Set<string>
}

/**
 * The audit entry of a call while it is being made (lượt truy cập dữ liệu). It is committed before the answer
 * leaves: no entry, no data.
 */
export interface Entry {
  id: Uuid
  at: Date
  /** Endpoint as `POST /services/dossiers/:id/decide`, or the listener's name. */
  act: string
  purpose: string | null
  dossierId: Uuid | null
  /** Typed reason of a look-up that stands on no dossier. */
  reason: string | null
  /** The relying party that gets the data, when another one calls for it: system, organisation. */
  recipient: { clientId: string; agencyId: number } | null
  /** The organisation in whose name it was done, by its representative or the holder of its mandate. */
  organisation: Uuid | null
  outcome: 'done' | 'refused' | 'failed' | 'replayed'
  problem: string | null
  subjects: Map<PersonNumber, Touch>
  requestDigest: Buffer | null
  answerDigest: Buffer | null
}

/** Every dependency a rule may have. One call is one transaction. */
export interface Call {
  sql: Sql
  actor: Actor
  now: Date
  ports: Ports
  entry: Entry
  /** A line of Set-Cookie that leaves with the answer; only a call that a browser made can carry one. */
  setCookie?: ((line: string) => void) | undefined
}

export function newEntry(act: string, now: Date, purpose: string | null = null): Entry {
  return {
    id: uuidv7(now.getTime()),
    at: now,
    act,
    purpose,
    dossierId: null,
    reason: null,
    recipient: null,
    organisation: null,
    outcome: 'done',
    problem: null,
    subjects: new Map(),
    requestDigest: null,
    answerDigest: null,
  }
}

/** Enters that this call reads the named fields of a person's data. Say it before reading. */
export function reads(call: Call, person: PersonNumber, fields: readonly string[]): void {
  touch(call, person, 'read', fields)
}

/** Enters that this call changes the named fields of a person's data. */
export function changes(call: Call, person: PersonNumber, fields: readonly string[]): void {
  touch(call, person, 'change', fields)
}

function touch(call: Call, person: PersonNumber, action: Touch['action'], fields: readonly string[]) {
  const before = call.entry.subjects.get(person)
  if (!before) {
    call.entry.subjects.set(person, { action, fields: new Set(fields) })
    return
  }
  if (action === 'change') before.action = 'change'
  for (const field of fields) before.fields.add(field)
}

/** A call made by the program itself: a listener, a timer, the seeder. */
export function systemCall(name: string, sql: Sql, ports: Ports, now = new Date()): Call {
  return { sql, actor: { kind: 'system', name }, now, ports, entry: newEntry(name, now) }
}
