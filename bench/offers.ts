/**
 * The night that makes offers: everybody it is time for, page by page, each told once; and the night after, when nobody
 * is new. Beside them, in the same run, the plain SELECT of the same people with their homes and parents. EXPLAIN=1
 * prints the plan of each kind of page. PERSONS=100000 unless said.
 */
import { OFFERS_AT_ONCE, type OffersAt, offerPage } from '../server/modules/services/offer-making.ts'
import { type Span, spansOf } from '../server/modules/services/offer-spans.ts'
import { selectDue } from '../server/modules/services/offers-due.store.ts'
import type { Call } from '../server/platform/call.ts'
import { dayOf } from '../server/platform/day.ts'
import type { Sql } from '../server/platform/db.ts'
import { runTask } from '../server/platform/jobs.ts'
import { type Nation, openNation } from './nation.ts'
import { median, table } from './ratio.ts'

const ROUNDS = 5

export async function benchOffers(nation: Nation): Promise<string> {
  const { server } = nation.app
  const spans = await spansOf({ sql: server.db, ports: server.ports, now: new Date() })
  await nation.database.owner`analyze`
  if (process.env['EXPLAIN']) for (const span of onePerKind(spans)) await explain(server.db, span)
  const plain = await timed(() => selectPlainly(server.db, spans))
  const first = await timed(() => night(nation))
  const [made] = await server.db<
    { offers: number }[]
  >`select count(*)::integer as offers from services.offers`
  const [told] = await server.db<{ events: number }[]>`
    select count(*)::integer as events from platform.events where name = 'services.offer-made'`
  const again: number[] = []
  const select: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    again.push((await timed(() => night(nation))).seconds)
    select.push((await timed(() => selectPlainly(server.db, spans))).seconds)
  }
  const limit = median(select)
  const row = (what: string, rows: number, seconds: number) => ({
    what,
    rows: rows.toLocaleString('en'),
    ms: (seconds * 1000).toFixed(0),
    '× the limit': (seconds / limit).toFixed(1),
  })
  return table(`Offers (${told?.events ?? 0} of the offers told, the others remembered)`, [
    row('limit: plain SELECT of whom it is time for, homes and parents joined', plain.result, limit),
    row('the first night: offers, events, log entries', made?.offers ?? 0, first.seconds),
    row('the night after: nobody new', 0, median(again)),
  ])
}

/** Every page in a transaction of its own with its entry in the log, as the job does. */
async function night({ app: { server } }: Nation): Promise<void> {
  let at: OffersAt | undefined = {}
  const run = async (call: Call) => {
    at = await offerPage(call, at!)
  }
  while (at) await runTask(server, { name: 'services.make-offers', run }, {})
}

/** The least a database could do: each span in one statement, by the same index. Returns how many rows. */
async function selectPlainly(sql: Sql, spans: readonly Span[]): Promise<number> {
  let rows = 0
  for (const { of, from, to, sex, rule } of spans) {
    const found =
      of === 'stay'
        ? await sql`
          select r.person_number, p.person_id, r.temporary_until, r.temporary_unit_id
          from residence.current_residences r join population.people p using (person_number)
          where r.temporary_until between ${from} and ${to}`
        : rule.to === 'self'
          ? await sql`
            select p.person_number, p.person_id, p.born_on, r.permanent_unit_id
            from population.people p left join residence.current_residences r using (person_number)
            where p.born_on between ${from} and ${to} and p.status = 'alive' and (${sex}::text is null or p.sex = ${sex})`
          : await sql`
            select p.person_number, p.person_id, p.born_on, r.permanent_unit_id, a.other_number
            from population.people p left join residence.current_residences r using (person_number)
            join population.relations a on a.person_number = p.person_number and a.kind in ('father', 'mother')
              and a.superseded_at is null
            where p.born_on between ${from} and ${to} and p.status = 'alive'`
    rows += found.length
  }
  return rows
}

/** Plans differ by what is looked at and who is told. */
function onePerKind(spans: readonly Span[]): Span[] {
  return [...new Map(spans.map((span) => [`${span.of} ${span.rule.to} ${span.monthEnd}`, span])).values()]
}

async function explain(sql: Sql, span: Span): Promise<void> {
  const page = selectDue(sql, span, { today: dayOf(new Date()), after: null, limit: OFFERS_AT_ONCE })
  const lines = await sql<{ 'QUERY PLAN': string }[]>`explain (analyze, buffers) ${page}`
  console.log(`${span.rule.id}\n${lines.map((line) => Object.values(line)[0]).join('\n')}\n`)
}

async function timed<T>(run: () => Promise<T>): Promise<{ result: T; seconds: number }> {
  const started = performance.now()
  const result = await run()
  return { result, seconds: (performance.now() - started) / 1000 }
}

if (import.meta.main) {
  const nation = await openNation(Number(process.env['PERSONS'] ?? 100_000))
  console.log(await benchOffers(nation))
  await nation.close()
  process.exit(0)
}
