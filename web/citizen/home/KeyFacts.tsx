import { readMe } from '@platform/server/population'
import { readMyResidence } from '@platform/server/residence'
import { Card } from '../../kit/Card.tsx'
import { showDay, showPersonNumber } from '../../kit/format.ts'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { useRead } from '../../kit/queries.ts'
import { Link } from '../../kit/router.tsx'
import { Show } from '../../kit/States.tsx'
import { text, useText } from '../../kit/text.ts'
import { RecentAccesses } from '../accesses/RecentAccesses.tsx'
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
})

/** The few facts one looks up most, and who looked last. */
export function KeyFacts() {
  const t = useText(words)
  const me = useRead(readMe, {})
  const residence = useRead(readMyResidence, {})
  const home = residence.data
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
      <RecentAccesses />
    </>
  )
}
