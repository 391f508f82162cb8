/** What a person is told in the app (thông báo). Browser-safe. */
import { type Static, Type } from 'typebox'
import { endpoint } from '#platform/endpoint.ts'
import { Instant, Nullable, PageOf, PageQuery, Uuid, Words } from '#platform/schemas.ts'

/** What a message opens. */
export const aboutKinds = [
  'offer',
  'mandate',
  'dossier',
  'approval',
  'document',
  'check',
  'consent-request',
  'dispute',
  'account',
  'proposal',
  'feedback',
  'booking',
] as const
export type AboutKind = (typeof aboutKinds)[number]

export const Notification = Type.Object({
  notificationId: Uuid,
  at: Instant,
  kind: Type.String(),
  /** Service and dossier code at most; never anyone's data. */
  title: Words,
  text: Words,
  /** What to open: the page's own route is chosen by kind. */
  about: Type.Object({
    kind: Type.Unsafe<AboutKind>(Type.Union(aboutKinds.map((kind) => Type.Literal(kind)))),
    id: Uuid,
  }),
  readAt: Nullable(Instant),
})
export type Notification = Static<typeof Notification>

const self = { citizen: { for: 'self', level: 1, foreigners: true } } as const

export const listMyNotifications = endpoint({
  method: 'GET',
  path: '/notifications/mine',
  summary: 'What I was told, newest first, and how many are unread',
  access: self,
  personal: true,
  query: Type.Object(PageQuery),
  reply: Type.Object({ ...PageOf(Notification).properties, unread: Type.Integer() }),
})

export const markRead = endpoint({
  method: 'POST',
  path: '/notifications/:notificationId/read',
  summary: 'Mark one as read',
  access: self,
  params: Type.Object({ notificationId: Uuid }),
  reply: Type.Object({ unread: Type.Integer() }),
})

export const markAllRead = endpoint({
  method: 'POST',
  path: '/notifications/read-all',
  summary: 'Mark all as read',
  access: self,
  reply: Type.Object({ unread: Type.Integer() }),
})
