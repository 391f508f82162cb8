import type { Endpoint } from '@platform/server/platform/endpoint.ts'
import { principalOf } from './acting-for.ts'
import { offline, ProblemError, unreadable } from './problem-error.ts'
import { sessionClosed } from './session-closed.ts'

/** What an endpoint wants: only the parts it declares. */
export type Wants<P, Q, B> = Part<'params', P> & Part<'query', Q> & Part<'body', B>
type Part<Name extends string, T> = 0 extends 1 & T
  ? { [K in Name]: T } // any: a file
  : [T] extends [undefined]
    ? { [K in Name]?: undefined }
    : unknown extends T
      ? { [K in Name]?: undefined }
      : // biome-ignore lint/complexity/noBannedTypes: a part whose every value is optional may be left out.
        {} extends T
        ? { [K in Name]?: T }
        : { [K in Name]: T }

export interface Sending {
  /** The same key replays the first answer: a form keeps one for its submission, also when it is sent again. */
  idempotencyKey?: string | undefined
  signal?: AbortSignal | undefined
}

/** The path of the app that runs; its session is its own. Set once by `startApp`. */
let app = 'portal'
export const currentApp = () => app
export function setApp(name: string) {
  app = name
}

/** Calls an endpoint. Throws ProblemError, also when there is no connection. */
export async function call<P, Q, B, R>(
  endpoint: Endpoint<P, Q, B, R>,
  input: Wants<P, Q, B>,
  { idempotencyKey, signal }: Sending = {},
): Promise<R> {
  const response = await send(endpoint, input, { idempotencyKey, signal })
  return (endpoint.replyType ? await response.blob() : await response.json()) as R
}

async function send<P, Q, B, R>(endpoint: Endpoint<P, Q, B, R>, input: Wants<P, Q, B>, sending: Sending) {
  const body = input.body as unknown
  const isFile = body instanceof Blob
  const response = await fetch(addressOf(endpoint.path, input.params, input.query), {
    method: endpoint.method,
    credentials: 'same-origin',
    signal: sending.signal ?? null,
    headers: headersOf(endpoint, body, sending),
    ...(body === undefined ? {} : { body: isFile ? body : JSON.stringify(body) }),
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw offline()
  })
  if (response.ok) return response
  throw await refusedWith(response)
}

function headersOf<P, Q, B, R>(
  endpoint: Endpoint<P, Q, B, R>,
  body: unknown,
  { idempotencyKey }: Sending,
): Record<string, string> {
  const principal = principalOf(endpoint)
  const contentType = body instanceof Blob ? (endpoint.accepts ?? body.type) : 'application/json'
  return {
    accept: endpoint.replyType ?? 'application/json',
    'dean06-app': app,
    ...(principal ? { 'dean06-for': principal } : {}),
    ...(body === undefined ? {} : { 'content-type': contentType }),
    ...(idempotencyKey ? { 'idempotency-key': idempotencyKey } : {}),
  }
}

/** Sends a file and tells how much of it has gone, 0 to 1. Throws ProblemError. */
export function upload<P, Q, B, R>(
  endpoint: Endpoint<P, Q, B, R>,
  { params, file, idempotencyKey }: { params: P; file: Blob; idempotencyKey: string },
  onProgress: (share: number) => void,
): Promise<R> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(endpoint.method, addressOf(endpoint.path, params, undefined))
    for (const [name, value] of Object.entries(headersOf(endpoint, file, { idempotencyKey }))) {
      request.setRequestHeader(name, value)
    }
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.onerror = () => reject(offline())
    request.onload = () => {
      const type = request.getResponseHeader('content-type') ?? ''
      const answer = new Response(request.responseText, {
        status: request.status,
        headers: { 'content-type': type },
      })
      if (answer.ok) resolve(answer.json() as Promise<R>)
      else void refusedWith(answer).then(reject)
    }
    request.send(file)
  })
}

async function refusedWith(response: Response): Promise<ProblemError> {
  const problem = await readProblem(response)
  if (problem.status === 401) sessionClosed()
  return problem
}

async function readProblem(response: Response): Promise<ProblemError> {
  if (!response.headers.get('content-type')?.includes('json')) return unreadable(response.status)
  return new ProblemError(response.status, (await response.json()) as Record<string, unknown>)
}

/** The address of a GET endpoint to open by a link, e.g. of a PDF; it names the app whose session opens it. */
export function urlOf<P, Q, B, R>(
  endpoint: Endpoint<P, Q, B, R>,
  input: Part<'params', P> & Part<'query', Q>,
): string {
  const { params, query } = input as { params?: unknown; query?: unknown }
  const principal = principalOf(endpoint)
  return addressOf(endpoint.path, params, { ...(query as object | undefined), app, for: principal })
}

function addressOf(path: string, params: unknown, query: unknown): string {
  const given = (params ?? {}) as Record<string, unknown>
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(given[name])))
  const asked = new URLSearchParams()
  for (const [name, value] of Object.entries((query ?? {}) as Record<string, unknown>)) {
    if (value !== undefined && value !== null && value !== '') asked.set(name, String(value))
  }
  return asked.size > 0 ? `/api${filled}?${asked}` : `/api${filled}`
}
