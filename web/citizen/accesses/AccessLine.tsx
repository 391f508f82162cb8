import type { Access } from '@platform/server/audit'
import { showInstant } from '../../kit/format.ts'
import { Icon } from '../../kit/Icon.tsx'
import { useLanguage } from '../../kit/language.ts'
import { Link } from '../../kit/router.tsx'
import { text, useCitation, useText, useWords } from '../../kit/text.ts'
import { paths } from '../paths.ts'
import { AccessSentence, wasRefused } from './AccessSentence.tsx'
import { wordsOfField } from './field-words.ts'

const words = text({
  what: { vi: 'Nội dung', en: 'What' },
  why: { vi: 'Để làm gì', en: 'What for' },
  law: { vi: 'Theo', en: 'Under' },
  reason: { vi: 'Lý do ghi lại', en: 'Stated reason' },
  dossier: { vi: 'Xem hồ sơ liên quan', en: 'See the request it belongs to' },
  nothing: { vi: 'không có dữ liệu nào được đưa ra', en: 'no data were given out' },
})

/** One look at my data, in a sentence, with what was seen, what for and by which law. */
export function AccessLine({ access, ownDossier }: { access: Access; ownDossier: boolean }) {
  const t = useText(words)
  const cite = useCitation()
  const show = useWords()
  const language = useLanguage()
  const refused = wasRefused(access)
  const fields = access.fields.map((field) => wordsOfField(field)[language]).join(', ')
  const look = refused ? 'refused' : access.action
  return (
    <li className={`access access-${look}`}>
      <span className="access-icon">
        <Icon name={refused ? 'stop' : access.action === 'change' ? 'edit' : 'eye'} />
      </span>
      <div>
        <p>
          <AccessSentence access={access} />
        </p>
        <p className="small muted number">{showInstant(access.at)}</p>
        <dl className="small">
          <div>
            <dt>{t.what}:</dt>
            <dd>{refused ? t.nothing : fields || '–'}</dd>
          </div>
          {access.purpose ? (
            <div>
              <dt>{t.why}:</dt>
              <dd>{show(access.purpose)}</dd>
            </div>
          ) : null}
          {access.legalBasis ? (
            <div>
              <dt>{t.law}:</dt>
              <dd>{cite(access.legalBasis)}</dd>
            </div>
          ) : null}
          {access.reason ? (
            <div>
              <dt>{t.reason}:</dt>
              <dd>{access.reason}</dd>
            </div>
          ) : null}
        </dl>
        {ownDossier && access.dossierId ? (
          <p className="small">
            <Link to={paths.dossier(access.dossierId)}>{t.dossier}</Link>
          </p>
        ) : null}
      </div>
    </li>
  )
}
