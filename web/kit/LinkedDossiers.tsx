import type { DossierView } from '@platform/server/services'
import { Card } from './Card.tsx'
import { Icon } from './Icon.tsx'
import { Link } from './router.tsx'
import { StatusBadge, type Tone } from './StatusBadge.tsx'
import { text, useCitation, useText, useWords } from './text.ts'

const words = text({
  links: { vi: 'Làm cùng một lần (liên thông)', en: 'Done together (linked)' },
  elsewhere: { vi: 'Ở cơ quan khác', en: 'At another agency' },
  open: { vi: 'Mở hồ sơ', en: 'Open it' },
  automatic: { vi: 'Tự động theo luật sau khi ký', en: 'By law and by itself after the signature' },
})

const tones: Record<DossierView['links'][number]['state'], Tone> = {
  waiting: 'wait',
  filed: 'done',
  failed: 'refused',
  dropped: 'neutral',
  unconnected: 'neutral',
  acknowledged: 'wait',
  done: 'done',
  refused: 'refused',
  parked: 'wait',
  withdrawn: 'neutral',
}

interface LinkedDossiersProps {
  dossier: Pick<DossierView, 'links' | 'automatic'>
  /** Where the other dossier opens; an officer of one office does not open another's. */
  pathOf?: (dossierId: string) => string
}

/** What follows from a dossier: others that are filed by themselves, and what the law does. */
export function LinkedDossiers({ dossier: { links, automatic }, pathOf }: LinkedDossiersProps) {
  const t = useText(words)
  const show = useWords()
  const cite = useCitation()
  return (
    <>
      {links.length > 0 ? (
        <Card title={links.length > 1 ? t.links : t.elsewhere} icon="right">
          <ul className="stack">
            {links.map(({ words: what, state, stateWords, dossierId, problem, law }) => (
              <li key={what.vi} className="stack stack-tight">
                <p className="strong">{show(what)}</p>
                <p className="row">
                  <StatusBadge tone={tones[state]}>{show(stateWords)}</StatusBadge>
                  {dossierId && pathOf ? <Link to={pathOf(dossierId)}>{t.open}</Link> : null}
                </p>
                {problem ? <p>{show(problem)}</p> : null}
                <p className="small muted">{cite(law)}</p>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
      {automatic.length > 0 ? (
        <Card title={t.automatic} icon="check">
          <ul className="stack stack-tight">
            {automatic.map((one) => (
              <li key={one.vi}>
                <Icon name="check" /> {show(one)}
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
    </>
  )
}
