import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const files = globSync('{server,web,bench,tests,scripts}/**/*.{ts,tsx,mjs}', { cwd: root }).filter(
  (file) => !/(^|\/)(node_modules|dist)\//.test(file),
)
const known = new Set(files)

/** The file of ours that an import names; undefined for a package. */
function named(by: string, from: string): string | undefined {
  if (from.startsWith('.')) return normalize(join(dirname(by), from))
  if (from.startsWith('#platform/')) return `server/${from.slice(1)}`
  const door = /^(?:#|@platform\/server\/)([a-z]+)(\/contract)?$/.exec(from)
  if (!door) return undefined
  return `server/modules/${door[1]}/${door[2] || from.startsWith('@') ? 'contract' : 'index'}.ts`
}

function imports(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8')
  return [...text.matchAll(/(?:from|import\(?) ?'([^']+)'/g)]
    .map((match) => named(file, match[1] as string))
    .filter((other) => other !== undefined && known.has(other)) as string[]
}

test('no file imports itself by way of others, types included', () => {
  const circles: string[] = []
  const done = new Set<string>()
  const visit = (file: string, way: string[]) => {
    if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(' → '))
    if (way.includes(file) || done.has(file)) return
    for (const other of imports(file)) visit(other, [...way, file])
    done.add(file)
  }
  for (const file of files) visit(file, [])
  expect(files.length).toBeGreaterThan(900)
  expect(circles).toEqual([])
})
