import { type DeskCase, transferCase } from '@platform/server/feedback'
import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { ChoiceField } from '../../kit/choices.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { LongTextField } from '../../kit/inputs.tsx'
import { Actions, Stack } from '../../kit/Layout.tsx'
import { useCall } from '../../kit/queries.ts'
import { useGo } from '../../kit/router.tsx'
import { ErrorState } from '../../kit/States.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText } from '../../kit/text.ts'
import { UnitPicker } from '../../kit/UnitPicker.tsx'
import { paths } from '../paths.ts'

const words = text({
  open: { vi: 'Không thuộc cơ quan tôi', en: 'Not a matter of my office' },
  title: { vi: 'Chuyển đến cơ quan có thẩm quyền', en: 'Pass on to whose matter it is' },
  once: { vi: 'Chỉ chuyển được một lần, hạn trả lời giữ nguyên.', en: 'Only once; the due date stays.' },
  office: { vi: 'Cơ quan', en: 'Office' },
  police: { vi: 'Công an xã, phường', en: 'Police of the commune' },
  committee: { vi: 'Ủy ban nhân dân xã, phường', en: 'People’s committee of the commune' },
  where: { vi: 'Ở đâu', en: 'Where' },
  reason: { vi: 'Vì sao', en: 'Why' },
  send: { vi: 'Chuyển', en: 'Pass on' },
  fill: { vi: 'Hãy chọn nơi nhận và viết lý do', en: 'Choose where to and write why' },
  done: { vi: 'Đã chuyển', en: 'Passed on' },
})

/** Passes a case on; it then leaves the office's list. */
export function TransferForm({ one }: { one: DeskCase }) {
  const t = useText(words)
  const go = useGo()
  const [open, setOpen] = useState(false)
  const [agencyKind, setKind] = useState<'commune-police' | 'commune-committee'>('commune-committee')
  const [unitId, setUnitId] = useState<number | null>(null)
  const [reason, setReason] = useState('')
  const send = useCall(transferCase, {
    onReply: () => {
      say(t.done)
      go(paths.cases())
    },
  })
  return (
    <div>
      <Button icon="right" onClick={() => setOpen(true)}>
        {t.open}
      </Button>
      <Dialog title={t.title} open={open} onClose={() => setOpen(false)}>
        <Stack>
          <p className="muted">{t.once}</p>
          <ChoiceField
            label={t.office}
            value={agencyKind}
            onChange={(next) => setKind(next as typeof agencyKind)}
            options={[
              { value: 'commune-committee', label: t.committee },
              { value: 'commune-police', label: t.police },
            ]}
          />
          <UnitPicker label={t.where} value={unitId} onChange={setUnitId} />
          <LongTextField label={t.reason} value={reason} onChange={setReason} maxLength={500} />
          {send.problem ? <ErrorState problem={send.problem} onRetry={send.reset} /> : null}
          <Actions>
            <Button
              look="primary"
              pending={send.pending}
              notNow={unitId === null || reason.trim().length < 10 ? t.fill : null}
              onClick={() =>
                void send.send({
                  params: { caseId: one.caseId },
                  body: { version: one.version, unitId: unitId!, agencyKind, reason: reason.trim() },
                })
              }
            >
              {t.send}
            </Button>
          </Actions>
        </Stack>
      </Dialog>
    </div>
  )
}
