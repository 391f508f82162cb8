import { mkdir, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'

export interface ArrivingFolders {
  take(folder: string, path: string[], bytes: Buffer): Promise<void>
  swapIn(): Promise<void>
  keep(): Promise<void>
  undo(): Promise<void>
}

/** Files are written beside their folders and change places with them just before the commit. */
export function arrivingFolders(folders: Record<string, string>): ArrivingFolders {
  const stamp = `${process.pid}-${Date.now()}`
  const places = Object.values(folders).map((path) => ({
    path: resolve(path),
    arriving: `${resolve(path)}.arriving-${stamp}`,
    before: `${resolve(path)}.before-restore-${stamp}`,
  }))
  const swapped: typeof places = []
  return {
    async take(folder, path, bytes) {
      const place = places[Object.keys(folders).indexOf(folder)]
      if (!place) return // the caller does not want this folder
      const target = join(place.arriving, ...path)
      if (relative(place.arriving, target).startsWith('..'))
        throw new Error(`The archive names a file outside its folder: ${path.join('/')}`)
      await mkdir(dirname(target), { recursive: true, mode: 0o700 })
      await writeFile(target, bytes, { mode: 0o600 })
    },
    async swapIn() {
      for (const place of places) {
        await mkdir(place.arriving, { recursive: true, mode: 0o700 })
        await rename(place.path, place.before).catch(ignoreMissing)
        swapped.push(place)
        await rename(place.arriving, place.path)
      }
    },
    /** What was in a folder before stays beside it, for a person to look at; an empty one goes. */
    async keep() {
      for (const { before } of places) await rmdir(before).catch(() => {})
    },
    async undo() {
      for (const { path, before } of swapped) {
        await rm(path, { recursive: true, force: true })
        await rename(before, path).catch(ignoreMissing)
      }
      for (const { arriving } of places) await rm(arriving, { recursive: true, force: true })
    },
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
