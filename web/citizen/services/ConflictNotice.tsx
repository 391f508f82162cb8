import { Button } from '../../kit/Button.tsx'
import { Actions } from '../../kit/Layout.tsx'
import { useLanguage } from '../../kit/language.ts'
import { Notice } from '../../kit/Notice.tsx'
import type { ProblemError } from '../../kit/problem-error.ts'
import { text, useText } from '../../kit/text.ts'

const words = text({
  what: {
    vi: 'Những gì bạn vừa gõ ở đây vẫn còn trên màn hình, chưa được lưu. Bạn muốn giữ bản nào?',
    en: 'What you just typed here is still on the screen, not saved yet. Which one do you want to keep?',
  },
  mine: { vi: 'Giữ bản ở cửa sổ này', en: 'Keep what stands in this window' },
  theirs: { vi: 'Dùng bản mới nhất đã lưu', en: 'Use the latest saved one' },
})

interface ConflictNoticeProps {
  problem: ProblemError
  onSettle: (whose: 'mine' | 'theirs') => Promise<void>
}

/** The same draft was changed in another window: nothing is overwritten until one chooses. */
export function ConflictNotice({ problem, onSettle }: ConflictNoticeProps) {
  const t = useText(words)
  const language = useLanguage()
  return (
    <Notice look="wait" title={problem.title(language)} now>
      <p>{t.what}</p>
      <Actions>
        <Button onClick={() => void onSettle('mine')}>{t.mine}</Button>
        <Button onClick={() => void onSettle('theirs')}>{t.theirs}</Button>
      </Actions>
    </Notice>
  )
}
