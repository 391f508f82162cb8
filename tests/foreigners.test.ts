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
import { codeFor, phone, type SignIn, windowOf } from './windows.ts'

/** Whom the sandbox's immigration register knows and who has no account. */
const haruka = { passport: 'TS2000003', name: 'Haruka Tanaka', bornOn: '21/07/1994', phone: '0861234567' }
const password = 'ame ga furu mado 42'

let program: Program
let browser: Browser
let who: Record<Role, SignIn>
let hers: Page
let site: Server
let back: string
let bank: openid.Configuration
let dpop: openid.DPoPHandle

beforeAll(async () => {
  program = await startProgram({ dataFolder: await seededFolder() })
  browser = await launchBrowser()
  who = await signIns(program)
  const context = await browser.newContext({ viewport: phone, locale: 'en-GB' })
  context.setDefaultTimeout(60_000)
  hers = await context.newPage()
  site = createServer((_request, response) => response.end('back at the bank'))
  await new Promise<void>((done) => site.listen(0, '127.0.0.1', done))
  back = `http://127.0.0.1:${(site.address() as AddressInfo).port}/back`
  const nationality = {
    scope: 'nationality' as const,
    purpose: { vi: 'Biết khách hàng', en: 'To know its customer' },
    legalBasis: '17/2024/TT-NHNN',
    needed: true,
  }
  ;({ bank, dpop } = await registerBank(program, back, [nationality]))
})
afterAll(async () => {
  site?.close()
  await browser?.close()
  await program?.stop()
  program?.remove()
})

/** The newest message of the sandbox inbox that says something. */
async function messageWith(text: string): Promise<string> {
  const inbox = await hers.context().newPage()
  const message = inbox.locator('ul.messages li').filter({ hasText: text }).first()
  await expect
    .poll(
      async () => {
        await inbox.goto(`${program.url}/sandbox/inbox`)
        return await message.count()
      },
      { timeout: 60_000 },
    )
    .toBeGreaterThan(0)
  const said = (await message.textContent()) ?? ''
  await inbox.close()
  return said
}

async function signInAtPages(page: Page): Promise<void> {
  await page.getByLabel('Personal number or phone number').fill(haruka.phone)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Continue' }).click()
  const sentTo = (await page.locator('.lead strong').textContent()) ?? ''
  await page.getByLabel('One-time code').fill(await codeFor(page, program.url, sentTo))
  await page.getByRole('button', { name: 'Sign in' }).click()
}

test('a foreigner registers for level 1 in English, activates and signs in', async () => {
  await hers.goto(`${program.url}/id/citizen/register?language=en`)
  await hers.getByRole('link', { name: 'Foreigner? Register here' }).click()
  await expectAccessible(hers)
  await expectNoSidewaysScroll(hers)
  await hers.getByLabel('Number of your passport or residence card').fill(haruka.passport)
  await hers.getByLabel('Full name').fill(haruka.name)
  await hers.getByLabel('Date of birth').fill(haruka.bornOn)
  await hers.getByLabel('Your phone').fill(haruka.phone)
  await hers.getByRole('button', { name: 'Send me a code' }).click()
  await hers.getByLabel('Code').waitFor()
  await hers.getByLabel('Code').fill(await codeFor(hers, program.url, haruka.phone))
  await hers.getByRole('button', { name: 'Hand in' }).click()
  await hers.getByText('We compare it with the immigration register').waitFor()
  await expectAccessible(hers)
  const code = /[2-9A-Z]{4}(?:-[2-9A-Z]{4}){3}/.exec(await messageWith('Activation code'))?.[0] ?? ''
  await hers.getByRole('link', { name: 'I have an activation code' }).click()
  await hers.getByLabel('Personal number or phone number').first().fill(haruka.phone)
  await hers.getByLabel('Activation code').fill(code)
  await hers.getByLabel('New password', { exact: true }).fill(password)
  await hers.getByLabel('The new password again').fill(password)
  await hers.getByRole('button', { name: 'Activate' }).click()
  await hers.goto(`${program.url}/citizen/`)
  await signInAtPages(hers)
  await hers.getByRole('heading', { name: 'Hello, HARUKA TANAKA' }).waitFor()
  await hers.getByText('Temporary residence card').waitFor()
  await hers.getByText(/^900 1/).waitFor()
  await expectAccessible(hers)
  await expectNoSidewaysScroll(hers)
})

