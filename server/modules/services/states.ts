/**
 * The life of a dossier as one table: from where, by which act, to where, by which law. What was done is appended
 * to `dossier_steps`; this table decides what may be done next. Codes 1–10 are those of the national portal.
 */
import type { Words } from '#platform/schemas.ts'
import type { ClaimState } from './claims.contract.ts'
import type { DeskAct, DossierState } from './dossiers.contract.ts'
import type { OpinionVerdict } from './opinion-rows.contract.ts'
import type { RequestState } from './register-requests.contract.ts'

/** What the engine itself, or an approver, does to a dossier beside the acts of applicant and officers. */
export type EngineAct =
  | 'submit'
  | 'approvals-complete'
  | 'approval-impossible'
  | 'decide-at-once'
  | 'send-on'
  | 'decided-elsewhere'
  | 'ask-payment'
  | 'expire'
  | 'applicant-died'
  | 'ground-annulled'
  | 'hand-out'
  | 'reopen'
  | 'give-opinion'
  | 'withdraw-opinion'

export interface Transition {
  from: DossierState | null
  act: DeskAct | EngineAct
  to: DossierState
  law: string
}

const oneStop = 'Decree 118/2025/NĐ-CP'
const residence28 = 'Law on Residence 68/2020/QH14, art. 28'
const dataFirst = 'Resolution 66.7/2025/NQ-CP'
const complaints = 'Law on Complaints 02/2011/QH13, art. 31'
const civilCode = 'Civil Code 91/2015/QH13, art. 16(3)'
const civilStatus = 'Law on Civil Status 60/2014/QH13, art. 70'

