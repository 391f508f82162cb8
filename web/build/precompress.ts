import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

/** Writes `.br` and `.gz` beside every text file of a build, so that the server only sends bytes. */
export function precompress(): Plugin {
  let folder = ''
  return {
    name: 'precompress',
    apply: 'build',
    configResolved(config) {
      folder = config.build.outDir
    },
    closeBundle() {
      for (const file of textFiles(folder)) {
        const bytes = readFileSync(file)
        writeFileSync(
          `${file}.br`,
          brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
        )
        writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }))
      }
    },
  }
}

function textFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name !== '.vite')
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? textFiles(path) : [path]))
    .filter((path) => /\.(js|css|html|svg|json|webmanifest)$/.test(path))
}
