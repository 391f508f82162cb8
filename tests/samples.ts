import fc from 'fast-check'

interface Schema {
  type?: string
  format?: string
  pattern?: string
  const?: unknown
  enum?: unknown[]
  anyOf?: Schema[]
  items?: Schema
  minItems?: number
  maxItems?: number
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  properties?: Record<string, Schema>
  required?: string[]
  patternProperties?: Record<string, Schema>
}

/** Values that a schema lets through: how a caller who means well, or ill, would fill it. */
export function valuesOf(schema: Schema | undefined): fc.Arbitrary<unknown> {
  if (!schema) return fc.constant(undefined)
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(valuesOf))
  switch (schema.type) {
    case 'string':
      return texts(schema)
    case 'integer':
      return fc.integer({
        min: schema.minimum ?? -1000,
        max: Math.min(schema.maximum ?? 100_000, 2 ** 31 - 1),
      })
    case 'number':
      return fc.double({ min: schema.minimum ?? -1000, max: schema.maximum ?? 1000, noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return fc.array(valuesOf(schema.items), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, 4),
      })
    case 'object':
      return objects(schema)
    default:
      return fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.constant({}))
  }
}

function texts({ format, pattern, minLength = 0, maxLength = 40 }: Schema): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.uuid({ version: 7 })
  if (format === 'date') {
    return fc
      .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10))
  }
  if (format === 'date-time')
    return fc.date({ noInvalidDate: true, min: new Date(0) }).map((date) => date.toISOString())
  if (format === 'email') return fc.emailAddress()
  if (pattern) return fc.stringMatching(new RegExp(pattern))
  const length = { minLength, maxLength: Math.min(maxLength, Math.max(minLength, 60)) }
  return fc.oneof(
    fc.string({ ...length, unit: 'grapheme' }),
    fc
      .constantFrom(
        "'; drop table people; --",
        '<script>alert(1)</script>',
        '\u0000',
        '../../etc/passwd',
        '%00',
        'Nguyễn Văn Ấn',
      )
      .filter((text) => text.length >= minLength && text.length <= maxLength),
  )
}

function objects({ properties = {}, required = [], patternProperties }: Schema): fc.Arbitrary<unknown> {
  if (patternProperties) {
    return fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), valuesOf(Object.values(patternProperties)[0]), {
      maxKeys: 3,
    })
  }
  const entries = Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, valuesOf(value)]))
  return fc.record(entries, { requiredKeys: required as never })
}
