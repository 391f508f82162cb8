/**
 * Requests in every state on the desks of the demo officers: each walked there through the services' own functions,
 * by the people who would have done it, at the moments when they would have.
 */
import { accountByNumber, choicesOf, officerHolder } from '#accounts'
import { type Actor, type Call, type CitizenActor, newEntry, type OfficerActor } from '#platform/call.ts'
import { addDays, addMonths, dayOf, instantAt } from '#platform/day.ts'
import type { AnyEndpoint } from '#platform/endpoint.ts'
import { actOf, type Server } from '#platform/http.ts'
import type { Day, PersonNumber, Uuid } from '#platform/schemas.ts'
import { readCalendar, type WorkingCalendar } from '#reference'
import {
  decideApproval,
  desk,
  listMyApprovals,
  openDraft,
  readApproval,
  saveDraft,
  submitDraft,
  supplement,
  withdraw,
} from '#services'
import * as contract from '#services/contract'
import type { DemoPerson } from './demo.ts'
import {
  type Applicant,
  type Home,
  selectHomes,
  selectNewcomers,
  selectResidents,
} from './dossier-people.store.ts'
import { desks, type Goal, type Planned } from './dossier-plan.ts'
import { denseCommunes } from './places.ts'
import { type Random, random } from './random.ts'
import { later, workingDaysBefore } from './working-moments.ts'

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

interface Office {
  unitId: number
  provinceId: number
  handlers: OfficerActor[]
  leader: OfficerActor
  newcomers: Applicant[]
  residents: Applicant[]
  homes: Home[]
}

/** Fills the desks of the three communes shown closely. Returns how many requests there are. */
export async function seedDossiers(settings: DossierSettings): Promise<number> {
  const { server, today, seed, people } = settings
  const calendar = await readCalendar(server.db)
  const offices = Object.entries(desks)
  const total = offices.reduce((sum, [, { plan }]) => sum + plan.length, 0)
  let done = 0
  // One office does not wait for another; within an office, one request after the other.
  await Promise.all(
    offices.map(async ([commune, { handlers, leader, plan }], place) => {
      const code = denseCommunes[commune as keyof typeof denseCommunes]
      const office = await officeIn(server, people, code, handlers, leader, plan.length)
      const setting = { server, calendar, random: random(seed, 300, place), today }
      const oldestFirst = [...plan].sort((a, b) => b.daysAgo - a.daysAgo)
      for (const [at, planned] of oldestFirst.entries()) {
        await walk(setting, office, planned, at)
        done += 1
        settings.told(done, total)
      }
    }),
  )
  return total
}

async function officeIn(
  server: Server,
  people: readonly DemoPerson[],
  code: string,
  handlers: readonly string[],
  leader: string,
  count: number,
): Promise<Office> {
  const known = people.map(({ number }) => number)
  const officer = (role: string) => officerActor(server, people.find((one) => one.role === role)!)
  const [unit] = await server.db<{ unitId: number; provinceId: number }[]>`
    select unit_id, parent_id as province_id from reference.unit_versions
    where level = 'commune' and code = ${code} and valid_until is null`
  const { unitId, provinceId } = unit!
  return {
    unitId,
    provinceId,
    handlers: await Promise.all(handlers.map(officer)),
    leader: await officer(leader),
    newcomers: await selectNewcomers(server.db, unitId, known, count),
    residents: await selectResidents(server.db, unitId, known, count),
    homes: await selectHomes(server.db, unitId, known, count),
  }
}

async function officerActor(server: Server, { number }: DemoPerson): Promise<OfficerActor> {
  const call = { sql: server.db, ports: server.ports, now: server.clock() }
  const account = (await accountByNumber(server.db, 'officer', number))!
  const [choice] = await choicesOf(call, account, 'officer')
  const { actor } = await officerHolder(call, account, choice!, call.now.toISOString())
  return { ...(actor as OfficerActor), sessionId: 'seed' }
}

const citizenActor = ({ number, personId, accountId }: Applicant): CitizenActor => ({
  kind: 'citizen',
  number,
  personId,
  accountId,
  level: 2,
  sessionId: 'seed',
})

interface Setting {
  server: Server
  calendar: WorkingCalendar
  random: Random
  today: Day
}

