import { readQueueBoard } from '@platform/server/services'
import { useAgain } from '../kit/again.ts'
import { Page } from '../kit/Page.tsx'
import { useRead } from '../kit/queries.ts'
import { useParam } from '../kit/router.tsx'
import { Empty, Show } from '../kit/States.tsx'
import { text, useText } from '../kit/text.ts'
import './QueuePage.css'

const words = text({
  title: { vi: 'Số đang gọi', en: 'Numbers called' },
  desk: { vi: (desk: number) => `Quầy ${desk}`, en: (desk: number) => `Desk ${desk}` },
  none: { vi: 'Chưa gọi số nào', en: 'No number has been called' },
  waiting: {
    vi: (waiting: number) => (waiting === 0 ? 'Không còn ai chờ' : `${waiting} người đang chờ`),
    en: (waiting: number) => (waiting === 0 ? 'Nobody is waiting' : `${waiting} waiting`),
  },
  next: { vi: (next: string) => `Tiếp theo: ${next}`, en: (next: string) => `Next: ${next}` },
})

/** What hangs on the wall of a counter: numbers and desks, never a name. */
export function QueuePage() {
  const t = useText(words)
  const agencyId = Number(useParam('agencyId')) || 1
  const read = useRead(readQueueBoard, { params: { agencyId } })
  useAgain(read.refetch)
  return (
    <Page title={t.title} lead={read.data?.agency}>
      <Show read={read}>
        {({ called, waiting, next }) => (
          <>
            {called.length === 0 ? (
              <Empty icon="clock" title={t.none} />
            ) : (
              <ul className="queue-board" aria-live="polite">
                {called.slice(0, 8).map(({ number, desk }) => (
                  <li key={number} className="queue-board-call">
                    <span className="queue-board-number number">{number}</span>
                    <span className="queue-board-desk">{t.desk(desk)}</span>
                  </li>
                ))}
              </ul>
            )}
            <p className="queue-board-next">
              {t.waiting(waiting)}
              {next.length > 0 ? `. ${t.next(next.slice(0, 5).join(', '))}` : null}
            </p>
          </>
        )}
      </Show>
    </Page>
  )
}
