/** Passkeys, authenticator app and recovery codes of one's own account (phương tiện xác thực). Browser-safe. */
import { type Static, Type } from 'typebox'
import { oneself } from '#accounts/contract'
import { type Access, endpoint } from '#platform/endpoint.ts'
import { problem } from '#platform/problem.ts'
import { Instant, Nullable, Uuid } from '#platform/schemas.ts'

export const passkeyRefused = problem(422, 'authentication/passkey-refused', {
  vi: 'Khóa truy cập này chưa dùng được. Hãy thử lại',
  en: 'This passkey could not be used. Please try again',
})
export const passkeyUnknown = problem(404, 'authentication/passkey-unknown', {
  vi: 'Không còn khóa truy cập này',
  en: 'This passkey is no longer there',
})
export const passkeysTooMany = problem(409, 'authentication/passkeys-too-many', {
  vi: 'Tài khoản đã có 10 khóa truy cập. Hãy xóa bớt khóa không dùng nữa',
  en: 'The account has 10 passkeys. Remove one that is no longer used',
})
export const totpInUse = problem(409, 'authentication/totp-in-use', {
  vi: 'Tài khoản đã có ứng dụng tạo mã. Hãy bỏ ứng dụng cũ trước',
  en: 'The account has an authenticator app. Remove the old one first',
})
export const totpUnknown = problem(404, 'authentication/totp-unknown', {
  vi: 'Tài khoản không có ứng dụng tạo mã',
  en: 'The account has no authenticator app',
})
export const ownCodeWrong = problem(422, 'authentication/own-code-wrong', {
  vi: 'Mã chưa đúng, hoặc đã dùng rồi',
  en: 'The code is not right, or was used before',
})
export const ownCodesTooMany = problem(429, 'authentication/own-codes-too-many', {
  vi: 'Đã thử quá nhiều mã. Vui lòng đợi một giờ, hoặc dùng khóa truy cập',
  en: 'Too many codes were tried. Please wait an hour, or use a passkey',
})

export const PASSKEYS_MAX = 10

/** Adding or removing what opens the account needs a factor confirmed just now. */
const fresh: Access = {
  citizen: { ...oneself.citizen, freshFactor: true },
  officer: { ...oneself.officer, freshFactor: true },
}

export const PasskeyRow = Type.Object({
  passkeyId: Uuid,
  name: Type.String(),
  /** Its maker keeps copies on the holder's other devices; otherwise it is on one device alone. */
  synced: Type.Boolean(),
  addedAt: Instant,
  usedAt: Nullable(Instant),
})
export type PasskeyRow = Static<typeof PasskeyRow>

export const listMyAuthenticators = endpoint({
  method: 'GET',
  path: '/authentication/mine',
  summary: 'What I prove myself with',
  access: oneself,
  personal: true,
  reply: Type.Object({
    passkeys: Type.Array(PasskeyRow),
    totp: Type.Boolean(),
    recoveryCodesLeft: Type.Integer(),
  }),
})

/** Options and answers of WebAuthn as the browser has them (W3C Web Authentication, level 3, JSON forms). */
const WebAuthn = Type.Unsafe<Record<string, unknown>>(Type.Object({}, { additionalProperties: true }))
const Name = Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' })

export const beginPasskey = endpoint({
  method: 'POST',
  path: '/authentication/passkeys/begin',
  summary: 'What my browser needs to make a passkey',
  access: fresh,
  personal: true,
  reply: WebAuthn,
  problems: [passkeysTooMany],
})
export const addPasskey = endpoint({
  method: 'POST',
  path: '/authentication/passkeys',
  summary: 'Keep the passkey my browser made',
  access: fresh,
  personal: true,
  body: Type.Object({ name: Name, credential: WebAuthn }),
  reply: PasskeyRow,
  problems: [passkeyRefused, passkeysTooMany],
})
export const renamePasskey = endpoint({
  method: 'PUT',
  path: '/authentication/passkeys/:passkeyId',
  summary: 'Give a passkey of mine another name',
  access: oneself,
  personal: true,
  params: Type.Object({ passkeyId: Uuid }),
  body: Type.Object({ name: Name }),
  reply: Type.Object({ name: Type.String() }),
  problems: [passkeyUnknown],
})
/** Taking something away is always allowed: it closes a door. */
export const removePasskey = endpoint({
  method: 'DELETE',
  path: '/authentication/passkeys/:passkeyId',
  summary: 'Take a passkey of mine out of use',
  access: oneself,
  personal: true,
  params: Type.Object({ passkeyId: Uuid }),
  reply: Type.Object({ removed: Type.Integer() }),
  problems: [passkeyUnknown],
})

export const beginTotp = endpoint({
  method: 'POST',
  path: '/authentication/totp/begin',
  summary: 'A new secret for an authenticator app; shown once',
  access: fresh,
  personal: true,
  reply: Type.Object({
    /** For apps on this device, and for typing: the secret in base32. */
    address: Type.String(),
    secret: Type.String(),
    /** Cells of a QR, rows of 0 and 1. */
    qr: Type.Array(Type.String()),
  }),
  problems: [totpInUse],
})
const Code = Type.Object({ code: Type.String({ pattern: '^[0-9]{6}$' }) })
export const addTotp = endpoint({
  method: 'POST',
  path: '/authentication/totp',
  summary: 'Put the authenticator app into use with its first code',
  access: fresh,
  personal: true,
  body: Code,
  reply: Type.Object({ totp: Type.Boolean() }),
  problems: [ownCodeWrong, ownCodesTooMany],
})
export const removeTotp = endpoint({
  method: 'DELETE',
  path: '/authentication/totp',
  summary: 'Take my authenticator app out of use',
  access: fresh,
  personal: true,
  reply: Type.Object({ totp: Type.Boolean() }),
  problems: [totpUnknown],
})
export const makeRecoveryCodes = endpoint({
  method: 'POST',
  path: '/authentication/recovery-codes',
  summary: 'Ten new recovery codes, shown once; the old ones no longer work',
  access: fresh,
  personal: true,
  reply: Type.Object({ codes: Type.Array(Type.String()) }),
})

/** A passkey instead of a code, before a signature or another act that needs a factor confirmed just now. */
export const askPasskey = endpoint({
  method: 'POST',
  path: '/authentication/second-factor/passkey',
  summary: 'What my browser needs to use a passkey of mine',
  access: oneself,
  personal: true,
  reply: WebAuthn,
})
export const confirmPasskey = endpoint({
  method: 'POST',
  path: '/authentication/second-factor/passkey/confirm',
  summary: 'Confirm with a passkey',
  access: oneself,
  personal: true,
  body: Type.Object({ credential: WebAuthn }),
  reply: Type.Object({ factorAt: Instant }),
  problems: [passkeyRefused],
})
export const confirmTotp = endpoint({
  method: 'POST',
  path: '/authentication/second-factor/totp',
  summary: 'Confirm with a code of my authenticator app',
  access: oneself,
  personal: true,
  body: Code,
  reply: Type.Object({ factorAt: Instant }),
  problems: [ownCodeWrong, ownCodesTooMany],
})
