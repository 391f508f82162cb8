import {
  changeHead,
  type HouseholdFile,
  joinHousehold,
  leaveHousehold,
  type MemberRow,
  mergeHouseholds,
} from '@platform/server/residence'
import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { ManyField } from '../../kit/choices.tsx'
import { DateField } from '../../kit/DateField.tsx'
import { SelectField } from '../../kit/inputs.tsx'
import { Actions } from '../../kit/Layout.tsx'
import { text, useText } from '../../kit/text.ts'
import { useHolds } from '../me.ts'
import { AddressDialog } from './AddressDialog.tsx'
import { useCodeOptions } from './code-options.ts'
import { DeskDialog } from './DeskDialog.tsx'
import { today } from './today.ts'

const words = text({
  head: { vi: 'Thay đổi chủ hộ', en: 'Change the head' },
  newHead: { vi: 'Chủ hộ mới', en: 'New head' },
  relationOf: {
    vi: (name: string) => `Quan hệ của ${name} với chủ hộ mới`,
    en: (name: string) => `What ${name} is to the new head`,
  },
  relationThere: {
    vi: (name: string) => `Quan hệ của ${name} với chủ hộ đó`,
    en: (name: string) => `What ${name} is to that head`,
  },
  move: { vi: 'Nhập vào hộ khác cùng chỗ ở', en: 'Join another household here' },
  into: { vi: 'Nhập vào hộ', en: 'Into household' },
  who: { vi: 'Những người chuyển', en: 'Who moves' },
  leave: { vi: 'Ra khỏi hộ', en: 'Leave the household' },
  whoLeaves: { vi: 'Những người ra khỏi hộ', en: 'Who leaves' },
  address: { vi: 'Đổi số nhà, tên đường', en: 'New house number or street' },
  on: { vi: 'Từ ngày', en: 'From' },
  noOther: { vi: 'Chỗ ở này không có hộ nào khác', en: 'No other household shares this dwelling' },
  alone: { vi: 'Hộ chỉ có một mình chủ hộ', en: 'The head is the only member' },
  nobody: { vi: 'Hộ không còn thành viên', en: 'No member is left' },
})

type Open = 'head' | 'move' | 'leave' | 'address' | null

/** What the members of a household declare at the desk. Splitting a household needs a decision: it is a dossier. */
export function HouseholdActs({ household }: { household: HouseholdFile }) {
  const t = useText(words)
  const may = useHolds(['residence'])
  const [open, setOpen] = useState<Open>(null)
  if (!may || household.dissolvedOn) return null
  const close = () => setOpen(null)
  const nobody = household.members.length === 0 ? t.nobody : null
  return (
    <>
      <Actions>
        <Button
          icon="user"
          look={household.hasHead ? 'secondary' : 'primary'}
          onClick={() => setOpen('head')}
          notNow={nobody ?? (household.members.length === 1 && household.hasHead ? t.alone : null)}
        >
          {t.head}
        </Button>
        <Button
          icon="people"
          onClick={() => setOpen('move')}
          notNow={nobody ?? (household.others.length === 0 ? t.noOther : null)}
        >
          {t.move}
        </Button>
        <Button icon="out" onClick={() => setOpen('leave')} notNow={nobody}>
          {t.leave}
        </Button>
        <Button icon="map" onClick={() => setOpen('address')}>
          {t.address}
        </Button>
      </Actions>
      {open === 'address' ? <AddressDialog dwellingId={household.dwellingId} onClose={close} /> : null}
      {open === 'head' ? <HeadDialog household={household} onClose={close} /> : null}
      {open === 'move' ? <MoveDialog household={household} onClose={close} /> : null}
      {open === 'leave' ? <LeaveDialog household={household} onClose={close} /> : null}
    </>
  )
}

interface ActProps {
  household: HouseholdFile
  onClose: () => void
}

/** Relations to the head, the head himself left out. */
function useRelations() {
  return useCodeOptions('relations-to-head').filter(({ value }) => value !== 'head')
}

interface RelationsProps {
  people: readonly MemberRow[]
  label: (name: string) => string
  value: Record<string, string>
  onChange: (value: Record<string, string>) => void
}

