import { readCodeList } from '@platform/server/reference'
import { useRead } from '../../kit/queries.ts'
import { useWords } from '../../kit/text.ts'

/** The items of a code list as choices of a field; empty until they are read. */
export function useCodeOptions(list: string): { value: string; label: string }[] {
  const show = useWords()
  const read = useRead(readCodeList, { params: { list } }, { lasting: true })
  return (read.data?.rows ?? []).map(({ code, vi, en }) => ({ value: code, label: show({ vi, en }) }))
}
