/**
 * Problems are the caller's to fix: thrown by rules, sent as RFC 9457 problem details with a stable `type`.
 * Titles are Vietnamese first, English second; `detail` may say what to do next. Never put personal data in them.
 */
export interface Words {
  vi: string
  en: string
}

export interface ProblemBody {
  type: string
  status: number
  title: string
  titleEn: string
  detail?: string | undefined
  detailEn?: string | undefined
  [extension: string]: unknown
}

export interface Problem extends Error {
  status: number
  type: string
  words: Words
  more: ProblemMore
}

export interface ProblemMore {
  detail?: Words
  /** Extra members of the problem document, e.g. the fields that were refused. */
  with?: Record<string, unknown>
}

export type ProblemFactory = ((more?: ProblemMore) => Problem) & {
  type: string
  status: number
  words: Words
}

const known = new Map<string, ProblemFactory>()

/** Declares a problem: HTTP status, stable code `module/what`, its words. The factory makes the error to throw. */
export function problem(status: number, code: string, words: Words): ProblemFactory {
  const type = `/problems/${code}`
  const make = (more: ProblemMore = {}): Problem =>
    Object.assign(new Error(code), { name: 'Problem', status, type, words, more })
  const factory = Object.assign(make, { type, status, words })
  known.set(type, factory)
  return factory
}

/** All problems declared so far, for the API document and the page of problems. */
export function declaredProblems(): ProblemFactory[] {
  return [...known.values()]
}

export function isProblem(error: unknown): error is Problem {
  return error instanceof Error && error.name === 'Problem' && 'words' in error
}

export function problemBody(error: Problem): ProblemBody {
  const { detail, with: extra } = error.more
  return {
    ...extra,
    type: error.type,
    status: error.status,
    title: error.words.vi,
    titleEn: error.words.en,
    ...(detail ? { detail: detail.vi, detailEn: detail.en } : {}),
  }
}
