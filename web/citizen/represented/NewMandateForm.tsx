import { proposeMandate } from '@platform/server/accounts'
import type { Day } from '@platform/server/platform/schemas.ts'
import { type FormEvent, useState } from 'react'
import { useFreshCall } from '../../kit/authenticators/fresh-call.tsx'
import { Button } from '../../kit/Button.tsx'
import { ChoiceField, ManyField } from '../../kit/choices.tsx'
import { DateField } from '../../kit/DateField.tsx'
import { NumberField, TextField } from '../../kit/inputs.tsx'
import { Actions, Stack } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { ErrorState } from '../../kit/States.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText, useWords } from '../../kit/text.ts'

const words = text({
  side: { vi: 'Ai làm thay ai?', en: 'Who acts for whom?' },
  principal: { vi: 'Tôi nhờ người khác làm thay tôi', en: 'Somebody else acts for me' },
  agent: { vi: 'Tôi xin làm thay người khác', en: 'I ask to act for somebody else' },
  number: { vi: 'Số định danh của người kia', en: 'Personal number of the other' },
  name: { vi: 'Họ và tên người kia', en: 'Name of the other' },
  nameHint: { vi: 'Để chắc chắn đúng người, kể cả khi gõ nhầm số', en: 'To be sure it is the right person' },
  services: { vi: 'Được làm những việc gì', en: 'For which services' },
  from: { vi: 'Từ ngày', en: 'From' },
  until: { vi: 'Đến hết ngày', en: 'Until' },
  untilHint: { vi: 'Để trống là một năm', en: 'Left empty it is a year' },
  uses: { vi: 'Được nộp mấy lần', en: 'How many times' },
  usesHint: { vi: 'Để trống là không giới hạn', en: 'Left empty there is no limit' },
  send: { vi: 'Gửi để người kia đồng ý', en: 'Send it for the other to agree' },
  cancel: { vi: 'Thôi', en: 'Cancel' },
  sent: {
    vi: 'Đã gửi. Giấy ủy quyền có hiệu lực khi người kia đồng ý',
    en: 'Sent. It holds when the other agrees',
  },
  missing: {
    vi: 'Hãy điền số định danh 12 số, họ tên, ngày bắt đầu và chọn ít nhất một việc',
    en: 'Please give the 12-digit number, the name, the first day and at least one service',
  },
})

interface Service {
  code: string
  name: { vi: string; en: string }
}

/** A mandate in plain questions; nothing typed is lost when it is refused. */
export function NewMandateForm({ services, onDone }: { services: readonly Service[]; onDone: () => void }) {
  const t = useText(words)
  const show = useWords()
  const [side, setSide] = useState('principal')
  const [otherNumber, setNumber] = useState('')
  const [otherName, setName] = useState('')
  const [chosen, setChosen] = useState<string[]>([])
  const [validFrom, setFrom] = useState<Day | null>(null)
  const [validUntil, setUntil] = useState<Day | null>(null)
  const [usesMax, setUses] = useState<number | null>(null)
  const [missing, setMissing] = useState(false)
  const propose = useFreshCall(proposeMandate, {
    onReply: () => {
      say(t.sent)
      onDone()
    },
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    const complete = /^\d{12}$/.test(otherNumber) && otherName.trim().length > 1 && chosen.length > 0
    setMissing(!complete || !validFrom)
    if (!complete || !validFrom) return
    void propose.send({
      body: {
        side: side === 'agent' ? 'agent' : 'principal',
        otherNumber,
        otherName: otherName.trim(),
        services: chosen,
        validFrom,
        ...(validUntil ? { validUntil } : {}),
        ...(usesMax ? { usesMax } : {}),
      },
    })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <ChoiceField
          label={t.side}
          value={side}
          onChange={setSide}
          options={[
            { value: 'principal', label: t.principal },
            { value: 'agent', label: t.agent },
          ]}
        />
        <TextField
          label={t.number}
          value={otherNumber}
          inputMode="numeric"
          maxLength={12}
          onChange={(typed) => setNumber(typed.replace(/\D/g, ''))}
        />
        <TextField label={t.name} hint={t.nameHint} value={otherName} maxLength={200} onChange={setName} />
        <ManyField
          label={t.services}
          value={chosen}
          onChange={setChosen}
          options={services.map(({ code, name }) => ({ value: code, label: show(name) }))}
        />
        <DateField label={t.from} value={validFrom} onChange={setFrom} />
        <DateField label={t.until} hint={t.untilHint} value={validUntil} onChange={setUntil} />
        <NumberField label={t.uses} hint={t.usesHint} value={usesMax} min={1} max={1000} onChange={setUses} />
        {missing ? <Notice look="wrong" title={t.missing} now /> : null}
        {propose.problem ? <ErrorState problem={propose.problem} /> : null}
        {propose.dialog}
        <Actions>
          <Button type="submit" look="primary" pending={propose.pending}>
            {t.send}
          </Button>
          <Button onClick={onDone}>{t.cancel}</Button>
        </Actions>
      </Stack>
    </form>
  )
}
