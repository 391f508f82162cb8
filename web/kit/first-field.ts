import { type RefObject, useEffect } from 'react'

/** A dialog begins at its first field, not at the button that closes it. */
export function useFirstField(form: RefObject<HTMLFormElement | null>) {
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input:not([disabled]), select, textarea')?.focus()
  }, [form])
}
