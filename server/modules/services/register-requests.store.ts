import type { Sql } from '#platform/db.ts'
import type { Instant, PersonNumber, Uuid } from '#platform/schemas.ts'
import type { RequestState } from './register-requests.contract.ts'

/** One thing told to a register of another agency. */
export interface RequestRecord {
  personNumber: PersonNumber
  requestId: Uuid
  dossierId: Uuid
  dossierCode: string
  subjectNumber: PersonNumber
  register: string
  act: string
  data: Record<string, unknown>
  decides: boolean
  state: RequestState
  attempts: number
  error: string | null
  madeAt: Instant
  syncDueAt: Instant
  receiptNumber: string | null
  acknowledgedAt: Instant | null
  acknowledgeDueAt: Instant
  answeredAt: Instant | null
  result: Record<string, string> | null
  reason: string | null
}

const columns = (sql: Sql) => sql`
  person_number, request_id, dossier_id, dossier_code, subject_number, register, act, data, decides, state, attempts,
  error, made_at, sync_due_at, receipt_number, acknowledged_at, acknowledge_due_at, answered_at, result, reason`

export async function insertRequest(sql: Sql, request: RequestRecord): Promise<void> {
  await sql`
    insert into services.register_requests (person_number, request_id, dossier_id, dossier_code, subject_number,
      register, act, data, decides, state, made_at, sync_due_at, acknowledge_due_at)
    values (${request.personNumber}, ${request.requestId}, ${request.dossierId}, ${request.dossierCode},
      ${request.subjectNumber}, ${request.register}, ${request.act}, ${sql.json(request.data as never)},
      ${request.decides}, ${request.state}, ${request.madeAt}, ${request.syncDueAt}, ${request.acknowledgeDueAt})`
}

export async function lockRequest(sql: Sql, requestId: Uuid): Promise<RequestRecord | undefined> {
  const [row] = await sql<RequestRecord[]>`
    select ${columns(sql)} from services.register_requests where request_id = ${requestId} for update`
  return row
}

export async function updateRequest(sql: Sql, request: RequestRecord): Promise<void> {
  await sql`
    update services.register_requests set state = ${request.state}, attempts = ${request.attempts},
      error = ${request.error}, receipt_number = ${request.receiptNumber}, acknowledged_at = ${request.acknowledgedAt},
      answered_at = ${request.answeredAt}, reason = ${request.reason},
      result = ${request.result === null ? null : sql.json(request.result)}
    where person_number = ${request.personNumber} and request_id = ${request.requestId}`
}

/** Takes back what has not been told yet. False when it has. */
export async function withdrawRequest(sql: Sql, requestId: Uuid): Promise<boolean> {
  const taken = await sql`
    update services.register_requests set state = 'withdrawn'
    where request_id = ${requestId} and acknowledged_at is null and state in ('waiting', 'parked')`
  return taken.count === 1
}

export async function selectRequestsOf(sql: Sql, dossierId: Uuid): Promise<RequestRecord[]> {
  return sql<RequestRecord[]>`
    select ${columns(sql)} from services.register_requests where dossier_id = ${dossierId}
    order by request_id limit 50`
}

export interface RequestQuery {
  state?: RequestState | undefined
  register?: string | undefined
  after?: Uuid | undefined
  limit: number
}

/** Newest first; ids grow with time. */
export async function selectRequests(sql: Sql, query: RequestQuery): Promise<RequestRecord[]> {
  const { state = null, register = null, after = null, limit } = query
  return sql<RequestRecord[]>`
    select ${columns(sql)} from services.register_requests
    where (${state}::text is null or state = ${state}) and (${register}::text is null or register = ${register})
      and (${after}::uuid is null or (made_at, request_id) <
        (select made_at, request_id from services.register_requests where request_id = ${after}))
    order by made_at desc, request_id desc limit ${limit}`
}

export interface RegisterCount {
  register: string
  open: number
  parked: number
  late: number
  done: number
}

export async function countRequests(sql: Sql, now: Date): Promise<RegisterCount[]> {
  return sql<RegisterCount[]>`
    select register,
      count(*) filter (where state in ('waiting', 'acknowledged'))::int as open,
      count(*) filter (where state = 'parked')::int as parked,
      count(*) filter (where acknowledged_at is null and acknowledge_due_at < ${now})::int as late,
      count(*) filter (where state = 'done')::int as done
    from services.register_requests group by register`
}
