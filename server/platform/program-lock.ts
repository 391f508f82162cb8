import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { processIdentity } from './process-identity.ts'

export interface ProgramLock {
  release(): void
}

/** Who holds a lock file now; undefined when nobody does, also after its holder was killed. */
export function lockHolder(file: string): number | undefined {
  const held = readLock(file)
  return held && processIdentity(held.pid) === held.identity ? held.pid : undefined
}

/**
 * Takes the lock file for this process, or answers the pid of the living process that holds it. The file names
 * its holder by pid and start time, so a lock whose holder was killed is free at once and never goes stale.
 */
export function takeProgramLock(file: string): ProgramLock | { heldBy: number } {
  const identity = processIdentity(process.pid)!
  const own = `${file}.${process.pid}`
  writeFileSync(own, JSON.stringify({ pid: process.pid, identity }), { mode: 0o600 })
  try {
    // Two attempts are enough: the first may clear away a dead holder, the second meets only living ones.
    for (let attempt = 1; attempt <= 2; attempt++) {
      try {
        linkSync(own, file) // fails when the file exists, unlike a rename
        return { release: () => rmSync(file, { force: true }) }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
      const holder = lockHolder(file)
      if (holder !== undefined) return { heldBy: holder }
      setAside(file)
    }
  } finally {
    rmSync(own, { force: true })
  }
  return { heldBy: readLock(file)?.pid ?? 0 }
}

/** Removes a dead holder's file; if a living process took the lock in between, its file is put back. */
function setAside(file: string) {
  const aside = `${file}.stale.${process.pid}`
  try {
    renameSync(file, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  if (lockHolder(aside) !== undefined) linkSync(aside, file)
  rmSync(aside)
}

function readLock(file: string): { pid: number; identity: string } | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined // cut short by a power failure
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
