import { chooseUnit, listUnsettledDwellings, type UnsettledUnit } from '@platform/server/residence'
import { useRef, useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { ChoiceField } from '../../kit/choices.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { useFirstField } from '../../kit/first-field.ts'
import { showDay, showNumber } from '../../kit/format.ts'
import { LongTextField } from '../../kit/inputs.tsx'
import { Actions } from '../../kit/Layout.tsx'
import { MoreButton } from '../../kit/MoreButton.tsx'
import { useMore } from '../../kit/more.ts'
import { Notice } from '../../kit/Notice.tsx'
import { Page } from '../../kit/Page.tsx'
import { useCall } from '../../kit/queries.ts'
import { useFilter, useParam } from '../../kit/router.tsx'
import { Empty, ErrorState, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { Table } from '../../kit/Table.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { registrars } from '../me.ts'
import { paths } from '../paths.ts'

import './Residence.css'

const words = text({
  title: { vi: 'Xác định địa chỉ', en: 'Settle addresses' },
  lead: {
    vi: (label: string, day: string) =>
      `${label} đã chia về nhiều nơi từ ${day}. Hãy nói mỗi địa chỉ nay thuộc nơi nào; không địa chỉ nào được đoán.`,
    en: (label: string, day: string) =>
      `${label} was divided on ${day}. Say where each address lies now; none is guessed.`,
  },
  boundaries: { vi: 'Thay đổi địa giới', en: 'Boundary changes' },
  candidates: { vi: 'Có thể thuộc về', en: 'May lie in' },
  likely: { vi: 'Nhận phần lớn hơn', en: 'Took the larger part' },
  choose: { vi: 'Nhận một phần', en: 'Took a part' },
  certain: { vi: 'Nhận toàn bộ', en: 'Took all' },
  mine: { vi: 'địa bàn của bạn', en: 'your area' },
  streets: { vi: 'Theo đường, thôn', en: 'By street or hamlet' },
  street: { vi: 'Đường, thôn', en: 'Street or hamlet' },
  count: { vi: 'Số chỗ ở', en: 'Dwellings' },
  dwellings: { vi: 'Từng địa chỉ', en: 'Each address' },
  all: { vi: 'Tất cả', en: 'All' },
  showStreet: { vi: 'Xem từng nhà', en: 'Show its houses' },
  address: { vi: 'Địa chỉ', en: 'Address' },
  act: { vi: 'Việc', en: 'Act' },
  settleStreet: { vi: 'Xác định cả đường, thôn', en: 'Settle the whole street' },
  settle: { vi: 'Xác định', en: 'Settle' },
  where: { vi: 'Nay thuộc', en: 'Lies now in' },
  notMine: {
    vi: 'Ngoài địa bàn của bạn; công an nơi đó hoặc cấp tỉnh xác định',
    en: 'Outside your area; the police there or of the province settle it',
  },
  reason: { vi: 'Căn cứ', en: 'What it stands on' },
  reasonHint: {
    vi: 'Ví dụ: biên bản bàn giao địa giới số 05 ngày 30/06/2025. Ít nhất 10 ký tự',
    en: 'For example the minutes of the hand-over. At least 10 letters',
  },
  missing: { vi: 'Hãy chọn nơi và ghi căn cứ', en: 'Choose a place and say what it stands on' },
  cancel: { vi: 'Quay lại', en: 'Go back' },
  done: {
    vi: (dwellings: string, people: string) => `Đã chuyển ${dwellings} chỗ ở, ${people} người`,
    en: (dwellings: string, people: string) => `${dwellings} dwellings moved, ${people} people`,
  },
  none: { vi: 'Mọi địa chỉ đã được xác định', en: 'Every address is settled' },
})

/** Addresses of a divided commune: an officer says where one house, or a whole street or hamlet, lies now. */
export function UnsettledPage() {
  return (
    <ForRoles roles={registrars}>
      <Addresses />
    </ForRoles>
  )
}

interface Settling {
  words: string
  streetKey?: string
  dwellingId?: string
}

function Addresses() {
  const t = useText(words)
  const oldUnitId = Number(useParam('oldUnitId'))
  const [street, setStreet] = useFilter('street')
  const [settling, setSettling] = useState<Settling | null>(null)
  const read = useMore(listUnsettledDwellings, {
    params: { oldUnitId },
    query: { limit: 50, ...(street ? { street } : {}) },
  })
  const unit = read.first?.unit
  return (
    <Page
      title={unit?.label ?? t.title}
      lead={unit ? t.lead(unit.label.split(', ')[0]!, showDay(unit.effectiveOn)) : undefined}
      crumbs={[{ label: t.boundaries, to: paths.boundaries() }]}
    >
      <Show read={read.read}>
        {() => (
          <>
            <Card title={t.candidates} icon="map">
              <ul className="candidates">
                {unit?.candidates.map(({ unitId, label, confidence, mine }) => (
                  <li key={unitId}>
                    {label}{' '}
                    <StatusBadge tone={confidence === 'likely' ? 'done' : 'neutral'}>
                      {t[confidence]}
                    </StatusBadge>
                    {mine ? <span className="muted small"> {t.mine}</span> : null}
                  </li>
                ))}
              </ul>
            </Card>
            <Card title={t.streets} icon="map">
              <Table
                caption={t.streets}
                rows={read.first?.streets ?? []}
                keyOf={({ streetKey }) => streetKey}
                empty={<Empty icon="done" title={t.none} />}
                columns={[
                  { head: t.street, names: true, cell: (row) => row.street },
                  { head: t.count, align: 'end', cell: (row) => showNumber(row.dwellings) },
                  {
                    head: t.act,
                    cell: (row) => (
                      <Actions>
                        <Button onClick={() => setSettling({ words: row.street, streetKey: row.streetKey })}>
                          {t.settleStreet}
                          <span className="visually-hidden">: {row.street}</span>
                        </Button>
                        <Button look="quiet" onClick={() => setStreet(row.streetKey)}>
                          {t.showStreet}
                          <span className="visually-hidden">: {row.street}</span>
                        </Button>
                      </Actions>
                    ),
                  },
                ]}
              />
            </Card>
            <Card
              title={t.dwellings}
              icon="home"
              aside={
                street ? (
                  <Button look="quiet" onClick={() => setStreet('')}>
                    {t.all}
                  </Button>
                ) : null
              }
            >
              <Table
                caption={t.dwellings}
                rows={read.rows}
                keyOf={({ dwellingId }) => dwellingId}
                empty={<Empty icon="done" title={t.none} />}
                columns={[
                  { head: t.address, names: true, cell: ({ addressLine }) => addressLine },
                  {
                    head: t.act,
                    cell: ({ dwellingId, addressLine }) => (
                      <Button onClick={() => setSettling({ words: addressLine, dwellingId })}>
                        {t.settle}
                        <span className="visually-hidden">: {addressLine}</span>
                      </Button>
                    ),
                  },
                ]}
              />
              <MoreButton more={read} />
            </Card>
            {settling && unit ? (
              <SettleDialog unit={unit} settling={settling} onClose={() => setSettling(null)} />
            ) : null}
          </>
        )}
      </Show>
    </Page>
  )
}

interface SettleDialogProps {
  unit: UnsettledUnit
  settling: Settling
  onClose: () => void
}

function SettleDialog({ unit, settling, onClose }: SettleDialogProps) {
  const t = useText(words)
  const form = useRef<HTMLFormElement>(null)
  useFirstField(form)
  const [where, setWhere] = useState('')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const choose = useCall(chooseUnit, {
    onReply: ({ moved, people }) => {
      const said = [showNumber(moved), showNumber(people)] as const
      say(t.done(...said))
      onClose()
    },
  })
  const complete = where !== '' && reason.trim().length >= 10
  const { streetKey, dwellingId } = settling
  return (
    <Dialog title={settling.words} open onClose={onClose}>
      <form
        ref={form}
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (!complete || choose.pending) return
          void choose.send({
            params: { actId: unit.actId },
            body: {
              oldUnitId: unit.oldUnitId,
              newUnitId: Number(where),
              reason: reason.trim(),
              ...(streetKey ? { streetKey } : {}),
              ...(dwellingId ? { dwellingId } : {}),
            },
          })
        }}
      >
        <ChoiceField
          label={t.where}
          value={where}
          onChange={setWhere}
          options={unit.candidates.map(({ unitId, label, mine }) => ({
            value: String(unitId),
            label,
            ...(mine ? {} : { notNow: t.notMine }),
          }))}
        />
        <LongTextField
          label={t.reason}
          hint={t.reasonHint}
          value={reason}
          maxLength={500}
          onChange={setReason}
        />
        {tried && !complete ? <Notice look="wrong" title={t.missing} now /> : null}
        {choose.problem ? <ErrorState problem={choose.problem} /> : null}
        <Actions>
          <Button look="primary" type="submit" pending={choose.pending}>
            {t.settle}
          </Button>
          <Button onClick={onClose}>{t.cancel}</Button>
        </Actions>
      </form>
    </Dialog>
  )
}
