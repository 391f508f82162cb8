/** Drafts on the server (hồ sơ nháp): opened already filled in, saved by themselves, submitted once. Browser-safe. */
import { type Static, Type } from 'typebox'
import { PaymentAccount } from '#payments/contract'
import { endpoint } from '#platform/endpoint.ts'
import { problem } from '#platform/problem.ts'
import { Day, Instant, Nullable, Uuid, Words } from '#platform/schemas.ts'
import { ServiceCode, serviceUnknown } from './catalogue.contract.ts'
import { DossierView } from './dossiers.contract.ts'
import { Answers, Attachment, Fee, Form, Member, PaperView, Prefilled } from './form.contract.ts'

export const draftExpired = problem(410, 'services/draft-expired', {
  vi: 'Bản nháp này đã hết hạn lưu. Hãy mở biểu mẫu mới; thông tin của bạn sẽ được điền sẵn lại',
  en: 'This draft has expired. Open a new form; your information will be filled in again',
})
export const draftSubmitted = problem(409, 'services/draft-submitted', {
  vi: 'Bản nháp này đã được nộp thành hồ sơ, không nộp lần nữa',
  en: 'This draft has already been submitted; it was not submitted twice',
})
export const draftChanged = problem(409, 'services/draft-changed', {
  vi: 'Bản nháp đã được sửa ở một cửa sổ khác. Hãy tải lại để xem bản mới nhất',
  en: 'The draft was changed in another window. Reload to see the latest',
})
/** `with`: { draft } – the same answers carried over to the form in force. */
export const formChanged = problem(409, 'services/form-changed', {
  vi: 'Biểu mẫu vừa được thay bằng phiên bản mới. Những gì bạn đã điền được giữ lại; hãy xem lại rồi gửi',
  en: 'The form was replaced by a new version. What you filled in is kept; look it over, then send',
})
/** `with`: { fields } – names of the fields. */
export const verifiedChanged = problem(422, 'services/verified-value-changed', {
  vi: 'Thông tin lấy từ cơ sở dữ liệu không sửa được tại đây. Nếu sai, hãy đề nghị điều chỉnh thông tin',
  en: 'Information from a register cannot be changed here. If it is wrong, ask for a correction',
})
/** `with`: { differences: Difference[] }. */
export const registerChanged = problem(409, 'services/register-changed', {
  vi: 'Thông tin của bạn trong cơ sở dữ liệu vừa thay đổi. Hãy xem phần khác biệt rồi gửi lại',
  en: 'Your information in the register has just changed. See the differences, then send again',
})
/** `with`: { errors: FieldError[] }. */
export const answersWrong = problem(422, 'services/answers-wrong', {
  vi: 'Một số mục chưa điền đúng. Hãy sửa các mục được đánh dấu',
  en: 'Some fields are not filled in correctly. Correct the marked ones',
})
/** `with`: { errors: FieldError[] } – the conditions of the law that are not met. */
export const notEligible = problem(422, 'services/not-eligible', {
  vi: 'Chưa đủ điều kiện để nộp hồ sơ này',
  en: 'The conditions for this request are not met',
})
/** The detail names the commune that ended and those that took its parts. */
export const homeUnsettled = problem(409, 'services/home-unsettled', {
  vi: 'Xã, phường của chỗ ở đã chia, chưa xác định chỗ ở nay thuộc nơi nào',
  en: 'The commune of the home was divided, and it is not settled yet in which part the home lies',
})
export const registerSilent = problem(503, 'services/register-silent', {
  vi: 'Hệ thống của cơ quan kia không trả lời nên chưa biết phải nộp bao nhiêu. Bản nháp được giữ; hãy nộp lại sau ít phút',
  en: 'The other agency’s system does not answer, so the sum is not known. The draft is kept; send it again in some minutes',
})
export const tooYoung = problem(422, 'services/applicant-too-young', {
  vi: 'Người chưa đủ tuổi không tự nộp được. Cha, mẹ hoặc người giám hộ hãy nộp thay',
  en: 'You are not old enough to file this yourself. A parent or guardian can file it',
})
export const tooManyDrafts = problem(429, 'services/too-many-drafts', {
  vi: 'Bạn đang có quá nhiều bản nháp. Hãy xóa bớt bản nháp cũ',
  en: 'You have too many drafts. Delete some of the old ones',
})

/** What is wrong at a field. `law` where the condition is the law's. */
export const FieldError = Type.Object({
  field: Type.String(),
  message: Words,
  law: Type.Optional(Type.String()),
})
export type FieldError = Static<typeof FieldError>

/** A register value that changed while the form was being filled in. */
export const Difference = Type.Object({
  field: Type.String(),
  label: Words,
  before: Type.Unknown(),
  now: Type.Unknown(),
})
export type Difference = Static<typeof Difference>

export const HouseholdChoice = Type.Object({
  householdId: Uuid,
  /** The head's name, shortened: whose household it is, no more. */
  label: Words,
})
export type HouseholdChoice = Static<typeof HouseholdChoice>

export const DwellingChoice = Type.Object({
  dwellingId: Uuid,
  addressLine: Type.String(),
})
export type DwellingChoice = Static<typeof DwellingChoice>

/** A place in a form whose commune has ended, and which communes it may be now: one, or the choice of who fills it in. */
export const EndedUnit = Type.Object({
  field: Type.String(),
  was: Type.String(),
  endedOn: Day,
  law: Nullable(Type.String()),
  choices: Type.Array(
    Type.Object({ unitId: Type.Integer(), provinceId: Type.Integer(), name: Type.String() }),
  ),
})
export type EndedUnit = Static<typeof EndedUnit>

