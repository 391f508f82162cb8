import type { Browser, Page } from 'playwright-core'

export const phone = { width: 390, height: 844 }
export const desktop = { width: 1280, height: 800 }

/** How long anything may take to appear on a machine that is busy with something else. */
export const PATIENCE_MS = 60_000

export interface SignIn {
  app: 'citizen' | 'officer' | 'partner' | 'steering'
  number: string
  password: string
}

/**
 * A person's own browser window, signed in. The pages of signing in are gone through by HTTP alone, as forms: what they
 * look like is the matter of journeys that open them.
 */
export async function windowOf(
  browser: Browser,
  url: string,
  who: SignIn,
  viewport = desktop,
  deviceScaleFactor = 1,
): Promise<Page> {
  const context = await browser.newContext({ viewport, deviceScaleFactor, locale: 'vi-VN' })
  context.setDefaultTimeout(PATIENCE_MS)
  const { request } = context
  const headers = { 'sec-fetch-site': 'same-origin' }
  const step = await request.get(`${url}/auth/${who.app}/sign-in`)
  const form = { name: who.number, password: who.password }
  const asked = await (await request.post(step.url(), { form, headers })).text()
  const ending = /<strong>[^<]*(\d{3})<\/strong>/.exec(asked)?.[1] ?? ''
  const inbox = await (await request.get(`${url}/sandbox/inbox`)).text()
  const code = newestCode(inbox, ending)
  const done = await request.post(`${step.url()}/code`, { form: { code }, headers })
  if (!done.url().startsWith(`${url}/${who.app}/`))
    throw new Error(`Signing in ended at ${done.url()}: ${done.status()}`)
  const page = await context.newPage()
  await page.goto(done.url())
  return page
}

function newestCode(inbox: string, ending: string): string {
  const messages = inbox.split('<li>').filter((one) => one.includes(`${ending}</span>`))
  return messages.map((one) => /<b>(\d{6})<\/b>/.exec(one)?.[1]).find(Boolean) ?? ''
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
