import { useSyncExternalStore } from 'react'

export type Language = 'vi' | 'en'
export type TextSize = 'normal' | 'large'

const listeners = new Set<() => void>()

function kept(name: string): string | null {
  try {
    return localStorage.getItem(name)
  } catch {
    return null // Storage may be switched off; the choice then lasts as long as the page.
  }
}

/** The cookie of the sign-in pages (`authentication/language.ts`): chosen there or here, it is one choice. */
const COOKIE = 'dean06-language'
const YEAR_SECONDS = 31_536_000
const chosen = new RegExp(`(?:^|; )${COOKIE}=(vi|en)`).exec(document.cookie)?.[1] ?? kept('language')

let language: Language = chosen === 'en' ? 'en' : 'vi'
let textSize: TextSize = kept('text-size') === 'large' ? 'large' : 'normal'

function show() {
  document.documentElement.lang = language
  document.documentElement.dataset['text'] = textSize
}
show()

function keep(name: string, value: string) {
  try {
    localStorage.setItem(name, value)
  } catch {
    // See kept().
  }
  show()
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const currentLanguage = () => language

export function setLanguage(next: Language) {
  language = next
  // biome-ignore lint/suspicious/noDocumentCookie: the sign-in pages are plain HTML and read it on the server.
  document.cookie = `${COOKIE}=${next}; Path=/; SameSite=Lax; Max-Age=${YEAR_SECONDS}`
  keep('language', next)
}

export function setTextSize(next: TextSize) {
  textSize = next
  keep('text-size', next)
}

/** Vietnamese unless the reader chose English; kept on the device. */
export const useLanguage = (): Language => useSyncExternalStore(subscribe, () => language)

/** Large-text mode (chữ lớn): everything on the page is sized in rem and grows with it. */
export const useTextSize = (): TextSize => useSyncExternalStore(subscribe, () => textSize)
