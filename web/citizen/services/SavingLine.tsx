import type { Saving } from '../../kit/form/draft-keeping.ts'
import { showTime } from '../../kit/format.ts'
import { Icon } from '../../kit/Icon.tsx'
import { text, useText } from '../../kit/text.ts'

const words = text({
  saved: {
    vi: (at: string) => `Đã tự lưu lúc ${at}. Bạn có thể đóng trang và làm tiếp sau.`,
    en: (at: string) => `Saved by itself at ${at}. You may close the page and go on later.`,
  },
  saving: { vi: 'Đang lưu…', en: 'Saving…' },
  notSaved: {
    vi: 'Chưa lưu được. Đừng đóng trang; hệ thống sẽ tự lưu lại.',
    en: 'Not saved yet. Keep the page open; it will be saved again by itself.',
  },
})

/** Whether what is on screen is kept already. */
export function SavingLine({ saving, savedAt }: { saving: Saving; savedAt: string }) {
  const t = useText(words)
  return (
    <p className="small muted" role="status">
      <Icon name={saving === 'not-saved' ? 'warning' : saving === 'saved' ? 'done' : 'clock'} />{' '}
      {saving === 'saved' ? t.saved(showTime(savedAt)) : saving === 'not-saved' ? t.notSaved : t.saving}
    </p>
  )
}
