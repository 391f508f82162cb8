import { listMyChecks, type MyCheck, openDispute } from '@platform/server/verification'
import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { showDay, showInstant } from '../../kit/format.ts'
import { MoreButton } from '../../kit/MoreButton.tsx'
import { useMore } from '../../kit/more.ts'
import { useCall } from '../../kit/queries.ts'
import { Empty, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useCitation, useText, useWords } from '../../kit/text.ts'
import { NotMeDialog } from './NotMeDialog.tsx'
import './Consents.css'

const words = text({
  title: { vi: 'Đã có ai xác thực thông tin của tôi', en: 'Who had me checked' },
  none: { vi: 'Chưa có tổ chức nào xác thực thông tin của bạn', en: 'Nobody had you checked' },
  through: { vi: (name: string) => `qua ${name}`, en: (name: string) => `through ${name}` },
  matches: { vi: 'Khớp', en: 'It matched' },
  differs: { vi: 'Có điều không khớp', en: 'Something differed' },
  'not-found': { vi: 'Không khớp, không trả lời gì', en: 'No match; nothing was told' },
  'locked-or-deceased': {
    vi: 'Không trả lời vì tài khoản bị khóa',
    en: 'Not answered: the account is locked',
  },
  consent: { vi: 'Theo sự đồng ý của bạn', en: 'With your consent' },
  law: { vi: (law: string) => `Theo ${law}`, en: (law: string) => `By ${law}` },
  notMe: { vi: 'Không phải tôi', en: 'This was not me' },
  notMeWhat: {
    vi: 'Tổ chức đó phải giải thích cho bạn trong hạn. Chưa thỏa đáng hoặc im lặng thì thanh tra vào cuộc; có vi phạm thì tổ chức bị chặn.',
    en: 'The organisation has to explain within its term. If that is not enough, or it keeps silent, the inspector examines it; a misuse bars the organisation.',
  },
  sent: {
    vi: (day: string) => `Đã gửi. Bạn sẽ được trả lời trước hết ngày ${day}`,
    en: (day: string) => `Sent. You are answered by ${day}`,
  },
  disputed: { vi: 'Bạn đã báo', en: 'Reported' },
})

/** Each check of mine: who, through whom, what for, which fields, how it ended; and "this was not me". */
export function Checks() {
  const t = useText(words)
  const checks = useMore(listMyChecks, {})
  const [disputing, setDisputing] = useState<MyCheck | null>(null)
  return (
    <Card title={t.title} icon="eye">
      <Show read={checks.read}>
        {() =>
          checks.rows.length === 0 ? (
            <Empty icon="eye" title={t.none} />
          ) : (
            <>
              <ul className="stack">
                {checks.rows.map((check) => (
                  <Line key={check.callId} check={check} onDispute={() => setDisputing(check)} />
                ))}
              </ul>
              <MoreButton more={checks} />
            </>
          )
        }
      </Show>
      {disputing ? <NotMe check={disputing} onClose={() => setDisputing(null)} /> : null}
    </Card>
  )
}

function Line({ check, onDispute }: { check: MyCheck; onDispute: () => void }) {
  const t = useText(words)
  const cite = useCitation()
  const show = useWords()
  const { organisation, through, purpose, legalBasis, byConsent, fields, code, at, disputed } = check
  return (
    <li className="consent">
      <p className="strong">{show(organisation)}</p>
      <p className="small muted">
        {[showInstant(at), through ? t.through(show(through)) : ''].filter(Boolean).join(' · ')}
      </p>
      <p>{show(purpose)}</p>
      <p className="small muted">
        {[fields.map(show).join('; '), byConsent ? t.consent : legalBasis ? t.law(cite(legalBasis)) : '']
          .filter(Boolean)
          .join(' · ')}
      </p>
      <StatusBadge tone={code === 'matches' ? 'done' : 'neutral'}>{t[code]}</StatusBadge>
      {disputed ? (
        <StatusBadge tone="wait">{t.disputed}</StatusBadge>
      ) : (
        <Button
          icon="warning"
          aria-label={`${t.notMe}: ${show(organisation)} ${showInstant(at)}`}
          onClick={onDispute}
        >
          {t.notMe}
        </Button>
      )}
    </li>
  )
}

function NotMe({ check, onClose }: { check: MyCheck; onClose: () => void }) {
  const t = useText(words)
  const show = useWords()
  const open = useCall(openDispute, {
    onReply: ({ dueOn }) => {
      say(t.sent(showDay(dueOn)))
      onClose()
    },
  })
  return (
    <NotMeDialog
      whom={show(check.organisation)}
      what={t.notMeWhat}
      call={open}
      onSend={(said) => void open.send({ params: { callId: check.callId }, body: { said } })}
      onClose={onClose}
    />
  )
}
