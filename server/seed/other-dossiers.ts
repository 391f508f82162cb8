/**
 * What the ward asks beside residence: of its committee, of registers of other agencies; fees owed, paid and given back;
 * a death with its funeral allowance; opinions, an apology, times booked. Walked there like the other requests.
 */
import { answerCase, rateDossier, sendCase } from '#feedback'
import * as feedback from '#feedback/contract'
import { myDue, reconcileDay, statementOf, takeMessage } from '#payments'
import * as payments from '#payments/contract'
import type { Actor } from '#platform/call.ts'
import { addDays, dayOf } from '#platform/day.ts'
import type { Server } from '#platform/http.ts'
import type { Uuid } from '#platform/schemas.ts'
import { personByNumber } from '#population'
import type { SandboxGateway } from '#ports/payment-gateway.ts'
import type { SandboxRegisters } from '#ports/sandbox-registers.ts'
import { addWorkingDays, agencyIdOf } from '#reference'
import {
  acceptPaid,
  answerOpinion,
  apologise,
  askOpinions,
  bookCounter,
  bookingTimes,
  bundleInForce,
  carryOn,
  desk,
  fileLink,
  openDraft,
  saveDraft,
} from '#services'
import * as contract from '#services/contract'
import { type Applicant, selectElder, selectResidents } from './dossier-people.store.ts'
import { type Office, onward } from './dossier-steps.ts'
import { citizenActor, file, type Setting, type Walk, walkFrom } from './dossier-walk.ts'
import {
  type AtCommittee,
  atCommittee,
  byCitizen,
  digitalItems,
  type Elsewhere,
  elsewhere,
  notInTheBook,
  praised,
  waitsForAnswer,
} from './other-plan.ts'

/** The ward: its people, its committee, its police. */
export interface Ward extends Setting {
  unitId: number
  taken: readonly string[]
  committee: Pick<Office, 'handlers' | 'leader'>
  police: Pick<Office, 'handlers' | 'leader'>
  /** Whom one signs in as first. */
  citizen: Applicant
}

const FORMS_FOR = 30
const COMPARED_DAYS = 14

export async function seedOtherServices(ward: Ward): Promise<void> {
  const { otherRegisters, payments: bank } = ward.server.ports
  // Nothing is made up at a real gateway that an operator connected.
  if (!('hold' in otherRegisters && 'pay' in bank)) return
  const people = await selectResidents(ward.server.db, ward.unitId, ward.taken, FORMS_FOR)
  let asked = 0
  // In a small nation somebody asks twice.
  const someone = (): Applicant | undefined => people[asked++ % Math.max(1, people.length)]
  for (const one of atCommittee) await askCommittee(ward, one, someone())
  for (const one of elsewhere) await askElsewhere(ward, one, someone())
  for (const one of byCitizen) await askElsewhere(ward, one, ward.citizen)
  await wish(ward)
  await dieAndClaim(ward, someone())
  await leaveDraft(ward, someone())
  for (let booked = 0; booked < 3; booked++) await book(ward, someone())
  await compareDays(ward)
  registersOf(ward.server).tell('courts', 'down')
}

/** Each day on which something was paid is compared with the statement of the bank, as each morning does. */
async function compareDays({ server, today, ...ward }: Ward) {
  const going = walkFrom({ server, today, ...ward }, 0)
  for (let day = addDays(today, -COMPARED_DAYS); day < today; day = addDays(day, 1))
    await going.act(payments.listReconciliations, byItself, 0, async (call) =>
      reconcileDay(call, day, await statementOf(call, day)),
    )
}

async function askCommittee(ward: Ward, { service, answers, goal, daysAgo }: AtCommittee, who?: Applicant) {
  if (!who) return
  const going = walkFrom(ward, daysAgo)
  const filed = await file(going, who, service, answers)
  const further = goal === 'opinion-asked' || goal === 'postponed'
  await onward(
    going,
    ward,
    ward.committee,
    who,
    { parties: [] },
    filed,
    further ? 'processing' : goal,
    notInTheBook,
  )
  const { dossierId } = filed
  if (goal === 'approved') await praise(ward, going, who, dossierId, daysAgo > 8)
  if (goal === 'opinion-asked') await askPolice(ward, going, dossierId)
  if (goal === 'postponed') await postpone(ward, going, dossierId)
}

