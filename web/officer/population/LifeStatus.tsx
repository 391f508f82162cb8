import { StatusBadge, type Tone } from '../../kit/StatusBadge.tsx'
import { text, useText } from '../../kit/text.ts'

const words = text({
  alive: { vi: 'Còn sống', en: 'Alive' },
  dead: { vi: 'Đã chết', en: 'Dead' },
  missing: { vi: 'Bị tuyên bố mất tích', en: 'Declared missing' },
  'declared-dead': { vi: 'Bị tuyên bố là đã chết', en: 'Declared dead' },
  'nationality-lost': { vi: 'Thôi quốc tịch', en: 'Nationality given up' },
  emigrated: { vi: 'Ra nước ngoài định cư', en: 'Settled abroad' },
})

/** A person's status in the register, in a word. */
export function LifeStatus({ status }: { status: string }) {
  const t = useText(words)
  const tone: Tone = status === 'alive' ? 'done' : 'neutral'
  return <StatusBadge tone={tone}>{status in words ? t[status as keyof typeof words] : status}</StatusBadge>
}
