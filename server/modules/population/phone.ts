/** Phone numbers as people write them: +84, dots and spaces, the eleven digits of before September 2018. Pure. */
import prefixes from './data/phone-prefixes.json' with { type: 'json' }

const mobile = new RegExp(prefixes.mobile)
const fixed = new RegExp(prefixes.fixed)
const tenDigits = new Map(Object.entries(prefixes.elevenToTen))

/** The number as the register keeps it, `0912345678`; undefined when it is no number of Việt Nam. */
export function phoneDigits(given: string): string | undefined {
  if (!/^[+0-9().\s-]+$/.test(given)) return undefined
  const digits = given.replace(/\D/g, '').replace(/^(00)?84/, '0')
  const prefix = digits.length === 11 ? tenDigits.get(digits.slice(0, 4)) : undefined
  const number = prefix ? prefix + digits.slice(4) : digits
  return mobile.test(number) || fixed.test(number) ? number : undefined
}
