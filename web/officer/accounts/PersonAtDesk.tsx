import {
  askLock,
  type DeskPerson,
  issueActivation,
  lockAtDesk,
  type RequestGround,
  recoverAtDesk,
  requestGrounds,
  unlockAtDesk,
} from '@platform/server/accounts'
import { type FormEvent, useState } from 'react'
import { useFreshCall } from '../../kit/authenticators/fresh-call.tsx'
import { Button, ButtonLink } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { showDay, showInstant } from '../../kit/format.ts'
import { PhoneField, SelectField, TextField } from '../../kit/inputs.tsx'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { Actions } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { useCall } from '../../kit/queries.ts'
import { ErrorState } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { paths } from '../paths.ts'
import { OpenApplicationCard } from './OpenApplicationCard.tsx'

const words = text({
  number: { vi: 'Số định danh', en: 'Number' },
  born: { vi: 'Ngày sinh', en: 'Born' },
  account: { vi: 'Tài khoản', en: 'Account' },
  none: { vi: 'Chưa có', en: 'None' },
  level: { vi: (level: number) => `Mức độ ${level}`, en: (level: number) => `Level ${level}` },
  phone: { vi: 'Điện thoại', en: 'Phone' },
  approved: { vi: 'Chờ kích hoạt', en: 'Waits for activation' },
  active: { vi: 'Đang dùng', en: 'In use' },
  locked: { vi: 'Đang khóa', en: 'Locked' },
  dead: { vi: 'Đã khai tử, không cấp tài khoản.', en: 'The death is registered: no account.' },
  open: { vi: 'Có một hồ sơ đang xử lý.', en: 'An application is under way.' },
  toOpen: { vi: 'Mở hồ sơ', en: 'Open it' },
  activate: { vi: 'Kích hoạt cùng người dân', en: 'Activate with the person' },
  activateWhat: {
    vi: 'Đối chiếu khuôn mặt, rồi đưa mã cho người dân tự nhập trên điện thoại của họ.',
    en: 'Compares the face, then gives a code that the person types on his own phone.',
  },
  lock: { vi: 'Khóa theo yêu cầu của chủ tài khoản', en: 'Lock at the holder’s wish' },
  lockWhat: {
    vi: 'Mọi thiết bị bị đăng xuất ngay (mẫu TK03).',
    en: 'Every device is signed out at once (form TK03).',
  },
  unlock: { vi: 'Mở khóa', en: 'Unlock' },
  unlockWhat: {
    vi: 'Đối chiếu khuôn mặt rồi mở. Khóa theo yêu cầu cơ quan hoặc khai tử không mở được ở đây.',
    en: 'Compares the face, then unlocks. Locks of an authority or a death are not unlocked here.',
  },
  recover: { vi: 'Cấp lại khi mất điện thoại', en: 'Give back after a lost phone' },
  recoverWhat: {
    vi: 'Mật khẩu, khóa truy cập và thiết bị cũ hết hiệu lực ngay; số cũ được báo tin. Nếu không đối chiếu được khuôn mặt, mã mới chỉ dùng được sau thời gian chờ.',
    en: 'Old password, passkeys and devices end at once and the old phone is told. When the face cannot be compared the new code works only after a wait.',
  },
  newPhone: { vi: 'Số điện thoại mới (nếu đổi)', en: 'New phone, if it changes' },
  askLock: { vi: 'Ghi căn cứ khóa', en: 'Enter a ground for a lock' },
  ground: { vi: 'Căn cứ', en: 'Ground' },
  authority: { vi: 'Cơ quan đề nghị hoặc lập biên bản', en: 'Authority that asks or reports' },
  document: { vi: 'Số văn bản', en: 'Number of the letter' },
  asked: {
    vi: (at: string) => `Đã ghi. Chuyển trung tâm trước ${at}`,
    en: (at: string) => `Entered. To be passed on by ${at}`,
  },
  do: { vi: 'Thực hiện', en: 'Do it' },
  back: { vi: 'Quay lại', en: 'Go back' },
  code: { vi: 'Mã kích hoạt, chỉ hiện một lần', en: 'Activation code, shown this once' },
  codeWhat: {
    vi: (path: string, until: string) =>
      `Người dân mở ${path}, nhập số định danh, mã này và mật khẩu tự chọn. Mã dùng đến ${until}.`,
    en: (path: string, until: string) =>
      `The person opens ${path} and types his number, this code and a password. It works until ${until}.`,
  },
  from: {
    vi: (at: string) => `Mã chỉ dùng được từ ${at}.`,
    en: (at: string) => `The code works from ${at}.`,
  },
  done: { vi: 'Đã thực hiện', en: 'Done' },
})

const grounds = ['authority', 'breach', 'card'] as const

type Act = 'activate' | 'lock' | 'unlock' | 'recover' | 'askLock'

