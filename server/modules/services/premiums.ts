/**
 * Insurance premiums (mức đóng): a percentage of a base for so many months, and of each further member of the household
 * a smaller share. The numbers are a law parameter, the formula is here. Law on Health Insurance 25/2008/QH12, art. 13.
 */
import type { Call } from '#platform/call.ts'
import type { Words } from '#platform/schemas.ts'
import { lawParameter } from '#reference'
import type { Bundle } from './bundle.ts'
import type { Fee } from './form.contract.ts'
import { type Expression, evaluate, type Scope } from './rules/expression.ts'

/** The value of a parameter `insurance.premium.*`. */
export interface PremiumRule {
  /** What the percentage is of, in đồng a month; null when whoever joins chooses it. */
  baseDong: number | null
  percent: number
  /** What each member pays of the first one's premium, in percent; the last holds for all who follow. */
  shares: readonly number[]
}

/** The premium of so many people for so many months. Each one's is rounded down to a đồng. Pure. */
export function premiumDong(rule: PremiumRule, baseDong: number, people: number, months: number): number {
  return sharesOf(rule, people).reduce(
    (sum, share) => sum + Math.floor((baseDong * rule.percent * share * months) / 10_000),
    0,
  )
}

function sharesOf({ shares }: PremiumRule, people: number): number[] {
  return Array.from({ length: people }, (_, index) => shares[Math.min(index, shares.length - 1)] ?? 100)
}

export async function premiumOf(
  call: Call,
  { param, base, people, months }: NonNullable<Bundle['fee']['premium']>,
  scope: Scope,
): Promise<Fee> {
  const { value: rule, citation, confirmed } = await lawParameter<PremiumRule>(call, param, scope.today)
  const number = (expression: unknown) => Number(evaluate(expression as Expression, scope) ?? 0)
  const baseDong = rule.baseDong ?? number(base)
  const [count, time] = [Math.max(0, number(people)), Math.max(0, number(months))]
  const amountDong = premiumDong(rule, baseDong, count, time)
  const withoutRebate = premiumDong({ ...rule, shares: [100] }, baseDong, count, time)
  return {
    amountDong,
    standardDong: withoutRebate,
    reason: wordsOf(rule, baseDong, count, time, confirmed),
    law: citation,
  }
}

function wordsOf(
  rule: PremiumRule,
  baseDong: number,
  people: number,
  months: number,
  confirmed: boolean,
): Words {
  const base = baseDong.toLocaleString('vi-VN')
  const shares = sharesOf(rule, people).slice(1)
  const doubt = confirmed
    ? { vi: '', en: '' }
    : {
        vi: ' (mức thường áp dụng, chưa đối chiếu được với văn bản)',
        en: ' (usual rates, not confirmed by a text)',
      }
  const percent = rule.percent.toLocaleString('vi-VN')
  const more =
    shares.length === 0
      ? { vi: '', en: '' }
      : {
          vi: `; những người tiếp theo đóng ${shares.join(' %, ')} % mức đó`,
          en: `; those who follow pay ${shares.join(' %, ')} % of that`,
        }
  return {
    vi: `Mức đóng ${months} tháng cho ${people} người: người thứ nhất ${percent} % của ${base} đồng mỗi tháng${more.vi}${doubt.vi}`,
    en: `${months} months for ${people} people: the first pays ${rule.percent} % of ${base} đồng a month${more.en}${doubt.en}`,
  }
}
