import { type ReactNode, useEffect, useId, useRef } from 'react'
import './Dialog.css'
import { Icon } from './Icon.tsx'
import { text, useText } from './text.ts'

const words = text({ close: { vi: 'Đóng', en: 'Close' } })

interface DialogProps {
  title: string
  open: boolean
  /** Absent: it cannot be dismissed. */
  onClose?: () => void
  children: ReactNode
}

/** A question that must be answered first: the native dialog, which keeps the focus and gives it back. */
export function Dialog({ title, open, onClose, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null)
  const id = useId()
  const t = useText(words)
  useEffect(() => {
    if (open && !ref.current?.open) ref.current?.showModal()
    if (!open) ref.current?.close()
  }, [open])
  return (
    <dialog
      ref={ref}
      className="dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose?.()
      }}
    >
      {open ? (
        <div className="stack">
          <header className="dialog-head">
            <h2 id={id}>{title}</h2>
            {onClose ? (
              <button type="button" className="button button-quiet" onClick={onClose}>
                <Icon name="close" />
                <span className="visually-hidden">{t.close}</span>
              </button>
            ) : null}
          </header>
          {children}
        </div>
      ) : null}
    </dialog>
  )
}