/** One request on its way: who acts, and what time it is. */
interface Walk {
  /** One call of somebody, some working minutes after the one before, as an endpoint would run it. */
  act<T>(endpoint: AnyEndpoint, actor: Actor, minutes: number, work: (call: Call) => Promise<T>): Promise<T>
  now(): Date
}

function walkFrom({ server, calendar, random, today }: Setting, daysAgo: number): Walk {
  const first = workingDaysBefore(today, daysAgo, calendar)
  const latest = server.clock().getTime() - 60_000
  let now = instantAt(first, random.between(7 * 60 + 45, 16 * 60))
  if (now.getTime() > latest) now = new Date(latest - random.between(0, 5) * 60_000)
  return {
    now: () => now,
    async act(endpoint, actor, minutes, work) {
      if (minutes > 0) now = new Date(Math.min(later(now, minutes, calendar).getTime(), latest))
      const at = actor.kind === 'officer' ? { ...actor, factorAt: now.toISOString() } : actor
      const entry = newEntry(
        actOf(endpoint),
        now,
        'purpose' in endpoint ? (endpoint.purpose as string) : null,
      )
      return (await server.db.begin(async (sql) => {
        const answer = await work({ sql, actor: at, now, ports: server.ports, entry })
        if (entry.subjects.size > 0) await server.audit.write(sql, at, entry)
        return answer
      })) as never
    },
  }
}

