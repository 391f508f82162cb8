import { AsyncLocalStorage } from 'node:async_hooks'
import type { AdapterPayload } from 'oidc-provider'
import type { CodeRow } from './codes.store.ts'
import type { ProviderState, UsedProof } from './provider-states.store.ts'

/**
 * What one request to the provider reads and writes. States are written together in one statement before the answer
 * leaves; what decides whether something was used before (`consume`, used proofs) never waits.
 */
export interface OneRequest {
  /** What is saved waits until the end of the request and is written together. */
  together: boolean
  /** A browser comes back from the pages: its interaction and its pushed request are taken, once. */
  resuming: boolean
  /** Saved by this request, not yet written; null is gone. */
  saved: Map<string, ProviderState | null>
  /** Read together with something else. */
  read: Map<string, AdapterPayload | undefined>
  /** Assertions and proofs that are entered with what is saved: was one used before, nothing is written. */
  proofs: UsedProof[]
  /** How many assertions and proofs this request showed so far. */
  shown: number
  /** Taken by reading: consuming or destroying it again has nothing left to do. */
  taken: Set<string>
  /** Asked for by the sign-in pages: the code of the sign-in under way, read with its interaction. */
  begun?: { code?: CodeRow | undefined }
  /** The client certificate that TLS, ours or a trusted proxy's, vouched for; PEM. */
  certificate?: string | undefined
}

const store = new AsyncLocalStorage<OneRequest>()

export function newRequest(more: Partial<OneRequest> = {}): OneRequest {
  return {
    together: false,
    resuming: false,
    saved: new Map(),
    read: new Map(),
    proofs: [],
    shown: 0,
    taken: new Set(),
    ...more,
  }
}

export const inRequest = <T>(request: OneRequest, work: () => T): T => store.run(request, work)
export const thisRequest = (): OneRequest | undefined => store.getStore()
export const stateKey = (model: string, id: string): string => `${model} ${id}`
