import type { Sql } from '#platform/db.ts'
import type { Instant, PersonNumber, Uuid } from '#platform/schemas.ts'
import type { Account } from './accounts.store.ts'

export async function setLevel2(sql: Sql, accountId: Uuid): Promise<void> {
  await sql`update accounts.accounts set level = 2 where account_id = ${accountId}`
}

/** Binds a phone to an account; false when it is on another one of the realm. */
export async function updatePhone(
  sql: Sql,
  { realm, accountId }: Pick<Account, 'realm' | 'accountId'>,
  phone: string,
): Promise<boolean> {
  const bound = await sql`
    insert into accounts.phones (realm, phone, account_id) values (${realm}, ${phone}, ${accountId})
    on conflict (realm, phone) do nothing`
  if (bound.count === 0) return false
  await sql`delete from accounts.phones where realm = ${realm} and account_id = ${accountId} and phone <> ${phone}`
  await sql`update accounts.accounts set phone = ${phone} where account_id = ${accountId}`
  return true
}

/** Which account of a realm has a phone. */
export async function selectPhoneHolder(sql: Sql, realm: string, phone: string): Promise<Uuid | undefined> {
  const [row] = await sql<{ accountId: Uuid }[]>`
    select account_id from accounts.phones where realm = ${realm} and phone = ${phone}`
  return row?.accountId
}

/** True the first time: first use ends the funnel. */
export async function setUsed(sql: Sql, accountId: Uuid, now: Date): Promise<boolean> {
  const used = await sql`
    update accounts.accounts set used_at = ${now} where account_id = ${accountId} and used_at is null`
  return used.count === 1
}

/** An account goes back to before its activation: the holder chooses a new password with a new code. */
export async function setUnactivated(sql: Sql, accountId: Uuid): Promise<void> {
  await sql`
    update accounts.accounts set status = 'approved', password_hash = null, locked_at = null, lock_ground = null
    where account_id = ${accountId}`
}

export interface Waiting {
  accountId: Uuid
  personNumber: PersonNumber
  phone: string | null
  level: number
  name: string
  approvedAt: Instant
  notifiedAt: Instant | null
  reminders: number
}

/** Approved and never activated, in some communes, the oldest first, after one of them. */
export async function selectWaiting(
  sql: Sql,
  asked: { units: readonly number[] | null; after: Uuid | null; limit: number },
): Promise<Waiting[]> {
  return await sql<Waiting[]>`
    select a.account_id, a.person_number, a.phone, a.level, p.name, a.approved_at, q.notified_at, a.reminders
    from accounts.accounts a
    join accounts.applications q on q.account_id = a.account_id and q.state = 'approved'
    join accounts.holders_v1 p on p.person_number = a.person_number
    where a.status = 'approved' and a.realm = 'citizen'
      and (${asked.units === null} or q.unit_id = any(${(asked.units ?? []) as number[]}))
      and (${asked.after}::uuid is null or (a.approved_at, a.account_id) > (
        select b.approved_at, b.account_id from accounts.accounts b where b.account_id = ${asked.after}::uuid))
    order by a.approved_at, a.account_id limit ${asked.limit}`
}

/** Accounts whose next reminder is due: `days` says after how many days the first, the second… is sent. */
export async function selectToRemind(
  sql: Sql,
  days: readonly number[],
  now: Date,
  limit: number,
): Promise<{ accountId: Uuid }[]> {
  return await sql<{ accountId: Uuid }[]>`
    select a.account_id from accounts.accounts a
    join unnest(${days as number[]}::int[]) with ordinality as due(days, nth) on due.nth = a.reminders + 1
    where a.status = 'approved' and a.realm = 'citizen' and (a.phone is not null or a.email is not null)
      and a.approved_at + make_interval(days => due.days) <= ${now}
    order by a.approved_at, a.account_id limit ${limit}`
}

export async function countReminder(sql: Sql, accountId: Uuid): Promise<void> {
  await sql`update accounts.accounts set reminders = reminders + 1 where account_id = ${accountId}`
}

