import type { Sql } from '#platform/db.ts'
import type { Instant, PersonNumber, Uuid } from '#platform/schemas.ts'
import type { DossierState } from './dossiers.contract.ts'
import type { PaperView } from './form.contract.ts'

/** What is to be told of a dossier now. */
export interface OpenTelling {
  personNumber: PersonNumber
  dossierId: Uuid
  version: number
  requestId: Uuid
  attempts: number
  code: string
  serviceCode: string
  serviceVersion: number
  agencyId: number
  channel: string
  state: DossierState
  submittedAt: Instant
  acceptedAt: Instant | null
  dueAt: Instant | null
  decidedAt: Instant | null
  fee: { amountDong: number }
  papers: PaperView[]
  /** Papers and fields for which files came in. */
  attached: string[]
  steps: { at: Instant; act: string; state: DossierState }[]
}

/** A newer version of a dossier is to be told; an older one is not told any more. */
export async function markForPortal(sql: Sql, dossierId: Uuid, requestId: Uuid, now: Date): Promise<void> {
  await sql`
    insert into services.portal_tellings as t (person_number, dossier_id, version, request_id, try_at)
    select person_number, dossier_id, version, ${requestId}, ${now} from services.dossiers
    where dossier_id = ${dossierId}
    on conflict (person_number, dossier_id) do update
    set version = excluded.version, request_id = excluded.request_id, attempts = 0, error = null, try_at = ${now}
    where t.version < excluded.version`
}

/** Dossiers of which nobody was told yet, some of them: a nation just made, or one made before there was a portal. */
export async function markForgotten(sql: Sql, now: Date, limit: number): Promise<number> {
  const marked = await sql`
    insert into services.portal_tellings (person_number, dossier_id, version, request_id, try_at)
    select person_number, dossier_id, version, gen_random_uuid(), ${now} from services.dossiers d
    where not exists (
      select from services.portal_tellings t
      where t.person_number = d.person_number and t.dossier_id = d.dossier_id)
    limit ${limit}
    on conflict do nothing`
  return marked.count
}

/** Some of what is to be told, held by this call; those held elsewhere are left to whoever holds them. */
export async function takeOpen(sql: Sql, now: Date, limit: number): Promise<OpenTelling[]> {
  return sql<OpenTelling[]>`
    select t.person_number, t.dossier_id, t.version, t.request_id, t.attempts, d.code, d.service_code, d.agency_id,
      d.channel, d.state, d.submitted_at, d.accepted_at, d.due_at, d.decided_at, d.service_version, d.fee, d.papers,
      array(
        select distinct a.slot from services.attachments a
        where a.dossier_id = d.dossier_id and a.replaced_at is null order by a.slot
      ) as attached,
      (
        select coalesce(jsonb_agg(jsonb_build_object('at', s.at, 'act', s.act, 'state', s.to_state) order by s.step), '[]')
        from services.dossier_steps s
        where s.person_number = d.person_number and s.dossier_id = d.dossier_id
      ) as steps
    from services.portal_tellings t
    join services.dossiers d on d.person_number = t.person_number and d.dossier_id = t.dossier_id
    where t.told_version is distinct from t.version and t.try_at <= ${now}
    order by t.try_at limit ${limit}
    for update of t skip locked`
}

export interface Told {
  dossierId: Uuid
  personNumber: PersonNumber
  receipt: string | null
  error: string | null
  attempts: number
  tryAt: Instant
}

/** What came of it, for all of them in one statement. */
export async function keepTold(sql: Sql, told: readonly Told[], now: Date): Promise<void> {
  if (told.length === 0) return
  await sql`
    update services.portal_tellings t set attempts = n.attempts, error = n.error, try_at = n."tryAt",
      receipt_number = coalesce(n.receipt, t.receipt_number),
      told_version = case when n.error is null then t.version else t.told_version end,
      told_at = case when n.error is null then ${now} else t.told_at end
    from jsonb_to_recordset(${sql.json(told as never)}) as n(
      "personNumber" text, "dossierId" uuid, receipt text, error text, attempts integer, "tryAt" timestamptz)
    where t.person_number = n."personNumber" collate "C" and t.dossier_id = n."dossierId"`
}

/** How far the portal is told; what failed is tried again by itself, so it waits and is late, never parked. */
export async function countTellings(sql: Sql): Promise<{ open: number; late: number; done: number }> {
  const [row] = await sql<[{ open: number; late: number; done: number }]>`
    select count(*) filter (where told_version is distinct from version)::int as open,
      count(*) filter (where told_version is distinct from version and error is not null)::int as late,
      count(*) filter (where told_version = version)::int as done
    from services.portal_tellings`
  return row
}
