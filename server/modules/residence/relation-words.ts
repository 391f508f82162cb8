import type { Call } from '#platform/call.ts'
import { codeList } from '#reference'

/** Words of the relation to the head by its code. */
export async function relationWords(call: Pick<Call, 'sql' | 'ports'>): Promise<(code: string) => string> {
  const list = await codeList(call, 'relations-to-head')
  const words = new Map(list.map(({ code, vi }) => [code, vi]))
  return (code) => words.get(code) ?? code
}