export const transitions: readonly Transition[] = [
  { from: null, act: 'submit', to: 'submitted', law: oneStop },
  { from: null, act: 'submit', to: 'awaiting-approvals', law: 'Decree 154/2024/NĐ-CP; form CT01' },
  { from: 'awaiting-approvals', act: 'record-approval', to: 'awaiting-approvals', law: 'form CT01' },
  { from: 'awaiting-approvals', act: 'approvals-complete', to: 'submitted', law: 'form CT01' },
  { from: 'awaiting-approvals', act: 'approvals-complete', to: 'processing', law: 'form CT01' },
  { from: 'awaiting-approvals', act: 'approval-impossible', to: 'stopped', law: residence28 },
  { from: 'awaiting-approvals', act: 'expire', to: 'stopped', law: oneStop },
  { from: 'awaiting-approvals', act: 'withdraw', to: 'withdrawn', law: oneStop },

  // Accepted or answered within 8 working hours (Resolution 66.7/2025/NQ-CP).
  { from: 'submitted', act: 'claim', to: 'submitted', law: oneStop },
  { from: 'submitted', act: 'hand-over', to: 'submitted', law: oneStop },
  { from: 'submitted', act: 'release', to: 'submitted', law: oneStop },
  { from: 'submitted', act: 'accept', to: 'accepted', law: dataFirst },
  { from: 'submitted', act: 'ask-payment', to: 'payment-asked', law: 'Circular 75/2022/TT-BTC' },
  { from: 'submitted', act: 'reject', to: 'rejected', law: oneStop },
  { from: 'submitted', act: 'ask-supplement', to: 'supplement-asked', law: dataFirst },
  { from: 'submitted', act: 'withdraw', to: 'withdrawn', law: oneStop },
  { from: 'submitted', act: 'decide-at-once', to: 'approved', law: oneStop },

  // The authority that keeps another register decides; the office that received it waits.
  { from: 'accepted', act: 'send-on', to: 'processing', law: oneStop },
  { from: 'processing', act: 'decided-elsewhere', to: 'approved', law: oneStop },
  { from: 'processing', act: 'decided-elsewhere', to: 'refused', law: oneStop },

  // The statutory term runs.
  { from: 'accepted', act: 'claim', to: 'processing', law: oneStop },
  { from: 'accepted', act: 'hand-over', to: 'accepted', law: oneStop },
  { from: 'accepted', act: 'release', to: 'accepted', law: oneStop },
  { from: 'accepted', act: 'ask-supplement', to: 'supplement-asked', law: dataFirst },
  { from: 'accepted', act: 'propose', to: 'proposed', law: residence28 },
  { from: 'accepted', act: 'withdraw', to: 'withdrawn', law: oneStop },
  { from: 'processing', act: 'hand-over', to: 'processing', law: oneStop },
  { from: 'processing', act: 'release', to: 'accepted', law: oneStop },
  { from: 'processing', act: 'ask-supplement', to: 'supplement-asked', law: dataFirst },
  { from: 'processing', act: 'propose', to: 'proposed', law: residence28 },
  { from: 'processing', act: 'withdraw', to: 'withdrawn', law: oneStop },
  { from: 'proposed', act: 'send-back', to: 'processing', law: oneStop },
  { from: 'proposed', act: 'sign', to: 'approved', law: residence28 },
  { from: 'proposed', act: 'sign', to: 'refused', law: residence28 },
  { from: 'proposed', act: 'withdraw', to: 'withdrawn', law: oneStop },

  // Other offices are asked for their opinion; their time does not count.
  { from: 'accepted', act: 'ask-opinion', to: 'accepted', law: oneStop },
  { from: 'processing', act: 'ask-opinion', to: 'processing', law: oneStop },
  ...inPlace('give-opinion'),
  ...inPlace('withdraw-opinion'),
  // A letter of apology with a new date, once, before the deadline (form 04 of Circular 03/2025/TT-VPCP).
  ...inPlace('apologise'),

  // The clock stands: the citizen's turn.
  { from: 'supplement-asked', act: 'supplement', to: 'submitted', law: dataFirst },
  { from: 'supplement-asked', act: 'supplement', to: 'processing', law: dataFirst },
  { from: 'supplement-asked', act: 'supplement', to: 'awaiting-approvals', law: 'form CT01' },
  { from: 'supplement-asked', act: 'expire', to: 'stopped', law: oneStop },
  { from: 'supplement-asked', act: 'withdraw', to: 'withdrawn', law: oneStop },
  { from: 'payment-asked', act: 'record-payment', to: 'accepted', law: 'Circular 75/2022/TT-BTC' },
  { from: 'payment-asked', act: 'expire', to: 'stopped', law: oneStop },
  { from: 'payment-asked', act: 'withdraw', to: 'withdrawn', law: oneStop },

  { from: 'approved', act: 'hand-out', to: 'returned', law: oneStop },

  // A complaint was right: the refusal is cancelled, the dossier is looked at anew.
  { from: 'refused', act: 'reopen', to: 'accepted', law: complaints },
  { from: 'refused', act: 'reopen', to: 'payment-asked', law: complaints },
  { from: 'rejected', act: 'reopen', to: 'submitted', law: complaints },

  // A personal request ends with its applicant; a death annulled later does not bring it back.
  { from: 'awaiting-approvals', act: 'applicant-died', to: 'stopped', law: civilCode },
  { from: 'submitted', act: 'applicant-died', to: 'stopped', law: civilCode },
  { from: 'accepted', act: 'applicant-died', to: 'stopped', law: civilCode },
  { from: 'processing', act: 'applicant-died', to: 'stopped', law: civilCode },
  { from: 'supplement-asked', act: 'applicant-died', to: 'stopped', law: civilCode },
  { from: 'payment-asked', act: 'applicant-died', to: 'stopped', law: civilCode },
  { from: 'proposed', act: 'applicant-died', to: 'stopped', law: civilCode },

  // What it rests on was cancelled, e.g. the death it claims an allowance for: nothing is left to decide.
  { from: 'awaiting-approvals', act: 'ground-annulled', to: 'stopped', law: civilStatus },
  { from: 'submitted', act: 'ground-annulled', to: 'stopped', law: civilStatus },
  { from: 'accepted', act: 'ground-annulled', to: 'stopped', law: civilStatus },
  { from: 'processing', act: 'ground-annulled', to: 'stopped', law: civilStatus },
  { from: 'supplement-asked', act: 'ground-annulled', to: 'stopped', law: civilStatus },
  { from: 'payment-asked', act: 'ground-annulled', to: 'stopped', law: civilStatus },
  { from: 'proposed', act: 'ground-annulled', to: 'stopped', law: civilStatus },
]

/** Done while the office has it, and it stays where it is. */
function inPlace(act: DeskAct | EngineAct): Transition[] {
  const there: DossierState[] = ['accepted', 'processing', 'proposed']
  return there.map((state) => ({ from: state, act, to: state, law: oneStop }))
}

