/** What accounts asks of this module: codes to a phone, activation codes, and shutting what was used before. */
import { type Account, type CodeDoor, registerCodes } from '#accounts'
import type { Call } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { newActivation } from './activations.ts'
import { addressOf, checkCode, sendCode } from './codes.ts'
import { removePasskeys } from './passkeys.store.ts'
import { replaceCodes } from './recovery-codes.store.ts'
import { deleteTotpKey } from './totp-keys.store.ts'

const door: CodeDoor = {
  async send(parts, subject, owner, { phone = null, email = null }) {
    const sending = await sendCode(parts, subject, { accountId: owner, phone, email }, 'confirm')
    return sending.sent || sending.reason === 'too-soon'
  },
  async check(parts, subject, code) {
    return (await checkCode(parts, subject, code)).right
  },
  newActivation,
  sendActivation,
  async forgetAuthenticators({ sql, now }, accountId) {
    await removePasskeys(sql, accountId, null, now)
    await deleteTotpKey(sql, accountId)
    await replaceCodes(sql, accountId, [], now)
  },
}

/** The code goes straight to the phone: never into an event, a job or the log. */
async function sendActivation(call: Call, account: Account, reminding: boolean): Promise<void> {
  const to = addressOf(account)
  if (!to.phone && !to.email) return
  const { code, expiresAt } = await newActivation(call, account.accountId)
  const day = dayOf(expiresAt).split('-').reverse().join('/')
  const what = reminding ? 'vẫn chờ bạn kích hoạt' : `mức độ ${account.level} của bạn đã được duyệt`
  const inEnglish = account.foreigner
    ? `Your electronic identity (level ${account.level}) waits for you. Activation code ${code}, until ${day}, with ` +
      `your phone number, at ${call.ports.publicUrl}/id/citizen/activate?language=en. `
    : ''
  const text =
    inEnglish +
    `Tài khoản định danh điện tử ${what}. Mã kích hoạt ${code}, dùng đến ${day} tại ` +
    `${call.ports.publicUrl}/id/citizen/activate. Cần giúp: đến công an xã, phường bất kỳ.`
  await call.ports.messages.send({ to, text, kind: 'notice' })
}

export function registerAccountCodes(): void {
  registerCodes(door)
}
