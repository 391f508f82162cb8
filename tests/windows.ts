import type { Browser, Page } from 'playwright-core'

export const phone = { width: 390, height: 844 }
export const desktop = { width: 1280, height: 800 }

/** How long anything may take to appear on a machine that is busy with something else. */
const PATIENCE_MS = 60_000

export interface SignIn {
  app: 'citizen' | 'officer' | 'partner' | 'steering'
  number: string
  password: string
}

/** A person's own browser window, signed in as he would do it: number, password, the code from the inbox. */
export async function windowOf(
  browser: Browser,
  url: string,
  who: SignIn,
  viewport = desktop,
  deviceScaleFactor = 1,
): Promise<Page> {
  const context = await browser.newContext({ viewport, deviceScaleFactor, locale: 'vi-VN' })
  context.setDefaultTimeout(PATIENCE_MS)
  const page = await context.newPage()
  await page.goto(`${url}/${who.app}/`)
  await signIn(page, url, who)
  return page
}

/** Fills the sign-in pages wherever the window stands on them. */
export async function signIn(page: Page, url: string, who: SignIn): Promise<void> {
  await page.getByLabel('Số định danh hoặc số điện thoại').fill(who.number)
  await page.getByLabel('Mật khẩu').fill(who.password)
  await page.getByRole('button', { name: 'Tiếp tục' }).click()
  const sentTo = (await page.locator('.lead strong').textContent()) ?? ''
  await page.getByLabel('Mã một lần').fill(await codeFor(page, url, sentTo))
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await page.waitForURL(`${url}/${who.app}/**`)
}

/** The newest code in the sandbox inbox for a phone of which only the last digits are shown. */
export async function codeFor(page: Page, url: string, sentTo: string): Promise<string> {
  const ending = sentTo.replace(/\D/g, '').slice(-3)
  const inbox = await page.context().newPage()
  await inbox.goto(`${url}/sandbox/inbox`)
  const message = inbox
    .locator('ul.messages li')
    .filter({ has: inbox.locator(`text=/\\d*${ending}$/`) })
    .filter({ has: inbox.locator('b') }) // notices carry no code
    .first()
  const code = (await message.locator('b').first().textContent()) ?? ''
  await inbox.close()
  return code
}
