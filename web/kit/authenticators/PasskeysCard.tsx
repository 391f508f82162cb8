import {
  addPasskey,
  beginPasskey,
  listMyAuthenticators,
  type PasskeyRow,
  removePasskey,
  renamePasskey,
} from '@platform/server/authentication'
import { browserSupportsWebAuthn, startRegistration } from '@simplewebauthn/browser'
import { type FormEvent, useState } from 'react'
import { Button } from '../Button.tsx'
import { Card } from '../Card.tsx'
import { Dialog } from '../Dialog.tsx'
import { showInstant } from '../format.ts'
import { TextField } from '../inputs.tsx'
import { Actions, Row } from '../Layout.tsx'
import { Notice } from '../Notice.tsx'
import { useCall, useRead } from '../queries.ts'
import { ErrorState, Show } from '../States.tsx'
import { say } from '../Toast.tsx'
import { text, useText } from '../text.ts'
import { useFreshCall } from './fresh-call.tsx'

const words = text({
  nameMissing: { vi: 'Hãy đặt một tên', en: 'Give it a name' },
  title: { vi: 'Khóa truy cập', en: 'Passkeys' },
  what: {
    vi: 'Đăng nhập bằng vân tay, khuôn mặt hoặc mã mở khóa máy. Không ai lừa lấy được, không cần nhớ mật khẩu.',
    en: 'Sign in with your fingerprint, face or screen lock. Nobody can talk you out of it, and there is nothing to remember.',
  },
  none: { vi: 'Bạn chưa có khóa truy cập nào.', en: 'You have no passkey yet.' },
  add: { vi: 'Thêm khóa truy cập trên máy này', en: 'Add a passkey on this device' },
  cannot: {
    vi: 'Trình duyệt này chưa hỗ trợ khóa truy cập',
    en: 'This browser does not know passkeys',
  },
  added: { vi: 'Đã thêm khóa truy cập', en: 'The passkey was added' },
  trouble: {
    vi: 'Máy chưa tạo được khóa truy cập. Hãy kiểm tra máy có đặt khóa màn hình, rồi thử lại.',
    en: 'The device did not make a passkey. Check that it has a screen lock, and try again.',
  },
  name: { vi: 'Tên của khóa này', en: 'Name of this passkey' },
  nameHint: { vi: 'Để bạn nhận ra, ví dụ: Điện thoại của tôi', en: 'So that you know it, e.g. My phone' },
  thisDevice: { vi: 'Máy này', en: 'This device' },
  save: { vi: 'Lưu tên', en: 'Save the name' },
  rename: { vi: 'Đổi tên', en: 'Rename' },
  remove: { vi: 'Xóa', en: 'Remove' },
  removeTitle: { vi: 'Xóa khóa truy cập', en: 'Remove the passkey' },
  removeWhat: {
    vi: (name: string) => `Không ai đăng nhập được bằng “${name}” nữa, kể từ lúc này.`,
    en: (name: string) => `Nobody can sign in with “${name}” any more, from this moment.`,
  },
  removed: { vi: 'Đã xóa khóa truy cập', en: 'The passkey was removed' },
  cancel: { vi: 'Quay lại', en: 'Go back' },
  used: { vi: (at: string) => `Dùng lần cuối ${at}`, en: (at: string) => `Last used at ${at}` },
  since: { vi: (at: string) => `Thêm lúc ${at}`, en: (at: string) => `Added at ${at}` },
  synced: {
    vi: 'Được lưu trên các thiết bị của bạn',
    en: 'Kept on your other devices too',
  },
  bound: { vi: 'Chỉ ở trên một thiết bị', en: 'On one device only' },
})

