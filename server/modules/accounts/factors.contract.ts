/** What a person proves himself with (yếu tố xác thực). Decree 69/2024/NĐ-CP, art. 20. Browser-safe. */
import { type Static, Type } from 'typebox'
import { Instant } from '#platform/schemas.ts'

export const factorKinds = ['knowledge', 'possession', 'biometric'] as const
export type FactorKind = (typeof factorKinds)[number]

/**
 * Every way of ours, and the kind of factor it counts as. Where a way may be of two kinds it counts as the weaker: a
 * device that was unlocked does not say whether by PIN or by face, so it never counts as a biometric.
 */
export const factorMethods = {
  password: 'knowledge',
  pin: 'knowledge',
  /** The device's own lock, opened before a passkey was used (user verification). */
  'device-unlock': 'knowledge',
  'sms-code': 'possession',
  'email-code': 'possession',
  totp: 'possession',
  'recovery-code': 'possession',
  passkey: 'possession',
  'bound-device': 'possession',
  'chip-card': 'possession',
  face: 'biometric',
  fingerprint: 'biometric',
} as const satisfies Record<string, FactorKind>
export type FactorMethod = keyof typeof factorMethods

/**
 * The name of each way in `amr`: RFC 8176 where it has one. One name a way, so that the factors of a sign-in can be
 * read back from its ID token.
 */
export const amrNames = {
  password: 'pwd',
  pin: 'pin',
  'device-unlock': 'user',
  'sms-code': 'sms',
  'email-code': 'email',
  totp: 'otp',
  'recovery-code': 'recovery',
  passkey: 'pop',
  'bound-device': 'hwk',
  'chip-card': 'sc',
  face: 'face',
  fingerprint: 'fpt',
} as const satisfies Record<FactorMethod, string>

export const Factor = Type.Object({
  method: Type.Unsafe<FactorMethod>(Type.String({ enum: Object.keys(factorMethods) })),
  at: Instant,
})
/** A factor that was proved, and when. */
export type Factor = Static<typeof Factor>

/** Level of authentication (mức độ xác thực): 1 to 4, 0 for none. Another thing than the level of an account. */
export type AuthenticationLevel = 0 | 1 | 2 | 3 | 4
