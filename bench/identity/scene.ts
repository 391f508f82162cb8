/** A bank, people with passkeys who agreed, and the program in a process of its own; with the bare server beside it. */
import { KeyObject } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../../server/config.ts'
import { accountById } from '../../server/modules/accounts/index.ts'
import { giveConsent } from '../../server/modules/authentication/consents.ts'
import { aRelyingParty } from '../../server/modules/authentication/parties-for-tests.ts'
import { device } from '../../server/modules/authentication/passkey-for-tests.ts'
import { addPasskey, askToAddPasskey } from '../../server/modules/authentication/passkeys.ts'
import { saveRelyingParty } from '../../server/modules/authentication/relying-parties.ts'
import { type Call, newEntry } from '../../server/platform/call.ts'
import { openApp, openDatabase, openPorts } from '../../server/program.ts'
import { newHolder } from '../../server/testing/holders.ts'
import { child, closeConnections } from './processes.ts'

const PEOPLE = Number(process.env['PEOPLE'] ?? 20)

const folder = mkdtempSync(join(tmpdir(), 'dean06-bench-'))
const config = readConfig({ DATA_FOLDER: folder, PUBLIC_URL: 'http://localhost:6006' })
const database = await openDatabase(config, () => {})
const ports = await openPorts(config)
const app = await openApp(config, database, ports)
const { db } = app.server

const act = <T>(work: (call: Call) => Promise<T>): Promise<T> =>
  db.begin((sql) =>
    work({
      sql,
      ports,
      now: new Date(),
      actor: { kind: 'system', name: 'bench' },
      entry: newEntry('bench', new Date()),
    }),
  ) as Promise<T>

export const made = await aRelyingParty({ machine: true, apiScopes: ['verification.match'] })
export const { party } = made
export const bankKey = KeyObject.from(made.privateKey as never)
await act((call) => saveRelyingParty(call, party))

export interface Person {
  number: string
  own: ReturnType<typeof device>
  /** Cookies that outlive a visit. */
  lasting: Map<string, string>
}
export const people: Person[] = []
for (let i = 0; i < PEOPLE; i++) {
  const { accountId, personNumber: number } = await newHolder({ act } as never)
  const account = await accountById(db, accountId)
  if (!account) throw new Error('no account')
  const own = device()
  const parts = { db, ports, now: new Date() }
  const subject = `bench:${accountId}`
  const asked = await askToAddPasskey(parts, subject, account, 'A')
  await addPasskey(parts, db, subject, account, 'phone', own.make(asked))
  await act((call) => giveConsent(call, account, party, new Set(['openid', 'profile'])))
  people.push({ number, own, lasting: new Map() })
}

/** Callers are told apart by what a trusted proxy says of them, as behind one in production. */
export const program = await child('server/testing/child-program.ts', [
  JSON.stringify({ app: database.place.app, keysFolder: config.keysFolder, trustProxy: true }),
])
export const bare = await child('bench/bare-http.ts', [])

export async function closeScene(): Promise<void> {
  program.end()
  bare.end()
  closeConnections()
  await app.close()
  await database.close()
  rmSync(folder, { recursive: true, force: true })
}
