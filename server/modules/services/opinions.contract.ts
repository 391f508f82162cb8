/** Opinions of other offices in a dossier (lấy ý kiến phối hợp của cơ quan khác). Browser-safe. */
import { type Static, Type } from 'typebox'
import { endpoint, type Role } from '#platform/endpoint.ts'
import { problem } from '#platform/problem.ts'
import { Day, Instant, Nullable, PageOf, PageQuery, Uuid, Words } from '#platform/schemas.ts'
import { DeskDossier, heldByOther, ownMatter } from './desk.contract.ts'
import { actNotNow, dossierChanged } from './dossiers.contract.ts'
import { AnswerSection } from './form.contract.ts'
import { OpinionRule, OpinionState, OpinionVerdict } from './opinion-rows.contract.ts'

/** `with`: { latestOn }. */
export const opinionDayWrong = problem(422, 'services/opinion-day-wrong', {
  vi: 'Ngày trả lời phải sau lúc này và không quá số ngày làm việc cho phép. Hãy chọn ngày khác',
  en: 'The answer must be due later than now and within the working days allowed. Choose another day',
})
export const agencyNotAskable = problem(422, 'services/agency-not-askable', {
  vi: 'Không hỏi ý kiến cơ quan này được: là chính cơ quan bạn, đã được hỏi, hoặc không có cán bộ thụ lý',
  en: 'This office cannot be asked: it is your own, was asked already, or has nobody who handles dossiers',
})
export const opinionOver = problem(409, 'services/opinion-over', {
  vi: 'Ý kiến này đã được trả lời, đã rút, hoặc hồ sơ đã kết thúc',
  en: 'This opinion was given or withdrawn, or the dossier is closed',
})

const askers: readonly Role[] = ['case-officer']
export const answerers: readonly Role[] = ['case-officer', 'signing-leader']
const desk = { within: 'own-agency', purpose: 'services/handle' } as const
const Text = Type.String({ minLength: 3, maxLength: 2000 })

/** An opinion as the office that is asked sees it: what it needs to answer, no more. */
export const AskedOpinion = Type.Object({
  opinionId: Uuid,
  code: Type.String(),
  service: Words,
  from: Words,
  applicant: Type.Object({ name: Type.String(), bornYear: Type.Integer() }),
  question: Type.String(),
  waits: OpinionRule,
  askedAt: Instant,
  dueAt: Instant,
  overdue: Type.Boolean(),
  state: OpinionState,
  verdict: Nullable(OpinionVerdict),
  answer: Nullable(Type.String()),
  answeredAt: Nullable(Instant),
})
export type AskedOpinion = Static<typeof AskedOpinion>

export const AskedOpinionView = Type.Object({
  ...AskedOpinion.properties,
  /** What the applicant declared, as far as the service lets an officer read it. */
  sections: Type.Array(AnswerSection),
})
export type AskedOpinionView = Static<typeof AskedOpinionView>

export const listAskableAgencies = endpoint({
  method: 'GET',
  path: '/services/desk/askable-agencies',
  summary: 'Offices whose opinion may be asked: of my commune and province, or of the unit named',
  access: { officer: { roles: askers, ...desk } },
  query: Type.Object({ unitId: Type.Optional(Type.Integer({ minimum: 1 })) }),
  reply: Type.Object({ rows: Type.Array(Type.Object({ agencyId: Type.Integer(), name: Words })) }),
})

/** Several offices are asked at the same time; each answers for itself. */
export const askOpinions = endpoint({
  method: 'POST',
  path: '/services/desk/dossiers/:dossierId/opinions',
  summary: 'Ask other offices for their opinion',
  access: { officer: { roles: askers, ...desk } },
  personal: true,
  params: Type.Object({ dossierId: Uuid }),
  body: Type.Object({
    version: Type.Integer(),
    agencyIds: Type.Array(Type.Integer(), { minItems: 1, maxItems: 5, uniqueItems: true }),
    question: Text,
    dueOn: Day,
    waits: OpinionRule,
  }),
  reply: DeskDossier,
  problems: [dossierChanged, actNotNow, heldByOther, ownMatter, agencyNotAskable, opinionDayWrong],
})

export const withdrawOpinion = endpoint({
  method: 'POST',
  path: '/services/desk/dossiers/:dossierId/opinions/:opinionId/withdraw',
  summary: 'Take back a question that is no longer needed',
  access: { officer: { roles: askers, ...desk } },
  personal: true,
  params: Type.Object({ dossierId: Uuid, opinionId: Uuid }),
  body: Type.Object({ version: Type.Integer() }),
  reply: DeskDossier,
  problems: [dossierChanged, actNotNow, heldByOther, ownMatter, opinionOver],
})

export const listAskedOpinions = endpoint({
  method: 'GET',
  path: '/services/desk/opinions',
  summary: 'Opinions asked of my office, the most urgent first',
  access: { officer: { roles: answerers, ...desk } },
  personal: true,
  query: Type.Object({ ...PageQuery, ended: Type.Optional(Type.Boolean()) }),
  reply: PageOf(AskedOpinion),
})

export const countAskedOpinions = endpoint({
  method: 'GET',
  path: '/services/desk/opinions/count',
  summary: 'How many opinions my office is still to give',
  access: { officer: { roles: answerers, ...desk } },
  reply: Type.Object({ waiting: Type.Integer() }),
})

export const readAskedOpinion = endpoint({
  method: 'GET',
  path: '/services/desk/opinions/:opinionId',
  summary: 'Read what my office is asked',
  access: { officer: { roles: answerers, ...desk } },
  personal: true,
  params: Type.Object({ opinionId: Uuid }),
  reply: AskedOpinionView,
})

/** Signed: with the second factor, the capacity and the time. */
export const answerOpinion = endpoint({
  method: 'POST',
  path: '/services/desk/opinions/:opinionId/answer',
  summary: 'Give the opinion of my office',
  access: { officer: { roles: answerers, ...desk, freshFactor: true } },
  personal: true,
  params: Type.Object({ opinionId: Uuid }),
  body: Type.Object({ verdict: OpinionVerdict, text: Text }),
  reply: AskedOpinionView,
  problems: [opinionOver, ownMatter],
})