test('what is for citizens says so, her account page is whole', async () => {
  await hers.goto(`${program.url}/citizen/dossiers`)
  await hers.getByText('This is for Vietnamese citizens', { exact: false }).first().waitFor()
  await expectAccessible(hers)
  await hers.goto(`${program.url}/citizen/account`)
  await hers.getByText('This device').waitFor()
  await hers.getByText('Used for the first time').waitFor()
  expect(await hers.getByText('This is for Vietnamese citizens', { exact: false }).count()).toBe(0)
  await expectAccessible(hers)
})

test('the province desk proves her for level 2, a second officer approves', async () => {
  const desk = await windowOf(browser, program.url, who.provinceOfficer)
  await desk.goto(`${program.url}/officer/accounts`)
  await desk.getByRole('link', { name: 'Người nước ngoài' }).click()
  await desk.getByLabel('Số hộ chiếu hoặc số thẻ cư trú').fill(haruka.passport)
  await desk.getByRole('button', { name: 'Tìm', exact: true }).click()
  await desk.getByText('Đã có: duyệt trong 3 ngày làm việc').waitFor()
  await expectAccessible(desk)
  await desk.getByLabel('Số điện thoại của người này').fill(haruka.phone)
  await desk.getByRole('button', { name: 'Lập hồ sơ, gửi mã' }).click()
  await desk.getByLabel('Mã 6 số người dân đọc').waitFor()
  await desk.getByLabel('Mã 6 số người dân đọc').fill(await codeFor(desk, program.url, haruka.phone))
  await desk.getByRole('button', { name: 'Xác nhận', exact: true }).click()
  await desk.getByText('Đã xác nhận').waitFor()
  await desk.getByRole('button', { name: 'Đối chiếu: Khuôn mặt' }).click()
  await desk.getByText('Khớp', { exact: true }).waitFor()
  await desk.getByRole('button', { name: 'Đối chiếu: Vân tay' }).click()
  await expect.poll(() => desk.getByText('Khớp', { exact: true }).count(), { timeout: 60_000 }).toBe(2)
  await expectAccessible(desk)
  await desk.getByRole('button', { name: 'Nộp, bắt đầu tính hạn' }).click()
  await desk.getByText('Chờ duyệt', { exact: true }).waitFor()
  const leader = await windowOf(browser, program.url, who.provinceSigningLeader)
  await leader.goto(desk.url())
  await leader.getByRole('button', { name: 'Duyệt', exact: true }).click()
  const sent = leader.getByText(/Đã gửi mã gồm 6 số tới/)
  await sent.waitFor()
  const ending = /([0-9]{3})\./.exec((await sent.textContent()) ?? '')![1]!
  await leader.getByLabel('Mã 6 số').fill(await codeFor(leader, program.url, ending))
  await leader.getByRole('button', { name: 'Xác nhận', exact: true }).click()
  await leader.getByText('Đã duyệt', { exact: true }).waitFor()
  await desk.context().close()
  await leader.context().close()
})

test('she signs in at a bank, which gets her name, nationality and kind of card, as she agreed', async () => {
  const verifier = openid.randomPKCECodeVerifier()
  const [nonce, state] = [openid.randomNonce(), openid.randomState()]
  const asked = {
    redirect_uri: back,
    scope: 'openid profile nationality',
    state,
    nonce,
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  }
  const url = await openid.buildAuthorizationUrlWithPAR(bank, asked, { DPoP: dpop })
  await hers.goto(String(url))
  if (await hers.getByLabel('Password').isVisible()) await signInAtPages(hers)
  await hers.getByText('Nationality; of a foreigner', { exact: false }).waitFor()
  await expectAccessible(hers)
  await hers.getByRole('button', { name: 'I agree' }).click()
  await hers.getByText('back at the bank').waitFor()
  const checks = { pkceCodeVerifier: verifier, expectedNonce: nonce, expectedState: state }
  const tokens = await openid.authorizationCodeGrant(bank, new URL(hers.url()), checks, undefined, {
    DPoP: dpop,
  })
  const { sub, account_level } = tokens.claims()!
  expect(account_level).toBe(2)
  expect(await openid.fetchUserInfo(bank, tokens.access_token, sub, { DPoP: dpop })).toMatchObject({
    name: 'HARUKA TANAKA',
    nationalities: ['JPN'],
    document_kind: 'temporary-residence-card',
  })
})
