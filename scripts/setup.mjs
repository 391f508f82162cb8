// What a fresh clone needs before it can run: dependencies, Node 24, the built web pages.
// Runs on the machine's own Node (20 or later), so plain JavaScript and nothing but the standard library.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '')
const bin = join(root, 'node_modules', '.bin')

/** Installs what package-lock.json names, unless exactly that is installed already. */
export function ensureDependencies() {
  if (dependenciesInstalled()) return
  say('Đang cài thư viện (một lần)', 'Installing dependencies (once)')
  // NODE_ENV=production would leave out what builds the pages; install scripts are not needed.
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  const { status, error } = spawnSync('npm', args, {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, PATH: pathWithout(bin) },
    shell: process.platform === 'win32',
  })
  if (status !== 0) {
    const reason = error ? ` (${error.message})` : ''
    stop(
      'Không cài được thư viện. Kiểm tra mạng rồi chạy lại',
      `The dependencies were not installed${reason}`,
    )
  }
}

/** Each package of the lock file that belongs on this machine is there in its version. */
function dependenciesInstalled() {
  const installedFile = join(root, 'node_modules', '.package-lock.json') // npm writes it last
  if (!existsSync(installedFile)) return false
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.startsWith('node_modules/') && !path.includes('/node_modules/')) return true // a workspace
    if (entry.link || (entry.optional && !installed[path])) return true // for another kind of machine
    return installed[path]?.version === entry.version
  })
}

/** Node 24: the one that came with the dependencies, or the machine's own if it is at least that. */
export function findNode() {
  const system = process.platform === 'win32' ? 'win' : process.platform
  const file = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node'
  const brought = join(root, 'node_modules', `node-${system}-${process.arch}`, file)
  if (existsSync(brought) && spawnSync(brought, ['--version']).status === 0) return brought
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  return stop(
    `Cần Node.js 24 trở lên; máy này có ${process.versions.node}`,
    `Node.js 24 or later is needed; this machine has ${process.versions.node}: https://nodejs.org`,
  )
}

/** Builds the web pages when their sources changed since the last build. */
export function ensureWeb(node) {
  const manifest = JSON.parse(readFileSync(join(root, 'web', 'package.json'), 'utf8'))
  if (!manifest.scripts?.build) return
  const stampFile = join(root, 'web', 'dist', '.sources')
  const sources = webSources()
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === sources) return
  say('Đang dựng các trang web', 'Building the web pages')
  const { status, stdout, stderr } = spawnSync('npm', ['run', 'build', '-w', 'web', '--silent'], {
    cwd: root,
    encoding: 'utf8',
    env: environment(node),
    shell: process.platform === 'win32',
  })
  if (status !== 0) {
    console.error(stdout, stderr)
    stop('Không dựng được trang web', 'The web pages could not be built')
  }
  writeFileSync(stampFile, sources)
}

/** A digest of all that the pages are made of: web, and what it imports from the server. */
function webSources() {
  const digest = createHash('sha256')
  const files = [
    'package-lock.json',
    ...filesIn('web', (name) => name === 'dist'),
    ...filesIn('server', (name) => name === 'migrations' || name === 'testing'),
  ]
  for (const file of files.filter(matters).sort()) {
    digest
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0')
  }
  return digest.digest('hex')
}

const serverOnly = /(\.store|\/routes|\/jobs|\/main|\/app|\/config)\.ts$|\.(csv|sql|md)$/

function matters(file) {
  if (/\.test\.tsx?$/.test(file)) return false
  return !file.startsWith('server/') || !serverOnly.test(file)
}

/** Every file below a folder, as paths from the root; dependencies are never ours. */
export function filesIn(folder, leaveOut = () => false) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules' || leaveOut(entry.name)) return []
    const path = `${folder}/${entry.name}`
    return entry.isDirectory() ? filesIn(path, leaveOut) : entry.isFile() ? [path] : []
  })
}

/** The environment in which `node` and the tools of the dependencies are found first, and compiled once. */
export function environment(node) {
  const first = [relative(root, node).startsWith(`..${sep}`) ? [] : [join(node, '..')], bin].flat()
  const compiled = process.env.NODE_COMPILE_CACHE ?? join(root, '.cache', 'node')
  return { ...process.env, PATH: [...first, pathWithout(bin)].join(delimiter), NODE_COMPILE_CACHE: compiled }
}

function pathWithout(folder) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((entry) => entry !== folder)
    .join(delimiter)
}

export function say(vietnamese, english) {
  console.log(`${vietnamese} · ${english}`)
}

export function stop(vietnamese, english) {
  console.error(`${vietnamese}.\n${english}.`)
  process.exit(1)
}
