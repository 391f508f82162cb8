import fastJsonStringify from 'fast-json-stringify'
import type { TSchema } from 'typebox'
import { expect, test } from 'vitest'
import { purposes } from '#audit'
import { platform } from '#testing'
import { checkOf } from './platform/compiled-schemas.ts'
import { openApi } from './platform/openapi.ts'

/** All property names of a schema, however deep. */
function names(schema: unknown): string[] {
  if (!schema || typeof schema !== 'object') return []
  return Object.entries(schema).flatMap(([key, value]) =>
    key === 'properties' ? [...Object.keys(value as object), ...names(value)] : names(value),
  )
}

function isPersonNumber(schema: unknown): boolean {
  return (schema as { title?: string; pattern?: string })?.title === 'PersonNumber'
}

test('every endpoint says who may call it', async () => {
  const { server } = await platform()
  const open = server.endpoints.filter(({ access }) => Object.keys(access).length === 0)
  expect(open.map(({ path }) => path)).toEqual([])
  expect(server.endpoints.length).toBeGreaterThan(10)
})

test('every schema compiles, which happens at the first call only', async () => {
  const { server } = await platform()
  for (const { schema, accepts } of server.endpoints) {
    for (const part of ['params', 'query', ...(accepts ? [] : (['body'] as const))] as const)
      if (schema[part]) expect(checkOf(schema[part], part)(Symbol('nothing'))).toBe(false)
    if (schema.reply) expect(fastJsonStringify(schema.reply)).toBeTypeOf('function')
  }
})

test('no path and no query can carry a person number', async () => {
  const { server } = await platform()
  const wrong = server.endpoints.filter(({ path, schema }) => {
    const places = [schema.params, schema.query].filter(Boolean) as TSchema[]
    return (
      /number/i.test(path) ||
      places.some(
        (place) =>
          names(place).some((name) => /number$/i.test(name)) ||
          Object.values((place as { properties?: object }).properties ?? {}).some(isPersonNumber),
      )
    )
  })
  expect(wrong.map(({ path }) => path)).toEqual([])
})

test('every purpose an officer acts for is known, with its law', async () => {
  const { server } = await platform()
  const known = new Set(purposes.map(({ code }) => code))
  const used = server.endpoints.flatMap(({ access }) => access.officer?.purpose ?? [])
  expect([...new Set(used)].filter((purpose) => !known.has(purpose))).toEqual([])
})

test('officers of a territory read personal data only with an entry in the log', async () => {
  const { server } = await platform()
  const silent = server.endpoints.filter(
    ({ access, personal }) =>
      access.officer?.within === 'territory' && !personal && access.officer.purpose !== 'steering/figures',
  )
  expect(silent.map(({ method, path }) => `${method} ${path}`)).toEqual([])
})

test('the API document holds every endpoint and its problems', async () => {
  const { server } = await platform()
  const document = openApi(server.endpoints, 'http://localhost') as {
    paths: Record<string, Record<string, object>>
  }
  for (const { method, path } of server.endpoints) {
    expect(document.paths[`/api${path.replace(/:(\w+)/g, '{$1}')}`]?.[method.toLowerCase()]).toBeDefined()
  }
})
