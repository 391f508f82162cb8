import { listAccesses } from '@platform/server/audit'
import { Card } from '../../kit/Card.tsx'
import { showInstant } from '../../kit/format.ts'
import { useRead } from '../../kit/queries.ts'
import { Link } from '../../kit/router.tsx'
import { Show } from '../../kit/States.tsx'
import { text, useText } from '../../kit/text.ts'
import { paths } from '../paths.ts'
import { AccessSentence } from './AccessSentence.tsx'

const words = text({
  title: { vi: 'Ai vừa xem dữ liệu của tôi', en: 'Who just looked at my data' },
  all: { vi: 'Xem toàn bộ nhật ký', en: 'See the whole log' },
  none: { vi: 'Chưa có ai ngoài bạn.', en: 'Nobody but you.' },
})

const SHOWN = 4

/** Who looked last. */
export function RecentAccesses() {
  const t = useText(words)
  const accesses = useRead(listAccesses, { query: { limit: SHOWN } })
  return (
    <Card title={t.title} icon="eye" look="sunken">
      <Show read={accesses}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="muted">{t.none}</p>
          ) : (
            <ul className="stack stack-tight">
              {rows.map((row) => (
                <li key={`${row.id}${row.action}`} className="small">
                  <AccessSentence access={row} />
                  <br />
                  <span className="muted">{showInstant(row.at)}</span>
                </li>
              ))}
            </ul>
          )
        }
      </Show>
      <p>
        <Link to={paths.accesses()}>{t.all}</Link>
      </p>
    </Card>
  )
}
