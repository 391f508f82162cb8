import { listMyDossiers } from '@platform/server/services'
import { Card } from '../../kit/Card.tsx'
import { useRead } from '../../kit/queries.ts'
import { Link } from '../../kit/router.tsx'
import { text, useText } from '../../kit/text.ts'
import { DossierCard } from '../dossiers/DossierCard.tsx'
import { isFinished } from '../dossiers/dossier-tone.ts'
import { paths } from '../paths.ts'

const words = text({
  title: { vi: 'Hồ sơ đang giải quyết', en: 'Requests under way' },
  all: { vi: 'Tất cả hồ sơ', en: 'All requests' },
})

/** My dossiers that are not finished; those that wait for me stand above. */
export function InProgress() {
  const t = useText(words)
  const dossiers = useRead(listMyDossiers, { query: { limit: 20 } })
  const open = (dossiers.data?.rows ?? []).filter(
    ({ state, waitsForYou }) => !isFinished(state) && !waitsForYou,
  )
  return open.length > 0 ? (
    <Card title={t.title} icon="folder" aside={<Link to={paths.dossiers()}>{t.all}</Link>}>
      <ul className="stack stack-tight">
        {open.map((dossier) => (
          <DossierCard dossier={dossier} key={dossier.dossierId} />
        ))}
      </ul>
    </Card>
  ) : null
}
