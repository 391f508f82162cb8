/** What officers ask of the register, of people drawn by chance, each question timed once cold and once warm. */

import { newApp, warm } from '../server/app.ts'
import { personAsOf, personByNumber, timelineOf } from '../server/modules/population/index.ts'
import { searchPeople } from '../server/modules/population/searches.ts'
import { residenceAsOf } from '../server/modules/residence/index.ts'
import type { Call, OfficerActor } from '../server/platform/call.ts'
import { newEntry } from '../server/platform/call.ts'
import { uuidv7 } from '../server/platform/ids.ts'
import type { Ports } from '../server/ports/ports.ts'
import type { OpenDatabase } from '../server/program.ts'

const PEOPLE = 300
const REASON = 'đo tốc độ tra cứu'

export interface LookUp {
  name: string
  /** Milliseconds, one a person. */
  cold: number[]
  warm: number[]
}

interface Someone {
  personNumber: string
  name: string
  bornOn: string
  phone: string | null
  unitId: number | null
}

export async function measureLookUps(database: OpenDatabase, ports: Ports): Promise<LookUp[]> {
  const app = await newApp({ db: database.app, ports })
  await warm(app)
  const people = await drawn(database)
  const withPhone = people.filter(({ phone }) => phone !== null)
  const withHome = people.filter(({ unitId }) => unitId !== null)
  const ask = (asked: object) => searchPeople(officerCall(database, ports), { ...asked, reason: REASON })
  const call = () => officerCall(database, ports)
  const ways: [string, readonly Someone[], (one: Someone) => Promise<unknown>][] = [
    ['person by number', people, (one) => personByNumber(call(), one.personNumber)],
    ['state as of a day', people, (one) => personAsOf(call(), one.personNumber, '2024-06-30')],
    ['homes as of a day', people, (one) => residenceAsOf(call(), one.personNumber, '2024-06-30')],
    ['timeline', people, (one) => timelineOf(call(), one.personNumber)],
    ['search: number', people, (one) => ask({ number: one.personNumber })],
    ['search: name and date of birth', people, (one) => ask({ name: one.name, bornOn: one.bornOn })],
    ['search: name and year', people, (one) => ask({ name: one.name, bornInYear: yearOf(one) })],
    [
      'search: misspelt name and date of birth',
      people,
      (one) => ask({ name: misspelt(one), bornOn: one.bornOn }),
    ],
    [
      'search: misspelt name and year',
      people,
      (one) => ask({ name: misspelt(one), bornInYear: yearOf(one) }),
    ],
    [
      'search: misspelt name, year and commune',
      withHome,
      (one) => ask({ name: misspelt(one), bornInYear: yearOf(one), unitId: one.unitId }),
    ],
    ['search: phone', withPhone, (one) => ask({ phone: one.phone })],
  ]
  const measured: LookUp[] = []
  for (const [name, asked, run] of ways) {
    const cold = await timed(asked, run)
    measured.push({ name, cold, warm: await timed(asked, run) })
  }
  await app.close()
  return measured
}

async function timed(people: readonly Someone[], run: (one: Someone) => Promise<unknown>): Promise<number[]> {
  const durations: number[] = []
  for (const one of people) {
    const started = performance.now()
    await run(one)
    durations.push(performance.now() - started)
  }
  return durations
}

/** People from pages all over the table, which are read for it alone, alive, with a name of more than one word. */
async function drawn({ owner }: OpenDatabase): Promise<Someone[]> {
  const [size] = await owner<{ people: number }[]>`
    select greatest(reltuples, 1)::bigint as people from pg_class where oid = 'population.people'::regclass`
  const share = Math.min(100, (PEOPLE * 4000) / size!.people)
  return await owner<Someone[]>`
    select p.person_number, p.name, p.born_on, c.phone, r.permanent_unit_id as unit_id
    from population.people p tablesample system (${share}) repeatable (6)
    left join population.contacts c using (person_number)
    left join residence.current_residences r using (person_number)
    where p.status = 'alive' and p.name like '% %' and p.born_precision = 'D'
    order by md5(p.person_number) limit ${PEOPLE}`
}

const yearOf = ({ bornOn }: Someone) => Number(bornOn.slice(0, 4))

/** Two letters of the last word change places, or one is doubled. */
function misspelt({ name }: Someone): string {
  const at = name.length - 2
  const turned = name.slice(0, at) + name[at + 1] + name[at]
  return turned === name ? `${name}${name.at(-1)}` : turned
}

/** An officer of the nation; the rows that a search keeps are committed one by one, as in a call. */
function officerCall({ app }: OpenDatabase, ports: Ports): Call {
  const actor: OfficerActor = {
    kind: 'officer',
    number: '001099999999',
    personId: uuidv7(),
    accountId: uuidv7(),
    appointmentId: uuidv7(),
    position: 'register-steward',
    agencyId: 1,
    roles: ['data-steward'],
    territory: { level: 'nation', unitId: 0 },
    sessionId: uuidv7(),
    factorAt: null,
  }
  const now = new Date()
  return { sql: app, actor, now, ports, entry: newEntry('bench', now) }
}
