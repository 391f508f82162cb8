import type { FastifyInstance } from 'fastify'
import { type AppName, apps, type Realm, realmOf } from '#accounts/contract'
import type { Server } from '#platform/http.ts'
import { answerError } from '#platform/http-errors.ts'
import { uuidv7 } from '#platform/ids.ts'
import { log } from '#platform/log.ts'
import { isProblem } from '#platform/problem.ts'
import type { Words } from '#platform/schemas.ts'
import { rememberError } from '#platform/service-errors.ts'
import type { Ports } from '#ports/ports.ts'
import { type Language, languageOf } from './language.ts'
import { contentPolicy, html, page, sendPage } from './page.ts'

export type ErrorKind = 'expired' | 'broken' | 'no-position' | 'no-cookies' | 'too-many' | 'unknown'

const text: Record<ErrorKind, { title: Words; lead: Words }> = {
  expired: {
    title: { vi: 'Lần đăng nhập này đã hết hạn', en: 'This sign-in has expired' },
    lead: {
      vi: 'Trang để quá lâu hoặc đã được dùng rồi. Hãy đăng nhập lại từ đầu.',
      en: 'The page was open too long or was used already. Please start again.',
    },
  },
  broken: {
    title: { vi: 'Chưa đăng nhập được', en: 'Signing in did not work' },
    lead: {
      vi: 'Hệ thống gặp lỗi. Vui lòng thử lại sau ít phút.',
      en: 'Something went wrong. Please try again in a few minutes.',
    },
  },
  'no-position': {
    title: { vi: 'Tài khoản này chưa vào được đây', en: 'This account cannot come in here' },
    lead: {
      vi: 'Bạn chưa giữ vị trí nào có quyền dùng ứng dụng này. Hãy hỏi quản trị hệ thống của đơn vị bạn.',
      en: 'You hold no position that may use this application. Ask the administrator of your office.',
    },
  },
  unknown: {
    title: { vi: 'Không có trang này', en: 'There is no such page' },
    lead: {
      vi: 'Địa chỉ có thể đã gõ nhầm hoặc không còn dùng. Hãy bắt đầu lại từ đây.',
      en: 'The address may be mistyped or out of use. You can begin again here.',
    },
  },
  'too-many': {
    title: { vi: 'Đang có quá nhiều người đăng nhập', en: 'Too many people are signing in' },
    lead: { vi: 'Vui lòng đợi một phút rồi thử lại.', en: 'Please wait a minute and try again.' },
  },
  'no-cookies': {
    title: { vi: 'Trình duyệt chưa giữ được phiên đăng nhập', en: 'The browser did not keep the sign-in' },
    lead: {
      vi: 'Hãy cho phép cookie cho trang này, hoặc dùng một cửa sổ khác, rồi đăng nhập lại.',
      en: 'Allow cookies for this site, or use another window, and sign in again.',
    },
  },
}

const again: Record<AppName, Words> = {
  citizen: { vi: 'Đăng nhập công dân', en: 'Sign in as a citizen' },
  officer: { vi: 'Đăng nhập cán bộ', en: 'Sign in as an officer' },
  partner: { vi: 'Đăng nhập đối tác kết nối', en: 'Sign in as a partner' },
  steering: { vi: 'Đăng nhập chỉ đạo, điều hành', en: 'Sign in for steering' },
}

/** A sign-in that cannot go on says why, and where to begin again. */
export function errorPage(
  language: Language,
  { kind, realm, mode, app }: { kind: ErrorKind; realm: Realm; mode: Ports['mode']; app?: AppName },
): { html: string; policy: string } {
  const { title, lead } = text[kind]
  const offered = apps.filter((one) => (app ? one === app : realmOf(one) === realm))
  const card = html`<h1>${title[language]}</h1>
<p class="lead">${lead[language]}</p>
${offered.map((one) => html`<p><a class="primary" href="/auth/${one}/sign-in">${again[one][language]}</a></p>`)}`
  const body = page({ language, realm, sandbox: mode === 'sandbox', title: title[language], card })
  return { html: body, policy: contentPolicy }
}

/** An unexpected error is logged as everywhere, and answered with a page instead of a problem document. */
export function answerErrorsWithPages(scope: FastifyInstance, { db, ports }: Server) {
  scope.setErrorHandler(async (error, request, reply) => {
    const { statusCode = 500 } = error as { statusCode?: number }
    if (isProblem(error) || statusCode < 500) return answerError(error, request, reply)
    const act = `${request.method} ${request.routeOptions.url ?? ''}`
    const requestId = uuidv7()
    log.error({ act, requestId, ...(await rememberError(db, { act, error, requestId })) }, 'unexpected error')
    const realm = request.url.includes('citizen') ? 'citizen' : 'officer'
    const language = languageOf(request.headers.cookie)
    return sendPage(reply, 500, errorPage(language, { kind: 'broken', realm, mode: ports.mode }).html)
  })
}
