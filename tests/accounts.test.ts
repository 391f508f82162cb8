import type { Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from './accessible.ts'
import { launchBrowser } from './browser.ts'
import { type Role, signIns } from './people.ts'
import { type Program, startProgram } from './program.ts'
import { seededFolder } from './seeded.ts'
import { PATIENCE_MS, phone, type SignIn, signIn, windowOf } from './windows.ts'

let program: Program
let browser: Browser
let who: Record<Role, SignIn>
let citizen: Page
let device: CDPSession

beforeAll(async () => {
  program = await startProgram({ dataFolder: await seededFolder() })
  browser = await launchBrowser()
  who = await signIns(program)
  citizen = await signedIn(who.citizen)
  device = await virtualDevice(citizen)
})
afterAll(async () => {
  await browser?.close()
  await program?.stop()
  program?.remove()
})

/** On a phone, by the pages: number, password, the code of the inbox. */
async function signedIn(someone: SignIn): Promise<Page> {
  const context = await browser.newContext({ viewport: phone, locale: 'vi-VN' })
  context.setDefaultTimeout(PATIENCE_MS)
  const page = await context.newPage()
  await page.goto(`${program.url}/${someone.app}/`)
  await signIn(page, program.url, someone)
  return page
}

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

/** The newest code in the sandbox inbox for a phone. */
async function codeSentTo(page: Page, number: string): Promise<string> {
  const inbox = await page.context().newPage()
  await inbox.goto(`${program.url}/sandbox/inbox`)
  const message = inbox
    .locator('ul.messages li')
    .filter({ hasText: number })
    .filter({ has: inbox.locator('b') })
  const code = (await message.first().locator('b').textContent()) ?? ''
  await inbox.close()
  return code
}

test('at the desk someone is found, and an application is approved by a second officer with a fresh factor', async () => {
  const officer = await windowOf(browser, program.url, who.caseOfficer)
  await officer.goto(`${program.url}/officer/accounts`)
  await officer.getByLabel('Số định danh trên thẻ').fill(who.citizen.number)
  await officer.getByRole('button', { name: 'Tìm', exact: true }).click()
  await officer.getByRole('button', { name: 'Cấp lại khi mất điện thoại' }).waitFor()
  await expectAccessible(officer)
  const row = officer.getByRole('table', { name: 'Hồ sơ của quầy' }).getByRole('link').first()
  const name = (await row.textContent()) ?? ''
  await row.click()
  await officer.getByText('Trưởng công an xã duyệt', { exact: false }).first().waitFor()
  await expectAccessible(officer)
  const chief = await windowOf(browser, program.url, who.signingLeader, phone)
  await chief.goto(`${program.url}/officer/accounts`)
  await chief.getByRole('link', { name }).first().click()
  await chief.getByRole('button', { name: 'Duyệt', exact: true }).click()
  const sent = chief.getByText(/Đã gửi mã gồm 6 số tới/)
  await sent.waitFor()
  const ending = /([0-9]{3})\./.exec((await sent.textContent()) ?? '')![1]!
  await chief.getByLabel('Mã 6 số').fill(await codeSentTo(chief, ending))
  await chief.getByRole('button', { name: 'Xác nhận', exact: true }).click()
  await chief.getByText('Đã duyệt', { exact: true }).waitFor()
  await expectAccessible(chief)
  await expectNoSidewaysScroll(chief)
})

test('a leader sees how many of those who applied came to use their account', async () => {
  const leader = await windowOf(browser, program.url, who.provinceLeader)
  await leader.goto(`${program.url}/steering/accounts`)
  const steps = leader.getByRole('list', { name: 'Các bước' })
  await steps.getByText('Kích hoạt').waitFor()
  const [applied, used] = [steps.getByRole('listitem').first(), steps.getByRole('listitem').last()]
  const count = async (item: typeof applied) =>
    Number((await item.locator('strong').textContent())?.replace(/\D/g, ''))
  expect(await count(used)).toBeGreaterThan(0)
  expect(await count(applied)).toBeGreaterThan(await count(used))
  await expectAccessible(leader)
})

test('whoever registers himself is told the same whatever is found, on a page that works without script', async () => {
  const context = await browser.newContext({ locale: 'vi-VN', viewport: phone, javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${program.url}/id/citizen/register`)
  await page.getByLabel('Số định danh cá nhân').fill('001190000000')
  await page.getByLabel('Họ, chữ đệm và tên').fill('Trần Văn Không Có')
  await page.getByLabel('Ngày sinh').fill('02/05/1990')
  await page.getByLabel('Số điện thoại của bạn').fill('0999000111')
  await page.getByRole('button', { name: 'Gửi mã xác nhận' }).click()
  await page.getByLabel('Mã xác nhận').fill(await codeSentTo(page, '0999000111'))
  await page.getByRole('button', { name: 'Gửi hồ sơ' }).click()
  await page.getByRole('heading', { name: 'Đã nhận hồ sơ của bạn' }).waitFor()
  await context.close()
})
