/**
 * Requests in every state on the desks of the demo officers: each walked there through the services' own functions,
 * by the people who would have done it, at the moments when they would have.
 */
import { accountByNumber, choicesOf, officerHolder } from '#accounts'
import type { OfficerActor } from '#platform/call.ts'
import { addDays, addMonths, dayOf } from '#platform/day.ts'
import type { Server } from '#platform/http.ts'
import type { Day, Uuid } from '#platform/schemas.ts'
import { readCalendar } from '#reference'
import type { DemoPerson } from './demo.ts'
import { sayAfterwards } from './dossier-feedback.ts'
import { type Applicant, selectHomes, selectNewcomers, selectResidents } from './dossier-people.store.ts'
import { desks, type Planned } from './dossier-plan.ts'
import { type Office, onward } from './dossier-steps.ts'
import { file, type Setting, walkFrom } from './dossier-walk.ts'
import { seedOtherServices } from './other-dossiers.ts'
import { denseCommunes } from './places.ts'
import { type Random, random } from './random.ts'

const TEMPORARY = '1.004194'
const STAY = '2.001159'
const CONFIRMATION = '1.010041'

export interface DossierSettings {
  server: Server
  today: Day
  seed: number
  people: readonly DemoPerson[]
  told(done: number, total: number): void
}

/** Fills the desks of the three communes shown closely. Returns how many requests there are. */
export async function seedDossiers(settings: DossierSettings): Promise<number> {
  const { server, today, seed, people } = settings
  const calendar = await readCalendar(server.db)
  const offices = Object.entries(desks)
  const total = offices.reduce((sum, [, { plan }]) => sum + plan.length, 0)
  let done = 0
  // Nobody applies at two offices at once.
  const taken = people.map(({ number }) => number)
  const ready: { office: Office; plan: readonly Planned[] }[] = []
  for (const [commune, { handlers, leader, plan }] of offices) {
    const code = denseCommunes[commune as keyof typeof denseCommunes]
    const office = await officeIn({ server, people, taken }, code, handlers, leader, plan.length)
    taken.push(...[...office.newcomers, ...office.residents].map(({ number }) => number))
    ready.push({ office, plan })
  }
  const [ward] = ready
  const committee = await actorsOf(settings, ['civil-status-officer'], 'commune-leader')
  const citizen = people.find(({ role }) => role === 'citizen')!
  const others = seedOtherServices({
    server,
    calendar,
    random: random(seed, 302),
    today,
    unitId: ward!.office.unitId,
    taken,
    committee,
    police: ward!.office,
    citizen,
  })
  // One office does not wait for another; within an office, one request after the other.
  await Promise.all([
    others,
    ...ready.map(async ({ office, plan }, place) => {
      const setting = { server, calendar, random: random(seed, 300, place), today }
      const afterwards = random(seed, 301, place)
      const oldestFirst = [...plan].sort((a, b) => b.daysAgo - a.daysAgo)
      for (const [at, planned] of oldestFirst.entries()) {
        await walk({ ...setting, afterwards }, office, planned, at)
        done += 1
        settings.told(done, total)
      }
    }),
  ])
  return total
}

async function actorsOf(
  { server, people }: Pick<DossierSettings, 'server' | 'people'>,
  handlers: readonly string[],
  leader: string,
) {
  const officer = (role: string) => officerActor(server, people.find((one) => one.role === role)!)
  return { handlers: await Promise.all(handlers.map(officer)), leader: await officer(leader) }
}

interface Choosing {
  server: Server
  people: readonly DemoPerson[]
  /** Numbers of people who do something else already. */
  taken: readonly string[]
}

async function officeIn(
  { server, people, taken }: Choosing,
  code: string,
  handlers: readonly string[],
  leader: string,
  count: number,
): Promise<Office> {
  const [unit] = await server.db<{ unitId: number; provinceId: number }[]>`
    select unit_id, parent_id as province_id from reference.unit_versions
    where level = 'commune' and code = ${code} and valid_until is null`
  const { unitId, provinceId } = unit!
  const newcomers = await selectNewcomers(server.db, unitId, taken, count)
  const busy = [...taken, ...newcomers.map(({ number }) => number)]
  return {
    unitId,
    provinceId,
    ...(await actorsOf({ server, people }, handlers, leader)),
    newcomers,
    residents: await selectResidents(server.db, unitId, busy, count),
    homes: await selectHomes(server.db, unitId, taken, count),
  }
}

async function officerActor(server: Server, { number }: DemoPerson): Promise<OfficerActor> {
  const call = { sql: server.db, ports: server.ports, now: server.clock() }
  const account = (await accountByNumber(server.db, 'officer', number))!
  const [choice] = await choicesOf(call, account, 'officer')
  const { actor } = await officerHolder(call, account, choice!, [])
  return { ...(actor as OfficerActor), sessionId: 'seed' }
}

async function walk(
  setting: Setting & { afterwards: Random },
  office: Office,
  { goal, daysAgo }: Planned,
  index: number,
) {
  const { random, afterwards } = setting
  const said = (who: Applicant, { dossierId }: { dossierId: Uuid }) =>
    sayAfterwards(going, afterwards, office, { applicant: who, dossierId, goal, daysAgo })
  const going = walkFrom(setting, daysAgo)
  const resident = office.residents[index]
  const applicant = office.newcomers[index]
  const home = office.homes[index % Math.max(1, office.homes.length)]
  // A very small nation has fewer people than its desks have room for.
  if (goal === 'confirmation') {
    const answers = { use: random.pick(USES), withHousehold: random.chance(0.4) }
    if (resident) await said(resident, await file(going, resident, CONFIRMATION, answers))
    return
  }
  if (!applicant || !home) return
  const place = { provinceId: office.provinceId, unitId: office.unitId, dwellingId: home.dwellingId }
  const today = dayOf(going.now())
  if (goal === 'stay') {
    const leavesOn = addDays(today, random.between(1, 9))
    const notice = await file(going, applicant, STAY, {
      role: 'guest',
      place,
      arrivesOn: today,
      leavesOn,
      reason: random.pick(['visit', 'travel', 'work']),
    })
    await said(applicant, notice)
    return
  }
  const fromOn = addDays(today, random.between(-6, 4))
  const untilOn = addDays(addMonths(fromOn, random.pick([6, 12, 12, 24])), -1)
  const join = random.chance(0.35)
  const filed = await file(going, applicant, TEMPORARY, {
    place,
    ...(join
      ? { householdMode: 'join', householdId: home.householdId, relationToNewHead: 'lodger' }
      : { householdMode: 'own' }),
    fromOn,
    untilOn,
    reason: random.pick(['work', 'work', 'study', 'family']),
    declared: true,
  })
  await onward(going, setting, office, applicant, home, filed, goal)
  await said(applicant, filed)
}

const USES = [
  'Bổ sung hồ sơ vay vốn ngân hàng',
  'Nhập học cho con',
  'Hồ sơ xin việc',
  'Thủ tục mua bán nhà đất',
]
