/** How a request goes on after it was submitted, up to where its goal says. */
import { accountByNumber } from '#accounts'
import type { Actor, Call, OfficerActor } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { AnyEndpoint } from '#platform/endpoint.ts'
import type { Server } from '#platform/http.ts'
import type { PersonNumber, Uuid } from '#platform/schemas.ts'
import { decideApproval, desk, listMyApprovals, readApproval, supplement, withdraw } from '#services'
import * as contract from '#services/contract'
import type { Applicant, Home } from './dossier-people.store.ts'
import type { Goal } from './dossier-plan.ts'
import { citizenActor, type Setting, type Walk } from './dossier-walk.ts'

export interface Office {
  unitId: number
  provinceId: number
  handlers: OfficerActor[]
  leader: OfficerActor
  newcomers: Applicant[]
  residents: Applicant[]
  homes: Home[]
}

/** Agreement, intake, supplement, decision: as far as the goal. */
export async function onward(
  going: Walk,
  setting: Setting,
  office: Pick<Office, 'handlers' | 'leader'>,
  applicant: Applicant,
  home: Pick<Home, 'parties'>,
  { dossierId, code }: { dossierId: Uuid; code: string },
  goal: Goal,
  refusal: Refusal = notLivingThere,
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
    desk.propose(call, dossierId, {
      ...seen,
      ...(goal === 'refused' ? { outcome: 'refused' as const, ...refusal } : agreed),
    }),
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

const agreed = { outcome: 'approved' as const, reasons: [] }

/** Why the office refuses, by the reasons of the service. */
export interface Refusal {
  reasons: string[]
  text: string
}
const notLivingThere: Refusal = {
  reasons: ['not-living-there'],
  text: 'Cán bộ đến xác minh hai lần, người khai chưa về ở',
}

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
