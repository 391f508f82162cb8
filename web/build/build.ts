/** `npm run build -w web`: every app that has an index.html, or those named: `npm run build -w web -- citizen`. */
import { existsSync } from 'node:fs'
import { build } from 'vite'
import { type App, apps, configOf } from '../vite.config.ts'

const named = process.argv.slice(2) as App[]
for (const app of named.length > 0 ? named : (Object.keys(apps) as App[])) {
  if (!existsSync(new URL(`../${app}/index.html`, import.meta.url))) continue
  const started = performance.now()
  await build(configOf(app))
  console.log(`web/dist/${app} built in ${Math.round(performance.now() - started)} ms`)
}
