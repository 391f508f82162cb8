import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as openid from 'openid-client'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from './accessible.ts'
import { registerBank } from './bank.ts'
import { launchBrowser } from './browser.ts'
import { type Role, signIns } from './people.ts'
import { type Program, startProgram } from './program.ts'
import { seededFolder } from './seeded.ts'
import { codeFor, desktop, phone, type SignIn, windowOf } from './windows.ts'

let program: Program
let browser: Browser
let who: Record<Role, SignIn>
let onPhone: Page
let bank: openid.Configuration
let dpop: openid.DPoPHandle
/** Where the bank's own pages are. */
let site: Server
let back: string

beforeAll(async () => {
  program = await startProgram({ dataFolder: await seededFolder() })
  browser = await launchBrowser()
  who = await signIns(program)
  onPhone = await windowOf(browser, program.url, who.citizen, phone)
  site = createServer((_request, response) => response.end('back at the bank'))
  await new Promise<void>((done) => site.listen(0, '127.0.0.1', done))
  back = `http://127.0.0.1:${(site.address() as AddressInfo).port}/back`
  ;({ bank, dpop } = await registerBank(program, back))
})
afterAll(async () => {
  site?.close()
  await browser?.close()
  await program?.stop()
  program?.remove()
})

async function atDesk(): Promise<Page> {
  const context = await browser.newContext({ viewport: desktop, locale: 'vi-VN' })
  context.setDefaultTimeout(60_000)
  return await context.newPage()
}

test('the phone signs a desktop in: QR, where, and the number that the screen shows', async () => {
  const desk = await atDesk()
  await desk.goto(`${program.url}/citizen/`)
  await desk.getByRole('link', { name: 'Quét mã QR bằng điện thoại đã đăng nhập' }).click()
  await desk.getByRole('heading', { name: 'Đăng nhập bằng điện thoại' }).waitFor()
  await expectAccessible(desk)
  const number = (await desk.locator('.number strong').textContent()) ?? ''
  const address = await desk.getByRole('link', { name: 'mở như trên điện thoại' }).getAttribute('href')
  await onPhone.goto(address ?? '')
  await onPhone.getByText('Ứng dụng công dân', { exact: true }).waitFor()
  await expectAccessible(onPhone)
  await expectNoSidewaysScroll(onPhone)
  await onPhone.getByLabel('Số trên màn hình đó').fill(number)
  await onPhone.getByRole('button', { name: 'Đăng nhập cho màn hình đó' }).click()
  await onPhone.getByText('Màn hình đó đã được đăng nhập').waitFor()
  await desk.waitForURL(`${program.url}/citizen/**`)
  await desk.getByRole('heading', { level: 1 }).waitFor()
  await desk.context().close()
})

test('a bank asks for approval: it appears on the open phone, he reads who and why, and agrees', async () => {
  await onPhone.goto(`${program.url}/citizen/device-approvals`)
  await onPhone.getByText('Không có yêu cầu nào đang chờ').waitFor()
  await expectAccessible(onPhone)
  const asked = await openid.initiateBackchannelAuthentication(bank, {
    scope: 'openid profile phone',
    login_hint: who.citizen.number,
    binding_message: 'Mở tài khoản tại quầy 3, mã 4821',
  })
  await onPhone.getByText('Mở tài khoản tại quầy 3, mã 4821').waitFor()
  await expectAccessible(onPhone)
  await onPhone.evaluate(() => {
    document.documentElement.style.fontSize = '200%'
  })
  await expectNoSidewaysScroll(onPhone)
  await onPhone.getByRole('button', { name: 'Đồng ý', exact: true }).click()
  await onPhone.getByText('Bạn đã đồng ý').waitFor()
  const tokens = await openid.pollBackchannelAuthenticationGrant(bank, { ...asked, interval: 1 }, undefined, {
    DPoP: dpop,
  })
  const person = await openid.fetchUserInfo(bank, tokens.access_token, openid.skipSubjectCheck, {
    DPoP: dpop,
  })
  expect(person).toHaveProperty('name')
  expect(person).not.toHaveProperty('phone_number')
})

test('threat: consent, no default ticks: at the bank, plain words, nothing ticked beforehand, by keyboard alone, back at the bank', async () => {
  const desk = await atDesk()
  const verifier = openid.randomPKCECodeVerifier()
  const url = await openid.buildAuthorizationUrlWithPAR(
    bank,
    {
      redirect_uri: back,
      scope: 'openid profile phone',
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    },
    { DPoP: dpop },
  )
  await desk.goto(url.href)
  await desk.getByLabel('Số định danh hoặc số điện thoại').fill(who.head.number)
  await desk.getByLabel('Mật khẩu').fill(who.head.password)
  await desk.keyboard.press('Enter')
  const sentTo = (await desk.locator('.lead strong').textContent()) ?? ''
  await desk.getByLabel('Mã một lần').fill(await codeFor(desk, program.url, sentTo))
  await desk.keyboard.press('Enter')
  await desk.getByRole('heading', { name: 'Bạn có đồng ý chia sẻ thông tin?' }).waitFor()
  await expectAccessible(desk)
  expect(await desk.getByRole('checkbox').isChecked()).toBe(false)
  await desk.setViewportSize(phone)
  await expectAccessible(desk)
  await expectNoSidewaysScroll(desk)
  await desk.getByRole('checkbox').press('Space')
  await desk.getByRole('button', { name: 'Đồng ý', exact: true }).press('Enter')
  await desk.getByText('back at the bank').waitFor()
  const tokens = await openid.authorizationCodeGrant(
    bank,
    new URL(desk.url()),
    { pkceCodeVerifier: verifier },
    undefined,
    { DPoP: dpop },
  )
  const person = await openid.fetchUserInfo(bank, tokens.access_token, openid.skipSubjectCheck, {
    DPoP: dpop,
  })
  expect(person).toHaveProperty('phone_number')
  await desk.context().close()
})
