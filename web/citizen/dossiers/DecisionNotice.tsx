import type { Decision } from '@platform/server/services'
import { showInstant } from '../../kit/format.ts'
import { Notice } from '../../kit/Notice.tsx'
import { text, useText, useWords } from '../../kit/text.ts'

const words = text({
  approved: { vi: 'Hồ sơ đã được giải quyết', en: 'Your request was approved' },
  refused: { vi: 'Hồ sơ bị từ chối giải quyết', en: 'Your request was refused' },
  rejected: { vi: 'Hồ sơ không được tiếp nhận', en: 'Your request was not accepted' },
  by: {
    vi: (who: string, at: string) => `${who}, lúc ${at}`,
    en: (who: string, at: string) => `${who}, at ${at}`,
  },
  reasons: { vi: 'Lý do', en: 'Reasons' },
})

/** What was decided, why, and how to complain about it. */
export function DecisionNotice({ decision }: { decision: Decision }) {
  const t = useText(words)
  const show = useWords()
  return (
    <Notice look={decision.outcome === 'approved' ? 'done' : 'wrong'} title={t[decision.outcome]}>
      <p className="small muted">{t.by(show(decision.by), showInstant(decision.decidedAt))}</p>
      {decision.reasons.length > 0 ? (
        <>
          <p className="strong">{t.reasons}</p>
          <ul className="bullets">
            {decision.reasons.map(({ code, words: said, law }) => (
              <li key={code}>
                {show(said)} <span className="small muted">({law})</span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {decision.text ? <p>{decision.text}</p> : null}
      {decision.complaint ? <p>{show(decision.complaint)}</p> : null}
    </Notice>
  )
}
