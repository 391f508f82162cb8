import { existsSync, readdirSync, rmdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from './browser.ts'
import { signIns } from './people.ts'
import { newDataFolder, type Program, startProgram, startRefused } from './program.ts'
import { seededFolder } from './seeded.ts'
import { windowOf } from './windows.ts'

let program: Program
let browser: Browser

beforeAll(async () => {
  program = await startProgram({ dataFolder: await seededFolder() })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await program?.stop()
  program?.remove()
})

test('a second start on the same data folder is refused in words', async () => {
  const { code, output } = await startRefused({ dataFolder: program.dataFolder })
  expect(output).toContain('đang dùng thư mục dữ liệu')
  expect(output).toMatch(/Another program \(process \d+\) is using the data folder/)
  expect(code).toBe(1)
})

test('a used port is refused in words, before anything is made', async () => {
  const dataFolder = newDataFolder()
  const port = Number(new URL(program.url).port)
  const { code, output } = await startRefused({ dataFolder, port })
  expect(output).toContain(`Cổng ${port} đang được chương trình khác dùng`)
  expect(output).toContain(`Port ${port} is used by another program`)
  expect(code).toBe(1)
  expect(readdirSync(dataFolder)).toEqual([])
  rmdirSync(dataFolder)
})

test('after a power failure it starts again with all it had', async () => {
  const { citizen } = await signIns(program)
  const page = await windowOf(browser, program.url, citizen)
  await page.getByRole('heading', { name: 'Xin chào, Trần Văn Hòa' }).waitFor()
  await program.kill()
  const { dataFolder, url } = program
  program = await startProgram({ dataFolder, port: Number(new URL(url).port) })
  expect(program.output()).not.toContain('seeded')
  await page.reload()
  await page.getByRole('heading', { name: 'Xin chào, Trần Văn Hòa' }).waitFor()
  await page.context().close()
})

test('Ctrl-C ends it cleanly, with pages open', async () => {
  const { citizen } = await signIns(program)
  const page = await windowOf(browser, program.url, citizen)
  await page.getByRole('heading', { name: 'Xin chào, Trần Văn Hòa' }).waitFor()
  expect(await program.stop()).toBe(0)
  expect(existsSync(join(program.dataFolder, 'postgres/program.lock'))).toBe(false)
  await page.context().close()
})

test('a sandbox is never opened in production', async () => {
  const { code, output } = await startRefused({
    dataFolder: program.dataFolder,
    env: {
      MODE: 'production',
      PUBLIC_URL: 'https://example.vn',
      TRUST_PROXY: 'true',
      MESSAGE_GATEWAY_URL: 'https://example.vn/messages',
      MESSAGE_GATEWAY_TOKEN: 'token',
    },
  })
  expect(output).toContain('This database belongs to sandbox mode and cannot be opened in production mode')
  expect(code).toBe(1)
})

test('Ctrl-C ends it cleanly while the nation is being made', async () => {
  const young = await startProgram({ env: { PERSONS: '50000' }, until: 'seeding' })
  expect((await fetch(`${young.url}/citizen/`)).status).toBe(503)
  expect(await young.stop()).toBe(0)
  young.remove()
})
