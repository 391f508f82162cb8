import { type PersonResidence, type ResidenceItem, readPersonResidence } from '@platform/server/residence'
import { Card } from '../../kit/Card.tsx'
import { useRead } from '../../kit/queries.ts'
import { Link } from '../../kit/router.tsx'
import { Show } from '../../kit/States.tsx'
import { text, useText } from '../../kit/text.ts'
import { registrars, useHolds } from '../me.ts'
import { paths } from '../paths.ts'
import { PersonActs } from '../residence/PersonActs.tsx'
import { ItemList } from '../residence/ResidenceItems.tsx'

const words = text({
  title: { vi: 'Cư trú và hộ', en: 'Residence and household' },
  household: { vi: 'Hộ thường trú', en: 'Household' },
  'temporary-household': { vi: 'Hộ tạm trú', en: 'Household (temporary)' },
})

interface ResidenceCardProps {
  personId: string
  why: { dossierId?: string; searchId?: string }
}

/** Where the person is registered, what may be done at the desk, and the door to the household. */
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

const RESIDENCE_FILE = 20

function Registered({ residence }: { residence: PersonResidence }) {
  const t = useText(words)
  const opens = useHolds(registrars)
  const doors = ({ item, value }: ResidenceItem) => {
    if (item !== RESIDENCE_FILE || !opens) return value
    return residence.households.map(({ kind, householdId, fileNumber }) => (
      <span key={householdId} className="under">
        <Link to={paths.household(householdId)}>{fileNumber}</Link>{' '}
        {residence.households.length > 1
          ? `(${kind === 'permanent' ? t.household : t['temporary-household']})`
          : null}
      </span>
    ))
  }
  return <ItemList items={residence.items} instead={doors} />
}
