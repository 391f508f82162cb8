import { ButtonLink } from './Button.tsx'
import { Page } from './Page.tsx'
import { Empty } from './States.tsx'
import { text, useText } from './text.ts'

const words = text({
  title: { vi: 'Không có trang này', en: 'There is no such page' },
  what: {
    vi: 'Địa chỉ có thể đã gõ sai hoặc trang đã được chuyển đi.',
    en: 'The address may be mistyped, or the page has moved.',
  },
  home: { vi: 'Về trang đầu', en: 'Back to the first page' },
})

export function NotFound() {
  const t = useText(words)
  return (
    <Page title={t.title}>
      <Empty icon="search" title={t.what}>
        <ButtonLink to="/" look="primary" icon="home">
          {t.home}
        </ButtonLink>
      </Empty>
    </Page>
  )
}
