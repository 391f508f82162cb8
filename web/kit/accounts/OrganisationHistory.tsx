import type { OrganisationView } from '@platform/server/accounts'
import { Card } from '../Card.tsx'
import { showInstant } from '../format.ts'
import { Row } from '../Layout.tsx'
import { text, useText, useWords } from '../text.ts'

const words = text({
  title: { vi: 'Đã xảy ra với tài khoản', en: 'What happened to the account' },
})

/** What happened to the account of an organisation, newest first: the same for its representative and the desk. */
export function OrganisationHistory({ history }: Pick<OrganisationView, 'history'>) {
  const t = useText(words)
  const show = useWords()
  return (
    <Card title={t.title} icon="clock">
      <ul className="stack">
        {history.map(({ id, at, words: what, by, detail }) => (
          <li key={id}>
            <Row apart>
              <p>
                {show(what)}
                {by || detail ? (
                  <span className="small muted"> {[by, detail].filter(Boolean).join(' · ')}</span>
                ) : null}
              </p>
              <span className="small muted nowrap">{showInstant(at)}</span>
            </Row>
          </li>
        ))}
      </ul>
    </Card>
  )
}
