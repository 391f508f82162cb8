import type { Language } from './language.ts'

/** A field the server refused: where it is in what was sent, and why. */
export interface RefusedField {
  path: string
  rule?: string
  words?: { vi: string; en: string }
}

/** A problem the server answered with (RFC 9457), in words to show. `type` is its stable name. */
export class ProblemError extends Error {
  readonly status: number
  readonly type: string
  readonly body: Record<string, unknown>

  constructor(status: number, body: Record<string, unknown>) {
    super(String(body['type'] ?? 'problem'))
    this.name = 'ProblemError'
    this.status = status
    this.type = String(body['type'] ?? '')
    this.body = body
  }

  is(problem: { type: string }): boolean {
    return this.type === problem.type
  }

  title(language: Language): string {
    return String((language === 'en' ? this.body['titleEn'] : undefined) ?? this.body['title'] ?? '')
  }

  detail(language: Language): string {
    return String((language === 'en' ? this.body['detailEn'] : undefined) ?? this.body['detail'] ?? '')
  }

  get fields(): RefusedField[] {
    return Array.isArray(this.body['errors']) ? (this.body['errors'] as RefusedField[]) : []
  }
}

/** No answer came: the line is down or the server does not run. */
export function offline(): ProblemError {
  return new ProblemError(0, {
    type: '/problems/web/offline',
    title: 'Không kết nối được',
    titleEn: 'No connection',
    detail: 'Hãy kiểm tra mạng rồi thử lại. Những gì bạn đã nhập vẫn còn trên màn hình này.',
    detailEn: 'Check your network and try again. What you typed is still on this screen.',
  })
}

/** An answer that is no problem document, e.g. from a proxy on the way. */
export function unreadable(status: number): ProblemError {
  return new ProblemError(status, {
    type: '/problems/web/unreadable-answer',
    title: 'Hệ thống chưa trả lời được',
    titleEn: 'The service could not answer',
    detail: 'Vui lòng thử lại sau ít phút.',
    detailEn: 'Please try again in a few minutes.',
  })
}

export function asProblem(error: unknown): ProblemError {
  return error instanceof ProblemError ? error : unreadable(0)
}
