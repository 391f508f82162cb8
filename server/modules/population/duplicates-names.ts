/**
 * How near two names are when one person may have been written down twice: the grades of `compareNames`, and below
 * them the slips of fingers and ears. Pure; the order of the two does not matter.
 */
import { fold } from '#platform/vietnamese.ts'
import { compareNames, type NameMatch } from './names.ts'
import { slipsBetween } from './spellings.ts'

/**
 * Beyond `compareNames`: `slip`, a letter or two off, leaving no Vietnamese syllable; `order`, the same words in
 * another order; `tones-differ`, the same letters under contradicting marks; `other-word`, one letter off, but a
 * name of its own (An, Anh).
 */
export type NameGrade = NameMatch | 'slip' | 'order' | 'tones-differ' | 'other-word'

export function gradeNames(a: string, b: string): NameGrade {
  const match = compareNames(a, b)
  if (match !== 'different') return match
  const [one, other] = [fold(a), fold(b)]
  if (one === other) return one === '' ? 'different' : 'tones-differ'
  if (one.replaceAll(' ', '') === other.replaceAll(' ', '')) return 'slip'
  const most = Math.min(one.length, other.length) < 9 ? 1 : 2
  if (slipsBetween(one, other, most) <= most) return ofSlip(one, other)
  return sorted(one) === sorted(other) ? 'order' : 'different'
}

function sorted(folded: string): string {
  return folded.split(' ').toSorted().join(' ')
}

/** A slip of a finger seldom leaves a syllable; a name that differs by a letter always does. */
function ofSlip(one: string, other: string): NameGrade {
  const [left, right] = [one.split(' '), other.split(' ')]
  if (left.length !== right.length) return 'slip'
  const differ = left.flatMap((word, i) => (word === right[i] ? [] : [[word, right[i]!] as const]))
  if (differ.length === 1) {
    const names = differ.every((pair) => pair.every(isSyllable))
    return names ? 'other-word' : 'slip'
  }
  return differ.some((pair) => !pair.every(isSyllable)) ? 'slip' : 'different'
}

const ONSET = '(?:b|ch?|d|gh?|gi|h|kh?|l|m|nh?|ngh?|ph?|qu?|r|s|th?|tr|v|x)?'
const OPEN =
  '(?:[aeiouy]|ai|ao|au|ay|eo|eu|ia|iu|oa|oe|oi|ua|ue|ui|uu|uy|ieu|yeu|oai|oay|oao|oeo|uay|uao|uoi|uou|uya|uyu)'
const CLOSED = '(?:[aeiouy]|oa|oe|oo|ie|ye|ue|uo|uy|uye)(?:ch?|m|nh?|ng|p|t)'
const SYLLABLE = new RegExp(`^${ONSET}(?:${OPEN}|${CLOSED})$`)

/** Whether folded letters make a Vietnamese syllable. */
export function isSyllable(word: string): boolean {
  return SYLLABLE.test(word)
}
