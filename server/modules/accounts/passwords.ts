import { hash } from '@node-rs/argon2'
import { fold } from '#platform/vietnamese.ts'
import { commonPasswords } from './common-passwords.ts'
import { argon2 } from './hashing.ts'
import { isLeaked } from './leaked-passwords.ts'

/** argon2id as OWASP advises for logins: 19 MiB, two passes, one lane; some 20 ms of one core. */
const ARGON2ID = 2
const cost = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Everybody's password in the sandbox. */
export const SANDBOX_PASSWORD = 'dean06-sandbox'
export const PASSWORD_MIN = 10

export function hashPassword(password: string): Promise<string> {
  return argon2({ password: password.normalize('NFC'), cost })
}

/** Checks a password. Without a hash, one that nobody knows is checked, so that the answer takes as long. */
export async function checkPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const against = passwordHash ?? (await unknownHash())
  const right = await argon2<boolean>({ password: password.normalize('NFC'), against })
  return right && passwordHash !== null
}

let unknown: Promise<string> | undefined
function unknownHash(): Promise<string> {
  unknown ??= hash('nobody knows this', cost)
  return unknown
}

let sandbox: Promise<string> | undefined
/** The hash that all people of the sandbox share: nothing per person is hashed while seeding. Sandbox only. */
export function sandboxPasswordHash(): Promise<string> {
  sandbox ??= hash(SANDBOX_PASSWORD, { ...cost, salt: Buffer.from('dean06 sandbox salt') })
  return sandbox
}

/** Too short, leaked, common, or made of the person's own number, phone or name. */
export function isWeakPassword(
  password: string,
  about: { number: string; phone: string | null; name: string },
): boolean {
  const plain = fold(password).replace(/\s/g, '')
  if ([...password].length < PASSWORD_MIN || new Set(plain).size < 5) return true
  if (isLeaked(password)) return true
  if (commonPasswords.has(plain) || commonPasswords.has(plain.replace(/[^a-z]/g, '')) || isSequence(plain))
    return true
  const own = [about.number, about.phone ?? '', fold(about.name).replace(/\s/g, '')]
  return own.some((word) => word.length >= 6 && plain.includes(word))
}

function isSequence(text: string): boolean {
  const steps = new Set([...text].slice(1).map((letter, i) => letter.charCodeAt(0) - text.charCodeAt(i)))
  return steps.size === 1
}
