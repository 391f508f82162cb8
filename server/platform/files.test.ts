import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { platform } from '#testing'
import {
  checkFileType,
  fileRefused,
  keepFile,
  MAX_FILE_BYTES,
  readFile,
  releaseFile,
  storeFile,
  sweepFiles,
  typeOfFile,
} from './files.ts'

const bytes = Buffer.from('%PDF-1.7 a paper of nobody')
const meta = { kind: 'attachment', contentType: 'application/pdf' }
const pathOf = (folder: string, id: string) => join(folder, id.slice(0, 2), id)
const age = (path: string, hours: number) => {
  const then = new Date(Date.now() - hours * 3_600_000)
  utimesSync(path, then, then)
}

test('a file is given back as it was stored', async () => {
  const { act } = await platform()
  const stored = await act((call) => storeFile(call, bytes, meta))
  const read = await act((call) => readFile(call, stored.id))
  expect(read.bytes).toEqual(bytes)
  expect(read.contentType).toBe('application/pdf')
  expect(read.sha256).toEqual(stored.sha256)
})

test('on the disk a file is encrypted, under a random name, for the program alone', async () => {
  const { act, ports } = await platform()
  const { id } = await act((call) => storeFile(call, bytes, meta))
  const path = pathOf(ports.fileFolder, id)
  expect(readFileSync(path).includes('nobody')).toBe(false)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(id[14]).toBe('4')
})

test('a file that was changed on the disk, or put in the place of another, is not given out', async () => {
  const { act, ports } = await platform()
  const one = await act((call) => storeFile(call, bytes, meta))
  const two = await act((call) => storeFile(call, bytes, meta))
  const path = pathOf(ports.fileFolder, one.id)
  const changed = readFileSync(path)
  changed.writeUInt8(changed.readUInt8(20) ^ 1, 20)
  writeFileSync(path, changed)
  await expect(act((call) => readFile(call, one.id))).rejects.toThrow()
  writeFileSync(path, readFileSync(pathOf(ports.fileFolder, two.id)))
  await expect(act((call) => readFile(call, one.id))).rejects.toThrow()
})

test('an unknown file, an empty one and one too large are refused', async () => {
  const { act } = await platform()
  const unknown = '00000000-0000-4000-8000-000000000000'
  await expect(act((call) => readFile(call, unknown))).rejects.toThrow('platform/file-unknown')
  await expect(act((call) => keepFile(call, unknown, 'test:1'))).rejects.toThrow('platform/file-unknown')
  await expect(act((call) => storeFile(call, Buffer.alloc(0), meta))).rejects.toThrow('platform/file-refused')
  const large = Buffer.alloc(MAX_FILE_BYTES + 1)
  await expect(act((call) => storeFile(call, large, meta))).rejects.toThrow('platform/file-too-large')
})

test('a type is what the bytes show, not what the sender says', () => {
  expect(typeOfFile(bytes)).toBe('application/pdf')
  expect(typeOfFile(Buffer.from([0xff, 0xd8, 0xff, 0xe0]))).toBe('image/jpeg')
  expect(typeOfFile(Buffer.from('<html>'))).toBeUndefined()
  expect(() => checkFileType(bytes, 'application/pdf')).not.toThrow()
  expect(() => checkFileType(Buffer.from('<html>'), 'application/pdf')).toThrow(fileRefused().message)
})

test('what nothing keeps goes after a day; what is kept stays', async () => {
  const { act, ports } = await platform()
  const dayAgo = new Date(Date.now() - 25 * 3_600_000)
  const [kept, released, left, young] = await act(
    (call) =>
      Promise.all(
        [1, 2, 3, 4].map((n) => storeFile(n < 4 ? call : { ...call, now: new Date() }, bytes, meta)),
      ),
    { now: dayAgo },
  )
  await act(async (call) => {
    await keepFile(call, kept!.id, 'test:1')
    await keepFile(call, released!.id, 'test:2')
    await releaseFile(call, released!.id, 'test:2')
  })
  for (const file of [kept, released, left]) age(pathOf(ports.fileFolder, file!.id), 25)
  await act((call) => sweepFiles(call), { now: new Date() })
  await act((call) => sweepFiles(call), { now: new Date() })
  const there = async (id: string) =>
    act((call) => readFile(call, id)).then(
      () => true,
      () => false,
    )
  expect(await Promise.all([kept, released, left, young].map((file) => there(file!.id)))).toEqual([
    true,
    false,
    false,
    true,
  ])
  const onDisk = readdirSync(ports.fileFolder).flatMap((folder) =>
    readdirSync(join(ports.fileFolder, folder)),
  )
  expect(onDisk).not.toContain(left!.id)
  expect(onDisk).toContain(kept!.id)
})

test('a file of a call that was rolled back leaves the disk', async () => {
  const { act, ports } = await platform()
  let id = ''
  const failing = act(async (call) => {
    id = (await storeFile(call, bytes, meta)).id
    throw new Error('rolled back')
  })
  await expect(failing).rejects.toThrow('rolled back')
  const path = pathOf(ports.fileFolder, id)
  age(path, 25)
  await act((call) => sweepFiles(call))
  expect(() => statSync(path)).toThrow()
})

test('a kept file cannot be taken over by something else', async () => {
  const { act } = await platform()
  const { id } = await act((call) => storeFile(call, bytes, meta))
  await act((call) => keepFile(call, id, 'test:1'))
  await expect(act((call) => keepFile(call, id, 'test:2'))).rejects.toThrow('platform/file-unknown')
  await expect(act((call) => keepFile(call, id, 'test:1'))).resolves.toBeUndefined()
})
