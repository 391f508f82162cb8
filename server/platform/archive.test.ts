import { createHash, randomBytes } from 'node:crypto'
import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { type Entry, readArchive, writeArchive } from './archive.ts'
import type { Secret } from './sealed-stream.ts'

const folder = mkdtempSync(join(tmpdir(), 'dean06-archive-'))
afterAll(() => rmSync(folder, { recursive: true }))

const small: Entry[] = [
  { name: 'header.json', bytes: Buffer.from('{"tên":"Đặng Thị Ánh"}') },
  { name: 'tables/register.people/000001.copy', bytes: Buffer.alloc(0) },
  { name: `folders/files/${'thư-mục/'.repeat(12)}c0ffee`, bytes: Buffer.from([0, 255]) },
  { name: 'block', bytes: Buffer.alloc(512, 1) },
]
// Three sealed chunks, of bytes that do not compress.
const large: Entry[] = [{ name: 'large', bytes: randomBytes(2_500_000) }]

/** What tells one entry from another; to compare megabytes byte by byte takes an assertion seconds. */
const digestOf = ({ name, bytes }: Entry) => [name, createHash('sha256').update(bytes).digest('hex')]

async function* given(entries: Entry[]) {
  yield* entries
}

async function read(file: string, secret?: Secret): Promise<Entry[]> {
  const entries: Entry[] = []
  for await (const entry of readArchive(file, secret)) entries.push(entry)
  return entries
}

async function written(name: string, entries: Entry[], secret?: Secret): Promise<string> {
  const file = join(folder, name)
  await writeArchive(file, given(entries), secret)
  return file
}

test('entries come back in order, byte for byte', async () => {
  const back = await read(await written('plain', [...small, ...large]))
  expect(back.map(digestOf)).toEqual([...small, ...large].map(digestOf))
})

test('an archive with a secret opens with that secret alone', async () => {
  const file = await written('sealed', small, 'một câu dài')
  expect(readFileSync(file).includes('header.json')).toBe(false)
  expect(await read(file, 'một câu dài')).toEqual(small)
  await expect(read(file)).rejects.toMatchObject({ code: 'secret-needed' })
  await expect(read(file, 'một câu khác')).rejects.toMatchObject({ code: 'wrong-secret' })
})

test('a key file that could be guessed is refused', async () => {
  await expect(written('weak', small, Buffer.from('123456'))).rejects.toMatchObject({
    code: 'key-file-too-short',
  })
})

test('an archive that was not closed properly is refused', async () => {
  const file = await written('cut', large)
  truncateSync(file, 1_000_000)
  await expect(read(file)).rejects.toMatchObject({ code: 'archive-damaged' })
  await expect(read(join(folder, 'missing'))).rejects.toMatchObject({ code: 'ENOENT' })
})

const keyFile = randomBytes(32)
const chunk = (1 << 20) + 16
const head = 16 + 16 + 16 + 7

test.each<[string, (bytes: Buffer) => Buffer]>([
  ['a changed byte', (bytes) => bytes.fill(bytes[2_000_000]! ^ 1, 2_000_000, 2_000_001)],
  ['a missing end', (bytes) => bytes.subarray(0, -1)],
  ['a missing last chunk', (bytes) => bytes.subarray(0, head + 2 * chunk)],
  ['two chunks in each other’s place', (bytes) => swap(bytes, head, chunk)],
])('a sealed archive with %s is refused', async (name, damage) => {
  const file = await written(name, large, keyFile)
  writeFileSync(file, damage(readFileSync(file)))
  await expect(read(file, keyFile)).rejects.toMatchObject({ code: 'archive-damaged' })
})

test('a sealed archive with something added is refused', async () => {
  const file = await written('added', large, keyFile)
  appendFileSync(file, 'x')
  await expect(read(file, keyFile)).rejects.toMatchObject({ code: 'archive-damaged' })
})

test('an entry whose writer fails leaves no file', async () => {
  const file = join(folder, 'failing')
  const failing = async function* () {
    yield small[0]!
    throw new Error('the table is gone')
  }
  await expect(writeArchive(file, failing())).rejects.toThrow('the table is gone')
  await expect(read(file)).rejects.toMatchObject({ code: 'ENOENT' })
  await expect(read(`${file}.part`)).rejects.toMatchObject({ code: 'ENOENT' })
})

/** Two neighbouring stretches change places. */
function swap(bytes: Buffer, at: number, length: number): Buffer {
  const [first, second] = [bytes.subarray(at, at + length), bytes.subarray(at + length, at + 2 * length)]
  return Buffer.concat([bytes.subarray(0, at), second, first, bytes.subarray(at + 2 * length)])
}
