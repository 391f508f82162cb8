import type { ApprovalAsked } from '@platform/server/services'
import { showInstant } from '../../kit/format.ts'
import { Row } from '../../kit/Layout.tsx'
import { Link } from '../../kit/router.tsx'
import { StatusBadge, type Tone } from '../../kit/StatusBadge.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { paths } from '../paths.ts'
import './ApprovalCard.css'

export const approvalWords = text({
  asked: { vi: 'Chờ bạn trả lời', en: 'Waiting for your answer' },
  'at-counter': { vi: 'Trả lời tại quầy', en: 'To be answered at the counter' },
  given: { vi: 'Bạn đã đồng ý', en: 'You agreed' },
  refused: { vi: 'Bạn không đồng ý', en: 'You did not agree' },
  expired: { vi: 'Đã hết hạn', en: 'Expired' },
  void: { vi: 'Không cần trả lời nữa', en: 'No answer needed any more' },
})

export const approvalTones: Record<ApprovalAsked['state'], Tone> = {
  asked: 'wait',
  'at-counter': 'wait',
  given: 'done',
  refused: 'refused',
  expired: 'neutral',
  void: 'neutral',
}

const words = text({
  who: {
    vi: (name: string, as: string) => `${name} hỏi bạn với tư cách ${as}`,
    en: (name: string, as: string) => `${name} asks you as ${as}`,
  },
  until: { vi: (at: string) => `Trả lời trước ${at}`, en: (at: string) => `Answer by ${at}` },
})

/** One request to agree, in a list. */
export function ApprovalCard({ approval }: { approval: ApprovalAsked }) {
  const t = useText(words)
  const states = useText(approvalWords)
  const show = useWords()
  return (
    <li className="approval-card opens">
      <Row apart>
        <div>
          <p className="strong">
            <Link to={paths.approval(approval.approvalId)}>{show(approval.service)}</Link>
          </p>
          <p>{t.who(approval.applicant, approval.capacities.map((capacity) => show(capacity)).join(', '))}</p>
          <p className="small muted">
            {approval.dossierCode}
            {approval.expiresAt && approval.state === 'asked'
              ? ` · ${t.until(showInstant(approval.expiresAt))}`
              : ''}
          </p>
        </div>
        <StatusBadge tone={approvalTones[approval.state]}>{states[approval.state]}</StatusBadge>
      </Row>
    </li>
  )
}
