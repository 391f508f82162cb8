import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import type { Keys } from '#ports/keys.ts'

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Closes small secrets at rest with AES-256-GCM, and gives the key for keyed digests. */
export interface Seal {
  close(bytes: Uint8Array): Buffer
  /** Throws when the bytes were changed or closed with a key that is no longer current. */
  open(bytes: Uint8Array): Buffer
  /** For HMACs of requests and answers in the log; a key object, since one made anew each time costs three digests. */
  digestKey: KeyObject
}

/** Derived once at start from the keys port, so that hot paths do not ask it. */
export async function deriveSeal(keys: Keys): Promise<Seal> {
  const key = createSecretKey((await keys.mac('storage', 'dean06 small secrets')).bytes)
  const { bytes: digestKeyBytes } = await keys.mac('salt', 'dean06 digests of the log')
  return {
    digestKey: createSecretKey(digestKeyBytes),
    close(bytes) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const closed = Buffer.concat([cipher.update(bytes), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), closed])
    },
    open(bytes) {
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES))
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
      return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()])
    },
  }
}
