// npm test: everything from a fresh clone to proved behaviour. What follows `--` goes to Vitest.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { ensureDependencies, ensureWeb, environment, filesIn, findNode, root, say } from './setup.mjs'

const startedAt = Date.now()
ensureDependencies()
const node = findNode()
ensureWeb(node)

const failed = []
for (const workspace of ['server', 'web', 'tests']) {
  if (filesIn(workspace).some((file) => /\.tsx?$/.test(file)))
    step(`types: ${workspace}`, 'typescript/bin/tsc', ['--noEmit', '-p', workspace])
}
step('lint', '@biomejs/biome/bin/biome', ['check', '--diagnostic-level=warn', '.'])
step('tests', 'vitest/vitest.mjs', ['run', ...process.argv.slice(2)])

if (failed.length > 0) {
  say(`\nKhông đạt: ${failed.join(', ')}`, `Failed: ${failed.join(', ')}`)
  process.exit(1)
}

/** A step that fails does not stop the others: one run tells all that is wrong. */
function step(name, tool, args) {
  const before = Date.now()
  const { status } = spawnSync(node, [join(root, 'node_modules', tool), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...environment(node), TEST_STARTED_AT: String(startedAt) },
  })
  if (status !== 0) failed.push(name)
  if (name !== 'tests')
    console.log(`${status === 0 ? '✓' : '✗'} ${name} ${((Date.now() - before) / 1000).toFixed(1)} s`)
}
