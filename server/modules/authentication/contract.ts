/**
 * Signing in (xác thực điện tử): the OpenID provider of two realms, its pages, and a second factor again before a
 * signature. Decree 69/2024/NĐ-CP, art. 20. The provider speaks OpenID Connect under `/id/citizen` and `/id/officer`;
 * these are the endpoints of our own.
 */
import { Type } from 'typebox'
import { oneself } from '#accounts/contract'
import type { Access } from '#platform/endpoint.ts'
import { endpoint } from '#platform/endpoint.ts'
import { problem } from '#platform/problem.ts'
import { Instant } from '#platform/schemas.ts'

export * from './authenticators.contract.ts'
export * from './device-approvals.contract.ts'
export * from './partner-organisations.contract.ts'
export * from './production-requests.contract.ts'
export * from './registration-shapes.contract.ts'
export * from './registrations.contract.ts'

export const codeWrong = problem(422, 'authentication/code-wrong', {
  vi: 'Mã chưa đúng. Hãy xem lại tin nhắn mới nhất',
  en: 'The code is not right. Look at the newest message',
})
export const codeSpent = problem(410, 'authentication/code-spent', {
  vi: 'Mã này không còn dùng được. Hãy yêu cầu mã mới',
  en: 'This code can no longer be used. Ask for another',
})
export const codeTooSoon = problem(429, 'authentication/code-too-soon', {
  vi: 'Vừa gửi mã rồi. Vui lòng đợi một lát rồi yêu cầu mã mới',
  en: 'A code was just sent. Please wait a moment before asking again',
})
export const codesTooMany = problem(429, 'authentication/codes-too-many', {
  vi: 'Đã gửi nhiều mã trong thời gian ngắn. Vui lòng đợi rồi thử lại',
  en: 'Too many codes were sent. Please wait and try again',
})
export const codeNotSent = problem(503, 'authentication/code-not-sent', {
  vi: 'Hiện chưa gửi được mã. Vui lòng thử lại sau ít phút',
  en: 'The code could not be sent. Please try again in a few minutes',
})

const access: Access = oneself

/** Sends a code to the phone of one's own account. */
export const askSecondFactor = endpoint({
  method: 'POST',
  path: '/authentication/second-factor',
  summary: 'Send me a one-time code before I sign',
  access,
  personal: true,
  reply: Type.Object({ sentTo: Type.String(), expiresAt: Instant }),
  problems: [codeTooSoon, codesTooMany, codeNotSent],
})

/** The session then counts as freshly confirmed for some minutes. */
export const confirmSecondFactor = endpoint({
  method: 'POST',
  path: '/authentication/second-factor/confirm',
  summary: 'Confirm with the one-time code',
  access,
  personal: true,
  body: Type.Object({ code: Type.String({ pattern: '^[0-9]{6}$' }) }),
  reply: Type.Object({ factorAt: Instant }),
  problems: [codeWrong, codeSpent],
})
