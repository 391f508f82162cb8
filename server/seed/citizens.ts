/** What people have beside their facts: old card numbers, phones, and electronic identities. */
import type { Day } from '#platform/schemas.ts'
import { dayText, instantOf, NEVER, newYear, years } from './days.ts'
import { instantText, seededId } from './instants.ts'
import { foldName } from './names.ts'
import type { Numbers } from './numbers.ts'
import type { Random } from './random.ts'
import type { Registered } from './register.ts'
import type { Rows } from './rows.ts'

/** The last day of nine-digit cards. Law on Identity 26/2023/QH15, art. 46(2). */
const OLD_CARDS_ENDED: Day = '2024-12-31'
/** Electronic identification in use. Decree 59/2022/NĐ-CP. */
const ACCOUNTS_FROM = newYear(2022) + 200

export interface CitizenSettings {
  today: number
  numbers: Numbers
  rows: Rows
  passwordHash: string
}

export interface Access {
  phone: string | null
  /** None unless it is in use. */
  account: { id: string; activatedAt: number } | null
}

/** `known` people of the sandbox always have a phone and an account in use. */
export function access(random: Random, one: Registered, settings: CitizenSettings, known = false): Access {
  const { today, numbers, rows, passwordHash } = settings
  const { person } = one
  const age = (today - person.born) / 365.25
  const hadOldCard = person.born < newYear(1999) ? 0.86 : person.born < newYear(2004) ? 0.4 : 0
  if (random.chance(hadOldCard) && person.died > person.born + years(15)) {
    const ended = random.chance(0.3) ? OLD_CARDS_ENDED : dayText(newYear(2016) + random.between(0, 2500))
    rows.alias(numbers.old(person.origin.facts.oldNumberPrefix), one.number, ended)
  }
  if (person.died !== NEVER || age < 14.1) return { phone: null, account: null }
  const hasPhone = known || random.chance(age < 18 ? 0.6 : age < 65 ? 0.93 : 0.55)
  const phone = hasPhone ? numbers.phone() : null
  const email = phone && random.chance(age < 45 ? 0.4 : 0.12) ? emailOf(one) : null
  const told = instantText(instantOf(today - random.between(20, 1800), random.between(450, 1000)))
  if (phone) rows.contact(one.number, phone, email, random.chance(0.8) ? told.slice(0, 10) : null, told)
  const wants = known || random.chance(age < 18 ? 0.55 : age < 65 ? 0.86 : 0.5)
  if (!phone || !wants) return { phone, account: null }
  const from = Math.max(ACCOUNTS_FROM, person.born + years(14.05))
  const approved = Math.min(from + random.between(0, 1300), today - random.between(2, 20))
  const state = known ? 'active' : random.chance(0.9) ? 'active' : random.chance(0.85) ? 'approved' : 'locked'
  const approvedAt = instantOf(approved, random.between(450, 1000))
  const accountId = seededId(approvedAt, random)
  const activatedAt = state === 'approved' ? null : approvedAt + random.between(1, 80_000) * 1000
  rows.account({
    accountId,
    realm: 'citizen',
    personNumber: one.number,
    personId: one.personId,
    status: state,
    passwordHash: state === 'approved' ? null : passwordHash,
    phone,
    email,
    approvedAt: instantText(approvedAt),
    activatedAt: activatedAt === null ? null : instantText(activatedAt),
    lockedAt: state === 'locked' ? instantText(instantOf(today - random.between(0, 1), 30)) : null,
  })
  const inUse = state === 'active' && activatedAt !== null
  return { phone, account: inUse ? { id: accountId, activatedAt } : null }
}

/** `lan.nguyen1988@thu.example`: a name that no mail can reach. */
function emailOf({ name, number, bornOn }: Registered): string {
  const words = foldName(name)
    .replace(/[^a-z ]/g, '')
    .split(' ')
  return `${words.at(-1)}.${words[0]}${bornOn.slice(0, 4)}.${number.slice(-3)}@thu.example`
}
