import { chmodSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder of one's own that PostgreSQL can pass through as another user, so that removing it removes the data. */
export function newFolder(name: string, root = tmpdir()): string {
  const folder = mkdtempSync(join(root, `dean06-bench-${name}-`))
  chmodSync(folder, 0o711)
  return folder
}
