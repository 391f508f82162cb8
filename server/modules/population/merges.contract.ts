/** Merging two records of one person, and taking it back, as others see it. Browser-safe. */
import { type Static, Type } from 'typebox'
import { endpoint } from '#platform/endpoint.ts'
import { problem } from '#platform/problem.ts'
import { Day, Instant, Nullable, Uuid, Words } from '#platform/schemas.ts'
import { pairMoved, pairUnknown, reasonUnknown } from './duplicates.contract.ts'

export * from './merge-events.ts'

export const mergeUnknown = problem(404, 'population/merge-unknown', {
  vi: 'Không tìm thấy đề nghị hợp nhất này trong địa bàn bạn phụ trách',
  en: 'This merge is not in the area you are responsible for',
})
export const mergeMoved = problem(409, 'population/merge-moved', {
  vi: 'Đề nghị này vừa được người khác quyết định. Hãy xem lại',
  en: 'Somebody has just decided this merge. Please look again',
})
export const mergeBySame = problem(403, 'population/merge-by-same-officer', {
  vi: 'Người đề nghị không được tự duyệt. Cần một cán bộ khác xem và quyết định',
  en: 'Whoever proposed may not approve. Another officer has to look and decide',
})
export const mergeNotPossible = problem(409, 'population/merge-not-possible', {
  vi: 'Một trong hai bản ghi không còn, không thể hợp nhất hoặc tách',
  en: 'One of the two records is gone; they cannot be merged or parted',
})
export const mergeOfRelatives = problem(409, 'population/merge-of-relatives', {
  vi: 'Hai người là cha mẹ, con hoặc vợ chồng của nhau, không thể là một người',
  en: 'The two are parent and child, or spouses: they cannot be one person',
})
export const mergeOfDeadIntoAlive = problem(409, 'population/merge-dead-and-alive', {
  vi: 'Bản ghi giữ lại đã ghi mất, bản ghi kia còn sống. Hãy chọn giữ bản ghi còn lại hoặc xác minh trước',
  en: 'The record to stay says dead, the other alive. Keep the other one, or find out first',
})
export const mergeOfTwoMarriages = problem(409, 'population/merge-of-two-marriages', {
  vi: 'Cả hai bản ghi đều có việc kết hôn. Cần giải quyết hộ tịch trước khi hợp nhất',
  en: 'Both records have marriages. Civil status must be settled before they are merged',
})
export const mergeOfEarlierNumbers = problem(409, 'population/merge-of-earlier-numbers', {
  vi: 'Bản ghi này đã thay cho một số khác. Hãy giữ bản ghi này và cho bản ghi kia nhập vào',
  en: 'This record stands for an earlier number. Keep this one and let the other give way',
})
export const numberReplacedSince = problem(409, 'population/number-replaced-since', {
  vi: 'Sau khi hợp nhất, số của người này đã bị hủy và lập lại, nên không tách tự động được. Hãy xác minh, rồi ghi từng việc cho đúng người',
  en: 'Since the merge the number of this person was cancelled and set again, so the records cannot be parted by themselves. Find out, then record each fact for the right person',
})
export const restsOnMerge = problem(409, 'population/rests-on-merge', {
  vi: 'Sau khi hợp nhất đã có việc ghi dựa trên những gì hai bản ghi gộp lại (ví dụ ly hôn, chuyển nơi thường trú, chấm dứt giám hộ), nên chưa tách được. Hãy hủy những việc ấy hoặc chuyển chúng sang bản ghi kia, rồi tách lại',
  en: 'Since the merge something was recorded that rests on what the two records hold together (e.g. a divorce, a move, the end of a guardianship), so they cannot be parted yet. Annul it or let it go with the other record, then part them again',
})
export const eventNotMovable = problem(422, 'population/event-not-movable', {
  vi: 'Việc ghi này không thể chuyển sang bản ghi kia tự động; hãy để lại và ghi mới sau',
  en: 'This event cannot go with the other record by itself; leave it and record it anew',
})

const Line = Type.Object({ words: Words, name: Type.String(), maskedNumber: Type.String(), effectiveOn: Day })

