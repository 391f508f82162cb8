/**
 * The desk over many dossiers: worklist with four filters and exact counts, a dossier of 500 documents, submitting; each
 * beside the least the database could do in the same run. DOSSIERS=100000 PERSONS=20000 unless said.
 */
import { Agent } from 'node:http'
import { uuidv7 } from '../server/platform/ids.ts'
import { loadDossiers } from './dossier-load.ts'
import { benchDossiers, json, officerOf, row } from './dossiers.ts'
import { type Nation, openNation } from './nation.ts'
import { durationsOf, table } from './ratio.ts'

const DOSSIERS = Number(process.env['DOSSIERS'] ?? 100_000)
const DOCUMENTS = 500
const OPENINGS = 300
const SERVICE = '1.004194'

export async function benchManyDossiers(nation: Nation): Promise<string> {
  const { owner } = nation.database
  const { server } = nation.app
  const { headers, agencyId } = await officerOf(nation)
  const loaded = await loadDossiers(owner, agencyId, DOSSIERS)
  const agent = new Agent({ keepAlive: true })
  const get = (path: string) => json<never>(agent, `${nation.url}/api${path}`, 'GET', headers)
  const [held] = await owner<{ holderAppointment: string }[]>`
    select holder_appointment from services.dossiers
    where agency_id = ${agencyId} and closed_at is null and holder_appointment is not null
    group by 1 order by count(*) desc limit 1`
  const holder = held!.holderAppointment
  const list = '/services/desk/dossiers?counts=true'
  const narrowed = `${list}&filter=at-risk&service=${SERVICE}&channel=online&holder=${holder}`
  const ways: [string, () => Promise<unknown>][] = [
    ['worklist, whole office, 25 rows, exact counts', () => get(`${list}&filter=open`)],
    ['worklist, four filters (at risk, service, channel, holder), exact counts', () => get(narrowed)],
    [
      'the counts alone, narrowed alike',
      () => get(`/services/desk/counts?service=${SERVICE}&channel=online`),
    ],
  ]
  const select = await durationsOf(
    () => server.db`
      select d.dossier_id, d.code, d.state, d.submitted_at, d.next_due_at, p.name, p.born_on
      from services.dossiers d join population.people_v1 p using (person_number)
      where d.agency_id = ${agencyId} and d.closed_at is null
      order by coalesce(d.next_due_at, '9999-01-01T00:00:00Z'), d.dossier_id limit 25`,
    OPENINGS,
  )
  const rows = []
  for (const [what, run] of ways) rows.push(row(what, await durationsOf(run, OPENINGS), select))
  rows.push(row('limit: prepared SELECT of 25 rows of the office', select, select))
  const large = await withDocuments(nation, agencyId)
  const opening = await durationsOf(() => get(`/services/desk/dossiers/${large}`), 50)
  const plain = await durationsOf(
    () => server.db`select * from documents.documents where dossier_id = ${large}`,
    50,
  )
  rows.push(row(`a dossier of ${DOCUMENTS} documents, opened at the desk`, opening, plain))
  rows.push(row('limit: prepared SELECT of its documents', plain, plain))
  agent.destroy()
  const speed = Math.round(loaded.dossiers / loaded.seconds).toLocaleString('en')
  return table(
    `The desk over ${loaded.dossiers.toLocaleString('en')} dossiers, ${loaded.deskOpen.toLocaleString('en')} open at it (COPY: ${speed} a second)`,
    rows,
  )
}

/** An open dossier of the desk with so many papers, copies of one it has. */
async function withDocuments({ database: { owner } }: Nation, agencyId: number): Promise<string> {
  const [found] = await owner<{ id: string; personNumber: string; dossierId: string }[]>`
    select d.id, d.person_number, d.dossier_id from documents.documents d
    join services.dossiers s on s.dossier_id = d.dossier_id and s.person_number = d.person_number
    where s.agency_id = ${agencyId} and s.closed_at is null limit 1`
  const { id, personNumber, dossierId } = found!
  for (let i = 0; i < DOCUMENTS - 1; i++) {
    await owner`
      insert into documents.documents (person_number, id, code, kind, version, number, dossier_id, agency_id, issuer, signer,
        holder_mark, data, state, issued_on, valid_until, issued_at, signed_at, kid, file_id, sha256)
      select person_number, ${uuidv7()}, ${`BENCH-${i}`}, kind, version, number, dossier_id, agency_id, issuer, signer,
        holder_mark, data, state, issued_on, valid_until, issued_at, signed_at, kid, file_id, sha256
      from documents.documents where person_number = ${personNumber} and id = ${id}`
  }
  return dossierId
}

if (import.meta.main) {
  const nation = await openNation(Number(process.env['PERSONS'] ?? 20_000), undefined, { desks: true })
  console.log(await benchManyDossiers(nation))
  console.log(await benchDossiers(nation))
  await nation.close()
  process.exit(0)
}
