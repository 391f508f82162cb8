import { listServices, openCounterDraft } from '@platform/server/services'
import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { SelectField, TextField } from '../../kit/inputs.tsx'
import { Actions } from '../../kit/Layout.tsx'
import { Page } from '../../kit/Page.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { useFilter, useGo } from '../../kit/router.tsx'
import { ErrorState, Show } from '../../kit/States.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { counters } from '../me.ts'
import { paths } from '../paths.ts'
import { BookingsCard } from './BookingsCard.tsx'
import { Filings } from './Filings.tsx'
import { QueueCard } from './QueueCard.tsx'

const words = text({
  title: { vi: 'Tiếp nhận tại quầy', en: 'At the counter' },
  lead: {
    vi: 'Nộp hồ sơ thay người dân đang có mặt. Biểu mẫu mở ra đã điền sẵn; họ xác nhận trước khi nộp.',
    en: 'File for who stands before you. The form opens filled in; the citizen confirms before it is filed.',
  },
  who: { vi: 'Ai làm, làm việc gì', en: 'Who, and for what' },
  card: { vi: 'Số định danh hoặc mã QR trên thẻ căn cước', en: 'Personal number, or the QR of the card' },
  cardHint: {
    vi: 'Gõ 12 chữ số, hoặc 8 chữ số trong ứng dụng của họ, hoặc đặt con trỏ vào đây rồi quét mã QR',
    en: 'Type the 12 digits or the 8 digits of the app, or put the cursor here and scan the QR',
  },
  cardMissing: { vi: 'Hãy gõ 12 chữ số hoặc quét mã QR', en: 'Type the 12 digits or scan the QR' },
  service: { vi: 'Thủ tục', en: 'Procedure' },
  serviceMissing: { vi: 'Hãy chọn thủ tục', en: 'Choose the procedure' },
  open: { vi: 'Mở biểu mẫu', en: 'Open the form' },
  noted: {
    vi: 'Người dân thấy trong ứng dụng của họ: cơ quan bạn đã mở dữ liệu để nộp hồ sơ thay.',
    en: 'The citizen sees in the own app that your office opened the data to file for him.',
  },
})

/** Where whoever stands at the counter is found and his form is opened; beneath it what was filed today. */
export function CounterPage() {
  const t = useText(words)
  return (
    <Page title={t.title} lead={t.lead}>
      <ForRoles roles={counters}>
        <Opening />
        <QueueCard />
        <BookingsCard />
        <Filings />
      </ForRoles>
    </Page>
  )
}

function Opening() {
  const t = useText(words)
  const show = useWords()
  const go = useGo()
  const [code, setCode] = useFilter('service')
  const [card, setCard] = useState('')
  const [tried, setTried] = useState(false)
  const services = useRead(listServices, {}, { lasting: true })
  const open = useCall(openCounterDraft, {
    onReply: ({ draft }) => go(paths.counterDraft(draft.draftId)),
  })
  const cardMissing = card.replace(/\s/g, '').length < 8
  const send = () => {
    setTried(true)
    if (!code || cardMissing) return
    void open.send({ body: { code, card: card.trim() } })
  }
  return (
    <Card title={t.who} icon="user" look="attention">
      <Show read={services}>
        {({ rows }) => (
          <form
            className="stack"
            noValidate
            onSubmit={(event) => {
              event.preventDefault()
              if (!open.pending) send()
            }}
          >
            <SelectField
              label={t.service}
              value={code}
              onChange={setCode}
              options={rows
                .map(({ code: value, name }) => ({ value, label: show(name) }))
                .sort((a, b) => a.label.localeCompare(b.label, 'vi'))}
              error={tried && !code ? t.serviceMissing : null}
            />
            <TextField
              label={t.card}
              hint={t.cardHint}
              value={card}
              onChange={setCard}
              maxLength={1000}
              error={tried && cardMissing ? t.cardMissing : null}
            />
            <p className="small muted">{t.noted}</p>
            {open.problem ? <ErrorState problem={open.problem} /> : null}
            <Actions>
              <Button look="primary" icon="edit" type="submit" pending={open.pending}>
                {t.open}
              </Button>
            </Actions>
          </form>
        )}
      </Show>
    </Card>
  )
}