function Relations({ people, label, value, onChange }: RelationsProps) {
  const options = useRelations()
  return people.map(({ personId, name }) => (
    <SelectField
      key={personId}
      label={label(name)}
      value={value[personId] ?? ''}
      onChange={(relation) => onChange({ ...value, [personId]: relation })}
      options={options}
    />
  ))
}

const moversOf = (people: readonly MemberRow[], relations: Record<string, string>) =>
  people.every(({ personId }) => relations[personId])
    ? people.map(({ personId }) => ({ personId, relationToHead: relations[personId]! }))
    : null

function HeadDialog({ household, onClose }: ActProps) {
  const t = useText(words)
  const [head, setHead] = useState('')
  const [relations, setRelations] = useState<Record<string, string>>({})
  const [on, setOn] = useState<string | null>(today())
  const candidates = household.members.filter(({ relationToHead }) => relationToHead !== 'head')
  const others = household.members.filter(({ personId }) => personId !== head)
  const movers = moversOf(others, relations)
  return (
    <DeskDialog
      title={t.head}
      endpoint={changeHead}
      params={{ householdId: household.householdId }}
      body={head && on && movers ? { head, others: movers, on } : null}
      onClose={onClose}
    >
      <SelectField
        label={t.newHead}
        value={head}
        onChange={setHead}
        options={candidates.map(({ personId, name }) => ({ value: personId, label: name }))}
      />
      {head ? (
        <Relations people={others} label={t.relationOf} value={relations} onChange={setRelations} />
      ) : null}
      <DateField label={t.on} value={on} max={today()} onChange={setOn} />
    </DeskDialog>
  )
}

/** Some members join another household of the dwelling; all of them together, and the two are one. */
function MoveDialog({ household, onClose }: ActProps) {
  const t = useText(words)
  const [into, setInto] = useState(household.others.length === 1 ? household.others[0]!.householdId : '')
  const [chosen, setChosen] = useState<string[]>([])
  const [relations, setRelations] = useState<Record<string, string>>({})
  const [on, setOn] = useState<string | null>(today())
  const people = household.members.filter(({ personId }) => chosen.includes(personId))
  const movers = people.length > 0 ? moversOf(people, relations) : null
  const kind = household.members[0]?.kind ?? 'permanent'
  const all = people.length === household.members.length
  const fields = (
    <>
      <SelectField
        label={t.into}
        value={into}
        onChange={setInto}
        options={household.others.map(({ householdId, fileNumber }) => ({
          value: householdId,
          label: fileNumber,
        }))}
      />
      <ManyField
        label={t.who}
        value={chosen}
        onChange={setChosen}
        options={household.members.map(({ personId, name, relation }) => ({
          value: personId,
          label: `${name} (${relation})`,
        }))}
      />
      <Relations people={people} label={t.relationThere} value={relations} onChange={setRelations} />
      <DateField label={t.on} value={on} max={today()} onChange={setOn} />
    </>
  )
  const ready = into && on && movers
  return all ? (
    <DeskDialog
      key="move"
      title={t.move}
      endpoint={mergeHouseholds}
      params={{ householdId: household.householdId }}
      body={ready ? { into, kind, people: movers, on } : null}
      onClose={onClose}
    >
      {fields}
    </DeskDialog>
  ) : (
    <DeskDialog
      key="move"
      title={t.move}
      endpoint={joinHousehold}
      params={{ householdId: into }}
      body={ready ? { kind, people: movers, on } : null}
      onClose={onClose}
    >
      {fields}
    </DeskDialog>
  )
}

function LeaveDialog({ household, onClose }: ActProps) {
  const t = useText(words)
  const [chosen, setChosen] = useState<string[]>([])
  const [on, setOn] = useState<string | null>(today())
  return (
    <DeskDialog
      title={t.leave}
      endpoint={leaveHousehold}
      params={{ householdId: household.householdId }}
      body={chosen.length > 0 && on ? { people: chosen, on } : null}
      onClose={onClose}
    >
      <ManyField
        label={t.whoLeaves}
        value={chosen}
        onChange={setChosen}
        options={household.members.map(({ personId, name, relation }) => ({
          value: personId,
          label: `${name} (${relation})`,
        }))}
      />
      <DateField label={t.on} value={on} max={today()} onChange={setOn} />
    </DeskDialog>
  )
}
