import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

/** What a real device would say, and how it may lie. For tests. */
export interface DeviceOptions {
  origin?: string
  rpId?: string
  /** Whether the device was unlocked (user verification). */
  unlocked?: boolean
  counter?: number
  crossOrigin?: boolean
  synced?: boolean
  type?: string
  /** Signs with this key instead of its own. */
  key?: KeyObject
}

interface Asked {
  challenge: string
  user?: { id: string }
}

const PRESENT = 0x01
const UNLOCKED = 0x04
const SYNCABLE = 0x08
const SYNCED = 0x10
const ATTESTED = 0x40

/** A device that keeps one passkey (WebAuthn, ES256, no attestation). */
export function device(options: DeviceOptions = {}) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(16)
  let userHandle = ''
  let counter = 0

  function clientData(type: string, challenge: string, given: DeviceOptions): Buffer {
    const { origin = 'http://localhost:6006', crossOrigin = false } = given
    return Buffer.from(JSON.stringify({ type: given.type ?? type, challenge, origin, crossOrigin }))
  }

  function authenticatorData(given: DeviceOptions, attested = Buffer.alloc(0)): Buffer {
    const { rpId = 'localhost', unlocked = true, synced = false } = given
    counter = given.counter ?? counter + 1
    const flags =
      PRESENT |
      (unlocked ? UNLOCKED : 0) |
      (synced ? SYNCABLE | SYNCED : 0) |
      (attested.length ? ATTESTED : 0)
    const head = Buffer.alloc(5)
    head.writeUInt8(flags, 0)
    head.writeUInt32BE(counter, 1)
    return Buffer.concat([createHash('sha256').update(rpId).digest(), head, attested])
  }

  return {
    id: id.toString('base64url'),
    privateKey,
    /** Makes the passkey. */
    make(asked: unknown, changed: DeviceOptions = {}) {
      const { challenge, user } = asked as Asked
      const given = { ...options, ...changed }
      userHandle = user?.id ?? ''
      const { x, y } = publicKey.export({ format: 'jwk' })
      const cose = cbor(
        new Map<number, number | Buffer>([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, Buffer.from(x as string, 'base64url')],
          [-3, Buffer.from(y as string, 'base64url')],
        ]),
      )
      const length = Buffer.from([0, id.length])
      const authData = authenticatorData(given, Buffer.concat([Buffer.alloc(16), length, id, cose]))
      const attestation = cbor(
        new Map<string, unknown>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', authData],
        ]),
      )
      return {
        id: this.id,
        rawId: this.id,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: clientData('webauthn.create', challenge, given).toString('base64url'),
          attestationObject: attestation.toString('base64url'),
          transports: ['internal'],
        },
      }
    },
    /** Uses it. */
    use(asked: unknown, changed: DeviceOptions = {}) {
      const { challenge } = asked as Asked
      const given = { ...options, ...changed }
      const said = clientData('webauthn.get', challenge, given)
      const authData = authenticatorData(given)
      const signed = Buffer.concat([authData, createHash('sha256').update(said).digest()])
      return {
        id: this.id,
        rawId: this.id,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: said.toString('base64url'),
          authenticatorData: authData.toString('base64url'),
          signature: sign('sha256', signed, given.key ?? privateKey).toString('base64url'),
          userHandle,
        },
      }
    },
  }
}

/** As much CBOR (RFC 8949) as a passkey needs: small integers, bytes, texts, maps. */
function cbor(value: unknown): Buffer {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value)
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  const entries = [...(value as Map<unknown, unknown>)].flatMap(([key, one]) => [cbor(key), cbor(one)])
  return Buffer.concat([head(5, entries.length / 2), ...entries])
}

function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(major << 5) | length])
  if (length < 256) return Buffer.from([(major << 5) | 24, length])
  return Buffer.from([(major << 5) | 25, length >> 8, length & 0xff])
}
