import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { LongTextField } from '../../kit/inputs.tsx'
import { Actions, Stack } from '../../kit/Layout.tsx'
import type { ProblemError } from '../../kit/problem-error.ts'
import { ErrorState } from '../../kit/States.tsx'
import { text, useText } from '../../kit/text.ts'

const words = text({
  title: { vi: 'Không phải tôi', en: 'This was not me' },
  said: { vi: 'Bạn muốn nói thêm gì (không bắt buộc)', en: 'What you want to add (optional)' },
  send: { vi: 'Gửi', en: 'Send' },
  cancel: { vi: 'Thôi', en: 'Cancel' },
})

interface Props {
  /** The organisation that has to explain. */
  whom: string
  /** What follows from it. */
  what: string
  call: { pending: boolean; problem: ProblemError | null }
  onSend: (said: string | null) => void
  onClose: () => void
}

/** Somebody says that a check or a sign-in was not his own doing. */
export function NotMeDialog({ whom, what, call, onSend, onClose }: Props) {
  const t = useText(words)
  const [said, setSaid] = useState('')
  return (
    <Dialog title={`${t.title}: ${whom}`} open onClose={onClose}>
      <Stack>
        <p>{what}</p>
        <LongTextField label={t.said} value={said} onChange={setSaid} maxLength={1000} />
        {call.problem ? <ErrorState problem={call.problem} /> : null}
        <Actions>
          <Button
            look="primary"
            icon="send"
            pending={call.pending}
            onClick={() => onSend(said.trim() || null)}
          >
            {t.send}
          </Button>
          <Button onClick={onClose}>{t.cancel}</Button>
        </Actions>
      </Stack>
    </Dialog>
  )
}
