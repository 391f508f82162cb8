import { readRegistrationOptions, register } from '@platform/server/authentication'
import { useState } from 'react'
import { Button, ButtonLink } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { Actions, Stack } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Page } from '../../kit/Page.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { useGo } from '../../kit/router.tsx'
import { ErrorState, Show } from '../../kit/States.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText } from '../../kit/text.ts'
import { paths } from '../paths.ts'
import { useFlaws } from './draft-flaws.ts'
import { type ChosenKey, KeyChoice } from './KeyChoice.tsx'
import { RegistrationFields } from './RegistrationFields.tsx'
import type { Options } from './registration-form.ts'
import { emptyDraft, registrationOf } from './registration-form.ts'

const words = text({
  title: { vi: 'Đăng ký hệ thống', en: 'Register a system' },
  systems: { vi: 'Hệ thống', en: 'Systems' },
  lead: {
    vi: 'Đăng ký xong là thử được ngay với người mẫu. Không có mật khẩu dùng chung: hệ thống chứng minh mình bằng khóa.',
    en: 'It works with made-up people at once. No shared password: the system proves itself with a key.',
  },
  key: { vi: 'Khóa', en: 'Key' },
  needKey: {
    vi: 'Hãy tạo hoặc dán khóa, hoặc ghi tên trong chứng thư trước',
    en: 'Make or paste a key, or give the name in the certificate first',
  },
  missing: {
    vi: 'Còn mục chưa điền. Hãy xem các dòng đỏ phía trên.',
    en: 'Something is missing. See the red lines above.',
  },
  send: { vi: 'Đăng ký', en: 'Register' },
  cancel: { vi: 'Thôi', en: 'Cancel' },
  done: { vi: 'Đã đăng ký, thử được ngay', en: 'Registered; you can try it now' },
})

export function RegisterPage() {
  const t = useText(words)
  const options = useRead(readRegistrationOptions, {}, { lasting: true })
  return (
    <Page title={t.title} lead={t.lead} width="reading" crumbs={[{ label: t.systems, to: paths.systems() }]}>
      <Show read={options}>{(known) => <RegisterForm options={known} />}</Show>
    </Page>
  )
}

function RegisterForm({ options }: { options: Options }) {
  const t = useText(words)
  const go = useGo()
  const [draft, setDraft] = useState(emptyDraft)
  const [key, setKey] = useState<ChosenKey | null>(null)
  const [tried, setTried] = useState(false)
  const send = useCall(register, {
    onReply: ({ clientId }) => {
      say(t.done)
      go(paths.system(clientId))
    },
  })
  const { complete, flaw } = useFlaws(draft, tried, send.problem, options.kind === 'licensed-provider')
  const keyFlaw = flaw('key') ?? flaw('keys') ?? flaw('certificateName')
  return (
    <form
      className="stack stack-loose"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (complete && key) void send.send({ body: { ...registrationOf(draft), key } })
      }}
    >
      <RegistrationFields
        draft={draft}
        change={(part) => setDraft((before) => ({ ...before, ...part }))}
        options={options}
        flaw={flaw}
      />
      <Card title={t.key} icon="key">
        <Stack>
          {keyFlaw ? <Notice look="wrong">{keyFlaw}</Notice> : null}
          <KeyChoice onChoose={setKey} authorities={options.authorities} />
        </Stack>
      </Card>
      {send.problem ? <ErrorState problem={send.problem} /> : null}
      {tried && !complete ? (
        <Notice look="wrong" now>
          {t.missing}
        </Notice>
      ) : null}
      <Actions>
        <Button
          type="submit"
          look="primary"
          icon="check"
          pending={send.pending}
          notNow={key ? null : t.needKey}
        >
          {t.send}
        </Button>
        <ButtonLink to={paths.systems()}>{t.cancel}</ButtonLink>
      </Actions>
    </form>
  )
}