export interface StateFacts {
  words: Words
  /** Code used with the national portal (mã trạng thái). */
  nationalCode: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10
  /** The clock: not started, runs, stands while someone else must act, or is over. */
  clock: 'intake' | 'runs' | 'paused' | 'ended'
}

export const states: Readonly<Record<DossierState, StateFacts>> = {
  'awaiting-approvals': {
    words: { vi: 'Chờ ý kiến đồng ý', en: 'Waiting for others to agree' },
    nationalCode: 1,
    clock: 'paused',
  },
  submitted: {
    words: { vi: 'Chờ tiếp nhận', en: 'Waiting to be accepted' },
    nationalCode: 1,
    clock: 'intake',
  },
  accepted: { words: { vi: 'Đã tiếp nhận', en: 'Accepted' }, nationalCode: 2, clock: 'runs' },
  processing: { words: { vi: 'Đang xử lý', en: 'In process' }, nationalCode: 4, clock: 'runs' },
  'supplement-asked': {
    words: { vi: 'Chờ bổ sung', en: 'Waiting for a supplement' },
    nationalCode: 5,
    clock: 'paused',
  },
  'payment-asked': {
    words: { vi: 'Chờ nộp tiền', en: 'Waiting for payment' },
    nationalCode: 6,
    clock: 'paused',
  },
  proposed: { words: { vi: 'Chờ ký', en: 'Waiting for signature' }, nationalCode: 4, clock: 'runs' },
  approved: { words: { vi: 'Đã giải quyết', en: 'Approved' }, nationalCode: 9, clock: 'ended' },
  refused: { words: { vi: 'Bị từ chối', en: 'Refused' }, nationalCode: 9, clock: 'ended' },
  rejected: { words: { vi: 'Không được tiếp nhận', en: 'Not accepted' }, nationalCode: 3, clock: 'ended' },
  returned: { words: { vi: 'Đã trả kết quả', en: 'Result handed over' }, nationalCode: 10, clock: 'ended' },
  withdrawn: { words: { vi: 'Đã rút', en: 'Withdrawn' }, nationalCode: 7, clock: 'ended' },
  stopped: { words: { vi: 'Dừng giải quyết', en: 'Stopped' }, nationalCode: 8, clock: 'ended' },
}

/** A state in words; itself when a later release named it. */
export function stateWords(state: string): Words {
  return states[state as DossierState]?.words ?? { vi: state, en: state }
}

/** Where an act may lead from a state; empty when it may not be done there. */
export function targetsOf(from: DossierState | null, act: DeskAct | EngineAct): DossierState[] {
  return transitions.filter((line) => line.from === from && line.act === act).map(({ to }) => to)
}

export function isClosed(state: DossierState): boolean {
  return states[state].clock === 'ended'
}

/** Acts of applicant and officers, in the order in which buttons stand. */
export const actWords: Readonly<Record<DeskAct, Words>> = {
  accept: { vi: 'Tiếp nhận', en: 'Accept' },
  reject: { vi: 'Không tiếp nhận', en: 'Do not accept' },
  claim: { vi: 'Nhận thụ lý', en: 'Take on' },
  'ask-supplement': { vi: 'Yêu cầu bổ sung', en: 'Ask for a supplement' },
  'record-approval': { vi: 'Ghi nhận đồng ý bằng giấy', en: 'Record a paper approval' },
  'record-payment': { vi: 'Ghi nhận đã nộp tiền', en: 'Record a payment' },
  propose: { vi: 'Đề xuất quyết định', en: 'Propose a decision' },
  sign: { vi: 'Ký quyết định', en: 'Sign the decision' },
  'ask-opinion': { vi: 'Lấy ý kiến cơ quan khác', en: 'Ask other offices' },
  apologise: { vi: 'Xin lỗi và hẹn lại ngày trả', en: 'Apologise and name a new date' },
  'send-back': { vi: 'Trả lại người đề xuất', en: 'Send back' },
  'hand-over': { vi: 'Chuyển người thụ lý', en: 'Hand over' },
  release: { vi: 'Thôi thụ lý', en: 'Put back' },
  supplement: { vi: 'Bổ sung hồ sơ', en: 'Send the supplement' },
  withdraw: { vi: 'Rút hồ sơ', en: 'Withdraw' },
}

