/**
 * Sums owed to another agency under a code (phạt, thuế, nghĩa vụ tài chính, tạm ứng án phí): the register says how much
 * and whether it is paid; what a service collects is exactly that. Decree 118/2025/NĐ-CP; Law on Tax Administration.
 */
import { type Call, reads } from '#platform/call.ts'
import { log } from '#platform/log.ts'
import type { PersonNumber, Words } from '#platform/schemas.ts'
import { type DeclaredDues, type RegisterDue, registerOf } from '#ports/other-registers.ts'
import type { Ports } from '#ports/ports.ts'
import type { Bundle } from './bundle.ts'
import * as contract from './contract.ts'
import type { Fee } from './form.contract.ts'
import { type Expression, evaluate, isPresent, type Scope } from './rules/expression.ts'
import { namesIn } from './rules/names.ts'

type Asked = NonNullable<Bundle['fee']['due']>

/** What the register says: nothing asked yet, not known there, no answer, or the sum. */
type Found = { state: 'not-asked' | 'unknown' | 'down' } | RegisterDue

/** What is to be paid, as the form shows it while it is filled in. */
export async function dueShown(call: Call, due: Asked, scope: Scope, applicant: PersonNumber): Promise<Fee> {
  return feeOfDue(due, await askOnce(call, due, scope, applicant))
}

/** What is to be paid, when it is sent. Throws answersWrong at the code, registerSilent. */
export async function dueOwed(call: Call, due: Asked, scope: Scope, applicant: PersonNumber): Promise<Fee> {
  const found = await ask(call, due, scope, applicant)
  if (found.state === 'down') throw contract.registerSilent()
  if (found.state !== 'open') {
    const [field = ''] = namesIn(due.code).fields
    const message = wordsFor(declaredDues(due), found)
    throw contract.answersWrong({ with: { errors: [{ field, message, law: declaredDues(due).law }] } })
  }
  return feeOfDue(due, found)
}

const declaredDues = ({ register }: Asked): DeclaredDues => {
  const dues = registerOf(register)?.dues
  if (!dues) throw new Error(`Nothing is owed to ${register}`)
  return dues
}

function feeOfDue(due: Asked, found: Found): Fee {
  const dues = declaredDues(due)
  const amountDong = found.state === 'open' ? found.amountDong : 0
  return { amountDong, standardDong: amountDong, reason: wordsFor(dues, found), law: dues.law }
}

function wordsFor({ words }: DeclaredDues, found: Found): Words {
  switch (found.state) {
    case 'not-asked':
      return {
        vi: `Số tiền hiện ra khi bạn ghi số của ${words.vi}`,
        en: `The amount appears once you give the number of the ${words.en}`,
      }
    case 'unknown':
      return {
        vi: `Không tìm thấy ${words.vi} có số này. Hãy xem lại số, hoặc hỏi cơ quan đã gửi`,
        en: `No ${words.en} has this number. Look at it again, or ask the office that sent it`,
      }
    case 'down':
      return {
        vi: 'Chưa tra được số tiền vì hệ thống của cơ quan kia không trả lời. Bản nháp được giữ, hãy thử lại sau',
        en: 'The amount could not be looked up: the other agency’s system does not answer. The draft is kept; try again later',
      }
    case 'paid':
      return {
        vi: 'Khoản này đã nộp rồi, không phải nộp nữa',
        en: 'This is paid already; nothing is left to pay',
      }
    case 'open':
      return found.payBy
        ? {
            vi: `Số tiền theo ${words.vi}, nộp chậm nhất ngày ${found.payBy.split('-').reverse().join('/')}`,
            en: `The amount of the ${words.en}, to be paid by ${found.payBy}`,
          }
        : { vi: `Số tiền theo ${words.vi}`, en: `The amount of the ${words.en}` }
  }
}

async function ask(call: Call, due: Asked, scope: Scope, applicant: PersonNumber): Promise<Found> {
  const code = evaluate(due.code as Expression, scope)
  if (!isPresent(code)) return { state: 'not-asked' }
  reads(call, applicant, [due.register])
  try {
    return (await call.ports.otherRegisters.due(due.register, String(code).trim())) ?? { state: 'unknown' }
  } catch (error) {
    log.warn({ register: due.register, error: (error as Error).message }, 'register does not answer')
    return { state: 'down' }
  }
}

const REMEMBER_MS = 30_000
const REMEMBERED = 1000
const kept = new WeakMap<Ports, Map<string, { until: number; found: Found }>>()

/** A form saves itself with every answer: the register is asked about one code twice a minute at most. */
async function askOnce(call: Call, due: Asked, scope: Scope, applicant: PersonNumber): Promise<Found> {
  const mine = kept.get(call.ports) ?? new Map<string, { until: number; found: Found }>()
  kept.set(call.ports, mine)
  const key = `${due.register} ${evaluate(due.code as Expression, scope)}`
  const known = mine.get(key)
  if (known && known.until > call.now.getTime()) {
    reads(call, applicant, [due.register])
    return known.found
  }
  const found = await ask(call, due, scope, applicant)
  if (mine.size >= REMEMBERED) mine.clear()
  if (found.state === 'open') mine.set(key, { until: call.now.getTime() + REMEMBER_MS, found })
  return found
}
