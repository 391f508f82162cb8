import type { FastifyReply, FastifyRequest } from 'fastify'
import { cookieOf } from '#accounts'

export type Language = 'vi' | 'en'

const COOKIE = 'dean06-language'
const YEAR_SECONDS = 31_536_000

/** Vietnamese unless someone chose English before. */
export function languageOf(cookies: string | undefined): Language {
  return cookieOf(cookies, COOKIE) === 'en' ? 'en' : 'vi'
}

/** The language of a page: chosen by its switch, which is remembered, or chosen before. */
export function chosenLanguage(request: FastifyRequest, reply: FastifyReply): Language {
  const { language } = request.query as { language?: unknown }
  if (language !== 'vi' && language !== 'en') return languageOf(request.headers.cookie)
  reply.header('set-cookie', `${COOKIE}=${language}; Path=/; SameSite=Lax; Max-Age=${YEAR_SECONDS}`)
  return language
}
