import { useEffect } from 'react'
import { ButtonLink } from './Button.tsx'
import { Notice } from './Notice.tsx'
import { Page } from './Page.tsx'
import { announceSession } from './session-closed.ts'
import { text, useText } from './text.ts'

const words = text({
  title: { vi: 'Bạn đã đăng nhập lại', en: 'You are signed in again' },
  what: {
    vi: 'Hãy đóng cửa sổ này và làm tiếp ở cửa sổ trước.',
    en: 'Close this window and go on in the one before.',
  },
  home: { vi: 'Hoặc về trang đầu', en: 'Or go to the first page' },
})

/** Where the sign-in in a second window ends: tells the first one, and closes where the browser allows it. */
export function SignedInPage() {
  const t = useText(words)
  useEffect(() => {
    announceSession()
    if (window.opener) window.close()
  }, [])
  return (
    <Page title={t.title}>
      <Notice look="done" now>
        {t.what}
      </Notice>
      <p>
        <ButtonLink to="/">{t.home}</ButtonLink>
      </p>
    </Page>
  )
}
