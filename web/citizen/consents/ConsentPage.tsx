import { type ConsentReceipt, readMyConsent, withdrawConsent } from '@platform/server/privacy'
import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { showInstant } from '../../kit/format.ts'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { Actions, Stack } from '../../kit/Layout.tsx'
import { Page } from '../../kit/Page.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { useParam } from '../../kit/router.tsx'
import { ErrorState, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { paths } from '../paths.ts'
import { consentTone, stateWords } from './consent-state.ts'

const words = text({
  title: { vi: 'Biên nhận sự đồng ý', en: 'Consent receipt' },
  all: { vi: 'Ai được dùng dữ liệu của tôi', en: 'Who may use my data' },
  shown: { vi: 'Điều bạn đã đọc và đồng ý', en: 'What you read and agreed to' },
  organisation: { vi: 'Tổ chức', en: 'Organisation' },
  system: { vi: 'Hệ thống', en: 'System' },
  through: { vi: 'Hỏi qua', en: 'Through' },
  given: { vi: 'Đồng ý lúc', en: 'Given at' },
  how: { vi: 'Bằng cách', en: 'How' },
  app: { vi: 'Trong ứng dụng, sau khi đăng nhập', en: 'In the app, signed in' },
  desk: { vi: 'Tại quầy', en: 'At a counter' },
  level: { vi: 'Mức tài khoản', en: 'Account level' },
  until: { vi: 'Có hiệu lực đến', en: 'Valid until' },
  uses: { vi: 'Đã dùng', en: 'Used' },
  usesOf: {
    vi: (uses: number, max: number) => `${uses} trên ${max} lần`,
    en: (uses: number, max: number) => `${uses} of ${max}`,
  },
  ended: { vi: 'Kết thúc lúc', en: 'Ended at' },
  digest: { vi: 'Mã của nội dung', en: 'Digest of the text' },
  print: { vi: 'In biên nhận', en: 'Print' },
  withdraw: { vi: 'Rút lại sự đồng ý', en: 'Take the consent back' },
  withdrawWhat: {
    vi: 'Tổ chức này sẽ không dùng được dữ liệu của bạn nữa, ngay lập tức. Những lần đã dùng trước đó vẫn còn trong nhật ký.',
    en: 'The organisation can no longer use your data, from this moment. What was done before stays in the log.',
  },
  now: { vi: 'Rút lại ngay', en: 'Take it back now' },
  keep: { vi: 'Để nguyên', en: 'Keep it' },
  done: { vi: 'Đã rút lại', en: 'Taken back' },
})

/** The receipt of one consent: the very words, how it was given, and the way to take it back. */
export function ConsentPage() {
  const t = useText(words)
  const consentId = useParam('consentId')
  return (
    <Page title={t.title} width="reading" crumbs={[{ label: t.all, to: paths.consents() }]}>
      <Show read={useRead(readMyConsent, { params: { consentId } })}>
        {(receipt) => <Receipt receipt={receipt} />}
      </Show>
    </Page>
  )
}

function Receipt({ receipt }: { receipt: ConsentReceipt }) {
  const t = useText(words)
  const state = useText(stateWords)
  const show = useWords()
  return (
    <Stack gap="loose">
      <Card
        title={t.shown}
        icon="text"
        aside={<StatusBadge tone={consentTone[receipt.state]}>{state[receipt.state]}</StatusBadge>}
      >
        <p className="consent-text">{show(receipt.text)}</p>
      </Card>
      <Card>
        <KeyValueList
          items={[
            { key: t.organisation, value: show(receipt.organisation) },
            { key: t.system, value: show(receipt.system) },
            ...(receipt.through ? [{ key: t.through, value: show(receipt.through) }] : []),
            { key: t.given, value: showInstant(receipt.givenAt) },
            { key: t.how, value: t[receipt.givenHow] },
            ...(receipt.accountLevel ? [{ key: t.level, value: String(receipt.accountLevel) }] : []),
            { key: t.until, value: showInstant(receipt.validUntil) },
            ...(receipt.usesMax ? [{ key: t.uses, value: t.usesOf(receipt.uses, receipt.usesMax) }] : []),
            ...(receipt.endedAt ? [{ key: t.ended, value: showInstant(receipt.endedAt) }] : []),
            { key: t.digest, value: <code className="small consent-digest">{receipt.textId}</code> },
          ]}
        />
      </Card>
      <Actions>
        {receipt.state === 'in-force' ? <Withdraw consentId={receipt.consentId} /> : null}
        <Button icon="file" onClick={() => window.print()}>
          {t.print}
        </Button>
      </Actions>
    </Stack>
  )
}

function Withdraw({ consentId }: { consentId: string }) {
  const t = useText(words)
  const [open, setOpen] = useState(false)
  const withdraw = useCall(withdrawConsent, {
    onReply: () => {
      say(t.done)
      setOpen(false)
    },
  })
  return (
    <>
      <Button look="danger" icon="undo" onClick={() => setOpen(true)}>
        {t.withdraw}
      </Button>
      <Dialog title={t.withdraw} open={open} onClose={() => setOpen(false)}>
        <p>{t.withdrawWhat}</p>
        {withdraw.problem ? <ErrorState problem={withdraw.problem} /> : null}
        <Actions>
          <Button
            look="danger"
            pending={withdraw.pending}
            onClick={() => void withdraw.send({ params: { consentId } })}
          >
            {t.now}
          </Button>
          <Button onClick={() => setOpen(false)}>{t.keep}</Button>
        </Actions>
      </Dialog>
    </>
  )
}
