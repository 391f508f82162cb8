import { listAccesses } from '@platform/server/audit'
import { readMe } from '@platform/server/population'
import { readMyResidence } from '@platform/server/residence'
import { Card } from '../../kit/Card.tsx'
import { showDay, showInstant, showPersonNumber } from '../../kit/format.ts'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { useRead } from '../../kit/queries.ts'
import { Link } from '../../kit/router.tsx'
import { Show } from '../../kit/States.tsx'
import { text, useText } from '../../kit/text.ts'
import { AccessSentence } from '../accesses/AccessSentence.tsx'
import { paths } from '../paths.ts'

const words = text({
  title: { vi: 'Thông tin của tôi', en: 'My information' },
  number: { vi: 'Số định danh', en: 'Identification number' },
  born: { vi: 'Ngày sinh', en: 'Date of birth' },
  permanent: { vi: 'Thường trú', en: 'Permanent residence' },
  temporary: { vi: 'Tạm trú', en: 'Temporary residence' },
  until: { vi: (day: string) => `đến hết ${day}`, en: (day: string) => `until ${day}` },
  notRegistered: { vi: 'Chưa đăng ký', en: 'Not registered' },
  more: { vi: 'Xem đầy đủ', en: 'See all of it' },
  accesses: { vi: 'Ai vừa xem dữ liệu của tôi', en: 'Who just looked at my data' },
  all: { vi: 'Xem toàn bộ nhật ký', en: 'See the whole log' },
  none: { vi: 'Chưa có ai ngoài bạn.', en: 'Nobody but you.' },
})

const SHOWN = 4

/** The few facts one looks up most, and who looked last. */
export function KeyFacts() {
  const t = useText(words)
  const me = useRead(readMe, {})
  const residence = useRead(readMyResidence, {})
  const home = residence.data
  const accesses = useRead(listAccesses, { query: { limit: SHOWN } })
  return (
    <>
      <Card title={t.title} icon="user" look="sunken">
        <Show read={me}>
          {(file) => (
            <KeyValueList
              items={[
                {
                  key: t.number,
                  value: <span className="number nowrap">{showPersonNumber(file.personNumber)}</span>,
                },
                { key: t.born, value: showDay(file.bornOn, file.bornPrecision) },
                ...(home ? [{ key: t.permanent, value: home.permanent?.address ?? t.notRegistered }] : []),
                ...(home?.temporary
                  ? [
                      {
                        key: t.temporary,
                        value: home.temporary.address,
                        note: home.temporary.until ? t.until(showDay(home.temporary.until)) : null,
                      },
                    ]
                  : []),
              ]}
            />
          )}
        </Show>
        <p>
          <Link to={paths.records()}>{t.more}</Link>
        </p>
      </Card>
      <Card title={t.accesses} icon="eye" look="sunken">
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
    </>
  )
}