/** Who stands at the desk, his account, and what may be done with it. */
export function PersonAtDesk({ person, onChanged }: { person: DeskPerson; onChanged: () => void }) {
  const t = useText(words)
  const { account } = person
  return (
    <>
      <Card title={person.name} icon="user">
        <KeyValueList
          items={[
            { key: t.number, value: person.maskedNumber },
            { key: t.born, value: showDay(person.bornOn) },
            {
              key: t.account,
              value: <AccountState account={account} />,
            },
            ...(account?.phoneEnding ? [{ key: t.phone, value: `•••• ••• ${account.phoneEnding}` }] : []),
          ]}
        />
        {person.alive ? null : <Notice look="wrong">{t.dead}</Notice>}
        {person.openApplicationId ? (
          <Notice look="wait">
            <p>{t.open}</p>
            <ButtonLink to={paths.accountApplication(person.openApplicationId)}>{t.toOpen}</ButtonLink>
          </Notice>
        ) : null}
        {account ? <AccountActs account={account} onChanged={onChanged} /> : null}
      </Card>
      {person.alive && !person.openApplicationId && (account?.level ?? 0) < person.levelMax ? (
        <OpenApplicationCard person={person} />
      ) : null}
    </>
  )
}

type Account = NonNullable<DeskPerson['account']>

/** Level and state of an account. */
export function AccountState({ account }: { account: Account | null }) {
  const t = useText(words)
  const tone = { approved: 'wait', active: 'done', locked: 'refused' } as const
  return account ? (
    <StatusBadge
      tone={tone[account.status]}
    >{`${t.level(account.level)} · ${t[account.status]}`}</StatusBadge>
  ) : (
    t.none
  )
}

const actsOf: Record<Account['status'], readonly Act[]> = {
  approved: ['activate', 'lock'],
  active: ['lock', 'recover', 'askLock'],
  locked: ['unlock', 'recover'],
}

/** What may be done with an account while its holder is here. */
export function AccountActs({ account, onChanged }: { account: Account; onChanged: () => void }) {
  const t = useText(words)
  const [asking, setAsking] = useState<Act>()
  return (
    <>
      <Actions>
        {actsOf[account.status].map((act) => (
          <Button
            key={act}
            look={act === 'activate' || act === 'unlock' ? 'primary' : 'secondary'}
            onClick={() => setAsking(act)}
          >
            {t[act]}
          </Button>
        ))}
      </Actions>
      {asking ? (
        <ActDialog
          key={asking}
          act={asking}
          accountId={account.accountId}
          onClose={() => {
            setAsking(undefined)
            onChanged()
          }}
        />
      ) : null}
    </>
  )
}

function ActDialog({ act, accountId, onClose }: { act: Act; accountId: string; onClose: () => void }) {
  const t = useText(words)
  const params = { accountId }
  const [phone, setPhone] = useState('')
  const [authority, setAuthority] = useState('')
  const [document, setDocument] = useState('')
  const [ground, setGround] = useState<RequestGround>('authority')
  const show = useWords()
  const done = () => {
    say(t.done)
    onClose()
  }
  const activate = useCall(issueActivation)
  const lock = useCall(lockAtDesk, { onReply: done })
  const unlock = useCall(unlockAtDesk, { onReply: done })
  const recover = useFreshCall(recoverAtDesk)
  const ask = useCall(askLock)
  const senders = { activate, lock, unlock, recover, askLock: ask }
  const { pending, problem } = senders[act]
  const code = activate.reply ?? recover.reply
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (act === 'recover') void recover.send({ params, body: phone ? { phone } : {} })
    else if (act === 'askLock') void ask.send({ params, body: { ground, authority, document } })
    else void { activate, lock, unlock }[act].send({ params })
  }
  const what = {
    activate: t.activateWhat,
    lock: t.lockWhat,
    unlock: t.unlockWhat,
    recover: t.recoverWhat,
    askLock: '',
  }
  return (
    <Dialog title={t[act]} open onClose={onClose}>
      {code ? (
        <Notice look="done" title={t.code} now>
          <p className="strong">
            <code>{code.code}</code>
          </p>
          <p>{t.codeWhat(`${location.origin}${code.path}`, showInstant(code.expiresAt))}</p>
          {recover.reply && Date.parse(recover.reply.worksFrom) > Date.now() + 60_000 ? (
            <p>{t.from(showInstant(recover.reply.worksFrom))}</p>
          ) : null}
        </Notice>
      ) : ask.reply ? (
        <Notice look="done" now>
          {t.asked(showInstant(ask.reply.dueAt))}
        </Notice>
      ) : (
        <form className="stack" onSubmit={send}>
          {what[act] ? <p>{what[act]}</p> : null}
          {act === 'recover' ? <PhoneField label={t.newPhone} value={phone} onChange={setPhone} /> : null}
          {act === 'askLock' ? (
            <>
              <SelectField
                label={t.ground}
                value={ground}
                onChange={(chosen) => setGround(grounds.find((one) => one === chosen) ?? 'authority')}
                options={grounds.map((one) => ({ value: one, label: show(requestGrounds[one]) }))}
              />
              <TextField label={t.authority} value={authority} onChange={setAuthority} maxLength={200} />
              <TextField label={t.document} value={document} onChange={setDocument} maxLength={100} />
            </>
          ) : null}
          {problem ? <ErrorState problem={problem} /> : null}
          <Actions>
            <Button look="primary" type="submit" pending={pending}>
              {t.do}
            </Button>
            <Button onClick={onClose}>{t.back}</Button>
          </Actions>
        </form>
      )}
      {recover.dialog}
    </Dialog>
  )
}
