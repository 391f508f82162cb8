import { listMyNotifications, markAllRead, markRead, type Notification } from '@platform/server/notifications'
import { Button } from '../../kit/Button.tsx'
import { showInstant } from '../../kit/format.ts'
import { Icon } from '../../kit/Icon.tsx'
import { MoreButton } from '../../kit/MoreButton.tsx'
import { useMore } from '../../kit/more.ts'
import { Page } from '../../kit/Page.tsx'
import { useCall } from '../../kit/queries.ts'
import { Link, useGo } from '../../kit/router.tsx'
import { Empty, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { addressOf } from './address-of.ts'
import './MessagesPage.css'

const words = text({
  title: { vi: 'Thông báo', en: 'Messages' },
  none: { vi: 'Chưa có thông báo nào', en: 'No messages yet' },
  noneWhat: {
    vi: 'Khi hồ sơ của bạn có thay đổi, bạn sẽ được báo ở đây.',
    en: 'When something happens to your requests, you are told here.',
  },
  readAll: { vi: 'Đánh dấu đã đọc tất cả', en: 'Mark all as read' },
  fresh: { vi: 'Mới', en: 'New' },
})

/** What I was told, newest first. Opening one marks it as read. */
export function MessagesPage() {
  const t = useText(words)
  const messages = useMore(listMyNotifications, {})
  const readAll = useCall(markAllRead)
  return (
    <Page
      title={t.title}
      width="reading"
      aside={
        messages.first && messages.first.unread > 0 ? (
          <Button icon="check" pending={readAll.pending} onClick={() => void readAll.send({})}>
            {t.readAll}
          </Button>
        ) : null
      }
    >
      <Show read={messages.read}>
        {() =>
          messages.rows.length === 0 ? (
            <Empty icon="bell" title={t.none}>
              {t.noneWhat}
            </Empty>
          ) : (
            <div className="stack">
              <ul className="stack stack-tight">
                {messages.rows.map((message) => (
                  <Message message={message} key={message.notificationId} />
                ))}
              </ul>
              <MoreButton more={messages} />
            </div>
          )
        }
      </Show>
    </Page>
  )
}

function Message({ message }: { message: Notification }) {
  const t = useText(words)
  const show = useWords()
  const go = useGo()
  const read = useCall(markRead)
  const to = addressOf(message.about)
  return (
    <li className={message.readAt ? 'message' : 'message message-new'}>
      <Icon name="bell" />
      <div>
        <p className="strong">
          <Link
            to={to}
            onClick={(event) => {
              if (message.readAt) return
              event.preventDefault()
              void read.send({ params: { notificationId: message.notificationId } }).then(() => go(to))
            }}
          >
            {show(message.title)}
          </Link>
        </p>
        <p>{show(message.text)}</p>
        <p className="small muted">{showInstant(message.at)}</p>
      </div>
      {message.readAt ? null : (
        <StatusBadge tone="progress" icon="bell">
          {t.fresh}
        </StatusBadge>
      )}
    </li>
  )
}
