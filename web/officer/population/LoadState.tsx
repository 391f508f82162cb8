import type { Load } from '@platform/server/population'
import { StatusBadge, type Tone } from '../../kit/StatusBadge.tsx'
import { text, useText } from '../../kit/text.ts'

const words = text({
  uploaded: { vi: 'Đã tải lên, chờ ghép cột', en: 'Uploaded, to be mapped' },
  mapped: { vi: 'Đã ghép cột, chờ chạy thử', en: 'Mapped, to be tried' },
  checking: { vi: 'Đang chạy thử', en: 'Being tried' },
  checked: { vi: 'Đã chạy thử, chờ người thứ hai duyệt', en: 'Tried, waits for the second officer' },
  loading: { vi: 'Đang ghi', en: 'Being recorded' },
  loaded: { vi: 'Đã ghi xong', en: 'Recorded' },
  undoing: { vi: 'Đang hủy bỏ', en: 'Being taken back' },
  undone: { vi: 'Đã hủy bỏ', en: 'Taken back' },
  withdrawn: { vi: 'Đã rút', en: 'Given up' },
})
const tones: Record<string, Tone> = {
  checked: 'wait',
  loaded: 'done',
  undone: 'neutral',
  withdrawn: 'neutral',
}

/** Where a load stands, in words; how far it is while it runs. */
export function LoadState({ load: { state, rowsDone, rowsTotal } }: { load: Load }) {
  const t = useText(words)
  const runs = state === 'checking' || state === 'loading'
  const word = state in words ? t[state as keyof typeof words] : state
  return (
    <StatusBadge tone={tones[state] ?? 'progress'}>
      {runs && rowsTotal > 0 ? `${word} ${Math.floor((rowsDone / rowsTotal) * 100)} %` : word}
    </StatusBadge>
  )
}
