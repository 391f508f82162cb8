import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

const compiled = new WeakMap<object, ValidateFunction>()

/** The check of a form's answers, compiled once a bundle. Throws when it is no JSON Schema 2020-12. */
export function answersCheck({ schema }: { schema: object }): ValidateFunction {
  let check = compiled.get(schema)
  if (!check) {
    const ajv = new Ajv2020({ strict: true, allErrors: true, strictRequired: false })
    ;(addFormats as unknown as (ajv: Ajv2020) => void)(ajv)
    check = ajv.compile(schema)
    compiled.set(schema, check)
  }
  return check
}
