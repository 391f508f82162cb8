import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { currentApp } from './call.ts'
import { Dialog } from './Dialog.tsx'
import { refreshAll } from './queries.ts'
import { signInAddress, useSessionIsClosed } from './session-closed.ts'
import { text, useText } from './text.ts'

const words = text({
  title: { vi: 'Phiên làm việc đã kết thúc', en: 'Your session has ended' },
  what: {
    vi: 'Để giữ an toàn, hệ thống đã đóng phiên của bạn. Những gì bạn đã nhập vẫn còn nguyên ở đây. Hãy đăng nhập lại trong cửa sổ mới, rồi quay về cửa sổ này làm tiếp.',
    en: 'To keep you safe, the service closed your session. What you typed is still here. Sign in again in a new window, then come back to this one and go on.',
  },
  signIn: { vi: 'Đăng nhập lại', en: 'Sign in again' },
})

/** Asks to sign in again over the page that is open; when that is done in the other window, the page goes on. */
export function SessionClosedDialog() {
  const t = useText(words)
  const closed = useSessionIsClosed()
  const client = useQueryClient()
  const was = useRef(false)
  useEffect(() => {
    if (was.current && !closed) refreshAll(client)
    was.current = closed
  }, [closed, client])
  return (
    <Dialog title={t.title} open={closed}>
      <p>{t.what}</p>
      <p>
        <a
          className="button button-primary"
          href={signInAddress(`/${currentApp()}/signed-in`)}
          target="_blank"
          rel="noopener opener"
        >
          {t.signIn}
        </a>
      </p>
    </Dialog>
  )
}
