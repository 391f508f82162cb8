/** Dossiers by the hundred thousand: copies of seeded ones for other applicants, offices and days, written by COPY. */
import { randomInt } from 'node:crypto'
import { copyFrom, copyInto } from '../server/platform/copy-stream.ts'
import type { Database } from '../server/platform/db.ts'
import { uuidv7 } from '../server/platform/ids.ts'

const CHUNK_BYTES = 512 * 1024
const DAY_MS = 86_400_000
/** Of all dossiers so many are open; of the rest the result was returned. */
const OPEN_SHARE = 0.1
/** What the measured desk holds open, at most. */
const DESK_OPEN_MOST = 10_000

export interface Loaded {
  dossiers: number
  seconds: number
  /** Open at the measured desk. */
  deskOpen: number
}

/** Spreads them over every office of one kind; the measured desk gets a fiftieth of what is open there. */
export async function loadDossiers(owner: Database, agencyId: number, wanted: number): Promise<Loaded> {
  const columns = await columnsOf(owner)
  const at = new Map(columns.map((name, index) => [name, index]))
  const open = await templates(owner, columns, "state in ('submitted', 'accepted', 'processing', 'proposed')")
  const closed = await templates(owner, columns, "state = 'returned'")
  const people = await owner<{ personNumber: string }[]>`
    select person_number from population.people where status = 'alive' order by md5(person_number) limit 50000`
  const offices = await owner<{ agencyId: number; unitId: number }[]>`
    select agency_id, unit_id from reference.agencies
    where kind = 'commune-police' and valid_until is null order by agency_id`
  const desk = offices.find((one) => one.agencyId === agencyId)!
  const holders = await owner<{ appointmentId: string; accountId: string }[]>`
    select appointment_id, account_id from accounts.appointments where agency_id = ${agencyId} order by 1`
  const deskOpen = Math.min(DESK_OPEN_MOST, Math.ceil(wanted / 50))
  const now = Date.now()
  const started = performance.now()
  const connection = await owner.reserve()
  const copy = await copyInto(connection, `copy services.dossiers (${columns.join(', ')}) from stdin`)
  let lines: string[] = []
  let bytes = 0
  for (let i = 0; i < wanted; i++) {
    const isOfDesk = i < deskOpen
    const isOpen = isOfDesk || Math.random() < OPEN_SHARE
    const from = isOpen ? open : closed
    const row = [...from[i % from.length]!]
    const set = (name: string, value: string | number | null) => {
      row[at.get(name)!] = value === null ? '\\N' : String(value)
    }
    const office = isOfDesk ? desk : offices[i % offices.length]!
    const holder = isOfDesk && i % 4 > 0 ? holders[i % holders.length]! : null
    const dueAt = now + randomInt(-5, 20) * DAY_MS + randomInt(DAY_MS)
    const closedAt = now - randomInt(1, 700) * DAY_MS
    set('person_number', people[i % people.length]!.personNumber)
    set('dossier_id', uuidv7(closedAt))
    set('code', `B-${i}`)
    set('agency_id', office.agencyId)
    set('unit_id', office.unitId)
    set('channel', i % 3 === 0 ? 'counter' : 'online')
    set('submitted_at', instant((isOpen ? now : closedAt) - 5 * DAY_MS))
    set('next_due_at', isOpen ? instant(dueAt) : null)
    set('warn_at', isOpen ? instant(dueAt - DAY_MS) : null)
    set('closed_at', isOpen ? null : instant(closedAt))
    set('holder_appointment', holder?.appointmentId ?? null)
    set('holder_account', holder?.accountId ?? null)
    const line = `${row.join('\t')}\n`
    lines.push(line)
    bytes += line.length
    if (bytes > CHUNK_BYTES || i === wanted - 1) {
      await copy.write(Buffer.from(lines.join('')))
      lines = []
      bytes = 0
    }
  }
  await copy.end()
  connection.release()
  const seconds = (performance.now() - started) / 1000
  await owner`vacuum (analyze) services.dossiers`
  return { dossiers: wanted, seconds, deskOpen }
}

const instant = (ms: number) => new Date(ms).toISOString()

async function columnsOf(owner: Database): Promise<string[]> {
  const rows = await owner<{ name: string }[]>`
    select column_name as name from information_schema.columns
    where table_schema = 'services' and table_name = 'dossiers' order by ordinal_position`
  return rows.map(({ name }) => name)
}

/** Seeded rows in COPY's text form, split into their columns. */
async function templates(owner: Database, columns: readonly string[], where: string): Promise<string[][]> {
  const parts: Buffer[] = []
  const query = `select ${columns.join(', ')} from services.dossiers where ${where} order by dossier_id limit 100`
  for await (const part of copyFrom(owner, `copy (${query}) to stdout`)) parts.push(part)
  const rows = Buffer.concat(parts).toString().trimEnd().split('\n')
  if (rows[0] === '') throw new Error(`No seeded dossier where ${where}`)
  return rows.map((row) => row.split('\t'))
}
