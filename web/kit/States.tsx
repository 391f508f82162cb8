import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Button, ButtonLink } from './Button.tsx'
import { Icon, type IconName } from './Icon.tsx'
import { useLanguage } from './language.ts'
import { Notice } from './Notice.tsx'
import { asProblem, type ProblemError } from './problem-error.ts'
import './States.css'
import { text, useText } from './text.ts'

const words = text({
  loading: { vi: 'Đang tải…', en: 'Loading…' },
  retry: { vi: 'Thử lại', en: 'Try again' },
  home: { vi: 'Về trang đầu', en: 'Back to the first page' },
  refused: { vi: 'Bạn không xem được trang này', en: 'You cannot see this page' },
  refusedWhy: {
    vi: 'Chỉ người được phép mới xem được. Lần thử này đã được ghi lại. Nếu bạn cho rằng đây là nhầm lẫn, hãy gọi bộ phận một cửa nơi bạn ở.',
    en: 'Only those who are allowed can see it. This attempt was recorded. If you think this is a mistake, call the one-stop office of your commune.',
  },
  requestId: {
    vi: (id: string) => `Mã lỗi để báo hỗ trợ: ${id}`,
    en: (id: string) => `Error code for support: ${id}`,
  },
})

/** The place of what is being loaded: grey lines, said once to screen readers. */
export function Loading({ lines = 3 }: { lines?: number }) {
  const t = useText(words)
  return (
    <div className="loading" role="status">
      <span className="visually-hidden">{t.loading}</span>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike.
        <span className="loading-line" key={line} aria-hidden="true" />
      ))}
    </div>
  )
}

/** Nothing there yet: says so, and what to do about it. */
export function Empty({
  icon = 'folder',
  title,
  children,
}: {
  icon?: IconName
  title: string
  children?: ReactNode
}) {
  return (
    <div className="empty">
      <Icon name={icon} />
      <p className="strong">{title}</p>
      {typeof children === 'string' ? <p className="muted">{children}</p> : children}
    </div>
  )
}

/** Something went wrong: what, what to do, and a way to try again. */
export function ErrorState({ problem, onRetry }: { problem: ProblemError; onRetry?: () => void }) {
  const t = useText(words)
  const language = useLanguage()
  const requestId = problem.body['requestId']
  return (
    <Notice look="wrong" title={problem.title(language)} now>
      {problem.detail(language) ? <p>{problem.detail(language)}</p> : null}
      {typeof requestId === 'string' ? <p className="small muted">{t.requestId(requestId)}</p> : null}
      {onRetry ? (
        <p>
          <Button onClick={onRetry} icon="undo">
            {t.retry}
          </Button>
        </p>
      ) : null}
    </Notice>
  )
}

/** Not for this reader. Says that the attempt was entered in the log. */
export function Refused({ problem }: { problem?: ProblemError }) {
  const t = useText(words)
  const language = useLanguage()
  return (
    <div className="empty" role="alert">
      <Icon name="lock" />
      <p className="strong">{problem?.title(language) || t.refused}</p>
      <p className="muted">{problem?.detail(language) || t.refusedWhy}</p>
      <ButtonLink to="/">{t.home}</ButtonLink>
    </div>
  )
}

/** A problem as what it is: refused, not found or gone wrong. */
export function ProblemState({ problem, onRetry }: { problem: ProblemError; onRetry?: () => void }) {
  const language = useLanguage()
  const t = useText(words)
  if (problem.status === 403) return <Refused problem={problem} />
  if (problem.status === 404)
    return (
      <Empty icon="search" title={problem.title(language)}>
        <ButtonLink to="/">{t.home}</ButtonLink>
      </Empty>
    )
  return <ErrorState problem={problem} {...(onRetry ? { onRetry } : {})} />
}

interface ShowProps<R> {
  read: UseQueryResult<R, ProblemError>
  loading?: ReactNode
  children: (data: R) => ReactNode
}

/** A read on screen: loading, refused or gone wrong until its data are there. */
export function Show<R>({ read, loading, children }: ShowProps<R>) {
  if (read.data !== undefined) return <>{children(read.data)}</>
  if (read.error) return <ProblemState problem={asProblem(read.error)} onRetry={() => void read.refetch()} />
  return <>{loading ?? <Loading />}</>
}