/** Content, with a wish that the chair answers in public, sooner or later. */
async function praise(ward: Ward, going: Walk, who: Applicant, dossierId: Uuid, answered: boolean) {
  const { subject, said, answer, published } = praised
  const mine = citizenActor(who)
  await going.act(feedback.rateDossier, mine, 30, (call) => rateDossier(call, dossierId, { mark: 4 }))
  const sent = await going.act(feedback.sendCase, mine, 30, (call) =>
    sendCase(call, { kind: 'comment', dossierId, subject, said, mayPublish: true }),
  )
  if (!answered) return
  await going.act(feedback.answerCase, ward.committee.leader, 400, (call) =>
    answerCase(call, sent.caseId, { version: sent.version, outcome: 'founded', answer, published }),
  )
}

/** Two questions to the police of the ward: one is answered, one waits. */
async function askPolice(ward: Ward, going: Walk, dossierId: Uuid) {
  const [registrar] = ward.committee.handlers
  const agencyIds = [agencyIdOf('commune-police', ward.unitId)]
  const questions = [
    'Người này có đang sống chung như vợ chồng với ai tại nơi cư trú không?',
    'Thời gian cư trú trước đây của người này có đúng như đã khai không?',
  ]
  for (const [index, question] of questions.entries()) {
    const { version } = await going.act(contract.readDeskDossier, registrar!, 20, (call) =>
      desk.readDeskDossier(call, dossierId),
    )
    const dueOn = addWorkingDays(new Date(ward.server.clock()), 1, ward.calendar).dueOn
    const asked = await going.act(contract.askOpinions, registrar!, 10, (call) =>
      askOpinions(call, dossierId, { version, agencyIds, question, dueOn, waits: 'until-due' }),
    )
    if (index > 0) return
    const { opinionId } = asked.opinions[0]!
    const answer = { verdict: 'agree' as const, text: 'Không. Công an phường đã đối chiếu dữ liệu cư trú.' }
    await going.act(contract.answerOpinion, ward.police.leader, 60, (call) =>
      answerOpinion(call, opinionId, answer),
    )
  }
}

async function postpone(ward: Ward, going: Walk, dossierId: Uuid) {
  const { leader } = ward.committee
  const seen = await going.act(contract.readDeskDossier, leader, 30, (call) =>
    desk.readDeskDossier(call, dossierId),
  )
  const newDueOn = addWorkingDays(new Date(seen.clock.dueAt!), 2, ward.calendar).dueOn
  const reason = 'Sổ hộ tịch cũ đang được số hóa, phải đối chiếu bản giấy'
  await going.act(contract.apologise, leader, 30, (call) =>
    apologise(call, dossierId, { version: seen.version, newDueOn, reason }),
  )
}

async function askElsewhere(ward: Ward, asked: Elsewhere, who?: Applicant) {
  if (!who) return
  const registers = registersOf(ward.server)
  if (asked.digital)
    for (const [register, held] of Object.entries(digitalItems)) registers.hold(register, who.number, held)
  const going = walkFrom(ward, asked.daysAgo)
  const { dossierId } = await file(going, who, asked.service, await exampleOf(ward.server, asked.service))
  if (asked.goal === 'owed') return
  await pay(ward.server, going, who, dossierId)
  if (asked.goal === 'waits') return
  const requests = await ward.server.db<{ requestId: Uuid; register: string }[]>`
    select request_id, register from services.register_requests where dossier_id = ${dossierId}`
  for (const { requestId, register } of requests) {
    if (asked.goal !== 'done') registers.tell(register, 'refuses')
    await going.act(contract.listRegisterRequests, byItself, 90, (call) => carryOn(call, { requestId }))
    registers.tell(register, 'works')
  }
}

/** What the first worked example of the service types; what registers fill in goes before. */
async function exampleOf({ db, ports, clock }: Server, service: string): Promise<Record<string, unknown>> {
  const { examples, prefill } = await bundleInForce({ sql: db, ports, now: clock() }, service)
  const known = new Set(prefill.map(({ field }) => field))
  return Object.fromEntries(Object.entries(examples[0]?.answers ?? {}).filter(([field]) => !known.has(field)))
}

