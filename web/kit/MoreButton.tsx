import { Button } from './Button.tsx'
import { text, useText } from './text.ts'

const words = text({ more: { vi: 'Xem thêm', en: 'Show more' } })

/** The next page of a list; absent when there is none. */
export function MoreButton({
  more: { more, pending },
}: {
  more: { more: (() => void) | null; pending: boolean }
}) {
  const t = useText(words)
  return more ? (
    <p>
      <Button onClick={more} pending={pending} icon="down">
        {t.more}
      </Button>
    </p>
  ) : null
}
