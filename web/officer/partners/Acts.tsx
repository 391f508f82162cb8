import {
  type RegistrationRow,
  resumeRelyingParty,
  setPlainCode,
  suspendRelyingParty,
} from '@platform/server/authentication'
import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { DateField } from '../../kit/DateField.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { LongTextField } from '../../kit/inputs.tsx'
import { Actions, Row, Stack } from '../../kit/Layout.tsx'
import { useCall } from '../../kit/queries.ts'
import { ErrorState } from '../../kit/States.tsx'
import { StatusBadge, type Tone } from '../../kit/StatusBadge.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText, useWords } from '../../kit/text.ts'

const words = text({
  sandbox: { vi: 'Đang thử nghiệm', en: 'Sandbox' },
  production: { vi: 'Dữ liệu thật', en: 'Real data' },
  suspended: { vi: 'Đã dừng', en: 'Suspended' },
  suspend: { vi: 'Dừng ngay', en: 'Suspend now' },
  resume: { vi: 'Cho chạy lại', en: 'Resume' },
  plain: { vi: 'Ngoại lệ mã đơn giản', en: 'Plain code exception' },
  plainWhat: {
    vi: 'Chỉ khi hệ thống chưa theo kịp FAPI 2.0. Ngoại lệ tự hết hiệu lực sau ngày được chọn, nhiều nhất 180 ngày.',
    en: 'Only while a system cannot follow FAPI 2.0. It ends by itself after that day, at most 180 days ahead.',
  },
  until: { vi: 'Đến hết ngày', en: 'Until' },
  reason: { vi: 'Lý do', en: 'Reason' },
  reasonShort: { vi: 'Hãy ghi lý do', en: 'Give the reason' },
  done: { vi: 'Đã ghi', en: 'Recorded' },
  endNow: { vi: 'Bỏ ngoại lệ', en: 'End the exception' },
})

const tones: Record<RegistrationRow['status'], Tone> = {
  sandbox: 'progress',
  production: 'done',
  suspended: 'refused',
}

/** State of a system, and what an administrator may do: suspend, resume, a dated exception. Each with its reason. */
export function Acts({ system }: { system: RegistrationRow }) {
  const t = useText(words)
  const [open, setOpen] = useState<'suspend' | 'resume' | 'plain' | null>(null)
  return (
    <Row>
      <StatusBadge tone={tones[system.status]}>{t[system.status]}</StatusBadge>
      {system.status === 'suspended' ? (
        <Button onClick={() => setOpen('resume')}>{t.resume}</Button>
      ) : (
        <Button look="danger" icon="stop" onClick={() => setOpen('suspend')}>
          {t.suspend}
        </Button>
      )}
      <Button onClick={() => setOpen('plain')}>{t.plain}</Button>
      {open ? <ActForm system={system} act={open} onClose={() => setOpen(null)} /> : null}
    </Row>
  )
}

interface ActFormProps {
  system: RegistrationRow
  act: 'suspend' | 'resume' | 'plain'
  onClose: () => void
}

function ActForm({ system: { clientId, names }, act, onClose }: ActFormProps) {
  const t = useText(words)
  const show = useWords()
  const [reason, setReason] = useState('')
  const [until, setUntil] = useState<string | null>(null)
  const onReply = () => {
    say(t.done)
    onClose()
  }
  const suspend = useCall(suspendRelyingParty, { onReply })
  const resume = useCall(resumeRelyingParty, { onReply })
  const plain = useCall(setPlainCode, { onReply })
  const sender = { suspend, resume, plain }[act]
  const notNow = reason.trim().length < 2 ? t.reasonShort : null
  const params = { clientId }
  const send = (day: string | null) => {
    const body = { reason: reason.trim() }
    if (act === 'plain') void plain.send({ params, body: { ...body, until: day } })
    else void (act === 'suspend' ? suspend : resume).send({ params, body })
  }
  return (
    <Dialog title={`${t[act]}: ${show(names)}`} open onClose={onClose}>
      <Stack>
        {act === 'plain' ? (
          <>
            <p>{t.plainWhat}</p>
            <DateField label={t.until} value={until} onChange={setUntil} />
          </>
        ) : null}
        <LongTextField label={t.reason} value={reason} onChange={setReason} maxLength={500} />
        {sender.problem ? <ErrorState problem={sender.problem} /> : null}
        <Actions>
          <Button
            look={act === 'suspend' ? 'danger' : 'primary'}
            pending={sender.pending}
            notNow={notNow ?? (act === 'plain' && !until ? t.until : null)}
            onClick={() => send(until)}
          >
            {t[act]}
          </Button>
          {act === 'plain' ? (
            <Button pending={plain.pending} notNow={notNow} onClick={() => send(null)}>
              {t.endNow}
            </Button>
          ) : null}
        </Actions>
      </Stack>
    </Dialog>
  )
}
