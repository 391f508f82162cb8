import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/**
 * Tells a living process apart from every other that ever had, or will have, its number: process ids are
 * reused, so a lock that keeps only the id goes stale. Undefined when no such process runs (a zombie does not).
 */
export function processIdentity(pid: number): string | undefined {
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  return existsSync('/proc/self/stat') ? identityFromProc(pid) : identityFromPs(pid)
}

/** The command line of a living process, its arguments separated by spaces. */
export function processCommand(pid: number): string | undefined {
  if (processIdentity(pid) === undefined) return undefined
  if (existsSync('/proc/self/cmdline')) {
    return readOrUndefined(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ').trim()
  }
  return ps(pid, 'command=')
}

function identityFromProc(pid: number): string | undefined {
  const stat = readOrUndefined(`/proc/${pid}/stat`)
  if (stat === undefined) return undefined
  // The second field is the program's name in brackets and may itself hold spaces and brackets.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [state, startedAtTick] = [fields[0], fields[19]]
  if (state === 'Z' || state === 'X') return undefined
  return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${pid}:${startedAtTick}`
}

function identityFromPs(pid: number): string | undefined {
  if (ps(pid, 'stat=')?.startsWith('Z')) return undefined
  const startedAt = ps(pid, 'lstart=')
  return startedAt ? `${pid}:${startedAt}` : undefined
}

function ps(pid: number, field: string): string | undefined {
  try {
    return execFileSync('ps', ['-o', field, '-p', String(pid)], { encoding: 'utf8', stdio: 'pipe' }).trim()
  } catch {
    return undefined // ps ends with 1 when there is no such process
  }
}

function readOrUndefined(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ESRCH') return undefined
    throw error
  }
}