/** Words for each line of a dossier's history. */
export const stepWords: Readonly<
  Record<
    | DeskAct
    | EngineAct
    | 'escalate'
    | 'sync-late'
    | 'approval-given'
    | 'approval-refused'
    | 'boundary-change'
    | 'version-change',
    Words
  >
> = {
  ...actWords,
  submit: { vi: 'Nộp hồ sơ', en: 'Submitted' },
  'approvals-complete': { vi: 'Đã đủ ý kiến đồng ý', en: 'Everyone has agreed' },
  'approval-impossible': { vi: 'Dừng vì có người không đồng ý', en: 'Stopped: someone did not agree' },
  'decide-at-once': { vi: 'Hệ thống giải quyết ngay theo quy định', en: 'Decided at once by rule' },
  'send-on': { vi: 'Đã chuyển cơ quan có thẩm quyền', en: 'Sent to the competent authority' },
  'decided-elsewhere': {
    vi: 'Cơ quan có thẩm quyền đã giải quyết',
    en: 'Decided by the competent authority',
  },
  'ask-payment': { vi: 'Yêu cầu nộp tiền', en: 'Payment asked' },
  expire: { vi: 'Dừng vì quá hạn chờ', en: 'Stopped: the waiting time is over' },
  'applicant-died': { vi: 'Dừng vì người nộp đã mất', en: 'Stopped: the applicant has died' },
  'ground-annulled': {
    vi: 'Dừng vì sự kiện hộ tịch làm căn cứ đã bị hủy',
    en: 'Stopped: the registration it rests on was cancelled',
  },
  'hand-out': { vi: 'Đã trả kết quả', en: 'Result handed over' },
  reopen: { vi: 'Mở lại vì khiếu nại đúng', en: 'Opened again: the complaint was right' },
  'give-opinion': { vi: 'Cơ quan khác đã có ý kiến', en: 'Another office gave its opinion' },
  'withdraw-opinion': { vi: 'Rút câu hỏi lấy ý kiến', en: 'A question to another office was taken back' },
  'sync-late': { vi: 'Chưa chuyển được đúng hạn', en: 'Not taken by the other side in time' },
  escalate: { vi: 'Quá hạn, đã báo lên', en: 'Overdue, raised to' },
  'approval-given': { vi: 'Có người đồng ý', en: 'Someone agreed' },
  'approval-refused': { vi: 'Có người không đồng ý', en: 'Someone did not agree' },
  'version-change': {
    vi: 'Chuyển sang phiên bản mới của dịch vụ',
    en: 'Went over to the new version of the service',
  },
  'boundary-change': {
    vi: 'Chuyển về cơ quan mới do sắp xếp đơn vị hành chính',
    en: 'Went to the new agency after a boundary change',
  },
}

/** What was told to a register of another agency. */
export const requestStateWords: Readonly<Record<RequestState, Words>> = {
  waiting: { vi: 'Đang chuyển', en: 'Being sent' },
  acknowledged: { vi: 'Cơ quan kia đã nhận', en: 'Received there' },
  done: { vi: 'Đã xong', en: 'Done' },
  refused: { vi: 'Bị từ chối', en: 'Refused' },
  parked: { vi: 'Chưa chuyển được, đang được xử lý', en: 'Not sent yet; somebody is looking at it' },
  withdrawn: { vi: 'Đã rút lại', en: 'Withdrawn' },
}

export const claimStateWords: Readonly<Record<ClaimState, Words>> = {
  raised: { vi: 'Đã ghi nhận, chờ kết quả', en: 'Raised, not answered yet' },
  granted: { vi: 'Được giải quyết', en: 'Granted' },
  refused: { vi: 'Bị từ chối', en: 'Refused' },
  withdrawn: { vi: 'Đã rút lại', en: 'Withdrawn' },
}

/** What another office thinks of it. */
export const verdictWords: Readonly<Record<OpinionVerdict, Words>> = {
  agree: { vi: 'Đồng ý', en: 'Agrees' },
  disagree: { vi: 'Không đồng ý', en: 'Does not agree' },
  remarks: { vi: 'Có ý kiến khác', en: 'Has remarks' },
}
