import { citation } from './citation.ts'
import { type Language, useLanguage } from './language.ts'

// biome-ignore lint/suspicious/noExplicitAny: a line may take any values; its type is carried by the dictionary.
type Says = string | ((...values: any[]) => string)

/** A line in both languages, or one that takes values. A missing English line does not pass the type check. */
type Line = { vi: string; en: string } | { vi: Exclude<Says, string>; en: Exclude<Says, string> }
type Dictionary = Record<string, Line>

export type Text<D extends Dictionary> = { readonly [K in keyof D]: D[K]['vi'] }

const resolved = new WeakMap<Dictionary, Partial<Record<Language, unknown>>>()

/** Declares the words of a page or component: `text({ title: { vi: 'Hồ sơ', en: 'Dossiers' } })`. */
export function text<const D extends Dictionary>(dictionary: D): D {
  return dictionary
}

/** The words of a dictionary in the reader's language: `useText(words).title`. */
export function useText<D extends Dictionary>(dictionary: D): Text<D> {
  return textIn(dictionary, useLanguage())
}

export function textIn<D extends Dictionary>(dictionary: D, language: Language): Text<D> {
  const both = resolved.get(dictionary) ?? {}
  resolved.set(dictionary, both)
  both[language] ??= Object.fromEntries(
    Object.entries(dictionary).map(([key, line]) => [key, line[language]]),
  )
  return both[language] as Text<D>
}

/** Words that came from the server, in the reader's language. */
export function useWords(): (words: { vi: string; en: string } | null | undefined) => string {
  const language = useLanguage()
  return (words) => (words ? words[language] || words.vi : '')
}

/** Names the law in the language the page is read in. */
export function useCitation(): (text: string) => string {
  const language = useLanguage()
  return (text) => citation(text, language)
}
