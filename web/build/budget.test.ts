/** A national service must work on a cheap phone and a slow line: what the first page of each app transfers. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** The most that a first visit may transfer: page, script and style, compressed. Fonts are the system's. */
const budgets = { portal: 150_000, citizen: 150_000, officer: 400_000, partner: 400_000, steering: 400_000 }
/** The page that is opened first, by the file that shows it. */
const firstPages: Record<string, RegExp> = {
  portal: /LandingPage/,
  citizen: /HomePage/,
  officer: /HomePage/,
  partner: /SystemsPage/,
  steering: /FiguresPage|HomePage/,
}

interface Chunk {
  file: string
  src?: string
  imports?: string[]
  css?: string[]
}

const dist = join(import.meta.dirname, '../dist')

for (const [app, budgetBytes] of Object.entries(budgets)) {
  const folder = join(dist, app)
  test.runIf(existsSync(join(import.meta.dirname, '..', app, 'index.html')))(
    `the first page of ${app} transfers at most ${budgetBytes / 1000} kB`,
    () => {
      const files = firstPageFiles(app)
      const sizes = { br: sizeOf(folder, files, 'br'), gz: sizeOf(folder, files, 'gz') }
      console.log(`${app}: ${kB(sizes.br)} brotli, ${kB(sizes.gz)} gzip, ${files.length} files`)
      expect(sizes.gz).toBeLessThanOrEqual(budgetBytes)
    },
  )
}

test('no page of any app carries TypeBox or a schema', () => {
  for (const app of Object.keys(budgets)) {
    if (!existsSync(join(dist, app))) continue
    for (const file of Object.values(manifestOf(app)).map((chunk) => chunk.file)) {
      expect(readFileSync(join(dist, app, file), 'utf8')).not.toMatch(/additionalProperties|~kind/)
    }
  }
})

test('pages carry no inline script or style, which the content security policy refuses', () => {
  for (const app of Object.keys(budgets)) {
    const file = join(dist, app, 'index.html')
    if (!existsSync(file)) continue
    const html = readFileSync(file, 'utf8')
    expect(html).not.toMatch(/<style|style=|<script(?![^>]*\ssrc=)/)
  }
})

function manifestOf(app: string): Record<string, Chunk> {
  return JSON.parse(readFileSync(join(dist, app, '.vite/manifest.json'), 'utf8'))
}

/** What a first visit loads: the entry, the first page, and all that they import. */
function firstPageFiles(app: string): string[] {
  const manifest = manifestOf(app)
  const files = new Set<string>(['index.html'])
  const visit = (key: string) => {
    const chunk = manifest[key]
    if (!chunk || files.has(chunk.file)) return
    files.add(chunk.file)
    for (const style of chunk.css ?? []) files.add(style)
    for (const next of chunk.imports ?? []) visit(next)
  }
  visit('index.html')
  const first = Object.keys(manifest).find((key) => firstPages[app]?.test(key))
  if (first) visit(first)
  return [...files]
}

function sizeOf(folder: string, files: string[], kind: 'br' | 'gz'): number {
  return files.reduce((sum, file) => sum + readFileSync(join(folder, `${file}.${kind}`)).length, 0)
}

function kB(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`
}
