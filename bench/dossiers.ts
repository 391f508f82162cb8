/**
 * Submitting a filled-in form, also one whose four files were sent up before, and opening a worklist with exact counts,
 * by HTTP, beside the least the database could do for each in the same run: one durable row of the same size, and the
 * prepared SELECT of the same rows.
 */
import { randomBytes } from 'node:crypto'
import { Agent, request as httpRequest } from 'node:http'
import { signInAs } from '../server/modules/accounts/index.ts'
import { agencyIdOf } from '../server/modules/reference/index.ts'
import type { DossierView, Draft } from '../server/modules/services/contract.ts'
import { pdf, photo, scan } from '../server/modules/services/papers-for-tests.ts'
import { addDays, dayOf } from '../server/platform/day.ts'
import { type Nation, openNation } from './nation.ts'
import { durationsOf, percentile, table } from './ratio.ts'

const SERVICE = '1.004194'
/** Asks for a diploma, which no register holds. */
const DIPLOMA = '0.422012'
const DOSSIERS = 300
const OPENINGS = 300

type Headers = Record<string, string>

export async function benchDossiers(nation: Nation): Promise<string> {
  const { server } = nation.app
  const agent = new Agent({ keepAlive: true })
  const send = <T>(method: string, path: string, headers: Headers, body?: unknown) =>
    json<T>(agent, `${nation.url}/api${path}`, method, headers, body)
  const drafts = await filledDrafts(nation, send)
  const papers = [scan(600, 600), photo(), await pdf(3), await pdf(1)]
  const withPapers: FilledDraft[] = []
  for (const { headers } of drafts) withPapers.push(await draftWithPapers(send, headers, papers))
  const submitting = await submitAll(send, drafts)
  const half = Math.ceil(withPapers.length / 2)
  const submittingPapers = await submitAll(send, withPapers.slice(0, half))
  const started = performance.now()
  const twoAtOnce = await Promise.all([
    submitAll(
      send,
      withPapers.slice(half).filter((_, index) => index % 2 === 0),
    ),
    submitAll(
      send,
      withPapers.slice(half).filter((_, index) => index % 2 === 1),
    ),
  ])
  const perSecond = (withPapers.length - half) / ((performance.now() - started) / 1000)
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
    `Dossiers (${drafts.length} of each kind submitted; a dossier is ${Math.round(bytes / 1000)} kB)`,
    [
      row(
        'submit: checks against the registers, clock, fee, approvals, receipt, events, log entry',
        submitting,
        durable,
      ),
      row(
        `submit with ${papers.length} files sent up before (${Math.round(Buffer.concat(papers).length / 1000)} kB in all)`,
        submittingPapers,
        durable,
      ),
      row(`the same, two at once: ${perSecond.toFixed(0)} a second`, twoAtOnce.flat(), durable),
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

/** A diploma from abroad to be recognised, its papers sent up one after the other. */
async function draftWithPapers(
  send: Send,
  headers: Headers,
  papers: readonly Buffer[],
): Promise<FilledDraft> {
  const opened = await send<Draft>('POST', `/services/catalogue/${DIPLOMA}/drafts`, headers)
  const draft = await send<Draft>('PUT', `/services/drafts/${opened.draftId}`, headers, {
    revision: opened.revision,
    serviceVersion: opened.service.version,
    answers: {
      ...opened.answers,
      level: 'lower',
      institution: 'Lycée A',
      country: 'Pháp',
      year: '2024',
      declared: true,
    },
  })
  for (const paper of papers)
    await send('POST', `/services/drafts/${draft.draftId}/papers/diploma`, headers, paper)
  return { draft, headers }
}

/** Each by itself; answers the durations. */
async function submitAll(send: Send, drafts: readonly FilledDraft[]): Promise<number[]> {
  const next = drafts[Symbol.iterator]()
  return await durationsOf(async () => {
    const { draft, headers } = next.next().value as FilledDraft
    await send<DossierView>('POST', `/services/drafts/${draft.draftId}/submit`, headers, {
      revision: draft.revision,
      serviceVersion: draft.service.version,
    })
  }, drafts.length)
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

export function callOf({ app: { server } }: Nation) {
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
    const isFile = Buffer.isBuffer(body)
    const sent = body === undefined || isFile ? body : JSON.stringify(body)
    const contentType = isFile ? 'application/octet-stream' : 'application/json'
    const asked = httpRequest(url, {
      agent,
      method,
      headers: { ...headers, ...(sent ? { 'content-type': contentType } : {}) },
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
    asked.on('error', reject).end(sent)
  })
}

if (import.meta.main) {
  const nation = await openNation(Number(process.env['PERSONS'] ?? 100_000))
  console.log(await benchDossiers(nation))
  await nation.close()
  process.exit(0)
}
