import {
  changeRegistration,
  type Registration,
  readRegistration,
  readRegistrationOptions,
} from '@platform/server/authentication'
import { useState } from 'react'
import { Button, ButtonLink } from '../../kit/Button.tsx'
import { Actions } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Page } from '../../kit/Page.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { useGo, useParam } from '../../kit/router.tsx'
import { ErrorState, Show } from '../../kit/States.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText } from '../../kit/text.ts'
import { paths } from '../paths.ts'
import { useFlaws } from './draft-flaws.ts'
import { RegistrationFields } from './RegistrationFields.tsx'
import type { Options } from './registration-form.ts'
import { draftOf, registrationOf } from './registration-form.ts'

const words = text({
  title: { vi: 'Sửa đăng ký', en: 'Change the registration' },
  back: { vi: 'Hệ thống', en: 'System' },
  atOnce: {
    vi: 'Hệ thống đang thử nghiệm: sửa là có hiệu lực ngay.',
    en: 'The system is in the sandbox: changes apply at once.',
  },
  asked: {
    vi: (days: number) =>
      `Hệ thống đã được duyệt: thay đổi sẽ thành một đề nghị, được quyết định trong ${days} ngày làm việc. Trong khi chờ, hệ thống vẫn chạy như đã duyệt.`,
    en: (days: number) =>
      `The system is approved: the change becomes a request, decided within ${days} working days. Until then it goes on as approved.`,
  },
  save: { vi: 'Lưu', en: 'Save' },
  ask: { vi: 'Gửi đề nghị', en: 'Send the request' },
  cancel: { vi: 'Thôi', en: 'Cancel' },
  saved: { vi: 'Đã lưu', en: 'Saved' },
  sent: { vi: 'Đã gửi đề nghị', en: 'The request was sent' },
})

export function ChangePage() {
  const t = useText(words)
  const clientId = useParam('clientId')
  const read = useRead(readRegistration, { params: { clientId } }, { once: true })
  const options = useRead(readRegistrationOptions, {}, { lasting: true })
  return (
    <Page title={t.title} width="reading" crumbs={[{ label: t.back, to: paths.system(clientId) }]}>
      <Show read={options}>
        {(known) => <Show read={read}>{(now) => <ChangeForm now={now} options={known} />}</Show>}
      </Show>
    </Page>
  )
}

function ChangeForm({ now, options }: { now: Registration; options: Options }) {
  const t = useText(words)
  const go = useGo()
  const [draft, setDraft] = useState(() => draftOf(now))
  const [tried, setTried] = useState(false)
  const isApproved = now.status !== 'sandbox'
  const send = useCall(changeRegistration, {
    onReply: ({ requestId }) => {
      say(requestId ? t.sent : t.saved)
      go(paths.system(now.clientId))
    },
  })
  const { complete, flaw } = useFlaws(draft, tried, send.problem, options.kind === 'licensed-provider')
  return (
    <form
      className="stack stack-loose"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (complete) void send.send({ params: { clientId: now.clientId }, body: registrationOf(draft) })
      }}
    >
      <Notice>{isApproved ? t.asked(options.wideningWorkingDays) : t.atOnce}</Notice>
      <RegistrationFields
        draft={draft}
        change={(part) => setDraft((before) => ({ ...before, ...part }))}
        options={options}
        flaw={flaw}
      />
      {send.problem ? <ErrorState problem={send.problem} /> : null}
      <Actions>
        <Button type="submit" look="primary" icon="check" pending={send.pending}>
          {isApproved ? t.ask : t.save}
        </Button>
        <ButtonLink to={paths.system(now.clientId)}>{t.cancel}</ButtonLink>
      </Actions>
    </form>
  )
}
