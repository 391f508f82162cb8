import { type AccountEventRow, listMyHistory } from '@platform/server/accounts'
import { reportSignIn } from '@platform/server/verification'
import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { showDay, showInstant } from '../../kit/format.ts'
import { Row } from '../../kit/Layout.tsx'
import { MoreButton } from '../../kit/MoreButton.tsx'
import { useMore } from '../../kit/more.ts'
import { useCall } from '../../kit/queries.ts'
import { Show } from '../../kit/States.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { NotMeDialog } from '../consents/NotMeDialog.tsx'

const words = text({
  history: { vi: 'Đã xảy ra với tài khoản', en: 'What happened to the account' },
  notMe: { vi: 'Không phải tôi', en: 'This was not me' },
  what: {
    vi: 'Tổ chức đó phải giải thích cho bạn trong hạn. Nếu bạn nghĩ có người đang dùng tài khoản của mình, hãy khóa tài khoản ngay trên trang này.',
    en: 'The organisation has to explain within its term. If you think that somebody uses your account, lock it at once on this page.',
  },
  sent: {
    vi: (day: string) => `Đã gửi. Tổ chức phải giải thích trước hết ngày ${day}`,
    en: (day: string) => `Sent. The organisation explains by ${day}`,
  },
})

/** What happened to the account; of a sign-in elsewhere one may say that it was not oneself. */
export function HistoryCard() {
  const t = useText(words)
  const show = useWords()
  const history = useMore(listMyHistory, {})
  const [reporting, setReporting] = useState<AccountEventRow | null>(null)
  return (
    <Card title={t.history} icon="clock">
      <Show read={history.read}>
        {() => (
          <ul className="stack stack-tight">
            {history.rows.map((row) => (
              <li key={row.id}>
                <Row apart>
                  <div>
                    <p>{[show(row.words), row.party].filter(Boolean).join(': ')}</p>
                    <p className="small muted">
                      {[showInstant(row.at), row.device].filter(Boolean).join(' · ')}
                    </p>
                  </div>
                  {row.kind === 'signed-in-elsewhere' ? (
                    <Button
                      icon="warning"
                      aria-label={`${t.notMe}: ${row.party} ${showInstant(row.at)}`}
                      onClick={() => setReporting(row)}
                    >
                      {t.notMe}
                    </Button>
                  ) : null}
                </Row>
              </li>
            ))}
          </ul>
        )}
      </Show>
      <MoreButton more={history} />
      {reporting ? <NotMe row={reporting} onClose={() => setReporting(null)} /> : null}
    </Card>
  )
}

function NotMe({ row, onClose }: { row: AccountEventRow; onClose: () => void }) {
  const t = useText(words)
  const report = useCall(reportSignIn, {
    onReply: ({ dueOn }) => {
      say(t.sent(showDay(dueOn)))
      onClose()
    },
  })
  return (
    <NotMeDialog
      whom={row.party ?? ''}
      what={t.what}
      call={report}
      onSend={(said) => void report.send({ params: { eventId: row.id }, body: { said } })}
      onClose={onClose}
    />
  )
}
