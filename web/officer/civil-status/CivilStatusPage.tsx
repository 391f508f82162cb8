import { countWorklist } from '@platform/server/services'
import { ButtonLink } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { showNumber } from '../../kit/format.ts'
import { Grid } from '../../kit/Layout.tsx'
import { Page } from '../../kit/Page.tsx'
import { useRead } from '../../kit/queries.ts'
import { Link } from '../../kit/router.tsx'
import { Show } from '../../kit/States.tsx'
import { text, useText } from '../../kit/text.ts'
import { Filings } from '../counter/Filings.tsx'
import { ForRoles } from '../ForRoles.tsx'
import { civilStatusOffices, useHolds } from '../me.ts'
import { paths } from '../paths.ts'
import { Book } from './Book.tsx'

const words = text({
  title: { vi: 'Hộ tịch', en: 'Civil status' },
  lead: {
    vi: 'Khai sinh, khai tử, kết hôn của xã, phường bạn: việc cần làm, người đến trực tiếp và sổ đăng ký.',
    en: 'Births, deaths and marriages of your commune: what is to do, who comes in person, and the books.',
  },
  person: { vi: 'Người dân đến trực tiếp', en: 'Someone comes in person' },
  birth: { vi: 'Khai sinh', en: 'Birth' },
  death: { vi: 'Khai tử', en: 'Death' },
  marriage: { vi: 'Kết hôn', en: 'Marriage' },
  other: { vi: 'Thủ tục khác', en: 'Something else' },
  todo: { vi: 'Việc cần làm', en: 'To do' },
  new: { vi: 'Chờ tiếp nhận', en: 'Waiting to be accepted' },
  mine: { vi: 'Bạn đang thụ lý', en: 'Yours' },
  'due-today': { vi: 'Đến hạn hôm nay', en: 'Due today' },
  overdue: { vi: 'Quá hạn', en: 'Overdue' },
  'to-sign': { vi: 'Chờ ký', en: 'Waiting for a signature' },
})

const lists = ['new', 'mine', 'due-today', 'overdue', 'to-sign'] as const

/** The civil-status desk (bàn hộ tịch): what waits, who comes in person, today's filings, the books. */
export function CivilStatusPage() {
  const t = useText(words)
  const registers = useHolds(['civil-status'])
  return (
    <Page title={t.title} lead={t.lead}>
      <ForRoles roles={civilStatusOffices}>
        <Grid wide>
          {registers ? (
            <Card title={t.person} icon="user" look="attention">
              <div className="row">
                <ButtonLink to={paths.counter('2.002621')} look="primary">
                  {t.birth}
                </ButtonLink>
                <ButtonLink to={paths.counter('2.002622')}>{t.death}</ButtonLink>
                <ButtonLink to={paths.counter('1.000894')}>{t.marriage}</ButtonLink>
                <ButtonLink to={paths.counter()} look="quiet">
                  {t.other}
                </ButtonLink>
              </div>
            </Card>
          ) : null}
          <ToDo />
        </Grid>
        {registers ? <Filings /> : null}
        <Book />
      </ForRoles>
    </Page>
  )
}

function ToDo() {
  const t = useText(words)
  const counts = useRead(countWorklist, {})
  return (
    <Card title={t.todo} icon="folder">
      <Show read={counts}>
        {(found) => (
          <ul className="stack stack-tight">
            {lists.map((filter) => (
              <li key={filter}>
                <Link to={`${paths.home()}?filter=${filter}`}>{t[filter]}</Link>:{' '}
                <strong className="number">{showNumber(found[filter])}</strong>
              </li>
            ))}
          </ul>
        )}
      </Show>
    </Card>
  )
}
