/**
 * Submitting a filled-in form and opening a worklist with exact counts, by HTTP, beside the least the database could
 * do for each in the same run: one durable row of the same size, and the prepared SELECT of the same rows.
 */
import { randomBytes } from 'node:crypto'
import { Agent, request as httpRequest } from 'node:http'
import { signInAs } from '../server/modules/accounts/index.ts'
import { agencyIdOf } from '../server/modules/reference/index.ts'
import type { DossierView, Draft } from '../server/modules/services/contract.ts'
import { addDays, dayOf } from '../server/platform/day.ts'
import { type Nation, openNation } from './nation.ts'
import { durationsOf, percentile, table } from './ratio.ts'

const SERVICE = '1.004194'
const DOSSIERS = 300
const OPENINGS = 300

type Headers = Record<string, string>

export async function benchDossiers(nation: Nation): Promise<string> {
  const { server } = nation.app
  const agent = new Agent({ keepAlive: true })
  const send = <T>(method: string, path: string, headers: Headers, body?: unknown) =>
    json<T>(agent, `${nation.url}/api${path}`, method, headers, body)
  const drafts = await filledDrafts(nation, send)
  const next = drafts[Symbol.iterator]()
  const submitting = await durationsOf(async () => {
    const { draft, headers } = next.next().value as FilledDraft
    await send<DossierView>('POST', `/services/drafts/${draft.draftId}/submit`, headers, {
      revision: draft.revision,
      serviceVersion: draft.service.version,
    })
  }, drafts.length)
  const bytes = await dossierBytes(nation)
  const durable = await durationsOf(
    () =>
      server.db`insert into platform.attempts (subject, window_start) values (${randomBytes(Math.min(bytes, 2000) >> 1).toString('hex')}, now())`,
    drafts.length,
  )
  const { headers, agencyId } = await officerOf(nation)
  const opening = await durationsOf(
    () => send('GET', '/services/desk/dossiers?filter=open&counts=true', headers),
    OPENINGS,
  )
  const select = await durationsOf(
    () => server.db`
      select d.dossier_id, d.code, d.state, d.submitted_at, d.next_due_at, p.name, p.born_on
      from services.dossiers d join population.people_v1 p using (person_number)
      where d.agency_id = ${agencyId} and d.closed_at is null order by d.next_due_at nulls last limit 25`,
    OPENINGS,
  )
  agent.destroy()
  return table(
    `Dossiers (${drafts.length} submitted one after another to one desk; a dossier is ${Math.round(bytes / 1000)} kB)`,
    [
      row(
        'submit: checks against the registers, clock, fee, approvals, receipt, events, log entry',
        submitting,
        durable,
      ),
      row('limit: one durable row', durable, durable),
      row('worklist with exact counts, 25 rows, each entered in the log', opening, select),
      row('limit: prepared SELECT of the same rows', select, select),
    ],
  )
}

export function row(what: string, durations: number[], limit: number[]) {
  return {
    what,
    'p50 ms': percentile(durations, 0.5).toFixed(1),
    'p95 ms': percentile(durations, 0.95).toFixed(1),
    '× the limit (p50)': (percentile(durations, 0.5) / percentile(limit, 0.5)).toFixed(1),
  }
}

interface FilledDraft {
  draft: Draft
  headers: Headers
}

type Send = <T>(method: string, path: string, headers: Headers, body?: unknown) => Promise<T>

/** Adults from elsewhere, each with a form filled in to live alone at a dwelling of one commune. */
async function filledDrafts(nation: Nation, send: Send): Promise<FilledDraft[]> {
  const { owner } = nation.database
  const [place] = await owner<{ unitId: number; provinceId: number }[]>`
    select c.unit_id, v.parent_id as province_id from residence.unit_counts_v1 c
    join reference.unit_versions v on v.unit_id = c.unit_id and v.valid_until is null
    order by c.people desc limit 1`
  const { unitId, provinceId } = place!
  const dwellings = await owner<{ dwellingId: string }[]>`
    select d.dwelling_id from residence.dwellings d
    where d.unit_id = ${unitId} and exists (select 1 from residence.dwelling_owners o
      where o.dwelling_id = d.dwelling_id and o.person_number is not null and o.valid_until is null
        and o.superseded_at is null)
    order by d.dwelling_id limit 100`
  const people = await owner<{ personNumber: string }[]>`
    select a.person_number from accounts.accounts a
    join population.people p using (person_number)
    join residence.current_residences r using (person_number)
    where a.realm = 'citizen' and a.status = 'active' and p.born_on < now() - interval '20 years'
      and p.status = 'alive' and r.permanent_unit_id <> ${unitId} and r.temporary_unit_id is null
    order by md5(person_number) limit ${DOSSIERS}`
  const today = dayOf(new Date())
  const filled: FilledDraft[] = []
  for (const [index, { personNumber }] of people.entries()) {
    const headers = await signInAs(callOf(nation), { app: 'citizen', personNumber })
    const opened = await send<Draft>('POST', `/services/catalogue/${SERVICE}/drafts`, headers)
    const draft = await send<Draft>('PUT', `/services/drafts/${opened.draftId}`, headers, {
      revision: opened.revision,
      serviceVersion: opened.service.version,
      answers: {
        ...opened.answers,
        place: { provinceId, unitId, dwellingId: dwellings[index % dwellings.length]!.dwellingId },
        householdMode: 'own',
        fromOn: addDays(today, 2),
        untilOn: addDays(today, 200),
        reason: 'work',
        declared: true,
      },
    })
    filled.push({ draft, headers })
  }
  return filled
}

export async function officerOf(
  nation: Nation,
): Promise<{ headers: Headers; unitId: number; agencyId: number }> {
  const [officer] = await nation.database.owner<{ personNumber: string; unitId: number }[]>`
    select ap.person_number, a.unit_id from accounts.appointments ap
    join reference.agencies a using (agency_id)
    join services.dossiers d using (agency_id)
    where a.kind = 'commune-police' and d.closed_at is null
    group by 1, 2 order by count(*) desc limit 1`
  const { personNumber, unitId } = officer!
  const headers = await signInAs(callOf(nation), { app: 'officer', personNumber })
  return { headers, unitId, agencyId: agencyIdOf('commune-police', unitId) }
}

function callOf({ app: { server } }: Nation) {
  return { sql: server.db, ports: server.ports, now: new Date() }
}

async function dossierBytes({ database }: Nation): Promise<number> {
  const [row] = await database.owner<{ bytes: number }[]>`
    select avg(pg_column_size(d.*))::integer as bytes from services.dossiers d`
  return row?.bytes ?? 0
}

export function json<T>(
  agent: Agent,
  url: string,
  method: string,
  headers: Headers,
  body?: unknown,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const text = body === undefined ? undefined : JSON.stringify(body)
    const asked = httpRequest(url, {
      agent,
      method,
      headers: { ...headers, ...(text ? { 'content-type': 'application/json' } : {}) },
    })
    asked.on('response', (answer) => {
      let answered = ''
      answer.setEncoding('utf8').on('data', (part: string) => {
        answered += part
      })
      answer.on('end', () => {
        if (answer.statusCode === 200) resolve(JSON.parse(answered) as T)
        else reject(new Error(`${method} ${url}: ${answer.statusCode} ${answered.slice(0, 400)}`))
      })
    })
    asked.on('error', reject).end(text)
  })
}

if (import.meta.main) {
  const nation = await openNation(Number(process.env['PERSONS'] ?? 100_000))
  console.log(await benchDossiers(nation))
  await nation.close()
  process.exit(0)
}
