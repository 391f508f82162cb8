import type { Endpoint } from '@platform/server/platform/endpoint.ts'
import { type InfiniteData, type UseQueryResult, useInfiniteQuery } from '@tanstack/react-query'
import { call, type Wants } from './call.ts'
import type { ProblemError } from './problem-error.ts'
import { keyOf } from './queries.ts'

export interface PageReply {
  rows: readonly unknown[]
  next: string | null
}

export interface More<R extends PageReply> {
  /** For `Show`: loading, error, refused; its data are the pages so far. */
  read: UseQueryResult<InfiniteData<R>, ProblemError>
  /** The rows of all pages so far. */
  rows: R['rows'][number][]
  /** The first page, for what it says besides its rows. */
  first: R | undefined
  more: (() => void) | null
  pending: boolean
}

/** Reads a list that is paged by key (`PageOf`), page after page. */
export function useMore<P, Q extends { after?: string }, B, R extends PageReply>(
  endpoint: Endpoint<P, Q, B, R>,
  input: { params?: P; query?: Omit<Q, 'after'> },
): More<R> {
  const read = useInfiniteQuery<R, ProblemError, InfiniteData<R>, readonly unknown[], string | null>({
    queryKey: [...keyOf(endpoint, input), 'pages'],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...input.query, ...(pageParam ? { after: pageParam } : {}) }
      return call(endpoint, { ...input, query } as unknown as Wants<P, Q, B>, { signal })
    },
    initialPageParam: null,
    getNextPageParam: (last) => last.next,
  })
  return {
    read: read as UseQueryResult<InfiniteData<R>, ProblemError>,
    rows: (read.data?.pages ?? []).flatMap(({ rows }) => rows),
    first: read.data?.pages[0],
    more: read.hasNextPage ? () => void read.fetchNextPage() : null,
    pending: read.isFetchingNextPage,
  }
}
