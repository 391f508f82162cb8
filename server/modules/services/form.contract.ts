/** A form as data: sections of fields, rules, and the values that registers already filled in. Browser-safe. */
import { type Static, Type } from 'typebox'
import { Day, Instant, Nullable, PersonNumber, Uuid, Words } from '#platform/schemas.ts'

/** An expression of the rule language (`rules/expression.ts`), evaluated by browser and server alike. */
export const Rule = Type.Unknown()

/**
 * What a field is, so that the page knows how to draw it and the engine what it may hold:
 * - `text`, `long-text`, `phone`, `email`, `day`, `choice`, `yes-no`, `consent`: plain values;
 * - `amount`: a whole number of something, counted in `unit`;
 * - `number`: a person number, shown in groups and always from a register;
 * - `address`: an address as text, always from a register;
 * - `dwelling`: where, picked level by level: a DwellingAnswer;
 * - `household`: a household id out of those at the dwelling picked in the field named by `of`;
 * - `members`: person ids out of the applicant's own household, family or children (Draft.members);
 * - `unit`: a commune of today: `{ provinceId, unitId }`;
 * - `people`: other people, each `{ name, number }` as typed, compared with the register at submission;
 * - `payment-account`: where money is paid to: a PaymentAccount, in the name that `holder` says;
 * - `note`: words only, holds nothing.
 */
export const FieldKind = Type.Union([
  Type.Literal('text'),
  Type.Literal('long-text'),
  Type.Literal('amount'),
  Type.Literal('phone'),
  Type.Literal('email'),
  Type.Literal('day'),
  Type.Literal('choice'),
  Type.Literal('yes-no'),
  Type.Literal('consent'),
  Type.Literal('number'),
  Type.Literal('address'),
  Type.Literal('dwelling'),
  Type.Literal('household'),
  Type.Literal('members'),
  Type.Literal('people'),
  Type.Literal('unit'),
  /** Files sent up for this field; the answer is what is attached, in order. */
  Type.Literal('document'),
  Type.Literal('payment-account'),
  Type.Literal('note'),
])
export type FieldKind = Static<typeof FieldKind>

/** Out of whom a `members` field lets one choose: those who live with him, his close relatives too, his minors. */
export const MembersAmong = Type.Union([
  Type.Literal('household'),
  Type.Literal('family'),
  Type.Literal('children'),
])
export type MembersAmong = Static<typeof MembersAmong>

/** Why a field is asked: what is done with the answer, and by which law. */
export const FieldReason = Type.Object({
  vi: Type.String(),
  en: Type.String(),
  law: Type.String(),
  /** When it is asked, of a field that is not always asked: “bạn chọn “Tôi thuê” ở mục “Chỗ ở này là””. */
  asked: Type.Optional(Words),
})
export type FieldReason = Static<typeof FieldReason>

export const FormField = Type.Object({
  name: Type.String(),
  kind: FieldKind,
  label: Words,
  hint: Type.Optional(Words),
  /** Why it is asked: what the answer is for, by which law (`field-reasons.ts`). */
  why: Type.Optional(FieldReason),
  /** Shown, and kept, only when this rule holds. */
  when: Type.Optional(Rule),
  /** Must be filled: true, or a rule. */
  required: Type.Optional(Rule),
  choices: Type.Optional(Type.Array(Type.Object({ value: Type.String(), label: Words }))),
  /** First and last day that may be chosen. */
  earliest: Type.Optional(Rule),
  latest: Type.Optional(Rule),
  /** A value put there to begin with; the citizen may change it. */
  suggested: Type.Optional(Rule),
  maxLength: Type.Optional(Type.Integer()),
  /** What an `amount` counts: đồng, people. */
  unit: Type.Optional(Words),
  /** Only a register fills it: it is never asked, and not shown when the register holds nothing. */
  registerOnly: Type.Optional(Type.Boolean()),
  /** The `dwelling` field that a `household` field belongs to. */
  of: Type.Optional(Type.String()),
  /** Out of whom a `members` field lets one choose; the household when not said. */
  among: Type.Optional(MembersAmong),
  /** At most so many people may be named. */
  most: Type.Optional(Type.Integer()),
  /** Other fields fill in from whoever is picked here. */
  fills: Type.Optional(Type.Boolean()),
  /** In whose name a payment account must be: a rule; compared without marks. */
  holder: Type.Optional(Rule),
})
export type FormField = Static<typeof FormField>

export const FormSection = Type.Object({
  id: Type.String(),
  title: Words,
  note: Type.Optional(Words),
  fields: Type.Array(FormField),
})
export type FormSection = Static<typeof FormSection>

