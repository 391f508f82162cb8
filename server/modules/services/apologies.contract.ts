/**
 * The letter of apology with a new date (văn bản xin lỗi và đề nghị gia hạn, form 04) and the control sheet (phiếu kiểm
 * soát, form 06 of Circular 03/2025/TT-VPCP). Browser-safe.
 */
import { Type } from 'typebox'
import { endpoint } from '#platform/endpoint.ts'
import { problem } from '#platform/problem.ts'
import { Day, Uuid } from '#platform/schemas.ts'
import { apologyTwice, DeskDossier, ownMatter } from './desk.contract.ts'
import { actNotNow, dossierChanged } from './dossiers.contract.ts'

/** `with`: { latestOn }. */
export const apologyTooLate = problem(409, 'services/apology-too-late', {
  vi: 'Đã quá ngày được xin lỗi và hẹn lại: phải làm trước ngày hẹn trả kết quả. Hãy giải quyết hồ sơ ngay',
  en: 'It is too late to name a new date: that is done before the day on which the result is due. Decide the dossier now',
})
/** `with`: { latestOn }. */
export const newDateWrong = problem(422, 'services/new-date-wrong', {
  vi: 'Ngày hẹn lại phải là ngày làm việc sau ngày hẹn cũ và không quá số ngày cho phép. Hãy chọn ngày khác',
  en: 'The new date must be a working day after the old one and within the days allowed. Choose another day',
})

const ByDossier = Type.Object({ dossierId: Uuid })

/** Once, at the latest a day before the old date; the clock goes on to the new one. */
export const apologise = endpoint({
  method: 'POST',
  path: '/services/desk/dossiers/:dossierId/apologise',
  summary: 'Apologise for a delay and name a new date, once',
  access: {
    officer: {
      roles: ['signing-leader'],
      within: 'own-agency',
      purpose: 'services/handle',
      freshFactor: true,
    },
  },
  personal: true,
  params: ByDossier,
  body: Type.Object({
    version: Type.Integer(),
    newDueOn: Day,
    reason: Type.String({ minLength: 3, maxLength: 1000 }),
  }),
  reply: DeskDossier,
  problems: [dossierChanged, actNotNow, ownMatter, apologyTwice, apologyTooLate, newDateWrong],
})

/** A signed paper of every step so far; asked for again when steps were added. */
export const issueControlSheet = endpoint({
  method: 'POST',
  path: '/services/desk/dossiers/:dossierId/control-sheet',
  summary: 'Issue the control sheet: every step, who, when',
  access: {
    officer: {
      roles: ['counter', 'case-officer', 'signing-leader'],
      within: 'own-agency',
      purpose: 'services/handle',
    },
  },
  personal: true,
  params: ByDossier,
  body: Type.Object({ version: Type.Integer() }),
  reply: DeskDossier,
  problems: [dossierChanged],
})
