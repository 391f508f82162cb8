import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto'

/**
 * Signatures of the provider's cookies, by one key made ready once: a cookie is looked at in almost every request of a
 * sign-in, and what the cookies library brings prepares three keys each time.
 */
export function cookieSignatures(bytes: Buffer) {
  const key = createSecretKey(bytes)
  const sign = (cookie: string) => createHmac('sha256', key).update(cookie).digest('base64url')
  const verify = (cookie: string, given: string) => {
    const [wanted, got] = [Buffer.from(sign(cookie)), Buffer.from(given)]
    return wanted.length === got.length && timingSafeEqual(wanted, got)
  }
  return {
    sign,
    verify,
    /** Which of the keys signed it; -1 when none did. */
    index: (cookie: string, given: string) => (verify(cookie, given) ? 0 : -1),
  }
}
