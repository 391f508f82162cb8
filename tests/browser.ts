import { spawnSync } from 'node:child_process'
import {
  accessSync,
  chmodSync,
  constants,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'
import { type Browser, chromium } from 'playwright-core'

const root = join(import.meta.dirname, '..')
const brought = join(root, 'node_modules/@sparticuz/chromium')
const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
const args = [
  '--no-sandbox', // root has no sandbox; the pages are our own
  '--disable-gpu',
  '--disable-dev-shm-usage', // a container's /dev/shm is small
  '--font-render-hinting=none',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--no-pings',
  '--lang=vi-VN',
]

interface Candidate {
  executablePath: string
  args?: string[]
  env?: Record<string, string>
}

/**
 * A headless Chromium: the one CHROMIUM_PATH names, else the one from the npm packages, else the machine's own;
 * as root on Debian it is installed when there is none. Throws with what was tried.
 */
export async function launchBrowser(): Promise<Browser> {
  const tried: string[] = []
  for (const find of [named, fromPackage, fromPackageWithLibraries, ofTheMachine, fromDebian]) {
    const candidate = await find()
    if (!candidate) continue
    try {
      return await launch(candidate)
    } catch (error) {
      tried.push(`${find.name}: ${candidate.executablePath}: ${firstLines((error as Error).message)}`)
      if (find === named) break
    }
  }
  throw new Error(
    [
      'Không khởi động được trình duyệt thử nghiệm. Hãy cài Chromium rồi đặt CHROMIUM_PATH tới nó.',
      'No browser for the tests could be started. Install Chromium and set CHROMIUM_PATH to it.',
      ...tried,
    ].join('\n'),
  )
}

function launch(candidate: Candidate): Promise<Browser> {
  return chromium.launch({
    executablePath: candidate.executablePath,
    args: [...args, ...(candidate.args ?? [])],
    env: { ...(process.env as Record<string, string>), ...candidate.env },
    timeout: 60_000,
    // The tests end the browser themselves; Vitest handles Ctrl-C.
    handleSIGINT: false,
  })
}

async function named(): Promise<Candidate | undefined> {
  return process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : undefined
}

async function fromPackage(): Promise<Candidate | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64' || !existsSync(brought)) return undefined
  const folder = await unpacked()
  const env = { FONTCONFIG_FILE: join(folder, 'fonts.conf') }
  return { executablePath: join(folder, 'chromium'), args: ['--headless=shell'], env }
}

/** A minimal image lacks the NSS libraries, which the package brings for that case. */
async function fromPackageWithLibraries(): Promise<Candidate | undefined> {
  const candidate = await fromPackage()
  if (!candidate) return undefined
  const libraries = join(candidate.executablePath, '../lib')
  const path = [libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':')
  return { ...candidate, env: { ...candidate.env, LD_LIBRARY_PATH: path } }
}

async function ofTheMachine(): Promise<Candidate | undefined> {
  const executablePath = installed.find((path) => existsSync(path))
  return executablePath ? { executablePath } : undefined
}

async function fromDebian(): Promise<Candidate | undefined> {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get') || existsSync('/usr/bin/chromium'))
    return undefined
  console.log('Đang cài Chromium của Debian (một lần) · Installing the Chromium of Debian (once)')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 'ignore', 'inherit'], env })
  const packages = [
    '-o',
    'DPkg::Lock::Timeout=120',
    'install',
    '-y',
    '-qq',
    '--no-install-recommends',
    'chromium',
    'fonts-dejavu-core',
  ]
  spawnSync('apt-get', packages, { stdio: ['ignore', 'ignore', 'inherit'], env })
  return ofTheMachine()
}

/** Unpacks the package once for each of its versions; renamed when complete, so half of it is never used. */
async function unpacked(): Promise<string> {
  const { version } = JSON.parse(readFileSync(join(brought, 'package.json'), 'utf8'))
  const folder = join(cacheFolder(), `chromium-${version}`)
  if (existsSync(folder)) return folder
  const unfinished = `${folder}.${process.pid}`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { recursive: true })
  await unpack('chromium.br', join(unfinished, 'chromium'))
  chmodSync(join(unfinished, 'chromium'), 0o755)
  for (const archive of ['fonts.tar', 'al2023.tar']) {
    await unpack(`${archive}.br`, join(unfinished, archive))
    spawnSync('tar', ['-xf', join(unfinished, archive), '-C', unfinished, '--no-same-owner'])
    rmSync(join(unfinished, archive))
  }
  writeFileSync(join(unfinished, 'fonts.conf'), fontsConfiguration(folder))
  try {
    renameSync(unfinished, folder)
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    if (!existsSync(folder)) throw error // else another run unpacked it meanwhile
  }
  return folder
}

function unpack(name: string, target: string): Promise<void> {
  return pipeline(
    createReadStream(join(brought, 'bin', name)),
    createBrotliDecompress(),
    createWriteStream(target),
  )
}

/** One font for the pages whatever the machine has, or has not: a line breaks at the same word everywhere. */
function fontsConfiguration(folder: string): string {
  const preferred = ['sans-serif', 'system-ui', 'serif']
    .map((family) => `<alias><family>${family}</family><prefer><family>Open Sans</family></prefer></alias>`)
    .join('\n  ')
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
  ${preferred}
</fontconfig>
`
}

function cacheFolder(): string {
  const wanted = join(root, '.cache')
  try {
    mkdirSync(wanted, { recursive: true })
    accessSync(wanted, constants.W_OK)
    return wanted
  } catch {
    return join(tmpdir(), `dean06-cache-${userInfo().username}`) // a checkout that this user may only read
  }
}

function firstLines(text: string): string {
  return text.split('\n').slice(0, 3).join(' ')
}