export const Merge = Type.Object({
  mergeId: Uuid,
  pairId: Uuid,
  state: Type.String(),
  version: Type.Integer(),
  kept: Type.Object({ name: Type.String(), maskedNumber: Type.String(), personId: Nullable(Uuid) }),
  gone: Type.Object({ name: Type.String(), maskedNumber: Type.String() }),
  takes: Type.Array(Type.String()),
  reason: Nullable(Words),
  note: Type.String(),
  proposedBy: Type.String(),
  proposedAt: Instant,
  decidedBy: Nullable(Type.String()),
  decidedAt: Nullable(Instant),
  undo: Nullable(
    Type.Object({ by: Type.String(), at: Instant, note: Type.String(), moves: Type.Array(Uuid) }),
  ),
  /** The signed-in officer proposed it himself: another one decides. */
  mine: Type.Boolean(),
  /** What was recorded of the person since; each stays or goes with the record that comes back. */
  since: Type.Array(
    Type.Object({
      eventId: Uuid,
      words: Words,
      effectiveOn: Day,
      recordedAt: Instant,
      movable: Type.Boolean(),
    }),
  ),
})
export type Merge = Static<typeof Merge>

/** What the act would do, found by doing it and taking it back. */
export const MergePreview = Type.Object({
  events: Type.Array(Line),
  moved: Type.Array(Type.Object({ table: Type.String(), rows: Type.Integer() })),
  /** Why it cannot be done as things stand. */
  refused: Nullable(Words),
})
export type MergePreview = Static<typeof MergePreview>

const desk = {
  officer: { roles: ['residence', 'data-steward'], within: 'territory', purpose: 'population/quality' },
} as const
const approvers = {
  officer: { roles: ['signing-leader', 'data-steward'], within: 'territory', purpose: 'population/quality' },
} as const
const ByMerge = Type.Object({ mergeId: Uuid })
const Note = Type.String({ minLength: 5, maxLength: 500 })

export const proposeMerge = endpoint({
  method: 'POST',
  path: '/population/duplicates/:pairId/merges',
  summary: 'Propose that two records are of one person, and which number stays',
  access: desk,
  personal: true,
  params: Type.Object({ pairId: Uuid }),
  body: Type.Object({
    version: Type.Integer({ minimum: 1 }),
    keep: Type.Union([Type.Literal('first'), Type.Literal('second')]),
    /** Fields of the record that gives way which hold for the person. */
    takes: Type.Array(Type.String({ maxLength: 40 }), { maxItems: 14 }),
    reason: Type.String({ maxLength: 60 }),
    note: Note,
  }),
  reply: Merge,
  problems: [pairUnknown, pairMoved, reasonUnknown],
})

export const readMerge = endpoint({
  method: 'GET',
  path: '/population/merges/:mergeId',
  summary: 'Read a merge: proposed, done or undone',
  access: { officer: { ...desk.officer, roles: ['residence', 'data-steward', 'signing-leader'] } },
  personal: true,
  params: ByMerge,
  reply: Merge,
  problems: [mergeUnknown],
})

export const previewMerge = endpoint({
  method: 'POST',
  path: '/population/merges/:mergeId/preview',
  summary: 'See exactly what the merge, or taking it back, would record and move; nothing is kept',
  access: { officer: { ...desk.officer, roles: ['residence', 'data-steward', 'signing-leader'] } },
  personal: true,
  params: ByMerge,
  reply: MergePreview,
  problems: [mergeUnknown],
})

export const decideMerge = endpoint({
  method: 'POST',
  path: '/population/merges/:mergeId/decision',
  summary: 'Approve or decline what another officer proposed: the merge, or taking it back',
  access: approvers,
  personal: true,
  params: ByMerge,
  body: Type.Object({ version: Type.Integer({ minimum: 1 }), approve: Type.Boolean() }),
  reply: Merge,
  problems: [
    mergeUnknown,
    mergeMoved,
    mergeBySame,
    mergeNotPossible,
    mergeOfRelatives,
    mergeOfDeadIntoAlive,
    mergeOfTwoMarriages,
    mergeOfEarlierNumbers,
    numberReplacedSince,
    restsOnMerge,
    eventNotMovable,
  ],
})

export const proposeUndo = endpoint({
  method: 'POST',
  path: '/population/merges/:mergeId/undo',
  summary: 'Propose to part two records again, and which later events go with which',
  access: desk,
  personal: true,
  params: ByMerge,
  body: Type.Object({
    version: Type.Integer({ minimum: 1 }),
    note: Note,
    moves: Type.Array(Uuid, { maxItems: 100 }),
  }),
  reply: Merge,
  problems: [mergeUnknown, mergeMoved, eventNotMovable],
})
