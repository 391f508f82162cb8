/** An event is a row: declared here as a value, written by `emit` in the transaction that caused it. Browser-safe. */
import type { Static, TSchema } from 'typebox'

export interface EventKind<Payload> {
  name: string
  schema: TSchema
  payload?: Payload
}

/** Declares an event, named in the past tense: `residence.stay-declared`. The payload never holds a secret. */
export function event<S extends TSchema>(name: string, schema: S): EventKind<Static<S>> {
  return { name, schema }
}
