import type { Sql } from '#platform/db.ts'
import type { Day, Instant, PersonNumber, Uuid } from '#platform/schemas.ts'
import type { ResidentForeigner } from '#ports/immigration-register.ts'

/** A foreigner as the immigration register told us when he registered, or when it was last asked. */
export interface Foreigner {
  personNumber: PersonNumber
  personId: Uuid
  registerId: string
  /** In Latin letters, as in the passport. */
  name: string
  bornOn: Day
  sex: 'male' | 'female'
  nationality: string
  passportNumber: string
  cardKind: 'temporary' | 'permanent'
  cardNumber: string
  cardUntil: Day | null
  address: string | null
  provinceUnitId: number | null
  holdsFace: boolean
  holdsFingerprint: boolean
  recordedAt: Instant
}

const columns = (sql: Sql) => sql`
  person_number, person_id, register_id, name, born_on, sex, nationality, passport_number, card_kind, card_number,
  card_until, address, province_unit_id, holds_face, holds_fingerprint, recorded_at`

/** What the seeder writes with COPY, in this order. */
export const foreignerColumns = [
  'person_number',
  'person_id',
  'register_id',
  'name',
  'born_on',
  'sex',
  'nationality',
  'passport_number',
  'card_kind',
  'card_number',
  'card_until',
  'address',
  'province_unit_id',
  'holds_face',
  'holds_fingerprint',
  'recorded_at',
] as const

export const foreignerRecordColumns = ['person_number', 'recorded_at', 'id', 'told'] as const

export async function selectForeigners(sql: Sql, numbers: readonly PersonNumber[]): Promise<Foreigner[]> {
  return await sql<Foreigner[]>`
    select ${columns(sql)} from accounts.foreigners where person_number = any(${numbers as string[]})`
}

/** Whom the immigration register means by an id of its own. */
export async function selectByRegisterId(sql: Sql, registerId: string): Promise<Foreigner | undefined> {
  const [row] = await sql<Foreigner[]>`
    select ${columns(sql)} from accounts.foreigners where register_id = ${registerId}`
  return row
}

/** Two calls about one foreigner wait for each other here, so that he gets one number. */
export async function lockRegisterId(sql: Sql, registerId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`foreigner:${registerId}`}, 0))`
}

export interface Told {
  told: ResidentForeigner
  provinceUnitId: number | null
  /** Made in the program: one row in the record for each answer. */
  id: Uuid
  now: Date
}

/** False when somebody has the number. */
export async function insertForeigner(
  sql: Sql,
  { personNumber, personId }: { personNumber: PersonNumber; personId: Uuid },
  { told, provinceUnitId, now }: Told,
): Promise<boolean> {
  const { card } = told
  if (!card) throw new Error('a foreigner without a residence card gets no number')
  const inserted = await sql`
    insert into accounts.foreigners (${columns(sql)})
    values (${personNumber}, ${personId}, ${told.registerId}, ${told.name}, ${told.bornOn}, ${told.sex},
      ${told.nationality}, ${told.passportNumber}, ${card.kind}, ${card.number}, ${card.validUntil}, ${told.address},
      ${provinceUnitId}, ${told.holds.face}, ${told.holds.fingerprint}, ${now})
    on conflict (person_number) do nothing`
  return inserted.count === 1
}

/** What the register says today takes the place of what it said before; a new card is reminded of anew. */
export async function updateForeigner(
  sql: Sql,
  personNumber: PersonNumber,
  { told, provinceUnitId, now }: Told,
): Promise<void> {
  const { card } = told
  if (!card) throw new Error('a residence card that is gone is no news to keep')
  await sql`
    update accounts.foreigners set name = ${told.name}, born_on = ${told.bornOn}, sex = ${told.sex},
      nationality = ${told.nationality}, passport_number = ${told.passportNumber}, card_kind = ${card.kind},
      expiry_reminders = case when card_until is distinct from ${card.validUntil}::date then 0 else expiry_reminders end,
      card_number = ${card.number}, card_until = ${card.validUntil}, address = ${told.address},
      province_unit_id = ${provinceUnitId}, holds_face = ${told.holds.face},
      holds_fingerprint = ${told.holds.fingerprint}, recorded_at = ${now}
    where person_number = ${personNumber}`
}

export async function insertRecord(sql: Sql, personNumber: PersonNumber, { told, id, now }: Told) {
  await sql`
    insert into accounts.foreigner_records (person_number, recorded_at, id, told)
    values (${personNumber}, ${now}, ${id}, ${sql.json(told as never)})`
}

/** Accounts whose holder's residence card is over, and which are not locked for it. */
export async function selectEnded(sql: Sql, today: Day, limit: number): Promise<{ accountId: Uuid }[]> {
  return await sql<{ accountId: Uuid }[]>`
    select a.account_id from accounts.foreigners f
    join accounts.accounts a on a.realm = 'citizen' and a.person_number = f.person_number
    where f.card_until < ${today} and a.status <> 'locked'
    order by f.card_until, a.account_id limit ${limit}`
}

/** Accounts in use whose holder's card ends soon: `days` says so many days before for the first notice, the second… */
export async function selectEnding(
  sql: Sql,
  days: readonly number[],
  today: Day,
  limit: number,
): Promise<{ accountId: Uuid; personNumber: PersonNumber; cardUntil: Day; notices: number }[]> {
  return await sql<{ accountId: Uuid; personNumber: PersonNumber; cardUntil: Day; notices: number }[]>`
    select a.account_id, f.person_number, f.card_until, due.notices::int as notices from accounts.foreigners f
    join accounts.accounts a on a.realm = 'citizen' and a.person_number = f.person_number and a.status = 'active'
    join lateral (
      select count(*) as notices from unnest(${days as number[]}::int[]) d
      where f.card_until - d <= ${today}::date) due on due.notices > f.expiry_reminders
    where f.card_until >= ${today}
    order by f.card_until, a.account_id limit ${limit}`
}

export async function setExpiryReminders(sql: Sql, personNumber: PersonNumber, notices: number) {
  await sql`
    update accounts.foreigners set expiry_reminders = ${notices} where person_number = ${personNumber}`
}
