// npm run bench, test:crash, pictures: one TypeScript file on Node 24, with the dependencies and pages it needs.
import { spawnSync } from 'node:child_process'
import { ensureDependencies, ensureWeb, environment, findNode, root } from './setup.mjs'

ensureDependencies()
const node = findNode()
ensureWeb(node)
const { status } = spawnSync(node, process.argv.slice(2), {
  cwd: root,
  stdio: 'inherit',
  env: environment(node),
})
process.exit(status ?? 1)
