/** Reasons kept with the rows of a load: the type of a problem, and the field it is about. */
import { declaredProblems } from '#platform/problem.ts'
import type { Words } from '#platform/schemas.ts'
import { loadFields } from './load-fields.ts'

/** A reason kept with a row, `type#field`, in words. */
export function wordsOfReason(reason: string): Words {
  const [type = '', name] = reason.split('#')
  const words = declaredProblems().find((problem) => problem.type === type)?.words ?? { vi: type, en: type }
  const field = loadFields.find((one) => one.name === name)?.words
  return field ? { vi: `${field.vi}: ${words.vi}`, en: `${field.en}: ${words.en}` } : words
}
