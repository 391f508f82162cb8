import { addEngineer, listOrganisations, registerOrganisation } from '@platform/server/authentication'
import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { ChoiceField } from '../../kit/choices.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { PhoneField, TextField } from '../../kit/inputs.tsx'
import { Actions, Stack } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { Empty, ErrorState, Show } from '../../kit/States.tsx'
import { Table } from '../../kit/Table.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText, useWords } from '../../kit/text.ts'

const words = text({
  title: { vi: 'Tổ chức được kết nối', en: 'Organisations' },
  none: { vi: 'Chưa có tổ chức nào', en: 'No organisation yet' },
  name: { vi: 'Tên', en: 'Name' },
  kind: { vi: 'Loại', en: 'Kind' },
  business: { vi: 'Tổ chức, doanh nghiệp', en: 'Organisation, business' },
  'licensed-provider': { vi: 'Tổ chức cung cấp dịch vụ xác thực', en: 'Licensed authentication provider' },
  add: { vi: 'Thêm tổ chức', en: 'Add an organisation' },
  nameVi: { vi: 'Tên tiếng Việt', en: 'Vietnamese name' },
  nameEn: { vi: 'Tên tiếng Anh', en: 'English name' },
  nameShort: { vi: 'Hãy ghi tên bằng cả hai thứ tiếng', en: 'Give the name in both languages' },
  save: { vi: 'Lưu', en: 'Save' },
  saved: { vi: 'Đã thêm', en: 'Added' },
  engineer: { vi: 'Thêm kỹ sư', en: 'Add an engineer' },
  number: { vi: 'Số định danh của kỹ sư', en: 'Personal number of the engineer' },
  phone: { vi: 'Số điện thoại', en: 'Phone number' },
  incomplete: {
    vi: 'Cần số định danh 12 số và số điện thoại',
    en: 'A number of 12 digits and a phone are needed',
  },
  code: { vi: 'Mã kích hoạt, chỉ hiện một lần', en: 'Activation code, shown once' },
  codeWhat: {
    vi: 'Hãy trao tận tay kỹ sư. Kỹ sư kích hoạt tài khoản tại trang đăng nhập cán bộ.',
    en: 'Hand it to the engineer, who activates the account at the officers’ sign-in page.',
  },
  appointed: {
    vi: 'Người này đã có tài khoản; lần đăng nhập sau sẽ chọn được vị trí mới.',
    en: 'This person has an account already and can choose the new position at the next sign-in.',
  },
})

/** Who may register systems: organisations with an agreement, and their engineers. */
export function Organisations() {
  const t = useText(words)
  const show = useWords()
  const read = useRead(listOrganisations, {})
  const [isAdding, setAdding] = useState(false)
  const [engineerOf, setEngineerOf] = useState<number | null>(null)
  return (
    <Card
      title={t.title}
      icon="building"
      aside={
        <Button icon="plus" onClick={() => setAdding(true)}>
          {t.add}
        </Button>
      }
    >
      <Show read={read}>
        {({ rows }) => (
          <Table
            caption={t.title}
            rows={rows}
            keyOf={({ agencyId }) => agencyId}
            empty={<Empty icon="building" title={t.none} />}
            columns={[
              { head: t.name, names: true, cell: ({ name }) => show(name) },
              { head: t.kind, cell: ({ kind }) => t[kind] },
              {
                head: t.engineer,
                cell: ({ agencyId, name }) => (
                  <Button
                    icon="user"
                    aria-label={`${t.engineer}: ${show(name)}`}
                    onClick={() => setEngineerOf(agencyId)}
                  >
                    {t.engineer}
                  </Button>
                ),
              },
            ]}
          />
        )}
      </Show>
      {isAdding ? <AddOrganisation onClose={() => setAdding(false)} /> : null}
      {engineerOf !== null ? <AddEngineer agencyId={engineerOf} onClose={() => setEngineerOf(null)} /> : null}
    </Card>
  )
}

function AddOrganisation({ onClose }: { onClose: () => void }) {
  const t = useText(words)
  const [kind, setKind] = useState('business')
  const [vi, setVi] = useState('')
  const [en, setEn] = useState('')
  const send = useCall(registerOrganisation, {
    onReply: () => {
      say(t.saved)
      onClose()
    },
  })
  const isShort = vi.trim().length < 2 || en.trim().length < 2
  return (
    <Dialog title={t.add} open onClose={onClose}>
      <Stack>
        <ChoiceField
          label={t.kind}
          value={kind}
          onChange={setKind}
          options={(['business', 'licensed-provider'] as const).map((value) => ({ value, label: t[value] }))}
        />
        <TextField label={t.nameVi} value={vi} onChange={setVi} maxLength={100} />
        <TextField label={t.nameEn} value={en} onChange={setEn} maxLength={100} />
        {send.problem ? <ErrorState problem={send.problem} /> : null}
        <Actions>
          <Button
            look="primary"
            pending={send.pending}
            notNow={isShort ? t.nameShort : null}
            onClick={() =>
              void send.send({
                body: {
                  kind: kind as 'business' | 'licensed-provider',
                  name: { vi: vi.trim(), en: en.trim() },
                },
              })
            }
          >
            {t.save}
          </Button>
        </Actions>
      </Stack>
    </Dialog>
  )
}

function AddEngineer({ agencyId, onClose }: { agencyId: number; onClose: () => void }) {
  const t = useText(words)
  const [number, setNumber] = useState('')
  const [phone, setPhone] = useState('')
  const send = useCall(addEngineer)
  const isComplete = /^\d{12}$/.test(number) && /^0\d{9}$/.test(phone)
  return (
    <Dialog title={t.engineer} open onClose={onClose}>
      {send.reply ? (
        <Notice look="done" title={send.reply.activationCode ? t.code : t.saved} now>
          {send.reply.activationCode ? <p className="strong">{send.reply.activationCode}</p> : null}
          <p>{send.reply.activationCode ? t.codeWhat : t.appointed}</p>
        </Notice>
      ) : (
        <Stack>
          <TextField
            label={t.number}
            inputMode="numeric"
            value={number}
            maxLength={15}
            onChange={(typed) => setNumber(typed.replace(/\D/g, ''))}
          />
          <PhoneField label={t.phone} value={phone} onChange={setPhone} />
          {send.problem ? <ErrorState problem={send.problem} /> : null}
          <Actions>
            <Button
              look="primary"
              pending={send.pending}
              notNow={isComplete ? null : t.incomplete}
              onClick={() => void send.send({ params: { agencyId }, body: { personNumber: number, phone } })}
            >
              {t.engineer}
            </Button>
          </Actions>
        </Stack>
      )}
    </Dialog>
  )
}
