/** Value schemas used by every contract. Browser-safe: TypeBox only. */
import { type Static, Type } from 'typebox'

/** A calendar day in Asia/Ho_Chi_Minh, `YYYY-MM-DD`. */
export const Day = Type.String({ format: 'date', title: 'Day' })
export type Day = Static<typeof Day>

/** An instant, ISO 8601 in UTC. */
export const Instant = Type.String({ format: 'date-time', title: 'Instant' })
export type Instant = Static<typeof Instant>

/** Personal identification number (số định danh cá nhân), 12 digits. Never in a path, a query or a log. */
export const PersonNumber = Type.String({ pattern: '^[0-9]{12}$', title: 'PersonNumber' })
export type PersonNumber = Static<typeof PersonNumber>

/** A UUID; ours are version 7, made in the program. */
export const Uuid = Type.String({ format: 'uuid', title: 'Uuid' })
export type Uuid = Static<typeof Uuid>

/** An amount in whole đồng. */
export const Dong = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, title: 'Dong' })
export type Dong = Static<typeof Dong>

/** Identity of an administrative unit (đơn vị hành chính): stable, unlike its code. */
export const UnitId = Type.Integer({ minimum: 1, title: 'UnitId' })
export type UnitId = Static<typeof UnitId>

/** Words shown to people: Vietnamese first, English second. */
export const Words = Type.Object({ vi: Type.String(), en: Type.String() })
export type Words = Static<typeof Words>

/** A value or null, as the database gives it. */
export function Nullable<T extends import('typebox').TSchema>(schema: T) {
  return Type.Union([schema, Type.Null()])
}

/** A page of a list by key: pass `next` back as `after`. At most 100 rows. */
export function PageOf<T extends import('typebox').TSchema>(row: T) {
  return Type.Object({ rows: Type.Array(row), next: Nullable(Type.String()) })
}

export const PageQuery = {
  after: Type.Optional(Type.String({ maxLength: 200 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
}
