import {
  changeDwellingOwners,
  closingGrounds,
  type DwellingFile,
  endDwelling,
  reopenDwelling,
} from '@platform/server/residence'
import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { ChoiceField } from '../../kit/choices.tsx'
import { DateField } from '../../kit/DateField.tsx'
import { TextField } from '../../kit/inputs.tsx'
import { Actions, Stack } from '../../kit/Layout.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { useHolds } from '../me.ts'
import { AddressDialog } from './AddressDialog.tsx'
import { PaperDialog } from './PaperDialog.tsx'
import { today } from './today.ts'

const words = text({
  owners: { vi: 'Đổi chủ sở hữu', en: 'Change the owner' },
  ownersSend: { vi: 'Ghi chủ sở hữu', en: 'Record the owners' },
  ownersDone: { vi: 'Đã ghi chủ sở hữu mới', en: 'The new owners are recorded' },
  address: { vi: 'Đổi số nhà, tên đường', en: 'New house number or street' },
  close: { vi: 'Đóng chỗ ở', en: 'Close the dwelling' },
  closeDone: { vi: 'Đã đóng chỗ ở', en: 'The dwelling is closed' },
  reopen: { vi: 'Mở lại chỗ ở', en: 'Put the dwelling back' },
  reopenDone: { vi: 'Chỗ ở dùng lại được', en: 'The dwelling is in use again' },
  on: { vi: 'Từ ngày', en: 'From' },
  why: { vi: 'Vì sao không còn là chỗ ở', en: 'Why it is no dwelling any more' },
  inhabited: {
    vi: 'Còn người đăng ký cư trú tại đây',
    en: 'People are still registered here',
  },
  who: { vi: 'Chủ sở hữu là', en: 'The owner is' },
  person: { vi: 'Cá nhân', en: 'A person' },
  organisation: { vi: 'Tổ chức', en: 'An organisation' },
  number: { vi: 'Số định danh', en: 'Personal number' },
  numberHint: { vi: '12 số; hoặc 9 số của chứng minh nhân dân cũ', en: '12 digits, or 9 of an old paper' },
  name: { vi: 'Họ và tên như trên giấy tờ', en: 'Name as on the paper' },
  organisationName: { vi: 'Tên tổ chức', en: 'Name of the organisation' },
  another: { vi: 'Thêm đồng sở hữu', en: 'Add a co-owner' },
  remove: { vi: 'Bỏ người này', en: 'Remove' },
})

type Open = 'owners' | 'address' | 'close' | 'reopen' | null

/** What the police record about the dwelling itself. */
export function DwellingActs({ dwelling }: { dwelling: DwellingFile }) {
  const t = useText(words)
  const may = useHolds(['residence'])
  const [open, setOpen] = useState<Open>(null)
  if (!may) return null
  const { dwellingId, closedOn, people } = dwelling
  const close = () => setOpen(null)
  return (
    <>
      <Actions>
        {closedOn ? (
          <Button icon="home" onClick={() => setOpen('reopen')}>
            {t.reopen}
          </Button>
        ) : (
          <>
            <Button icon="user" look="primary" onClick={() => setOpen('owners')}>
              {t.owners}
            </Button>
            <Button icon="map" onClick={() => setOpen('address')}>
              {t.address}
            </Button>
            <Button
              icon="stop"
              look="danger"
              onClick={() => setOpen('close')}
              notNow={people > 0 ? t.inhabited : null}
            >
              {t.close}
            </Button>
          </>
        )}
      </Actions>
      {open === 'owners' ? <OwnersDialog dwellingId={dwellingId} onClose={close} /> : null}
      {open === 'address' ? <AddressDialog dwellingId={dwellingId} onClose={close} /> : null}
      {open === 'close' ? <CloseDialog dwellingId={dwellingId} onClose={close} /> : null}
      {open === 'reopen' ? (
        <PaperDialog
          title={t.reopen}
          send={t.reopen}
          done={t.reopenDone}
          endpoint={reopenDwelling}
          params={{ dwellingId }}
          body={{}}
          onClose={close}
        />
      ) : null}
    </>
  )
}

interface ActProps {
  dwellingId: string
  onClose: () => void
}

function CloseDialog({ dwellingId, onClose }: ActProps) {
  const t = useText(words)
  const show = useWords()
  const [ground, setGround] = useState('')
  const [on, setOn] = useState<string | null>(today())
  return (
    <PaperDialog
      title={t.close}
      send={t.close}
      done={t.closeDone}
      look="danger"
      endpoint={endDwelling}
      params={{ dwellingId }}
      body={ground && on ? { ground: ground as keyof typeof closingGrounds, on } : null}
      onClose={onClose}
    >
      <ChoiceField
        label={t.why}
        value={ground}
        onChange={setGround}
        options={Object.entries(closingGrounds).map(([value, said]) => ({ value, label: show(said) }))}
      />
      <DateField label={t.on} value={on} max={today()} onChange={setOn} />
    </PaperDialog>
  )
}

interface Owner {
  key: number
  kind: string
  number: string
  name: string
}
const nobody = (key: number): Owner => ({ key, kind: 'person', number: '', name: '' })
const isGiven = ({ kind, number, name }: Owner) =>
  name.trim().length >= 2 && (kind === 'organisation' || /^(\d{9}|\d{12})$/.test(number))
const ownerOf = ({ kind, number, name }: Owner) =>
  kind === 'organisation' ? { organisation: name.trim() } : { number, name: name.trim() }

function OwnersDialog({ dwellingId, onClose }: ActProps) {
  const t = useText(words)
  const [owners, setOwners] = useState<Owner[]>([nobody(0)])
  const [on, setOn] = useState<string | null>(today())
  const change = (key: number, part: Partial<Owner>) =>
    setOwners((before) => before.map((one) => (one.key === key ? { ...one, ...part } : one)))
  return (
    <PaperDialog
      title={t.owners}
      send={t.ownersSend}
      done={t.ownersDone}
      endpoint={changeDwellingOwners}
      params={{ dwellingId }}
      body={on && owners.every(isGiven) ? { owners: owners.map(ownerOf), on } : null}
      onClose={onClose}
    >
      {owners.map((owner) => (
        <Stack key={owner.key}>
          <ChoiceField
            label={t.who}
            value={owner.kind}
            inRow
            onChange={(kind) => change(owner.key, { kind })}
            options={[
              { value: 'person', label: t.person },
              { value: 'organisation', label: t.organisation },
            ]}
          />
          {owner.kind === 'person' ? (
            <TextField
              label={t.number}
              hint={t.numberHint}
              value={owner.number}
              inputMode="numeric"
              maxLength={12}
              short
              onChange={(typed) => change(owner.key, { number: typed.replace(/\D/g, '') })}
            />
          ) : null}
          <TextField
            label={owner.kind === 'person' ? t.name : t.organisationName}
            value={owner.name}
            maxLength={100}
            onChange={(name) => change(owner.key, { name })}
          />
          {owners.length > 1 ? (
            <Actions>
              <Button
                icon="close"
                onClick={() => setOwners((before) => before.filter(({ key }) => key !== owner.key))}
              >
                {t.remove}
              </Button>
            </Actions>
          ) : null}
        </Stack>
      ))}
      <Actions>
        <Button
          icon="plus"
          onClick={() => setOwners((before) => [...before, nobody((before.at(-1)?.key ?? 0) + 1)])}
        >
          {t.another}
        </Button>
      </Actions>
      <DateField label={t.on} value={on} max={today()} onChange={setOn} />
    </PaperDialog>
  )
}