/** A condition on the whole form: when `holds` is false the message stands at the field. */
export const FormCheck = Type.Object({
  id: Type.String(),
  field: Type.String(),
  holds: Rule,
  message: Words,
  /** The article it comes from. */
  law: Type.Optional(Type.String()),
})
export type FormCheck = Static<typeof FormCheck>

export const Form = Type.Object({
  sections: Type.Array(FormSection),
  checks: Type.Array(FormCheck),
  /** JSON Schema 2020-12 of the answers; the server validates with it. */
  schema: Type.Unknown(),
})
export type Form = Static<typeof Form>

/** Answers by field name; fields that are not shown are absent. */
export const Answers = Type.Record(Type.String(), Type.Unknown())
export type Answers = Static<typeof Answers>

/** Where: a dwelling the register knows, or a new one by its address line in a commune of today. */
export const DwellingAnswer = Type.Object(
  {
    provinceId: Type.Integer(),
    unitId: Type.Integer(),
    dwellingId: Type.Optional(Uuid),
    newAddressLine: Type.Optional(Type.String({ minLength: 3, maxLength: 200 })),
  },
  { additionalProperties: false },
)
export type DwellingAnswer = Static<typeof DwellingAnswer>

/**
 * A value that a register filled in, with its provenance (nguồn dữ liệu). `verified` ones are read-only and read
 * again at submission; `unverified` means the source did not answer: the citizen types it, it is verified later.
 */
export const Prefilled = Type.Object({
  field: Type.String(),
  attribute: Type.String(),
  value: Type.Unknown(),
  state: Type.Union([Type.Literal('verified'), Type.Literal('suggested'), Type.Literal('unverified')]),
  source: Words,
  /** Version of the register's row. */
  version: Nullable(Type.String()),
  readAt: Instant,
  purpose: Type.String(),
  /** The server's own seal over all of the above; of no use to the page. */
  signature: Type.String(),
})
export type Prefilled = Static<typeof Prefilled>

/** Someone of the applicant's own household or family who may be chosen in a form. */
export const Member = Type.Object({
  personId: Uuid,
  name: Type.String(),
  bornOn: Day,
  sex: Type.Union([Type.Literal('male'), Type.Literal('female')]),
  number: PersonNumber,
  /** Relation to the applicant, where the register knows it; else to the head of the household. */
  relation: Words,
  minor: Type.Boolean(),
  /** Among whom he may be chosen. */
  among: Type.Array(MembersAmong),
})
export type Member = Static<typeof Member>

/** One line of a filled form for people to read: same for citizen, officer and paper. */
export const AnswerRow = Type.Object({
  field: Type.String(),
  label: Words,
  text: Words,
  kind: FieldKind,
  /** Who says so: a register, or null when the citizen typed it. */
  source: Nullable(Words),
  readAt: Nullable(Instant),
  verified: Nullable(Type.Boolean()),
  /** The officer asked for this field to be supplemented. */
  marked: Type.Boolean(),
})
export type AnswerRow = Static<typeof AnswerRow>

export const AnswerSection = Type.Object({ id: Type.String(), title: Words, rows: Type.Array(AnswerRow) })
export type AnswerSection = Static<typeof AnswerSection>

/** What is to be paid and why (phí, lệ phí). */
export const Fee = Type.Object({
  amountDong: Type.Integer(),
  /** Before reductions. */
  standardDong: Type.Integer(),
  reason: Words,
  law: Type.String(),
})
export type Fee = Static<typeof Fee>

/** A paper the procedure knows, and the register that makes it unnecessary (giấy tờ được thay bằng dữ liệu). */
export const PaperView = Type.Object({
  code: Type.String(),
  name: Words,
  needed: Type.Boolean(),
  /** Why it is not needed, or what to bring. */
  why: Words,
  /** A result already issued that stands for it. */
  result: Type.Optional(Type.Object({ documentId: Uuid, name: Words, number: Type.String() })),
})
export type PaperView = Static<typeof PaperView>

/** A file attached for one paper or field (tệp đính kèm). */
export const Attachment = Type.Object({
  attachmentId: Uuid,
  /** Code of the paper, or name of the field of kind `document`. */
  slot: Type.String(),
  contentType: Type.String(),
  sizeBytes: Type.Integer(),
  pages: Type.Integer(),
  /** Signed by someone; whose signature it is, is not asked. */
  signature: Type.Union([Type.Literal('none'), Type.Literal('present')]),
  /** Scanned at a counter: by which office, and whether an officer said that he compared it with the original. */
  digitised: Nullable(Type.Object({ agency: Words, compared: Type.Boolean() })),
  addedAt: Instant,
  /** Since then newer files stand for this paper; it is kept. */
  replacedAt: Nullable(Instant),
})
export type Attachment = Static<typeof Attachment>
