/** Kinds of residence events (sự kiện cư trú) and their payloads. Law on Residence 68/2020/QH14. */
import { type Static, Type } from 'typebox'
import { Day, PersonNumber, UnitId, Uuid } from '#platform/schemas.ts'
import { lifeEvent } from '#population/contract'

/** Membership and residence are of the same kind: a person may be in one household of each. */
export const ResidenceKind = Type.Union([Type.Literal('permanent'), Type.Literal('temporary')])
export type ResidenceKind = Static<typeof ResidenceKind>

/** Code list relations-to-head; `head` is the head himself. */
export const RelationToHead = Type.String({ minLength: 1, maxLength: 40 })

const place = {
  dwellingId: Uuid,
  unitId: UnitId,
  householdId: Uuid,
  relationToHead: RelationToHead,
  /** Residence file (số hồ sơ cư trú), when this event forms the household. */
  fileNumber: Type.Optional(Type.String({ maxLength: 30 })),
}

/** Permanent residence (đăng ký thường trú), art. 22. Ends the permanent residence held until then. */
export const permanentResidence = lifeEvent(
  'permanent-residence-registration',
  'residence.permanent-residence-registered',
  Type.Object(place),
)
/** Removal of permanent residence (xóa đăng ký thường trú), art. 24. */
export const permanentRemoval = lifeEvent(
  'permanent-residence-removal',
  'residence.permanent-residence-removed',
  Type.Object({ ground: Type.String({ maxLength: 2 }) }),
)
/** Temporary residence (đăng ký tạm trú), art. 27–28; `until` is the last day. Ends the one held until then. */
export const temporaryResidence = lifeEvent(
  'temporary-residence-registration',
  'residence.temporary-residence-registered',
  Type.Object({ ...place, until: Day }),
)
/** Extension (gia hạn tạm trú), art. 28(3); `until` is the new last day. */
export const temporaryExtension = lifeEvent(
  'temporary-residence-extension',
  'residence.temporary-residence-extended',
  Type.Object({ until: Day }),
)
/** Removal before the term ends (xóa đăng ký tạm trú), art. 29. */
export const temporaryRemoval = lifeEvent(
  'temporary-residence-removal',
  'residence.temporary-residence-removed',
  Type.Object({
    /** Code list temporary-residence-removal-grounds. */
    ground: Type.String({ minLength: 1, maxLength: 20 }),
  }),
)
/** End of the term; takes effect on the day after the last. */
export const temporaryExpiry = lifeEvent(
  'temporary-residence-expiry',
  'residence.temporary-residence-expired',
  Type.Object({}),
)
/** Stay of fewer than 30 days (lưu trú), art. 30; takes effect on the day of arrival. */
export const stay = lifeEvent(
  'stay',
  'residence.stay-declared',
  Type.Object({
    unitId: UnitId,
    dwellingId: Type.Optional(Uuid),
    place: Type.String({ minLength: 1, maxLength: 200 }),
    leavesOn: Day,
    reason: Type.Optional(Type.String({ maxLength: 200 })),
    declaredBy: PersonNumber,
    late: Type.Boolean(),
  }),
)
/** A new household of the person, its head, at the dwelling where he lives (tách hộ), art. 25. */
export const householdFormed = lifeEvent(
  'household-forming',
  'residence.household-formed',
  Type.Object({
    residence: ResidenceKind,
    householdId: Uuid,
    dwellingId: Uuid,
    unitId: UnitId,
    fileNumber: Type.String({ maxLength: 30 }),
  }),
)
export const householdJoined = lifeEvent(
  'household-joining',
  'residence.household-joined',
  Type.Object({ residence: ResidenceKind, householdId: Uuid, relationToHead: RelationToHead }),
)
export const householdLeft = lifeEvent(
  'household-leaving',
  'residence.household-left',
  Type.Object({ residence: ResidenceKind, householdId: Uuid }),
)
/** The person became head (thay đổi chủ hộ), art. 10. */
export const headChange = lifeEvent(
  'head-change',
  'residence.head-changed',
  Type.Object({ residence: ResidenceKind, householdId: Uuid }),
)
/** What a member is to the head, after the head changed or a correction. */
export const relationToHeadChange = lifeEvent(
  'relation-to-head-change',
  'residence.relation-to-head-changed',
  Type.Object({ residence: ResidenceKind, householdId: Uuid, relationToHead: RelationToHead }),
)

export const residenceKinds = [
  permanentResidence,
  permanentRemoval,
  temporaryResidence,
  temporaryExtension,
  temporaryRemoval,
  temporaryExpiry,
  stay,
  householdFormed,
  householdJoined,
  householdLeft,
  headChange,
  relationToHeadChange,
] as const
