import type { FastifyReply, FastifyRequest } from 'fastify'
import { notFound } from './access.ts'
import { uuidv7 } from './ids.ts'
import { log } from './log.ts'
import { isProblem, type Problem, type ProblemFactory, problem, problemBody } from './problem.ts'
import type { Server } from './server.ts'
import { rememberError } from './service-errors.ts'

export const invalid = problem(400, 'platform/invalid-input', {
  vi: 'Thông tin gửi lên chưa đúng. Hãy sửa các mục được đánh dấu',
  en: 'Some of the information is not right. Please correct the marked fields',
})
export const badSyntax = problem(400, 'platform/bad-syntax', {
  vi: 'Nội dung gửi lên không đọc được',
  en: 'The content could not be read',
})
export const tooLarge = problem(413, 'platform/too-large', {
  vi: 'Nội dung gửi lên quá lớn',
  en: 'The content is too large',
})
export const wrongType = problem(415, 'platform/wrong-content-type', {
  vi: 'Loại nội dung gửi lên không được nhận. Hãy gửi dạng JSON',
  en: 'This type of content is not accepted. Send JSON',
})
export const unexpected = problem(500, 'platform/unexpected', {
  vi: 'Hệ thống gặp lỗi. Việc của bạn chưa được ghi; hãy thử lại sau ít phút',
  en: 'Something went wrong. Nothing was recorded; please try again in a few minutes',
})
export const busy = problem(503, 'platform/busy', {
  vi: 'Hệ thống đang bận. Vui lòng thử lại sau ít phút',
  en: 'The service is busy. Please try again in a few minutes',
})

interface ValidationError {
  validation?: { instancePath: string; keyword: string; params: Record<string, unknown> }[]
  validationContext?: string
}

/** The fields that failed, by path and rule; never their values. */
export function invalidInput(error: ValidationError): Problem {
  const errors = (error.validation ?? []).slice(0, 50).map(({ instancePath, keyword, params }) => ({
    path: `${error.validationContext ?? ''}${instancePath}${missing(params)}`,
    rule: keyword,
  }))
  return invalid({ with: { errors } })
}

function missing(params: Record<string, unknown>): string {
  const name = params['missingProperty'] ?? params['additionalProperty']
  return typeof name === 'string' ? `/${name}` : ''
}

const byStatus: Record<number, ProblemFactory> = {
  400: badSyntax,
  404: notFound,
  413: tooLarge,
  415: wrongType,
}

/** Sends an error as a problem. What is ours and unexpected is logged and remembered without its data. */
export async function answerError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  context?: { server: Server; act: string },
): Promise<void> {
  const found = asProblem(error)
  if (found) {
    send(reply, found)
    return
  }
  const requestId = uuidv7()
  const act = context?.act ?? `${request.method} ${request.routeOptions.url ?? 'unknown'}`
  const remembered = await rememberError(context?.server.db, { act, error, requestId })
  log.error({ act, requestId, ...remembered }, 'unexpected error')
  send(reply, unexpected({ with: { requestId } }))
}

function asProblem(error: unknown): Problem | null {
  if (isProblem(error)) return error
  const { statusCode, code, validation } = error as { statusCode?: number; code?: string } & ValidationError
  if (validation) return invalidInput(error as ValidationError)
  // PostgreSQL keeps no U+0000 in text or JSON: what carries one is nobody's name.
  if (code === '22021' || code === '22P05') return invalid()
  if (code === 'CONNECTION_ENDED' || code === '57P03' || code === '53300') return busy()
  const factory = statusCode === undefined ? undefined : byStatus[statusCode]
  return factory ? factory() : null
}

function send(reply: FastifyReply, found: Problem) {
  reply
    .code(found.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .serializer((body: unknown) => JSON.stringify(body))
    .send(problemBody(found))
}
