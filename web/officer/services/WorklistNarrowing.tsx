import { type countWorklist, listColleagues, listServices } from '@platform/server/services'
import { useNavigate } from '@tanstack/react-router'
import '../../kit/Field.css'
import { useRead } from '../../kit/queries.ts'
import { useFilter } from '../../kit/router.tsx'
import { text, useText, useWords } from '../../kit/text.ts'

const words = text({
  service: { vi: 'Dịch vụ', en: 'Service' },
  everyService: { vi: 'Mọi dịch vụ', en: 'Every service' },
  channel: { vi: 'Cách nộp', en: 'Channel' },
  everyChannel: { vi: 'Mọi cách nộp', en: 'Every channel' },
  online: { vi: 'Trực tuyến', en: 'Online' },
  counter: { vi: 'Tại quầy', en: 'At the counter' },
  post: { vi: 'Bưu chính', en: 'By post' },
  holder: { vi: 'Người thụ lý', en: 'Handled by' },
  everyone: { vi: 'Mọi người', en: 'Everyone' },
  nobody: { vi: 'Chưa ai nhận', en: 'Nobody yet' },
})

type Query = NonNullable<NonNullable<typeof countWorklist.types>['query']>
export type Narrowed = Pick<Query, 'service' | 'channel' | 'holder'>

const channels = ['online', 'counter', 'post'] as const

/** What the lists and their counts are narrowed down to; kept in the address. */
export function useNarrowed(): { narrowed: Narrowed; showAll: () => void } {
  const [service] = useFilter('service')
  const [given] = useFilter('channel')
  const [holder] = useFilter('holder')
  const navigate = useNavigate()
  const channel = channels.find((one) => one === given)
  return {
    narrowed: {
      ...(service ? { service } : {}),
      ...(channel ? { channel } : {}),
      ...(holder ? { holder } : {}),
    },
    showAll: () =>
      void navigate({
        to: '.',
        replace: true,
        search: ({ filter }: { filter?: string }) => (filter ? { filter } : {}),
      } as never),
  }
}

/** Three questions above a list: which service, how it came, who has it. */
export function WorklistNarrowing() {
  const t = useText(words)
  const show = useWords()
  const [service, setService] = useFilter('service')
  const [channel, setChannel] = useFilter('channel')
  const [holder, setHolder] = useFilter('holder')
  const services = useRead(listServices, {}, { lasting: true })
  const colleagues = useRead(listColleagues, {}, { lasting: true })
  return (
    <div className="worklist-narrowing">
      <Narrow label={t.service} value={service} onChange={setService} all={t.everyService}>
        {(services.data?.rows ?? []).map(({ code, name }) => ({ value: code, label: show(name) }))}
      </Narrow>
      <Narrow label={t.channel} value={channel} onChange={setChannel} all={t.everyChannel}>
        {channels.map((value) => ({ value, label: t[value] }))}
      </Narrow>
      <Narrow label={t.holder} value={holder} onChange={setHolder} all={t.everyone}>
        {[
          { value: 'nobody', label: t.nobody },
          ...(colleagues.data?.rows ?? []).map(({ appointmentId, name }) => ({
            value: appointmentId,
            label: name,
          })),
        ]}
      </Narrow>
    </div>
  )
}

interface NarrowProps {
  label: string
  value: string
  all: string
  onChange: (value: string) => void
  children: { value: string; label: string }[]
}

function Narrow({ label, value, all, onChange, children }: NarrowProps) {
  return (
    <label className="worklist-narrow">
      <span className="muted">{label}</span>
      <select className="input" value={value} onChange={({ target }) => onChange(target.value)}>
        <option value="">{all}</option>
        {children.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  )
}
