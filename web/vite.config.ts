import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import type { InlineConfig } from 'vite'
import { contracts } from './build/contracts.ts'
import { precompress } from './build/precompress.ts'

/** The apps by the path they are served under. `portal` is what anyone may open without signing in. */
export const apps = {
  portal: '/',
  citizen: '/citizen/',
  officer: '/officer/',
  partner: '/partner/',
  steering: '/steering/',
} as const
export type App = keyof typeof apps

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** What nearly every form draws with travels together: a dozen small files cost more than they weigh. */
const formParts = {
  name: 'form-parts',
  test: /kit\/(Card|choices|DateField|Field|FileLink|format|inputs|KeyValueList|Layout)\.(ts|tsx|css)$/,
}

/** How one app is built: `web/<app>/index.html` to `web/dist/<app>/`, hashed, compressed, the same every time. */
export function configOf(app: App, outDir = here(`./dist/${app}`)): InlineConfig {
  return {
    configFile: false,
    root: here(app),
    base: apps[app],
    publicDir: here('./kit/static'),
    logLevel: 'warn',
    plugins: [contracts(), react(), precompress()],
    build: {
      outDir,
      emptyOutDir: true,
      manifest: true,
      target: 'es2022',
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      rolldownOptions: { output: { codeSplitting: { groups: [formParts] } } },
    },
    server: { proxy: { '/api': 'http://localhost:3000', '/auth': 'http://localhost:3000' } },
  }
}

export default configOf((process.env['APP'] ?? 'citizen') as App)
