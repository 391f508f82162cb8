/** The second step of a sign-in: how whoever typed the right password may go on. */
import type { Account } from '#accounts'
import type { FactorMethod } from '#accounts/contract'
import type { Sql } from '#platform/db.ts'
import type { Uuid } from '#platform/schemas.ts'
import { type CodeRow, insertStep } from './codes.store.ts'
import { type CodeParts, checkCode } from './codes.ts'
import { type CheckedOwnCode, checkRecoveryCode, checkTotp } from './own-codes.ts'
import { selectOwnWays } from './second-steps.store.ts'

export const ways = ['passkey', 'totp', 'message', 'recovery'] as const
export type Way = (typeof ways)[number]

/** Minutes in which the second step must be done: as long as the provider keeps a sign-in. */
const STEP_MINUTES = 15

/** How this account may go on, what is asked for first in front. */
export async function waysOf(
  sql: Sql,
  account: Pick<Account, 'accountId' | 'phone' | 'email'>,
): Promise<Way[]> {
  const { accountId, phone, email } = account
  const open: Record<Way, boolean> = {
    ...(await selectOwnWays(sql, accountId)),
    message: Boolean(phone ?? email),
  }
  return ways.filter((way) => open[way])
}

/** Begins the second step without sending anything: the person has something better than a message. */
export async function beginStep({ db, now }: CodeParts, subject: string, accountId: Uuid): Promise<void> {
  await insertStep(db, {
    subject,
    accountId,
    now,
    expiresAt: new Date(now.getTime() + STEP_MINUTES * 60_000),
  })
}

/** The way a page shows: the one asked for, when the account has it; else a message that was sent; else the best. */
export function wayShown(open: readonly Way[], asked: unknown, row: CodeRow): Way | undefined {
  const wanted = open.find((way) => way === asked)
  if (wanted) return wanted
  return row.sent > 0 && open.includes('message') ? 'message' : open[0]
}

export type StepTrouble = { kind: 'wrong'; triesLeft?: number } | { kind: 'expired' | 'spent' | 'too-many' }

export type CheckedStep = { right: true; methods: FactorMethod[] } | { right: false; trouble: StepTrouble }

/** Checks what was typed, by its way. A passkey is checked elsewhere. */
export async function checkStep(
  parts: CodeParts,
  subject: string,
  account: Account,
  way: Exclude<Way, 'passkey'>,
  typed: string,
): Promise<CheckedStep> {
  const { accountId, phone } = account
  switch (way) {
    case 'message': {
      const checked = await checkCode(parts, subject, typed.replace(/\s/g, ''))
      if (checked.right) return { right: true, methods: ['password', phone ? 'sms-code' : 'email-code'] }
      return { right: false, trouble: { kind: checked.reason, triesLeft: checked.triesLeft } }
    }
    case 'totp':
      return own(await checkTotp(parts, accountId, typed.replace(/\s/g, '')), 'totp')
    case 'recovery':
      return own(await checkRecoveryCode(parts, accountId, typed.slice(0, 40)), 'recovery-code')
  }
}

function own(checked: CheckedOwnCode, method: FactorMethod): CheckedStep {
  if (checked.right) return { right: true, methods: ['password', method] }
  return { right: false, trouble: { kind: checked.reason } }
}
