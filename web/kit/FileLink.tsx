import { Icon } from './Icon.tsx'
import './FileLink.css'
import { showBytes } from './format.ts'

/** A file to open in a new window: its name, kind and size. */
export function FileLink({
  href,
  name,
  bytes,
  kind = 'PDF',
}: {
  href: string
  name: string
  bytes?: number | null
  kind?: string
}) {
  return (
    <a className="file-link" href={href} target="_blank" rel="noreferrer">
      <Icon name="file" />
      <span>
        {name}
        <span className="muted small">
          {' '}
          ({kind}
          {bytes ? `, ${showBytes(bytes)}` : ''})
        </span>
      </span>
    </a>
  )
}
