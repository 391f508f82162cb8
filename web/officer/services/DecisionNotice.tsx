import type { Decision } from '@platform/server/services'
import { showInstant } from '../../kit/format.ts'
import { Notice } from '../../kit/Notice.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { ReasonList } from './ReasonList.tsx'

const words = text({
  approved: { vi: 'Đã đồng ý giải quyết', en: 'Approved' },
  refused: { vi: 'Đã từ chối giải quyết', en: 'Refused' },
  rejected: { vi: 'Không tiếp nhận', en: 'Not accepted' },
  by: {
    vi: (who: string, at: string) => `${who}, lúc ${at}`,
    en: (who: string, at: string) => `${who}, at ${at}`,
  },
})

/** What was decided, by whom, why, and the right of complaint told to the citizen. */
export function DecisionNotice({ decision }: { decision: Decision }) {
  const t = useText(words)
  const show = useWords()
  return (
    <Notice look={decision.outcome === 'approved' ? 'done' : 'wrong'} title={t[decision.outcome]}>
      <p className="small">{t.by(show(decision.by), showInstant(decision.decidedAt))}</p>
      <ReasonList reasons={decision.reasons} />
      {decision.text ? <p>{decision.text}</p> : null}
      {decision.complaint ? <p className="small">{show(decision.complaint)}</p> : null}
    </Notice>
  )
}