export interface FunnelCount {
  unitId: number
  submitted: number
  approved: number
  notified: number
  activated: number
  used: number
}

/** The funnel of each commune, counted from the applications themselves. */
export async function countFunnel(sql: Sql, units: readonly number[] | null): Promise<FunnelCount[]> {
  return await sql<FunnelCount[]>`
    select q.unit_id,
      count(*)::int as submitted,
      count(*) filter (where q.state = 'approved')::int as approved,
      count(*) filter (where q.state = 'approved' and q.notified_at is not null)::int as notified,
      count(*) filter (where q.state = 'approved' and a.activated_at is not null)::int as activated,
      count(*) filter (where q.state = 'approved' and a.used_at is not null)::int as used
    from accounts.applications q
    left join accounts.accounts a on a.account_id = q.account_id
    where q.submitted_at is not null and q.kind <> 'organisation' and q.unit_id is not null
      and (${units === null} or q.unit_id = any(${(units ?? []) as number[]}))
    group by q.unit_id`
}

const SEEDED_CAPTURES = (['face', 'fingerprint'] as const).map((kind) => ({
  kind,
  matched: true,
  device: 'Thiết bị thử nghiệm · Sandbox device',
  simulated: true,
  evidence: 'seed',
}))

/** What the seeder's accounts came from: one approved application each, at the commune where the person lives. */
export async function fillSeededApplications(sql: Sql): Promise<void> {
  await sql`
    insert into accounts.applications (application_id, kind, level, channel, state, person_number, person_id, unit_id,
      phone, email, phone_confirmed_at, card, account_id, opened_at, submitted_at, due_at, decided_at, notified_at)
    select a.account_id, 'person', a.level, 'desk', 'approved', a.person_number, a.person_id, r.permanent_unit_id,
      a.phone, a.email, a.approved_at, 'valid', a.account_id, a.approved_at - interval '1 day',
      a.approved_at - interval '1 day', a.approved_at + interval '2 days', a.approved_at, a.approved_at
    from accounts.accounts a
    join residence.current_residences_v1 r on r.person_number = a.person_number
    where a.realm = 'citizen' and r.permanent_unit_id is not null
    on conflict do nothing`
  await sql`
    insert into accounts.applications (application_id, kind, level, channel, state, person_number, person_id, unit_id,
      phone, phone_confirmed_at, card, account_id, opened_at, submitted_at, due_at, decided_at, notified_at)
    select a.account_id, 'foreigner', a.level, 'desk', 'approved', a.person_number, a.person_id, f.province_unit_id,
      a.phone, a.approved_at, 'valid', a.account_id, a.approved_at - interval '1 day',
      a.approved_at - interval '1 day', a.approved_at + interval '2 days', a.approved_at, a.approved_at
    from accounts.foreigners f join accounts.accounts a using (person_number)
    on conflict do nothing`
  // Some who have no account yet wait for the desk's decision, some of them for too long.
  await sql`
    insert into accounts.applications (application_id, kind, level, channel, state, person_number, person_id, unit_id,
      phone, phone_confirmed_at, card, captures, opened_at, submitted_at, due_at)
    select p.person_id, 'person', 2, 'desk', 'submitted', p.person_number, p.person_id, r.permanent_unit_id,
      '0995' || right(p.person_number, 6), s.at, 'valid', ${sql.json(SEEDED_CAPTURES as never)}, s.at, s.at,
      s.at + interval '3 days'
    from population.people_v1 p
    join residence.current_residences_v1 r on r.person_number = p.person_number
    cross join lateral (
      select now() - make_interval(days => 1 + right(p.person_number, 1)::int / 2) as at) s
    where r.permanent_unit_id is not null and p.died_on is null and p.born_on < now() - interval '20 years'
      and right(p.person_number, 2)::int % 16 = 3
      and not exists (
        select 1 from accounts.accounts a where a.realm = 'citizen' and a.person_number = p.person_number)
    on conflict do nothing`
}
