import { type ApplicationView, decideApplication, refusals } from '@platform/server/accounts'
import { useState } from 'react'
import { useFreshCall } from '../../kit/authenticators/fresh-call.tsx'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { SelectField } from '../../kit/inputs.tsx'
import { Actions } from '../../kit/Layout.tsx'
import { ErrorState } from '../../kit/States.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { useHolds } from '../me.ts'

const words = text({
  decide: { vi: 'Duyệt hồ sơ', en: 'Decide' },
  notMine: {
    vi: 'Người tiếp nhận không tự duyệt; trưởng công an xã duyệt.',
    en: 'Whoever registered it does not decide; the chief does.',
  },
  approve: { vi: 'Duyệt', en: 'Approve' },
  refuse: { vi: 'Từ chối', en: 'Refuse' },
  reason: { vi: 'Lý do từ chối', en: 'Reason of the refusal' },
  reasonMissing: { vi: 'Hãy chọn lý do từ chối', en: 'Choose why it is refused' },
  done: { vi: 'Đã ghi quyết định, người dân được báo tin', en: 'Decided; the person is told' },
})

/** The chief approves or refuses what another officer registered. */
export function ApplicationDecision({
  application: { applicationId, registeredByMe },
}: {
  application: ApplicationView
}) {
  const t = useText(words)
  const show = useWords()
  const signs = useHolds(['signing-leader'])
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const decide = useFreshCall(decideApplication, { onReply: () => say(t.done) })
  const params = { applicationId }
  const notNow = !signs || registeredByMe ? { notNow: t.notMine } : {}
  return (
    <Card title={t.decide} icon="pen">
      <div className="stack">
        <Actions>
          <Button
            look="primary"
            icon="check"
            pending={decide.pending}
            {...notNow}
            onClick={() => void decide.send({ params, body: { outcome: 'approved' } })}
          >
            {t.approve}
          </Button>
        </Actions>
        <SelectField
          label={t.reason}
          value={reason}
          onChange={setReason}
          error={tried && !reason ? t.reasonMissing : null}
          options={Object.entries(refusals).map(([value, label]) => ({ value, label: show(label) }))}
        />
        <Actions>
          <Button
            look="danger"
            pending={decide.pending}
            {...notNow}
            onClick={() => {
              setTried(true)
              if (reason) void decide.send({ params, body: { outcome: 'refused', reason: reason as never } })
            }}
          >
            {t.refuse}
          </Button>
        </Actions>
        {decide.problem ? <ErrorState problem={decide.problem} /> : null}
        {decide.dialog}
      </div>
    </Card>
  )
}
