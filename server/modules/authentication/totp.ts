import { createHmac } from 'node:crypto'

/** Codes of an authenticator app (RFC 6238): SHA-1, six digits, a new one each 30 seconds, as every app knows them. */
export const STEP_SECONDS = 30
/** A clock may be one step early or late. */
const STEPS_APART = 1

export function stepOf(at: Date): number {
  return Math.floor(at.getTime() / 1000 / STEP_SECONDS)
}

/** The code of one step (RFC 4226). */
export function codeAt(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const offset = (mac[19] as number) & 0xf
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/** The step a code belongs to, when that is near enough; nothing otherwise. */
export function stepOfCode(secret: Uint8Array, code: string, at: Date): number | undefined {
  const now = stepOf(at)
  for (let step = now - STEPS_APART; step <= now + STEPS_APART; step++) {
    if (codeAt(secret, step) === code) return step
  }
  return undefined
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Base32 without padding (RFC 4648), as authenticator apps take a secret. */
export function base32(bytes: Uint8Array): string {
  let [bits, value, text] = [0, 0, '']
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xffff
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += LETTERS[(value >>> bits) & 31]
    }
  }
  return bits > 0 ? text + LETTERS[(value << (5 - bits)) & 31] : text
}

/** What the QR says to the app. The label carries no number: it may be shown and copied. */
export function otpauth(secret: Uint8Array, label: string): string {
  const asked = new URLSearchParams({
    secret: base32(secret),
    issuer: 'dean06',
    period: String(STEP_SECONDS),
  })
  return `otpauth://totp/dean06:${encodeURIComponent(label)}?${asked}`
}
