import { type PersonResidence, readPersonResidence } from '@platform/server/residence'
import { Card } from '../../kit/Card.tsx'
import { showDay } from '../../kit/format.ts'
import { type KeyValue, KeyValueList } from '../../kit/KeyValueList.tsx'
import { useRead } from '../../kit/queries.ts'
import { Link } from '../../kit/router.tsx'
import { Show } from '../../kit/States.tsx'
import { text, useText } from '../../kit/text.ts'
import { registrars, useHolds } from '../me.ts'
import { paths } from '../paths.ts'
import { PersonActs } from '../residence/PersonActs.tsx'

const words = text({
  title: { vi: 'Cư trú và hộ', en: 'Residence and household' },
  permanent: { vi: 'Thường trú', en: 'Permanent residence' },
  temporary: { vi: 'Tạm trú', en: 'Temporary residence' },
  none: { vi: 'Không có đăng ký', en: 'Not registered' },
  since: { vi: (day: string) => `từ ${day}`, en: (day: string) => `since ${day}` },
  between: {
    vi: (since: string, until: string) => `từ ${since} đến hết ${until}`,
    en: (since: string, until: string) => `${since} to ${until}`,
  },
  current: { vi: 'Nơi ở hiện tại', en: 'Current place' },
  undeclared: { vi: 'Chưa khai báo', en: 'Not declared' },
  absence: { vi: 'Tạm vắng', en: 'Absence' },
  household: { vi: 'Hộ thường trú', en: 'Household' },
  'temporary-household': { vi: 'Hộ tạm trú', en: 'Household (temporary)' },
  number: { vi: (file: string) => `Hồ sơ hộ ${file}`, en: (file: string) => `Household ${file}` },
})

interface ResidenceCardProps {
  personId: string
  why: { dossierId?: string; searchId?: string }
}

/** Where the person is registered, and the door to the household for those who keep the register. */
export function ResidenceCard({ personId, why }: ResidenceCardProps) {
  const t = useText(words)
  const read = useRead(readPersonResidence, { params: { personId }, query: why })
  return (
    <Card title={t.title} icon="home">
      <Show read={read}>
        {(residence) => (
          <>
            <Registered residence={residence} />
            <PersonActs personId={personId} residence={residence} />
          </>
        )}
      </Show>
    </Card>
  )
}

function Registered({ residence }: { residence: PersonResidence }) {
  const t = useText(words)
  const opens = useHolds(registrars)
  const place = (kind: 'permanent' | 'temporary'): KeyValue => {
    const at = residence[kind]
    if (!at) return { key: t[kind], value: t.none }
    const { address, since, until } = at
    return {
      key: t[kind],
      value: address,
      note: until ? t.between(showDay(since), showDay(until)) : t.since(showDay(since)),
    }
  }
  const households = residence.households.map(({ kind, householdId, fileNumber, relation }) => ({
    key: kind === 'permanent' ? t.household : t['temporary-household'],
    value: opens ? (
      <Link to={paths.household(householdId)}>{t.number(fileNumber)}</Link>
    ) : (
      t.number(fileNumber)
    ),
    note: relation,
  }))
  const item = (number: number) => residence.items.find((one) => one.item === number)
  const registered = residence.permanent !== null || residence.temporary !== null
  const current: KeyValue[] = registered ? [] : [{ key: t.current, value: item(18)?.value ?? t.undeclared }]
  const absence = item(19)?.value
  const away: KeyValue[] = absence ? [{ key: t.absence, value: absence }] : []
  return (
    <div className="facts-narrow">
      <KeyValueList items={[place('permanent'), place('temporary'), ...current, ...away, ...households]} />
    </div>
  )
}
