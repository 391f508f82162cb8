import {
  type DeskDossier,
  readDeskDelivery,
  recordCollected,
  recordPosted,
  recordPostOutcome,
} from '@platform/server/services'
import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { ChoiceField } from '../../kit/choices.tsx'
import { DeliveryFacts } from '../../kit/DeliveryFacts.tsx'
import { TextField } from '../../kit/inputs.tsx'
import { Actions } from '../../kit/Layout.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { ErrorState, Show } from '../../kit/States.tsx'
import { text, useText } from '../../kit/text.ts'

const words = text({
  title: { vi: 'Trả kết quả bản giấy', en: 'Handing over the paper result' },
  digital: {
    vi: 'Kết quả điện tử đã ở trong ứng dụng của người dân. Ghi ở đây khi trả bản giấy.',
    en: 'The digital result is in the citizen’s app. Record it here when you hand over paper.',
  },
  who: { vi: 'Ai đến nhận', en: 'Who collects it' },
  applicant: { vi: 'Người nộp hồ sơ', en: 'The applicant' },
  other: { vi: 'Người khác', en: 'Somebody else' },
  name: { vi: 'Họ tên người nhận', en: 'Name' },
  nameMissing: { vi: 'Hãy ghi họ tên người nhận', en: 'Write the name' },
  proof: { vi: 'Đã đối chiếu giấy tờ gì', en: 'What proved it' },
  proofHint: {
    vi: 'Ví dụ: thẻ căn cước, giấy ủy quyền, đã ký sổ',
    en: 'For example: card, letter of authority, signed the book',
  },
  proofMissing: { vi: 'Hãy ghi đã đối chiếu gì', en: 'Write what was seen' },
  collect: { vi: 'Ghi nhận đã trả', en: 'Record the handing over' },
  tracking: { vi: 'Số bưu gửi', en: 'Number of the post' },
  trackingMissing: {
    vi: 'Số in trên phiếu gửi: 8 đến 20 chữ cái, chữ số',
    en: '8 to 20 letters and digits of the slip',
  },
  posted: { vi: 'Đã gửi bưu điện', en: 'Given to the post' },
  delivered: { vi: 'Bưu điện đã giao', en: 'The post delivered it' },
  back: { vi: 'Bưu điện chuyển hoàn', en: 'The post sent it back' },
  backWhy: { vi: 'Lý do chuyển hoàn', en: 'Why' },
  backMissing: { vi: 'Hãy ghi lý do trước', en: 'Write why first' },
})

const withResult = new Set(['approved', 'returned', 'refused'])

/** Paper handed over at the desk or by post, each turn recorded; shown when there is a result. */
export function HandingOverCard({ dossier: { dossierId, state } }: { dossier: DeskDossier }) {
  const t = useText(words)
  const params = { dossierId }
  const read = useRead(readDeskDelivery, { params }, { enabled: withResult.has(state) })
  if (!withResult.has(state)) return null
  return (
    <Card title={t.title} icon="out">
      <Show read={read}>
        {({ delivery }) => {
          const at = delivery?.state ?? null
          return (
            <div className="stack">
              {delivery ? <DeliveryFacts delivery={delivery} /> : <p className="muted small">{t.digital}</p>}
              {at === 'wanted' && delivery?.way === 'post' ? <Posting params={params} /> : null}
              {at === 'posted' ? <Outcome params={params} /> : null}
              {at === null || at === 'wanted' || at === 'sent-back' ? <Collecting params={params} /> : null}
            </div>
          )
        }}
      </Show>
    </Card>
  )
}

interface Of {
  params: { dossierId: string }
}

function Collecting({ params }: Of) {
  const t = useText(words)
  const [who, setWho] = useState('applicant')
  const [name, setName] = useState('')
  const [proof, setProof] = useState('')
  const [tried, setTried] = useState(false)
  const record = useCall(recordCollected)
  const nameMissing = who === 'other' && name.trim().length < 2
  const proofMissing = proof.trim().length < 3
  const send = () => {
    setTried(true)
    if (nameMissing || proofMissing) return
    const body =
      who === 'other'
        ? ({ who, name: name.trim(), proof: proof.trim() } as const)
        : ({ who: 'applicant', proof: proof.trim() } as const)
    void record.send({ params, body })
  }
  return (
    <div className="stack">
      <ChoiceField
        label={t.who}
        value={who}
        onChange={setWho}
        options={[
          { value: 'applicant', label: t.applicant },
          { value: 'other', label: t.other },
        ]}
      />
      {who === 'other' ? (
        <TextField
          label={t.name}
          value={name}
          onChange={setName}
          maxLength={100}
          error={tried && nameMissing ? t.nameMissing : null}
        />
      ) : null}
      <TextField
        label={t.proof}
        hint={t.proofHint}
        value={proof}
        onChange={setProof}
        maxLength={300}
        error={tried && proofMissing ? t.proofMissing : null}
      />
      {record.problem ? <ErrorState problem={record.problem} /> : null}
      <Actions>
        <Button icon="done" pending={record.pending} onClick={send}>
          {t.collect}
        </Button>
      </Actions>
    </div>
  )
}

function Posting({ params }: Of) {
  const t = useText(words)
  const [tracking, setTracking] = useState('')
  const [tried, setTried] = useState(false)
  const record = useCall(recordPosted)
  const tidy = tracking.toUpperCase().replace(/\s/g, '')
  const missing = !/^[A-Z0-9]{8,20}$/.test(tidy)
  const send = () => {
    setTried(true)
    if (!missing) void record.send({ params, body: { tracking: tidy } })
  }
  return (
    <div className="stack">
      <TextField
        label={t.tracking}
        value={tracking}
        onChange={setTracking}
        maxLength={24}
        error={tried && missing ? t.trackingMissing : null}
      />
      {record.problem ? <ErrorState problem={record.problem} /> : null}
      <Actions>
        <Button icon="send" pending={record.pending} onClick={send}>
          {t.posted}
        </Button>
      </Actions>
    </div>
  )
}

function Outcome({ params }: Of) {
  const t = useText(words)
  const [note, setNote] = useState('')
  const record = useCall(recordPostOutcome)
  return (
    <div className="stack">
      <TextField label={t.backWhy} optional value={note} onChange={setNote} maxLength={300} />
      {record.problem ? <ErrorState problem={record.problem} /> : null}
      <Actions>
        <Button
          icon="done"
          pending={record.pending}
          onClick={() => void record.send({ params, body: { outcome: 'delivered' } })}
        >
          {t.delivered}
        </Button>
        <Button
          icon="undo"
          notNow={note.trim().length < 3 ? t.backMissing : null}
          onClick={() => void record.send({ params, body: { outcome: 'sent-back', note: note.trim() } })}
        >
          {t.back}
        </Button>
      </Actions>
    </div>
  )
}
