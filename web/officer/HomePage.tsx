import { Door, Doors } from '../kit/Doors.tsx'
import { Page } from '../kit/Page.tsx'
import { Empty, Show } from '../kit/States.tsx'
import { text, useText, useWords } from '../kit/text.ts'
import { handlers, useHolds, useMe } from './me.ts'
import { useSections } from './sections.ts'
import { WorklistPage } from './services/WorklistPage.tsx'

const words = text({
  title: { vi: 'Công việc của bạn', en: 'Your work' },
  nothing: { vi: 'Vị trí của bạn không có việc ở ứng dụng này', en: 'Your position has no work in this app' },
  nothingWhat: {
    vi: 'Nếu bạn là lãnh đạo, hãy mở ứng dụng Điều hành. Nếu không, hãy báo người quản trị của cơ quan.',
    en: 'If you are a leader, open the steering app. Otherwise tell the administrator of your office.',
  },
})

/** The first page: the worklist for who handles dossiers, else the doors to what the position is for. */
export function HomePage() {
  return useHolds(handlers) ? <WorklistPage /> : <Sections />
}

function Sections() {
  const t = useText(words)
  const show = useWords()
  const me = useMe()
  const sections = useSections()
  return (
    <Page title={t.title} lead={show(me.data?.actingAs?.title)}>
      <Show read={me}>
        {() =>
          sections.length === 0 ? (
            <Empty icon="lock" title={t.nothing}>
              {t.nothingWhat}
            </Empty>
          ) : (
            <Doors>
              {sections.map(({ to, icon, label, what }) => (
                <Door key={to} to={to} icon={icon} title={label} what={what} />
              ))}
            </Doors>
          )
        }
      </Show>
    </Page>
  )
}
