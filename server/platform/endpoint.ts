/**
 * An endpoint is a value: the server serves it, OpenAPI prints it, the web calls it, the form is drawn from it.
 * Browser-safe. Types are carried, never computed, in generics.
 */
import type { Static, TSchema } from 'typebox'
import type { ProblemFactory } from './problem.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** What an officer's position lets him do. Positions and their roles are data of `reference`. */
export type Role =
  | 'residence'
  | 'counter'
  | 'case-officer'
  | 'signing-leader'
  | 'civil-status'
  | 'data-steward'
  | 'inspector'
  | 'steering'
  | 'partner'
  | 'administrator'

export interface Access {
  /** Anyone, signed in or not. */
  public?: true
  /** Signed-in citizens. `for` says whose data: his own, those he represents too, or no person's data. */
  citizen?: {
    for: 'self' | 'self-or-represented' | 'anyone'
    /** Of those who represent another, holders of a mandate too; what it covers is the rule's to ask. */
    byMandate?: true
    level: 1 | 2
    /** Foreigners with an electronic identity too: it needs nothing of the population register. */
    foreigners?: true
    /** Level of authentication the session must have reached (Decree 69/2024/NĐ-CP, art. 20). */
    authenticationLevel?: 2 | 3 | 4
    /** A factor confirmed in the last minutes is needed. */
    freshFactor?: true
  }
  /** Officers who hold one of the roles; the rows are limited to `within`; the purpose is entered in the log. */
  officer?: {
    roles: readonly Role[]
    within: 'territory' | 'own-agency' | 'nation'
    purpose: string
    /** A second factor confirmed in the last minutes is needed (before a signature). */
    freshFactor?: true
  }
  /** Systems of organisations, by a token that carries this scope. */
  relyingParty?: { scope: string }
  /** Operators of the installation, by the metrics token. */
  operator?: true
}

export interface Definition<P extends TSchema, Q extends TSchema, B extends TSchema, R extends TSchema> {
  method: Method
  path: string
  summary: string
  access: Access
  /** Reads or changes personal data: an audit entry is committed before the answer leaves. */
  personal?: boolean
  /** A POST that only reads (a search): runs outside a write transaction, entered by group commit. */
  readOnly?: boolean
  params?: P
  query?: Q
  body?: B
  reply: R
  /** Content type of a reply that is a file. The handler returns a FileReply. */
  replyType?: string
  /** Content type of a body that is a file; the handler gets a Buffer. Default is JSON. */
  accepts?: string
  /** Largest body, in bytes; the default is 64 kB. */
  bodyLimitBytes?: number
  /** A public answer that browsers and balancers may keep this long; it carries an ETag. */
  cacheSeconds?: number
  /** Calls a minute from one network address; default is none beyond the server's own. */
  callsPerMinute?: number
  problems?: readonly ProblemFactory[]
}

export interface Endpoint<Params, Query, Body, Reply> {
  method: Method
  path: string
  summary: string
  access: Access
  personal: boolean
  readOnly: boolean
  replyType?: string
  accepts?: string
  bodyLimitBytes?: number
  callsPerMinute?: number
  cacheSeconds?: number
  problems: readonly ProblemFactory[]
  schema: { params?: TSchema; query?: TSchema; body?: TSchema; reply: TSchema }
  types?: { params: Params; query: Query; body: Body; reply: Reply }
}

// biome-ignore lint/suspicious/noExplicitAny: the registry holds endpoints of every shape.
export type AnyEndpoint = Endpoint<any, any, any, any>

/** What a handler returns when the reply is a file. */
export interface FileReply {
  bytes: Uint8Array
  fileName: string
  /** What it was found to be, where an endpoint hands out files of several types. */
  contentType?: string
}

type None = TSchema & { static: undefined }

/** Declares an endpoint. Paths begin with the module's name and never carry a person number. */
export function endpoint<
  P extends TSchema = None,
  Q extends TSchema = None,
  B extends TSchema = None,
  R extends TSchema = TSchema,
>(definition: Definition<P, Q, B, R>): Endpoint<Static<P>, Static<Q>, Static<B>, Static<R>> {
  const { params, query, body, reply, personal, readOnly, problems, ...rest } = definition
  return {
    ...rest,
    personal: personal ?? false,
    readOnly: readOnly ?? definition.method === 'GET',
    problems: problems ?? [],
    schema: {
      ...(params ? { params } : {}),
      ...(query ? { query } : {}),
      ...(body ? { body } : {}),
      reply,
    },
  }
}

/** Who may call, in a sentence, for the API document. */
export function actOfAccess(access: Access): string {
  const who: string[] = []
  if (access.public) who.push('Anyone')
  if (access.citizen) {
    const { level, authenticationLevel, freshFactor } = access.citizen
    const authenticated = authenticationLevel ? `, authentication level ${authenticationLevel}` : ''
    who.push(
      `Citizens (${access.citizen.for}, level ${level}${authenticated}${freshFactor ? ', factor just confirmed' : ''})`,
    )
  }
  if (access.officer) {
    const { roles, within, purpose, freshFactor } = access.officer
    who.push(
      `Officers: ${roles.join(', ')}; within ${within}; for ${purpose}${freshFactor ? '; second factor just confirmed' : ''}`,
    )
  }
  if (access.relyingParty) who.push(`Relying parties, scope ${access.relyingParty.scope}`)
  if (access.operator) who.push('Operators')
  return who.join('. ')
}