/** The citizen of the demo says something about what he asked for last. */
async function wish(ward: Ward) {
  const { number } = ward.citizen
  const [last] = await ward.server.db<{ dossierId: Uuid }[]>`
    select dossier_id from services.dossiers where person_number = ${number} order by submitted_at desc limit 1`
  await walkFrom(ward, 2).act(feedback.sendCase, citizenActor(ward.citizen), 30, (call) =>
    sendCase(call, { kind: 'comment', dossierId: last!.dossierId, ...waitsForAnswer, mayPublish: true }),
  )
}

/** By the QR of the form, where something is owed. */
async function pay(server: Server, going: Walk, who: Applicant, dossierId: Uuid) {
  const due = await going.act(payments.readMyDue, citizenActor(who), 5, (call) => myDue(call, dossierId))
  if (due?.state !== 'open') return
  const bank = server.ports.payments as SandboxGateway
  const { reference, amountDong } = due
  const payment = bank.pay({ reference, amountDong, paidAt: going.now().toISOString() })
  await going.act(payments.takeMessage, { kind: 'anonymous' } as Actor, 1, async (call) =>
    takeMessage(call, await bank.tell(payment, call.now.toISOString())),
  )
  const [paid] = await server.db<{ receiptNumber: string }[]>`
    select receipt_number from payments.dues where dossier_id = ${dossierId}`
  await going.act(contract.recordPayment, byItself, 1, (call) =>
    acceptPaid(call, { dossierId, receiptNumber: paid!.receiptNumber }),
  )
}

/** An old man of the ward dies; his death is registered and the allowance for his funeral decided. */
async function dieAndClaim(ward: Ward, who?: Applicant) {
  const deceased = await selectElder(ward.server.db, ward.unitId, ward.taken)
  if (!who || !deceased) return
  const { name, number } = deceased
  const holder = await personByNumber({ sql: ward.server.db }, who.number)
  const going = walkFrom(ward, 5)
  const { dossierId } = await file(going, who, '2.002622', {
    who: 'other',
    deceasedOther: [{ name, number }],
    diedOn: addDays(dayOf(going.now()), -1),
    place: 'tại nhà',
    withAllowance: true,
    account: { bank: '970436', number: '0011223344', holder: holder!.name },
    declared: true,
  })
  const decide = async (id: Uuid) =>
    onward(going, ward, ward.committee, who, { parties: [] }, { dossierId: id, code: '' }, 'approved')
  await decide(dossierId)
  await going.act(contract.signDecision, byItself, 1, (call) =>
    fileLink(call, { dossierId, linkId: 'funeral-allowance' }),
  )
  const [link] = await ward.server.db<{ dossierId: Uuid | null }[]>`
    select linked_dossier as dossier_id from services.dossier_links where dossier_id = ${dossierId}`
  if (link?.dossierId) await decide(link.dossierId)
}

async function leaveDraft(ward: Ward, who?: Applicant) {
  if (!who) return
  const going = walkFrom(ward, 0)
  const mine = citizenActor(who)
  const draft = await going.act(contract.openDraft, mine, 0, (call) => openDraft(call, '0.006024'))
  await going.act(contract.saveDraft, mine, 2, (call) =>
    saveDraft(call, draft.draftId, {
      revision: draft.revision,
      serviceVersion: draft.service.version,
      answers: { ...draft.answers, purpose: 'business' },
    }),
  )
}

/** The first half hour that is free at the counter of the ward, today or on the next working day. */
async function book(ward: Ward, who?: Applicant) {
  if (!who) return
  const { unitId, server } = ward
  const going = walkFrom(ward, 0)
  const next = addWorkingDays(new Date(server.clock()), 1, ward.calendar).dueOn
  for (const day of [dayOf(server.clock()), next]) {
    const { times } = await going.act(contract.listBookingTimes, citizenActor(who), 0, (call) =>
      bookingTimes(call, { unitId, day }),
    )
    const free = times.find((one) => one.free > 0)
    if (!free) continue
    await going.act(contract.bookCounter, citizenActor(who), 0, (call) =>
      bookCounter(call, { unitId, day, time: free.time, service: '0.422012' }),
    )
    return
  }
}

const byItself: Actor = { kind: 'system', name: 'seed' }
const registersOf = ({ ports }: Server) => ports.otherRegisters as SandboxRegisters
