/**
 * Claims (đề nghị cấp thẻ, đề nghị hưởng trợ cấp): what a dossier asks of a register of this program whose module comes
 * later. Officers see keys, states and times, nobody's data. Browser-safe.
 */
import { type Static, Type } from 'typebox'
import { endpoint, type Role } from '#platform/endpoint.ts'
import { event } from '#platform/event.ts'
import { problem } from '#platform/problem.ts'
import { Instant, Nullable, PersonNumber, Uuid, Words } from '#platform/schemas.ts'

export const alreadyClaimed = problem(409, 'services/already-claimed', {
  vi: 'Việc này đã được đề nghị trong một hồ sơ khác và chỉ được hưởng một lần',
  en: 'This was claimed in another dossier before, and is granted once',
})
export const nothingToClaimOn = problem(409, 'services/nothing-to-claim-on', {
  vi: 'Không còn dữ liệu khai tử làm căn cứ cho đề nghị này',
  en: 'The registered death that this claim rests on is no longer in force',
})

export const ClaimState = Type.Union([
  Type.Literal('raised'),
  Type.Literal('granted'),
  Type.Literal('refused'),
  Type.Literal('withdrawn'),
])
export type ClaimState = Static<typeof ClaimState>

export const ClaimModule = Type.Union([Type.Literal('card'), Type.Literal('benefits')])
export type ClaimModule = Static<typeof ClaimModule>

/** What listeners hear; the person of the event is whom the claim is about. */
export const ClaimHappening = Type.Object({
  claimId: Uuid,
  module: ClaimModule,
  register: Type.String(),
  act: Type.String(),
  claimant: PersonNumber,
  /** The life event it follows from, or its dossier. */
  restsOn: Uuid,
  dossierId: Uuid,
  dossierCode: Type.String(),
  agencyId: Type.Integer(),
  words: Words,
})
export type ClaimHappening = Static<typeof ClaimHappening>

export const claimRaised = event('services.claim-raised', ClaimHappening)
/** Granted or refused by whoever keeps the register. */
export const claimAnswered = event(
  'services.claim-answered',
  Type.Object({
    ...ClaimHappening.properties,
    outcome: Type.Union([Type.Literal('granted'), Type.Literal('refused')]),
  }),
)
/** What it rested on is annulled. */
export const claimWithdrawn = event('services.claim-withdrawn', ClaimHappening)

export const ClaimRow = Type.Object({
  claimId: Uuid,
  module: ClaimModule,
  what: Words,
  dossierId: Uuid,
  dossierCode: Type.String(),
  state: ClaimState,
  stateWords: Words,
  /** Why it was refused or withdrawn. */
  reason: Nullable(Type.String()),
  raisedAt: Instant,
  endedAt: Nullable(Instant),
})
export type ClaimRow = Static<typeof ClaimRow>

export const listClaims = endpoint({
  method: 'GET',
  path: '/services/claims',
  summary:
    'Claims for cards and benefits out of dossiers of the office, or of the nation for an administrator',
  access: {
    officer: {
      roles: ['counter', 'case-officer', 'signing-leader', 'administrator'] as readonly Role[],
      within: 'own-agency',
      purpose: 'services/handle',
    },
  },
  query: Type.Object({
    state: Type.Optional(ClaimState),
    after: Type.Optional(Uuid),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  }),
  reply: Type.Object({ rows: Type.Array(ClaimRow), next: Nullable(Uuid) }),
})