async function walk(setting: Setting, office: Office, { goal, daysAgo }: Planned, index: number) {
  const { random } = setting
  const going = walkFrom(setting, daysAgo)
  if (goal === 'confirmation') {
    await file(going, office.residents[index]!, CONFIRMATION, {
      use: random.pick(USES),
      withHousehold: random.chance(0.4),
    })
    return
  }
  const applicant = office.newcomers[index]!
  const home = office.homes[index % office.homes.length]!
  const place = { provinceId: office.provinceId, unitId: office.unitId, dwellingId: home.dwellingId }
  const today = dayOf(going.now())
  if (goal === 'stay') {
    const leavesOn = addDays(today, random.between(1, 9))
    await file(going, applicant, STAY, {
      role: 'guest',
      place,
      arrivesOn: today,
      leavesOn,
      reason: random.pick(['visit', 'travel', 'work']),
    })
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
}

const USES = [
  'Bổ sung hồ sơ vay vốn ngân hàng',
  'Nhập học cho con',
  'Hồ sơ xin việc',
  'Thủ tục mua bán nhà đất',
]

/** Opens the form, types what the registers do not hold, submits. */
async function file(going: Walk, applicant: Applicant, code: string, answers: Record<string, unknown>) {
  const actor = citizenActor(applicant)
  const draft = await going.act(contract.openDraft, actor, 0, (call) => openDraft(call, code))
  const serviceVersion = draft.service.version
  const saved = await going.act(contract.saveDraft, actor, 4, (call) =>
    saveDraft(call, draft.draftId, {
      revision: draft.revision,
      serviceVersion,
      answers: { ...draft.answers, ...answers },
    }),
  )
  return going.act(contract.submitDraft, actor, 1, (call) =>
    submitDraft(call, draft.draftId, { revision: saved.revision, serviceVersion }),
  )
}

async function onward(
  going: Walk,
  setting: Setting,
  office: Office,
  applicant: Applicant,
  home: Home,
  { dossierId, code }: { dossierId: Uuid; code: string },
  goal: Goal,
) {
  const { random, server } = setting
  const mine = citizenActor(applicant)
  if (goal === 'awaiting-approvals') return
  if (goal === 'disagreed') return agree(going, server, home.parties.slice(0, 1), code, 'refuse')
  await agree(going, server, home.parties, code, 'approve')
  const handler = random.pick(office.handlers)
  let { version, approvals } = await going.act(contract.readDeskDossier, handler, 20, (call) =>
    desk.readDeskDossier(call, dossierId),
  )
  /** One act on the dossier as it was left by the act before. */
  const then = async (
    endpoint: AnyEndpoint,
    actor: Actor,
    minutes: number,
    work: (call: Call, seen: { version: number }) => Promise<{ version: number; state: string }>,
  ) => {
    const left = await going.act(endpoint, actor, minutes, (call) => work(call, { version }))
    version = left.version
    return left.state
  }
  for (const { approvalId } of approvals.filter(({ state }) => state === 'at-counter')) {
    await then(contract.recordPaperApproval, handler, 30, (call, seen) =>
      desk.recordPaperApproval(call, dossierId, approvalId, { ...seen, ...onPaper(going) }),
    )
  }
  if (goal === 'new') return
  if (goal === 'withdrawn') {
    const reason = 'Tôi không chuyển đến nữa'
    await then(contract.withdrawDossier, mine, 90, (call, seen) =>
      withdraw(call, dossierId, { ...seen, reason }),
    )
    return
  }
  if (goal === 'claimed') {
    await then(contract.claimDossier, handler, 60, (call, seen) => desk.claim(call, dossierId, seen))
    return
  }
  if (goal === 'rejected') {
    const reasons = ['not-lawful-dwelling']
    const text = 'Địa chỉ này đang có tranh chấp theo thông báo của Ủy ban nhân dân phường'
    await then(contract.rejectDossier, handler, 120, (call, seen) =>
      desk.reject(call, dossierId, { ...seen, reasons, text }),
    )
    return
  }
  const state = await then(contract.acceptDossier, handler, 110, (call, seen) =>
    desk.accept(call, dossierId, seen),
  )
  // Where no rule of the province waives the fee, it is paid before the term begins to run.
  if (goal === 'payment-asked') return
  if (state === 'payment-asked') {
    const receiptNumber = `BL${String(random.between(1, 99_999)).padStart(6, '0')}`
    await then(contract.recordPayment, handler, 95, (call, seen) =>
      desk.recordPayment(call, dossierId, { ...seen, receiptNumber }),
    )
  }
  if (goal === 'processing') return
  if (goal === 'supplement-asked' || goal === 'supplement-given') {
    const fields = ['phone']
    const text = 'Vui lòng cho biết số điện thoại đang dùng để cán bộ liên hệ xác minh chỗ ở'
    await then(contract.askSupplement, handler, 70, (call, seen) =>
      desk.askSupplement(call, dossierId, { ...seen, fields, text }),
    )
    if (goal === 'supplement-asked') return
    const answer = { answers: {}, text: 'Số điện thoại trong tờ khai vẫn đang dùng' }
    await then(contract.supplementDossier, mine, 240, (call, seen) =>
      supplement(call, dossierId, { ...seen, ...answer }),
    )
    return
  }
  await then(contract.proposeDecision, handler, 420, (call, seen) =>
    desk.propose(call, dossierId, { ...seen, ...proposalFor(goal) }),
  )
  if (goal === 'proposed') return
  if (goal === 'sent-back') {
    const reason = 'Cần ghi rõ kết quả xác minh chỗ ở'
    await then(contract.sendBackProposal, office.leader, 120, (call, seen) =>
      desk.sendBack(call, dossierId, { ...seen, reason }),
    )
    return
  }
  await then(contract.signDecision, office.leader, 200, (call, seen) => desk.sign(call, dossierId, seen))
}

const proposalFor = (goal: Goal) =>
  goal === 'refused'
    ? {
        outcome: 'refused' as const,
        reasons: ['not-living-there'],
        text: 'Cán bộ đến xác minh hai lần, người khai chưa về ở',
      }
    : { outcome: 'approved' as const, reasons: [] }

const onPaper = (going: Walk) => ({
  decision: 'approve' as const,
  signedOn: dayOf(going.now()),
  evidence: 'Chữ ký trên tờ khai CT01, đã đối chiếu căn cước',
})

/** Owners and head answer in their own app, those who have an account. */
async function agree(
  going: Walk,
  server: Server,
  parties: readonly PersonNumber[],
  code: string,
  decision: 'approve' | 'refuse',
) {
  for (const number of new Set(parties)) {
    const account = await accountByNumber(server.db, 'citizen', number)
    if (account?.status !== 'active') continue
    const actor = citizenActor({ number, personId: account.personId, accountId: account.accountId })
    const { rows } = await going.act(contract.listMyApprovals, actor, 45, (call) =>
      listMyApprovals(call, true),
    )
    for (const { approvalId } of rows.filter(({ dossierCode }) => dossierCode === code)) {
      const { hash } = await going.act(contract.readApproval, actor, 1, (call) =>
        readApproval(call, approvalId),
      )
      await going.act(contract.decideApproval, actor, 1, (call) =>
        decideApproval(call, approvalId, { hash, decision }),
      )
    }
  }
}
