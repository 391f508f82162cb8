import type { Reason } from '@platform/server/services'
import { useWords } from '../../kit/text.ts'

/** Reasons from the list of the procedure, each with its article. */
export function ReasonList({ reasons }: { reasons: readonly Reason[] }) {
  const show = useWords()
  if (reasons.length === 0) return null
  return (
    <ul className="bullets">
      {reasons.map(({ code, words, law }) => (
        <li key={code}>
          {show(words)} <span className="small muted">({law})</span>
        </li>
      ))}
    </ul>
  )
}