/** Passkeys of one's own account: what they are, on which devices, and how to be rid of one. */
export function PasskeysCard() {
  const t = useText(words)
  const read = useRead(listMyAuthenticators, {})
  const [asking, setAsking] = useState<{ act: 'rename' | 'remove'; passkey: PasskeyRow }>()
  const [trouble, setTrouble] = useState(false)
  const add = useFreshCall(addPasskey, { onReply: () => say(t.added) })
  const begin = useFreshCall(beginPasskey, {
    onReply: (options) => {
      void startRegistration({ optionsJSON: options as never })
        .then((credential) => add.send({ body: { name: t.thisDevice, credential: credential as never } }))
        .catch(() => setTrouble(true))
    },
  })
  const problem = begin.problem ?? add.problem
  return (
    <Card title={t.title} icon="key">
      <p className="muted">{t.what}</p>
      <Show read={read}>
        {({ passkeys }) =>
          passkeys.length === 0 ? (
            <p>{t.none}</p>
          ) : (
            <ul className="stack">
              {passkeys.map((passkey) => (
                <li key={passkey.passkeyId}>
                  <Row apart>
                    <div>
                      <p className="strong">{passkey.name}</p>
                      <p className="small muted">
                        {passkey.usedAt
                          ? t.used(showInstant(passkey.usedAt))
                          : t.since(showInstant(passkey.addedAt))}
                        {' · '}
                        {passkey.synced ? t.synced : t.bound}
                      </p>
                    </div>
                    <Row>
                      <Button
                        look="quiet"
                        aria-label={`${t.rename}: ${passkey.name}`}
                        onClick={() => setAsking({ act: 'rename', passkey })}
                      >
                        {t.rename}
                      </Button>
                      <Button
                        aria-label={`${t.remove}: ${passkey.name}`}
                        onClick={() => setAsking({ act: 'remove', passkey })}
                      >
                        {t.remove}
                      </Button>
                    </Row>
                  </Row>
                </li>
              ))}
            </ul>
          )
        }
      </Show>
      {trouble ? (
        <Notice look="wrong" now>
          {t.trouble}
        </Notice>
      ) : null}
      {problem ? <ErrorState problem={problem} /> : null}
      <Actions>
        <Button
          look="primary"
          icon="plus"
          pending={begin.pending || add.pending}
          {...(browserSupportsWebAuthn() ? {} : { notNow: t.cannot })}
          onClick={() => {
            setTrouble(false)
            void begin.send({})
          }}
        >
          {t.add}
        </Button>
      </Actions>
      {begin.dialog ?? add.dialog}
      {asking?.act === 'rename' ? (
        <RenameDialog passkey={asking.passkey} onClose={() => setAsking(undefined)} />
      ) : null}
      {asking?.act === 'remove' ? (
        <RemoveDialog passkey={asking.passkey} onClose={() => setAsking(undefined)} />
      ) : null}
    </Card>
  )
}

interface OfPasskey {
  passkey: PasskeyRow
  onClose: () => void
}

function RenameDialog({ passkey, onClose }: OfPasskey) {
  const t = useText(words)
  const [name, setName] = useState(passkey.name)
  const rename = useCall(renamePasskey, { onReply: onClose })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const { passkeyId } = passkey
    if (name.trim()) void rename.send({ params: { passkeyId }, body: { name } })
  }
  return (
    <Dialog title={t.rename} open onClose={onClose}>
      <form className="stack" onSubmit={onSubmit}>
        <TextField
          label={t.name}
          hint={t.nameHint}
          value={name}
          onChange={setName}
          maxLength={60}
          error={name.trim() ? null : t.nameMissing}
        />
        {rename.problem ? <ErrorState problem={rename.problem} /> : null}
        <Actions>
          <Button look="primary" type="submit" pending={rename.pending}>
            {t.save}
          </Button>
          <Button onClick={onClose}>{t.cancel}</Button>
        </Actions>
      </form>
    </Dialog>
  )
}

function RemoveDialog({ passkey, onClose }: OfPasskey) {
  const t = useText(words)
  const remove = useCall(removePasskey, {
    onReply: () => {
      say(t.removed)
      onClose()
    },
  })
  const { passkeyId, name } = passkey
  return (
    <Dialog title={t.removeTitle} open onClose={onClose}>
      <p>{t.removeWhat(name)}</p>
      {remove.problem ? <ErrorState problem={remove.problem} /> : null}
      <Actions>
        <Button
          look="danger"
          pending={remove.pending}
          onClick={() => void remove.send({ params: { passkeyId } })}
        >
          {t.remove}
        </Button>
        <Button onClick={onClose}>{t.cancel}</Button>
      </Actions>
    </Dialog>
  )
}
