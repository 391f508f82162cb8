import { addKey, type Registration, removeKey } from '@platform/server/authentication'
import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { showInstant } from '../../kit/format.ts'
import { Actions, Stack } from '../../kit/Layout.tsx'
import { useCall } from '../../kit/queries.ts'
import { ErrorState } from '../../kit/States.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText } from '../../kit/text.ts'
import { CertificateNameFields, type ChosenKey, KeyChoice } from './KeyChoice.tsx'

const words = text({
  title: { vi: 'Khóa', en: 'Keys' },
  what: {
    vi: 'Thêm khóa mới trước, chuyển hệ thống sang khóa mới, rồi mới bỏ khóa cũ.',
    en: 'Add the new key, move the system to it, then remove the old one.',
  },
  byName: {
    vi: 'Hệ thống được nhận ra theo tên này trong chứng thư do tổ chức chứng thực cấp. Chứng thư mới cùng tên dùng được ngay.',
    en: 'The system is known by this name in a certificate that an authority issued. A new certificate under it works at once.',
  },
  rename: { vi: 'Đổi tên trong chứng thư', en: 'Change the name' },
  ends: { vi: (at: string) => `Chứng thư hết hạn ${at}`, en: (at: string) => `Certificate ends ${at}` },
  add: { vi: 'Thêm khóa', en: 'Add a key' },
  save: { vi: 'Lưu khóa này', en: 'Keep this key' },
  remove: { vi: 'Bỏ khóa', en: 'Remove' },
  needKey: { vi: 'Hãy tạo hoặc dán khóa trước', en: 'Make or paste a key first' },
  saveName: { vi: 'Lưu tên này', en: 'Keep this name' },
  needName: { vi: 'Hãy ghi tên trong chứng thư trước', en: 'Give the name in the certificate first' },
  renamed: { vi: 'Đã đổi tên trong chứng thư', en: 'The name was changed' },
  last: { vi: 'Khóa cuối cùng', en: 'The last key' },
  added: { vi: 'Đã thêm khóa', en: 'The key was added' },
  removed: { vi: 'Đã bỏ khóa', en: 'The key was removed' },
})

/** Keys and certificates: added before the old ones go, so that a rotation fails nobody. */
export function Keys({ system }: { system: Registration }) {
  const t = useText(words)
  const { clientId, keys } = system
  const byName = system.proof === 'authority'
  const [isAdding, setAdding] = useState(false)
  const [key, setKey] = useState<ChosenKey | null>(null)
  const close = () => {
    setAdding(false)
    setKey(null)
  }
  const add = useCall(addKey, {
    onReply: () => {
      say(byName ? t.renamed : t.added)
      close()
    },
  })
  const remove = useCall(removeKey, { onReply: () => say(t.removed) })
  return (
    <Card title={t.title} icon="key">
      <p className="small muted">{byName ? t.byName : t.what}</p>
      <ul className="stack">
        {keys.map(({ kid, endsAt }) => (
          <li key={kid} className="stack stack-tight">
            <p className="id">{kid}</p>
            {endsAt ? <p className="small muted">{t.ends(showInstant(endsAt))}</p> : null}
            {byName ? null : (
              <Button
                aria-label={`${t.remove}: ${kid}`}
                pending={remove.pending}
                notNow={keys.length === 1 ? t.last : null}
                onClick={() => void remove.send({ params: { clientId, kid } })}
              >
                {t.remove}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {remove.problem ? <ErrorState problem={remove.problem} /> : null}
      <Actions>
        <Button icon="plus" onClick={() => setAdding(true)}>
          {byName ? t.rename : t.add}
        </Button>
      </Actions>
      <Dialog title={byName ? t.rename : t.add} open={isAdding} onClose={close}>
        <Stack>
          {byName ? (
            <CertificateNameFields onChoose={setKey} />
          ) : (
            <KeyChoice onChoose={setKey} authorities={false} />
          )}
          {add.problem ? <ErrorState problem={add.problem} /> : null}
          <Actions>
            <Button
              look="primary"
              pending={add.pending}
              notNow={key ? null : byName ? t.needName : t.needKey}
              onClick={() => key && void add.send({ params: { clientId }, body: key })}
            >
              {byName ? t.saveName : t.save}
            </Button>
          </Actions>
        </Stack>
      </Dialog>
    </Card>
  )
}
