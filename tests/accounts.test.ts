import type { Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from './accessible.ts'
import { launchBrowser } from './browser.ts'
import { type Role, signIns } from './people.ts'
import { type Program, startProgram } from './program.ts'
import { seededFolder } from './seeded.ts'
import { phone, type SignIn, windowOf } from './windows.ts'

let program: Program
let browser: Browser
let who: Record<Role, SignIn>
let citizen: Page
let device: CDPSession

beforeAll(async () => {
  program = await startProgram({ dataFolder: seededFolder() })
  browser = await launchBrowser()
  who = await signIns(program)
  citizen = await windowOf(browser, program.url, who.citizen, phone)
  device = await virtualDevice(citizen)
})
afterAll(async () => {
  await browser?.close()
  await program?.stop()
  program?.remove()
})

/** A phone that keeps passkeys and is unlocked by its holder's finger, as Chromium plays it. */
async function virtualDevice(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return session
}

test('a citizen adds a passkey on his account page, and the page stays accessible with large text', async () => {
  await citizen.goto(`${program.url}/citizen/account`)
  await citizen.getByText('Bạn chưa có khóa truy cập nào.').waitFor()
  await expectAccessible(citizen)
  await citizen.getByRole('button', { name: 'Thêm khóa truy cập trên máy này' }).click()
  await citizen.getByText('Chỉ ở trên một thiết bị').waitFor()
  await expectAccessible(citizen)
  await citizen.evaluate(() => {
    document.documentElement.style.fontSize = '200%'
  })
  await expectNoSidewaysScroll(citizen)
})

test('he signs in with it: no number, no password, no message; by keyboard alone', async () => {
  await citizen.context().clearCookies()
  await citizen.goto(`${program.url}/citizen/`)
  const button = citizen.getByRole('button', { name: 'Đăng nhập bằng khóa truy cập' })
  await button.waitFor()
  await expectAccessible(citizen)
  await button.focus()
  await citizen.keyboard.press('Enter')
  await citizen.waitForURL(`${program.url}/citizen/**`)
  await citizen.getByRole('heading', { level: 1 }).waitFor()
})

test('a passkey that was removed opens nothing, and the page says what to do', async () => {
  await citizen.goto(`${program.url}/citizen/account`)
  await citizen.getByRole('button', { name: 'Xóa: Máy này' }).click()
  await citizen.getByRole('dialog').getByRole('button', { name: 'Xóa', exact: true }).click()
  await citizen.getByText('Bạn chưa có khóa truy cập nào.').waitFor()
  await citizen.context().clearCookies()
  await citizen.goto(`${program.url}/citizen/`)
  await citizen.getByRole('button', { name: 'Đăng nhập bằng khóa truy cập' }).click()
  await citizen.getByText('Khóa truy cập này không dùng được ở đây').waitFor()
  await expectAccessible(citizen)
  expect(await citizen.getByLabel('Mật khẩu').isVisible()).toBe(true)
  await device.detach()
})
