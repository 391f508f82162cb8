import { listStranded, type StrandedDossier, takeStranded } from '@platform/server/services'
import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { showInstant } from '../../kit/format.ts'
import { LongTextField } from '../../kit/inputs.tsx'
import { Actions } from '../../kit/Layout.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { ErrorState, Show } from '../../kit/States.tsx'
import { Table } from '../../kit/Table.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText, useWords } from '../../kit/text.ts'

const words = text({
  title: { vi: 'Hồ sơ của cơ quan cũ chờ nhận', en: 'Dossiers of a former office to be taken over' },
  what: {
    vi: 'Cơ quan cũ đã chia về nhiều nơi và chưa rõ hồ sơ thuộc nơi nào. Nhận về nếu hồ sơ thuộc địa bàn của bạn; thời hạn vẫn tính tiếp.',
    en: 'The former office was divided and nobody could tell where these belong. Take those of your area; their clock goes on.',
  },
  code: { vi: 'Mã hồ sơ', en: 'Dossier' },
  service: { vi: 'Thủ tục', en: 'Service' },
  from: { vi: 'Cơ quan cũ', en: 'Former office' },
  at: { vi: 'Nộp lúc', en: 'Submitted' },
  act: { vi: 'Việc', en: 'Act' },
  take: { vi: 'Nhận về cơ quan tôi', en: 'Take over' },
  reason: { vi: 'Vì sao hồ sơ thuộc cơ quan bạn', en: 'Why it belongs to your office' },
  reasonHint: { vi: 'Ít nhất 10 ký tự', en: 'At least 10 letters' },
  short: { vi: 'Hãy ghi lý do, ít nhất 10 ký tự', en: 'Say why, in at least 10 letters' },
  cancel: { vi: 'Quay lại', en: 'Go back' },
  done: { vi: 'Hồ sơ đã về hàng việc của cơ quan bạn', en: 'The dossier is in your queue' },
})

/** Dossiers of divided agencies that may belong here. Nothing when there is none. */
export function StrandedDossiers() {
  const t = useText(words)
  const show = useWords()
  const read = useRead(listStranded, {})
  const [taking, setTaking] = useState<StrandedDossier | null>(null)
  return (
    <Show read={read}>
      {({ rows }) =>
        rows.length === 0 ? null : (
          <Card title={t.title} icon="folder" look="attention">
            <p>{t.what}</p>
            <Table
              caption={t.title}
              rows={rows}
              keyOf={({ dossierId }) => dossierId}
              columns={[
                { head: t.code, names: true, cell: ({ code }) => code },
                { head: t.service, cell: ({ service }) => show(service) },
                { head: t.from, cell: ({ formerAgency }) => show(formerAgency) },
                { head: t.at, cell: ({ submittedAt }) => showInstant(submittedAt) },
                {
                  head: t.act,
                  cell: (row) => (
                    <Button onClick={() => setTaking(row)}>
                      {t.take}
                      <span className="visually-hidden">: {row.code}</span>
                    </Button>
                  ),
                },
              ]}
            />
            {taking ? <TakeDialog dossier={taking} onClose={() => setTaking(null)} /> : null}
          </Card>
        )
      }
    </Show>
  )
}

function TakeDialog({ dossier, onClose }: { dossier: StrandedDossier; onClose: () => void }) {
  const t = useText(words)
  const [reason, setReason] = useState('')
  const take = useCall(takeStranded, {
    onReply: () => {
      say(t.done)
      onClose()
    },
  })
  const short = reason.trim().length < 10
  return (
    <Dialog title={dossier.code} open onClose={onClose}>
      <div className="stack">
        <LongTextField
          label={t.reason}
          hint={t.reasonHint}
          value={reason}
          maxLength={500}
          onChange={setReason}
        />
        {take.problem ? <ErrorState problem={take.problem} /> : null}
        <Actions>
          <Button
            look="primary"
            pending={take.pending}
            notNow={short ? t.short : null}
            onClick={() =>
              void take.send({ params: { dossierId: dossier.dossierId }, body: { reason: reason.trim() } })
            }
          >
            {t.take}
          </Button>
          <Button onClick={onClose}>{t.cancel}</Button>
        </Actions>
      </div>
    </Dialog>
  )
}
