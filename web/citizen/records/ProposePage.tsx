import { listProposableFields, type ProposableField, propose } from '@platform/server/population'
import { useState } from 'react'
import { Button, ButtonLink } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { DateField } from '../../kit/DateField.tsx'
import { LongTextField, PhoneField, SelectField, TextField } from '../../kit/inputs.tsx'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { Actions } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Page } from '../../kit/Page.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { useGo, useParam } from '../../kit/router.tsx'
import { Empty, ErrorState, Show } from '../../kit/States.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { UnitPicker } from '../../kit/UnitPicker.tsx'
import { paths } from '../paths.ts'

const words = text({
  title: { vi: 'Đề nghị sửa thông tin', en: 'Something is wrong here' },
  records: { vi: 'Thông tin của tôi', en: 'My information' },
  now: { vi: 'Dữ liệu đang ghi', en: 'What is recorded' },
  empty: { vi: 'Chưa có', en: 'Nothing' },
  should: { vi: 'Đúng ra phải là', en: 'What it should be' },
  shouldMissing: { vi: 'Hãy điền giá trị đúng', en: 'Say what it should be' },
  why: { vi: 'Vì sao, dựa vào giấy tờ nào', en: 'Why, and by which paper' },
  whyHint: {
    vi: 'Ví dụ: giấy khai sinh của tôi ghi tên đệm là Thị. Bước sau bạn chụp ảnh giấy gửi kèm.',
    en: 'For example: my birth certificate says otherwise. You add a picture in the next step.',
  },
  whyMissing: { vi: 'Hãy viết ít nhất 5 ký tự', en: 'Write at least 5 characters' },
  send: { vi: 'Gửi đề nghị', en: 'Send' },
  sent: { vi: 'Đã gửi. Bạn có thể gửi kèm ảnh giấy tờ.', en: 'Sent. You may add a picture of the paper.' },
  what: {
    vi: 'Công an xã, phường nơi bạn cư trú trả lời trong 2 ngày làm việc. Việc này miễn phí.',
    en: 'The police of the commune where you live answer within 2 working days. It is free.',
  },
  open: { vi: 'Bạn đã có một đề nghị cho thông tin này', en: 'You have a proposal for this already' },
  openIt: { vi: 'Xem đề nghị đó', en: 'Look at it' },
  other: { vi: 'Thông tin này thay đổi bằng thủ tục khác', en: 'This changes by another procedure' },
  otherWhat: { vi: 'Hãy xem mục Dịch vụ.', en: 'See Services.' },
})

/** A field of mine that is wrong or missing: what it should be, and why. */
export function ProposePage() {
  const t = useText(words)
  const field = useParam('field')
  const read = useRead(listProposableFields, {})
  return (
    <Page title={t.title} width="reading" crumbs={[{ label: t.records, to: paths.records() }]}>
      <Show read={read}>
        {({ rows }) => {
          const one = rows.find((row) => row.field === field)
          if (!one) return <Empty title={t.other}>{t.otherWhat}</Empty>
          return one.open ? (
            <Notice look="wait" title={t.open}>
              <p>
                <ButtonLink to={paths.proposal(one.open)}>{t.openIt}</ButtonLink>
              </p>
            </Notice>
          ) : (
            <Form field={one} />
          )
        }}
      </Show>
    </Page>
  )
}

function Form({ field }: { field: ProposableField }) {
  const t = useText(words)
  const show = useWords()
  const go = useGo()
  const [value, setValue] = useState('')
  const [why, setWhy] = useState('')
  const [tried, setTried] = useState(false)
  const sender = useCall(propose, {
    onReply: ({ proposalId }) => {
      say(t.sent)
      go(paths.proposal(proposalId))
    },
  })
  const send = () => {
    setTried(true)
    if (!value.trim() || why.trim().length < 5) return
    void sender.send({ body: { field: field.field, value: value.trim(), explanation: why.trim() } })
  }
  return (
    <Card>
      <div className="stack stack-loose">
        <KeyValueList items={[{ key: `${t.now}: ${show(field.label)}`, value: field.now ?? t.empty }]} />
        <Value
          field={field}
          value={value}
          onChange={setValue}
          error={tried && !value.trim() ? t.shouldMissing : null}
        />
        <LongTextField
          label={t.why}
          hint={t.whyHint}
          value={why}
          onChange={setWhy}
          maxLength={1000}
          error={tried && why.trim().length < 5 ? t.whyMissing : null}
        />
        {sender.problem ? <ErrorState problem={sender.problem} onRetry={sender.reset} /> : null}
        <Notice>{t.what}</Notice>
        <Actions>
          <Button look="primary" icon="send" pending={sender.pending} onClick={send}>
            {t.send}
          </Button>
        </Actions>
      </div>
    </Card>
  )
}

interface ValueProps {
  field: ProposableField
  value: string
  onChange: (value: string) => void
  error: string | null
}

/** How a value of the field is given. */
function Value({ field, value, onChange, error }: ValueProps) {
  const t = useText(words)
  const show = useWords()
  const label = `${t.should}: ${show(field.label)}`
  switch (field.kind) {
    case 'day':
      return (
        <DateField
          label={label}
          value={value || null}
          onChange={(day) => onChange(day ?? '')}
          error={error}
        />
      )
    case 'choice':
      return (
        <SelectField
          label={label}
          value={value}
          onChange={onChange}
          error={error}
          options={field.options.map(({ code, words: said }) => ({ value: code, label: show(said) }))}
        />
      )
    case 'unit':
      return (
        <UnitPicker
          label={label}
          value={value ? Number(value) : null}
          onChange={(unitId) => onChange(unitId ? String(unitId) : '')}
          error={error}
        />
      )
    case 'phone':
      return <PhoneField label={label} value={value} onChange={onChange} error={error} />
    default:
      return (
        <TextField
          label={label}
          value={value}
          onChange={onChange}
          maxLength={200}
          error={error}
          type={field.kind === 'email' ? 'email' : 'text'}
        />
      )
  }
}
