import {
  type NewMandate,
  proposeMandate,
  proposeOrganisationMandate,
  SIGN_IN,
  signInWords,
} from '@platform/server/accounts'
import type { Day } from '@platform/server/platform/schemas.ts'
import { fold } from '@platform/server/platform/vietnamese.ts'
import { type FormEvent, useState } from 'react'
import { useFreshCall } from '../../kit/authenticators/fresh-call.tsx'
import { Button } from '../../kit/Button.tsx'
import { ChoiceField, ManyField } from '../../kit/choices.tsx'
import { DateField } from '../../kit/DateField.tsx'
import { NumberField, SearchField, TextField } from '../../kit/inputs.tsx'
import { Actions, Stack } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { ErrorState } from '../../kit/States.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText, useWords } from '../../kit/text.ts'

const words = text({
  side: { vi: 'Ai làm thay ai?', en: 'Who acts for whom?' },
  principal: { vi: 'Tôi nhờ người khác làm thay tôi', en: 'Somebody else acts for me' },
  agent: { vi: 'Tôi xin làm thay người khác', en: 'I ask to act for somebody else' },
  principalIt: { vi: 'Tổ chức nhờ người khác làm thay', en: 'Somebody else acts for the organisation' },
  agentIt: { vi: 'Tổ chức xin làm thay người khác', en: 'The organisation asks to act for somebody else' },
  number: {
    vi: 'Số định danh của người kia, hoặc mã số tổ chức',
    en: 'Personal number, or code of an organisation',
  },
  name: { vi: 'Họ và tên người kia, hoặc tên tổ chức', en: 'Name of the person or organisation' },
  nameHint: { vi: 'Để chắc chắn đúng người, kể cả khi gõ nhầm số', en: 'To be sure it is the right one' },
  search: { vi: 'Tìm việc cần ủy quyền (gõ không dấu cũng được)', en: 'Find a service' },
  others: {
    vi: (count: number) => `Còn ${count} việc khác, hãy gõ tên để tìm`,
    en: (count: number) => `${count} others: type a name to find them`,
  },
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
    vi: 'Hãy điền số (cá nhân 12 số, tổ chức 10 hoặc 13 số), tên, ngày bắt đầu và chọn ít nhất một việc',
    en: 'Please give the number (12 digits, of organisations 10 or 13), the name, the first day and a service',
  },
})

/** How many services stand there before one looks for another. */
const OFFERED = 8

interface Service {
  code: string
  name: { vi: string; en: string }
}

interface NewMandateFormProps {
  services: readonly Service[]
  /** In whose name it is made, when not in one's own. */
  organisationId?: string
  onDone: () => void
}

/** Ten digits of an organisation, and three of a branch, are written with a dash. */
const written = (digits: string) =>
  digits.length === 13 ? `${digits.slice(0, 10)}-${digits.slice(10)}` : digits

/** A mandate in plain questions; nothing typed is lost when it is refused. */
export function NewMandateForm({ services, organisationId, onDone }: NewMandateFormProps) {
  const t = useText(words)
  const show = useWords()
  const [side, setSide] = useState('principal')
  const [otherNumber, setNumber] = useState('')
  const [otherName, setName] = useState('')
  const [chosen, setChosen] = useState<string[]>([])
  const [asked, ask] = useState('')
  const all = [{ code: SIGN_IN, name: signInWords }, ...services]
  const found = all.filter(({ name }) => fold(`${name.vi} ${name.en}`).includes(fold(asked)))
  const offered = all.filter((one) => chosen.includes(one.code) || found.slice(0, OFFERED).includes(one))
  const [validFrom, setFrom] = useState<Day | null>(null)
  const [validUntil, setUntil] = useState<Day | null>(null)
  const [usesMax, setUses] = useState<number | null>(null)
  const [missing, setMissing] = useState(false)
  const proposed = {
    onReply: () => {
      say(t.sent)
      onDone()
    },
  }
  const own = useFreshCall(proposeMandate, proposed)
  const its = useFreshCall(proposeOrganisationMandate, proposed)
  const propose = organisationId ? its : own
  function submit(event: FormEvent) {
    event.preventDefault()
    const complete =
      /^(\d{12}|\d{10}|\d{13})$/.test(otherNumber) && otherName.trim().length > 1 && chosen.length > 0
    setMissing(!complete || !validFrom)
    if (!complete || !validFrom) return
    const body: NewMandate = {
      side: side === 'agent' ? 'agent' : 'principal',
      otherNumber: written(otherNumber),
      otherName: otherName.trim(),
      services: chosen,
      validFrom,
      ...(validUntil ? { validUntil } : {}),
      ...(usesMax ? { usesMax } : {}),
    }
    if (organisationId) void its.send({ params: { organisationId }, body })
    else void own.send({ body })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <ChoiceField
          label={t.side}
          value={side}
          onChange={setSide}
          options={[
            { value: 'principal', label: organisationId ? t.principalIt : t.principal },
            { value: 'agent', label: organisationId ? t.agentIt : t.agent },
          ]}
        />
        <TextField
          label={t.number}
          value={otherNumber}
          inputMode="numeric"
          maxLength={14}
          onChange={(typed) => setNumber(typed.replace(/\D/g, ''))}
        />
        <TextField label={t.name} hint={t.nameHint} value={otherName} maxLength={200} onChange={setName} />
        <SearchField label={t.search} value={asked} onChange={ask} />
        <ManyField
          label={t.services}
          hint={offered.length < all.length ? t.others(all.length - offered.length) : null}
          value={chosen}
          onChange={setChosen}
          options={offered.map(({ code, name }) => ({ value: code, label: show(name) }))}
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
