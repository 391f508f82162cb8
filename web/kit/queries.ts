import type { AnyEndpoint, Endpoint } from '@platform/server/platform/endpoint.ts'
import {
  keepPreviousData,
  QueryClient,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useRef } from 'react'
import { call, type Wants } from './call.ts'
import { asProblem, type ProblemError } from './problem-error.ts'

export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        // Each reading of a person's data is entered in the log; the live channel says when there is something new.
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < 2 && [0, 502, 503, 504].includes(asProblem(error).status),
      },
      mutations: { retry: false },
    },
  })
}

/** The key of a read: endpoint first, so that a whole endpoint can be refreshed at once. */
export function keyOf(endpoint: AnyEndpoint, input: unknown = {}): readonly unknown[] {
  return [`${endpoint.method} ${endpoint.path}`, input]
}

export interface ReadOptions {
  /** False while what is needed to ask is not known yet. */
  enabled?: boolean
  /** Reference data: asked once per visit. */
  lasting?: boolean
  /** Read when the page opens and left alone under it: what a form begins with. */
  once?: boolean
  /** Show the last answer while the next one (another filter, another page) is on its way. */
  keepLast?: boolean
}

/** Reads an endpoint; `Show` draws its loading, error and refused states. */
export function useRead<P, Q, B, R>(
  endpoint: Endpoint<P, Q, B, R>,
  input: Wants<P, Q, B>,
  { enabled = true, lasting = false, once = false, keepLast = false }: ReadOptions = {},
): UseQueryResult<R, ProblemError> {
  return useQuery<R, ProblemError>({
    queryKey: keyOf(endpoint, input),
    queryFn: ({ signal }) => call(endpoint, input, { signal }),
    enabled,
    // The answer is handed to `Show`, which may look at it first when others have let it: it must not be an old one.
    notifyOnChangeProps: 'all',
    ...(lasting ? { staleTime: Number.POSITIVE_INFINITY, gcTime: Number.POSITIVE_INFINITY } : {}),
    ...(once ? { staleTime: Number.POSITIVE_INFINITY, gcTime: 0, meta: { once: true } } : {}),
    ...(keepLast ? { placeholderData: keepPreviousData } : {}),
  })
}

export interface Sender<Input, Reply> {
  /** Sends; resolves to the reply, or to undefined when it was refused (then `problem` is set). */
  send(input: Input): Promise<Reply | undefined>
  pending: boolean
  problem: ProblemError | null
  reply: Reply | undefined
  reset(): void
}

/**
 * Sends a write. The same input sent again (a second press, a lost line) carries the same idempotency key, so it is
 * done once. Afterwards every open list and page that is not reference data is read anew.
 */
export function useCall<P, Q, B, R>(
  endpoint: Endpoint<P, Q, B, R>,
  { onReply, onProblem }: { onReply?: (reply: R) => void; onProblem?: (problem: ProblemError) => void } = {},
): Sender<Wants<P, Q, B>, R> {
  const client = useQueryClient()
  const kept = useRef({ of: '', key: '' })
  const mutation = useMutation<R, ProblemError, Wants<P, Q, B>>({
    mutationFn: (input) => {
      const of = JSON.stringify(input)
      if (kept.current.of !== of) kept.current = { of, key: crypto.randomUUID() }
      return call(endpoint, input, endpoint.readOnly ? {} : { idempotencyKey: kept.current.key })
    },
    onSuccess: (reply) => {
      kept.current = { of: '', key: '' }
      if (!endpoint.readOnly) refreshAll(client)
      onReply?.(reply)
    },
    onError: (error) => onProblem?.(asProblem(error)),
  })
  return {
    send: (input) => mutation.mutateAsync(input).catch(() => undefined),
    pending: mutation.isPending,
    problem: mutation.error ? asProblem(mutation.error) : null,
    reply: mutation.data,
    reset: mutation.reset,
  }
}

/** Reads anew whatever is on screen, except reference data and what a form began with. */
export function refreshAll(client: QueryClient) {
  void client.invalidateQueries({
    predicate: ({ queryKey, meta }) => !meta?.once && !String(queryKey[0]).startsWith('GET /reference/'),
  })
}
