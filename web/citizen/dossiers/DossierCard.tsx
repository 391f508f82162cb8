import type { DossierRow } from '@platform/server/services'
import { DueDate } from '../../kit/DueDate.tsx'
import { showInstant } from '../../kit/format.ts'
import { Icon } from '../../kit/Icon.tsx'
import { Link } from '../../kit/router.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { paths } from '../paths.ts'
import './DossierCard.css'
import { isFinished, toneOf } from './dossier-tone.ts'

const words = text({
  sent: { vi: (at: string) => `Nộp lúc ${at}`, en: (at: string) => `Sent at ${at}` },
  yours: { vi: 'Đang chờ bạn bổ sung', en: 'Waiting for you to supplement it' },
})

/** A dossier in a list: what it is, where it stands, when the result is due. */
export function DossierCard({ dossier }: { dossier: DossierRow }) {
  const t = useText(words)
  const show = useWords()
  return (
    <li className={dossier.waitsForYou ? 'dossier-card dossier-card-yours opens' : 'dossier-card opens'}>
      <div className="stack stack-tight">
        <h3>
          <Link to={paths.dossier(dossier.dossierId)}>{show(dossier.name)}</Link>
        </h3>
        <p className="small muted">
          <span className="number">{dossier.code}</span> · {t.sent(showInstant(dossier.submittedAt))}
        </p>
        <p>
          <StatusBadge tone={toneOf(dossier.state)}>{show(dossier.stateWords)}</StatusBadge>
        </p>
        {dossier.waitsForYou ? <p className="strong">{t.yours}</p> : null}
        {isFinished(dossier.state) ? null : <DueDate dueAt={dossier.dueAt} />}
      </div>
      <Icon name="right" />
    </li>
  )
}
