import { Ajv, type ErrorObject } from 'ajv'
import addFormats from 'ajv-formats'
import fastJsonStringify from 'fast-json-stringify'

/** One for bodies, which are JSON; one for what stands in an address and is text. */
const strict = withFormats(new Ajv({ allErrors: true, strict: false, coerceTypes: false }))
const loose = withFormats(new Ajv({ allErrors: true, strict: false, coerceTypes: true }))

/**
 * The check of a part of a request. Schemas are compiled when they are first needed and kept as long as the schema: a
 * start does not wait for hundreds of endpoints of which it serves a few in its first minute.
 */
export function checkOf(schema: object, part: string | undefined) {
  const ajv = part === 'body' ? strict : loose
  const check = (data: unknown): boolean => {
    const validate = ajv.compile(schema) // which remembers the schema
    const right = validate(data) as boolean
    check.errors = validate.errors ?? null
    return right
  }
  check.errors = null as ErrorObject[] | null
  return check
}

const serializers = new WeakMap<object, (data: unknown) => string>()

/** Writes a reply as its schema says: what the schema does not name is left out. */
export function serializerOf(schema: object): (data: unknown) => string {
  return (data) => {
    let serialize = serializers.get(schema)
    if (!serialize) {
      serialize = fastJsonStringify(schema)
      serializers.set(schema, serialize)
    }
    return serialize(data)
  }
}

function withFormats(ajv: Ajv): Ajv {
  ;(addFormats as unknown as (ajv: Ajv) => void)(ajv)
  return ajv
}
