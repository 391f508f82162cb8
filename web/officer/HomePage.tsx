import { ButtonLink } from '../kit/Button.tsx'
import { Card } from '../kit/Card.tsx'
import { Grid } from '../kit/Layout.tsx'
import { Page } from '../kit/Page.tsx'
import { Empty, Loading, Show } from '../kit/States.tsx'
import { text, useText, useWords } from '../kit/text.ts'
import { administrators, handlers, inspectors, lookers, registrars, useHolds, useMe } from './me.ts'
import { paths } from './paths.ts'
import { WorklistPage } from './services/WorklistPage.tsx'

const words = text({
  title: { vi: 'Công việc của bạn', en: 'Your work' },
  people: { vi: 'Tra cứu người', en: 'Look up a person' },
  peopleWhat: {
    vi: 'Mở hồ sơ dân cư của một người trong địa bàn. Mỗi lượt tra cứu đều được ghi lại.',
    en: 'Open the file of a person in your area. Every look-up is recorded.',
  },
  residence: { vi: 'Cư trú trong địa bàn', en: 'Residence in my area' },
  residenceWhat: {
    vi: 'Người và hộ đang đăng ký cư trú trong xã, phường.',
    en: 'People and households registered in a commune.',
  },
  log: { vi: 'Nhật ký truy cập', en: 'Access log' },
  logWhat: {
    vi: 'Ai đã xem hoặc sửa dữ liệu, vì việc gì, lượt nào bị từ chối.',
    en: 'Who read or changed data, for what, and which attempts were refused.',
  },
  disputes: { vi: 'Khiếu nại về xác thực', en: 'Disputes about checks' },
  disputesWhat: {
    vi: 'Trả lời người dân nói “không phải tôi”, xem dấu hiệu dò đoán.',
    en: 'Answer people who say it was not them; see what looks like guessing.',
  },
  partners: { vi: 'Đối tác kết nối', en: 'Connected partners' },
  partnersWhat: {
    vi: 'Duyệt hệ thống xin dùng dữ liệu thật, dừng hệ thống có vấn đề.',
    en: 'Approve systems that ask for real data, suspend those in trouble.',
  },
  operations: { vi: 'Vận hành', en: 'Operations' },
  operationsWhat: {
    vi: 'Lỗi ngoài dự kiến và những việc đang chờ thử lại.',
    en: 'Unexpected errors and what waits to be tried again.',
  },
  open: { vi: 'Mở', en: 'Open' },
  nothing: { vi: 'Vị trí của bạn không có việc ở ứng dụng này', en: 'Your position has no work in this app' },
  nothingWhat: {
    vi: 'Nếu bạn là lãnh đạo, hãy mở ứng dụng Điều hành. Nếu không, hãy báo người quản trị của cơ quan.',
    en: 'If you are a leader, open the steering app. Otherwise tell the administrator of your office.',
  },
})

/** The first page: the worklist for who handles dossiers, else the doors to what the position is for. */
export function HomePage() {
  const me = useMe()
  const handles = useHolds(handlers)
  if (handles) return <WorklistPage />
  return <Doors loading={me.isPending} />
}

function Doors({ loading }: { loading: boolean }) {
  const t = useText(words)
  const show = useWords()
  const me = useMe()
  const doors = [
    { open: useHolds(lookers), to: paths.people(), icon: 'search', title: t.people, what: t.peopleWhat },
    {
      open: useHolds(registrars),
      to: paths.residence(),
      icon: 'home',
      title: t.residence,
      what: t.residenceWhat,
    },
    { open: useHolds(inspectors), to: paths.log(), icon: 'eye', title: t.log, what: t.logWhat },
    {
      open: useHolds(inspectors),
      to: paths.disputes(),
      icon: 'warning',
      title: t.disputes,
      what: t.disputesWhat,
    },
    {
      open: useHolds(administrators),
      to: paths.partners(),
      icon: 'services',
      title: t.partners,
      what: t.partnersWhat,
    },
    {
      open: useHolds(administrators),
      to: paths.operations(),
      icon: 'warning',
      title: t.operations,
      what: t.operationsWhat,
    },
  ] as const
  const mine = doors.filter(({ open }) => open)
  return (
    <Page title={t.title} lead={show(me.data?.actingAs?.title)}>
      {loading ? (
        <Loading lines={6} />
      ) : (
        <Show read={me}>
          {() =>
            mine.length === 0 ? (
              <Empty icon="lock" title={t.nothing}>
                {t.nothingWhat}
              </Empty>
            ) : (
              <Grid wide>
                {mine.map(({ to, icon, title, what }) => (
                  <Card key={to} title={title} icon={icon}>
                    <p>{what}</p>
                    <p>
                      <ButtonLink to={to} look="primary">
                        {`${t.open}: ${title}`}
                      </ButtonLink>
                    </p>
                  </Card>
                ))}
              </Grid>
            )
          }
        </Show>
      )}
    </Page>
  )
}
