/** `npm run build -w web`: every app that has an index.html, or those named: `npm run build -w web -- citizen`. */
import { existsSync, renameSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { type App, apps, configOf } from '../vite.config.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const named = process.argv.slice(2) as App[]

for (const app of named.length > 0 ? named : (Object.keys(apps) as App[])) {
  if (!existsSync(here(`../${app}/index.html`))) continue
  const started = performance.now()
  const unfinished = here(`../dist/.${app}-${process.pid}`)
  await build(configOf(app, unfinished))
  // Whoever serves or measures an app sees the old one or the new one, never half of it.
  rmSync(here(`../dist/${app}`), { recursive: true, force: true })
  renameSync(unfinished, here(`../dist/${app}`))
  console.log(`web/dist/${app} built in ${Math.round(performance.now() - started)} ms`)
}