export const Draft = Type.Object({
  draftId: Uuid,
  service: Type.Object({
    code: ServiceCode,
    version: Type.Integer(),
    name: Words,
    summary: Words,
    purpose: Words,
  }),
  /** Grows with each save; send back the one you have. */
  revision: Type.Integer(),
  openedAt: Instant,
  savedAt: Instant,
  expiresAt: Instant,
  form: Form,
  answers: Answers,
  /** By field name. */
  prefilled: Type.Array(Prefilled),
  members: Type.Array(Member),
  /** Accounts that the applicant had money paid to, where the form asks for one. */
  accounts: Type.Array(PaymentAccount),
  /** Texts for answers that are ids: a dwelling's address, a household's head. */
  shown: Type.Record(Type.String(), Words),
  /** For the rules in the browser: `$fact`, `$param`, `$today`. */
  scope: Type.Object({
    facts: Type.Record(Type.String(), Type.Unknown()),
    params: Type.Record(Type.String(), Type.Unknown()),
    today: Day,
  }),
  fee: Fee,
  papers: Type.Array(PaperView),
  /** Files sent up for papers and fields. */
  attachments: Type.Array(Attachment),
  /** Fields in the form now shown, and how many of them came filled in. */
  share: Type.Object({ fields: Type.Integer(), filled: Type.Integer() }),
  /** Who will be asked to agree, as far as it is known now. */
  approvalsExpected: Type.Array(Type.Object({ capacity: Words, law: Type.String() })),
  /** The form's version was replaced after this draft was opened; answers were carried over from this one. */
  migratedFrom: Nullable(Type.Integer()),
  /** `answers` has the lawful commune already where there is one choice. */
  endedUnits: Type.Array(EndedUnit),
})
export type Draft = Static<typeof Draft>

const self = { citizen: { for: 'self-or-represented', byMandate: true, level: 2 } } as const
const ByDraft = Type.Object({ draftId: Uuid })

/** Opens a form that is already filled in. An open draft of the same service is given back instead of a second. */
export const openDraft = endpoint({
  method: 'POST',
  path: '/services/catalogue/:code/drafts',
  summary: 'Open the form of a service, already filled in',
  access: self,
  personal: true,
  params: Type.Object({ code: ServiceCode }),
  reply: Draft,
  problems: [serviceUnknown, tooYoung, tooManyDrafts],
})

export const listDrafts = endpoint({
  method: 'GET',
  path: '/services/drafts',
  summary: 'My drafts',
  access: self,
  personal: true,
  reply: Type.Object({
    rows: Type.Array(
      Type.Object({
        draftId: Uuid,
        serviceCode: ServiceCode,
        name: Words,
        savedAt: Instant,
        expiresAt: Instant,
      }),
    ),
  }),
})

export const readDraft = endpoint({
  method: 'GET',
  path: '/services/drafts/:draftId',
  summary: 'Read my draft',
  access: self,
  personal: true,
  params: ByDraft,
  reply: Draft,
  problems: [draftExpired, draftSubmitted],
})

/** Saves while typing. Incomplete answers are fine; verified values may be left out, and may not differ. */
export const saveDraft = endpoint({
  method: 'PUT',
  path: '/services/drafts/:draftId',
  summary: 'Save my draft',
  access: self,
  personal: true,
  params: ByDraft,
  body: Type.Object({ revision: Type.Integer(), serviceVersion: Type.Integer(), answers: Answers }),
  reply: Draft,
  problems: [draftExpired, draftSubmitted, draftChanged, formChanged, verifiedChanged, answersWrong],
})

/** Reads the registers again and says what is different. Also carries the draft over to the form in force. */
export const refreshDraft = endpoint({
  method: 'POST',
  path: '/services/drafts/:draftId/refresh',
  summary: 'Read the registers again for my draft',
  access: self,
  personal: true,
  params: ByDraft,
  reply: Type.Object({ draft: Draft, differences: Type.Array(Difference) }),
  problems: [draftExpired, draftSubmitted],
})

export const deleteDraft = endpoint({
  method: 'DELETE',
  path: '/services/drafts/:draftId',
  summary: 'Delete my draft',
  access: self,
  params: ByDraft,
  reply: Type.Object({ deleted: Type.Boolean() }),
})

/** Dwellings of a commune whose address line contains the text; at most 20. Addresses only, nobody's data. */
export const findDwellings = endpoint({
  method: 'GET',
  path: '/services/drafts/:draftId/dwellings',
  summary: 'Find a dwelling in a commune by its address',
  access: self,
  params: ByDraft,
  query: Type.Object({ unitId: Type.Integer(), text: Type.String({ minLength: 1, maxLength: 100 }) }),
  reply: Type.Object({ rows: Type.Array(DwellingChoice) }),
})

export const listHouseholdChoices = endpoint({
  method: 'GET',
  path: '/services/drafts/:draftId/dwellings/:dwellingId/households',
  summary: 'Households at a dwelling that one may ask to join',
  access: self,
  personal: true,
  params: Type.Object({ draftId: Uuid, dwellingId: Uuid }),
  reply: Type.Object({ rows: Type.Array(HouseholdChoice) }),
})

/** Submits once: the same draft cannot become two dossiers. Send an Idempotency-Key as with every write. */
export const submitDraft = endpoint({
  method: 'POST',
  path: '/services/drafts/:draftId/submit',
  summary: 'Submit my draft as a dossier',
  access: self,
  personal: true,
  params: ByDraft,
  body: Type.Object({ revision: Type.Integer(), serviceVersion: Type.Integer() }),
  reply: DossierView,
  problems: [
    draftExpired,
    draftSubmitted,
    draftChanged,
    formChanged,
    verifiedChanged,
    registerChanged,
    answersWrong,
    homeUnsettled,
    registerSilent,
    notEligible,
    tooYoung,
  ],
})
