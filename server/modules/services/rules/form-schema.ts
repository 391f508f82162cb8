import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

/** One for all forms: what it costs to begin is paid once. */
const ajv = new Ajv2020({ strict: true, allErrors: true, strictRequired: false })
;(addFormats as unknown as (one: Ajv2020) => void)(ajv)

const compiled = new WeakMap<object, ValidateFunction>()

/** The check of a form's answers, compiled once a bundle. Throws when it is no JSON Schema 2020-12. */
export function answersCheck({ schema }: { schema: object }): ValidateFunction {
  let check = compiled.get(schema)
  if (!check) {
    try {
      check = ajv.compile(schema)
    } finally {
      ajv.removeSchema(schema) // kept here as long as its bundle, not for good
    }
    compiled.set(schema, check)
  }
  return check
}
