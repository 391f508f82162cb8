import type { DeskDossier } from '@platform/server/services'
import { Card } from '../../kit/Card.tsx'
import { isFinished } from '../../kit/dossier-tone.ts'
import { showInstant } from '../../kit/format.ts'
import { Notice } from '../../kit/Notice.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { text, useText } from '../../kit/text.ts'
import { EffectList } from './EffectList.tsx'
import { ReasonList } from './ReasonList.tsx'

const words = text({
  title: { vi: 'Đề xuất quyết định', en: 'Proposed decision' },
  approved: { vi: 'Đồng ý giải quyết', en: 'Approve' },
  refused: { vi: 'Từ chối giải quyết', en: 'Refuse' },
  by: {
    vi: (name: string, at: string) => `${name} đề xuất lúc ${at}`,
    en: (name: string, at: string) => `Proposed by ${name} at ${at}`,
  },
  sentBack: { vi: 'Lãnh đạo đã trả lại', en: 'The leader sent it back' },
})

/** What the case officer proposed, and why the leader sent it back if he did. */
export function ProposalCard({ dossier: { proposal, state, effects } }: { dossier: DeskDossier }) {
  const t = useText(words)
  if (!proposal || isFinished(state)) return null
  return (
    <Card
      title={t.title}
      icon="send"
      look="attention"
      aside={
        <StatusBadge tone={proposal.outcome === 'approved' ? 'done' : 'refused'}>
          {t[proposal.outcome]}
        </StatusBadge>
      }
    >
      <p className="small muted">{t.by(proposal.by, showInstant(proposal.at))}</p>
      <ReasonList reasons={proposal.reasons} />
      {proposal.text ? <p>{proposal.text}</p> : null}
      {proposal.sentBack ? (
        <Notice look="wait" title={t.sentBack}>
          {proposal.sentBack}
        </Notice>
      ) : null}
      {state === 'proposed' && proposal.outcome === 'approved' ? <EffectList effects={effects} /> : null}
    </Card>
  )
}
