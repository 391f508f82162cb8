import { mkdir, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { fault } from './fault.ts'

/** Files that are written beside their folders and take their places all at once, or not at all. */
export interface ArrivingFolders {
  /** Throws `folder-not-empty`. */
  requireEmpty(): Promise<void>
  take(folder: string, path: string[], bytes: Buffer): Promise<void>
  settle(): Promise<void>
  undo(): Promise<void>
}

export function arrivingFolders(folders: Record<string, string>): ArrivingFolders {
  const stamp = `${process.pid}-${Date.now()}`
  const places = new Map(
    Object.entries(folders).map(([name, path]) => [
      name,
      { path: resolve(path), arriving: `${resolve(path)}.arriving-${stamp}`, settled: false },
    ]),
  )
  return {
    async requireEmpty() {
      for (const { path } of places.values()) {
        const found = await readdir(path).catch(ignoreMissing)
        if (found && found.length > 0) throw notEmpty(path)
      }
    },
    async take(folder, path, bytes) {
      const place = places.get(folder)
      if (!place) return // the caller does not want this folder
      const target = join(place.arriving, ...path)
      if (relative(place.arriving, target).startsWith('..')) {
        throw new Error(`The archive names a file outside its folder: ${path.join('/')}`)
      }
      await mkdir(dirname(target), { recursive: true, mode: 0o700 })
      await writeFile(target, bytes, { mode: 0o600 })
    },
    async settle() {
      for (const place of places.values()) {
        await mkdir(place.arriving, { recursive: true, mode: 0o700 })
        await rmdir(place.path).catch(ignoreMissing)
        await rename(place.arriving, place.path)
        place.settled = true
      }
    },
    async undo() {
      for (const { path, arriving, settled } of places.values()) {
        await rm(settled ? path : arriving, { recursive: true, force: true })
      }
    },
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}

function notEmpty(path: string) {
  return fault(
    'folder-not-empty',
    `Thư mục ${path} đã có tệp. Hãy chuyển thư mục đó đi nơi khác trước khi khôi phục.`,
    `The folder ${path} holds files. Move it away before restoring.`,
  )
}
