/** An opinion of another office as the dossier shows it. Browser-safe. */
import { type Static, Type } from 'typebox'
import { Instant, Nullable, Uuid, Words } from '#platform/schemas.ts'

/** Whether a decision waits: until the answer is there, or goes on once the day is over. */
export const OpinionRule = Type.Union([Type.Literal('until-answered'), Type.Literal('until-due')])
export type OpinionRule = Static<typeof OpinionRule>

export const OpinionState = Type.Union([
  Type.Literal('asked'),
  Type.Literal('answered'),
  Type.Literal('withdrawn'),
])
export type OpinionState = Static<typeof OpinionState>

export const OpinionVerdict = Type.Union([
  Type.Literal('agree'),
  Type.Literal('disagree'),
  Type.Literal('remarks'),
])
export type OpinionVerdict = Static<typeof OpinionVerdict>

export const OpinionRow = Type.Object({
  opinionId: Uuid,
  agency: Words,
  question: Type.String(),
  waits: OpinionRule,
  askedAt: Instant,
  dueAt: Instant,
  overdue: Type.Boolean(),
  state: OpinionState,
  verdict: Nullable(OpinionVerdict),
  answer: Nullable(Type.String()),
  endedAt: Nullable(Instant),
  /** Name and capacity of whoever signed the answer. */
  by: Nullable(Type.Object({ name: Type.String(), title: Words })),
})
export type OpinionRow = Static<typeof OpinionRow>
