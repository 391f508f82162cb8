import { type DossierView, withdrawDossier } from '@platform/server/services'
import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { LongTextField } from '../../kit/inputs.tsx'
import { Actions } from '../../kit/Layout.tsx'
import { useCall } from '../../kit/queries.ts'
import { ErrorState } from '../../kit/States.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText, useWords } from '../../kit/text.ts'

const words = text({
  withdraw: { vi: 'Rút hồ sơ', en: 'Withdraw' },
  title: { vi: 'Rút hồ sơ này?', en: 'Withdraw this request?' },
  what: {
    vi: 'Hồ sơ sẽ dừng lại và không được giải quyết nữa. Bạn có thể nộp hồ sơ mới bất cứ lúc nào.',
    en: 'It stops and will not be decided. You may send a new one at any time.',
  },
  reason: { vi: 'Lý do', en: 'Reason' },
  keep: { vi: 'Không rút', en: 'Keep it' },
  done: { vi: 'Đã rút hồ sơ', en: 'The request was withdrawn' },
})

/** Withdraws a dossier after asking once more; when it cannot be withdrawn now it says why. */
export function WithdrawButton({ dossier }: { dossier: DossierView }) {
  const t = useText(words)
  const show = useWords()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const withdraw = useCall(withdrawDossier, {
    onReply: () => {
      setOpen(false)
      say(t.done)
    },
  })
  const choice = dossier.acts.find(({ act }) => act === 'withdraw')
  if (!choice) return null
  return (
    <>
      <Button
        look="danger"
        icon="undo"
        notNow={choice.allowed ? null : show(choice.why)}
        onClick={() => setOpen(true)}
      >
        {t.withdraw}
      </Button>
      <Dialog title={t.title} open={open} onClose={() => setOpen(false)}>
        <p>{t.what}</p>
        <LongTextField label={t.reason} optional value={reason} onChange={setReason} maxLength={500} />
        {withdraw.problem ? <ErrorState problem={withdraw.problem} /> : null}
        <Actions>
          <Button
            look="danger"
            pending={withdraw.pending}
            onClick={() =>
              void withdraw.send({
                params: { dossierId: dossier.dossierId },
                body: { version: dossier.version, ...(reason.trim() ? { reason: reason.trim() } : {}) },
              })
            }
          >
            {t.withdraw}
          </Button>
          <Button onClick={() => setOpen(false)}>{t.keep}</Button>
        </Actions>
      </Dialog>
    </>
  )
}
