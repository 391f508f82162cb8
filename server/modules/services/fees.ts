/** Fees (phí, lệ phí): dated data by service, channel, province and person; the reason is always shown. */

import type { Call } from '#platform/call.ts'
import type { Day, PersonNumber, Words } from '#platform/schemas.ts'
import type { ChannelFees } from '#reference'
import { findLawParameter, lawParameter } from '#reference'
import type { Bundle } from './bundle.ts'
import { type Belonging, classesOf } from './fee-classes.ts'
import type { Fee } from './form.contract.ts'
import { premiumOf } from './premiums.ts'
import { dueOwed, dueShown } from './register-dues.ts'
import { holds, type Scope } from './rules/expression.ts'

/** A reduction of the law (miễn, giảm), as the value of a parameter `fee.benefit.<name>`. */
export interface FeeBenefit {
  /** Fees it is for: the beginnings of their parameters. */
  fees: readonly string[]
  channels: readonly (keyof ChannelFees)[]
  /** Whom it is for (`fee-classes.ts`); everybody when null. */
  class: string | null
  /** What is left to pay, in percent of the regular fee. */
  percent: number
  words: Words
}

interface Candidate {
  amountDong: number
  reason: Words
  law: string
}

/**
 * What is to be paid for a service on a day, through a channel, at an office of this commune, by this person. The
 * province's own rule goes before the nation's; of what may be claimed the best benefit wins, and is told. What is sent
 * (`isSent`) must owe a sum that another register knows: throws what dueOwed throws.
 */
export async function feeOf(
  call: Call,
  bundle: Bundle,
  scope: Scope,
  channel: keyof ChannelFees | 'counter',
  unitId: number | null,
  applicant: PersonNumber,
  isSent = false,
): Promise<Fee> {
  const on = scope.today
  const { due, premium } = bundle.fee
  if (due) return (isSent ? dueOwed : dueShown)(call, due, scope, applicant)
  if (premium) return premiumOf(call, premium, scope)
  const { param } = bundle.fee.instead?.find(({ when }) => holds(when, scope)) ?? bundle.fee
  const nation = await lawParameter<ChannelFees>(call, param, on)
  const here = unitId === null ? nation : await lawParameter<ChannelFees>(call, param, on, unitId)
  const by = channel === 'counter' ? 'direct' : channel
  const regular: Candidate = {
    amountDong: here.value[by],
    reason: reasonOf(here.value[by], nation.value, by, here),
    law: here.citation,
  }
  const asked = { param, by, on, applicant, directDong: here.value.direct }
  const benefits = regular.amountDong === 0 ? [] : await benefitsOf(call, asked)
  return { ...bestOf([regular, ...benefits]), standardDong: nation.value.direct }
}

/** The least to pay; of equal ones the first, so a benefit that changes nothing is not named. */
export function bestOf(candidates: readonly Candidate[]): Candidate {
  return candidates.reduce((best, one) => (one.amountDong < best.amountDong ? one : best))
}

interface Asked {
  param: string
  by: keyof ChannelFees
  on: Day
  applicant: PersonNumber
  directDong: number
}

/** Every benefit of the day that this person has for this fee. */
async function benefitsOf(call: Call, asked: Asked): Promise<Candidate[]> {
  const names = await findLawParameter(call, 'fee.benefits', asked.on)
  const found = []
  for (const name of (names?.value as string[] | undefined) ?? []) {
    const benefit = await findLawParameter(call, `fee.benefit.${name}`, asked.on)
    if (benefit && isFor(benefit.value as FeeBenefit, asked)) found.push(benefit)
  }
  const wanted = found.map(({ value }) => (value as FeeBenefit).class)
  const classes = await classesOf(call, asked.applicant, asked.on, wanted)
  return found.flatMap(({ value, citation }) => {
    const { percent, words, class: of } = value as FeeBenefit
    const held = classes.get(of)
    const amountDong = Math.floor((asked.directDong * percent) / 100)
    return held ? [{ amountDong, reason: withItems(words, held), law: citation }] : []
  })
}

/** The reason, and what was found that gives it. */
function withItems(words: Words, held: Belonging): Words {
  if (held.length === 0) return words
  const list = (language: 'vi' | 'en') => held.map((item) => item[language].toLowerCase()).join(', ')
  return { vi: `${words.vi}: có ${list('vi')}`, en: `${words.en}: ${list('en')}` }
}

/** Whether a reduction is for this fee and this way of filing. */
export function isFor({ fees, channels }: FeeBenefit, { param, by }: Pick<Asked, 'param' | 'by'>): boolean {
  return channels.includes(by) && fees.some((fee) => param === fee || param.startsWith(`${fee}.`))
}

function reasonOf(
  amountDong: number,
  nation: ChannelFees,
  by: keyof ChannelFees,
  { unitId, confirmed }: { unitId: number | null; confirmed: boolean },
): Words {
  const ownRule = unitId !== null
  if (nation.direct === 0)
    return { vi: 'Thủ tục này không thu lệ phí', en: 'This procedure is free of charge' }
  if (ownRule && amountDong < nation[by]) {
    return amountDong === 0
      ? { vi: 'Được miễn theo quy định riêng của tỉnh, thành phố', en: 'Waived by a rule of the province' }
      : { vi: 'Được giảm theo quy định riêng của tỉnh, thành phố', en: 'Reduced by a rule of the province' }
  }
  if (amountDong < nation.direct) {
    return { vi: 'Mức giảm khi nộp trực tuyến', en: 'Reduced because it is filed online' }
  }
  return confirmed
    ? { vi: 'Mức thu theo quy định', en: 'The regular fee' }
    : {
        vi: 'Mức thường thu, chưa đối chiếu được với văn bản',
        en: 'The usual fee, not confirmed by a text',
      }
}
