import { dictionary } from '@zxcvbn-ts/language-common'

let leaked: ReadonlySet<string> | undefined

/**
 * Whether a password is among the 49 000 most seen in published leaks: a list on our own disk, so that no password and
 * no part of its digest leaves the program. Unpacked when it is first asked.
 */
export function isLeaked(password: string): boolean {
  leaked ??= new Set(dictionary['passwords-common'])
  return leaked.has(password.toLowerCase())
}
