/** What is told to registers of other agencies, as officers see it: keys and times, nobody's data. Browser-safe. */
import { type Static, Type } from 'typebox'
import { endpoint } from '#platform/endpoint.ts'
import { problem } from '#platform/problem.ts'
import { Instant, Nullable, Uuid, Words } from '#platform/schemas.ts'
import { ServiceCode } from './catalogue.contract.ts'

export const requestUnknown = problem(404, 'services/register-request-unknown', {
  vi: 'Không có lượt chuyển này',
  en: 'There is no such request',
})
export const requestNotParked = problem(409, 'services/register-request-not-parked', {
  vi: 'Lượt chuyển này không còn bị kẹt, hãy tải lại danh sách',
  en: 'This request is not stuck any more; reload the list',
})
export const registerUnknown = problem(404, 'services/register-unknown', {
  vi: 'Không có cơ sở dữ liệu này, hoặc đây không phải môi trường thử nghiệm',
  en: 'There is no such register, or this is not a sandbox',
})

export const RequestState = Type.Union([
  Type.Literal('waiting'),
  Type.Literal('acknowledged'),
  Type.Literal('done'),
  Type.Literal('refused'),
  Type.Literal('parked'),
  /** What it rested on fell away before it was told. */
  Type.Literal('withdrawn'),
])
export type RequestState = Static<typeof RequestState>

export const RegisterRequestRow = Type.Object({
  requestId: Uuid,
  dossierCode: Type.String(),
  register: Type.String(),
  registerName: Words,
  act: Words,
  state: RequestState,
  stateWords: Words,
  attempts: Type.Integer(),
  error: Nullable(Type.String()),
  madeAt: Instant,
  acknowledgedAt: Nullable(Instant),
  acknowledgeDueAt: Instant,
  /** Not acknowledged in time: the alarm of Decree 63/2024/NĐ-CP. */
  isLate: Type.Boolean(),
  answeredAt: Nullable(Instant),
  receiptNumber: Nullable(Type.String()),
})
export type RegisterRequestRow = Static<typeof RegisterRequestRow>

export const Behaviour = Type.Union([
  Type.Literal('works'),
  Type.Literal('slow'),
  Type.Literal('refuses'),
  Type.Literal('down'),
])
export type Behaviour = Static<typeof Behaviour>

export const OtherRegister = Type.Object({
  register: Type.String(),
  name: Words,
  owner: Words,
  law: Type.String(),
  acts: Type.Array(Words),
  /** What it fills into forms. */
  fills: Type.Array(Words),
  /** Told of every dossier, whatever its service. */
  everyService: Type.Boolean(),
  services: Type.Array(ServiceCode),
  open: Type.Integer(),
  parked: Type.Integer(),
  late: Type.Integer(),
  done: Type.Integer(),
  /** Only in the sandbox: how its other side behaves. */
  behaviour: Nullable(Behaviour),
})
export type OtherRegister = Static<typeof OtherRegister>

const administrator = {
  officer: { roles: ['administrator'], within: 'nation', purpose: 'services/publish' },
} as const
const RegisterKey = Type.String({ pattern: '^[a-z-]{2,40}$' })

export const listOtherRegisters = endpoint({
  method: 'GET',
  path: '/services/other-registers',
  summary: 'The registers of other agencies: what they do, what waits there',
  access: administrator,
  reply: Type.Object({ rows: Type.Array(OtherRegister) }),
})

export const listRegisterRequests = endpoint({
  method: 'GET',
  path: '/services/register-requests',
  summary: 'What was told to registers of other agencies, newest first',
  access: administrator,
  query: Type.Object({
    state: Type.Optional(RequestState),
    register: Type.Optional(RegisterKey),
    after: Type.Optional(Uuid),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  }),
  reply: Type.Object({ rows: Type.Array(RegisterRequestRow), next: Nullable(Uuid) }),
})

export const retryRegisterRequest = endpoint({
  method: 'POST',
  path: '/services/register-requests/:requestId/retry',
  summary: 'Tell a register again what it did not take',
  access: administrator,
  params: Type.Object({ requestId: Uuid }),
  reply: RegisterRequestRow,
  problems: [requestUnknown, requestNotParked],
})

/** Sandbox only. */
export const tellSandboxRegister = endpoint({
  method: 'POST',
  path: '/services/other-registers/:register/sandbox',
  summary: 'Let the sandbox side of a register work, be slow, refuse or be down',
  access: administrator,
  params: Type.Object({ register: RegisterKey }),
  body: Type.Object({ behaviour: Behaviour }),
  reply: Type.Object({ behaviour: Behaviour }),
  problems: [registerUnknown],
})
