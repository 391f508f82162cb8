import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from './accessible.ts'
import { launchBrowser } from './browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser?.close())

test('the browser shows each Vietnamese letter with a glyph of its own', async () => {
  const page = await browser.newPage()
  const letters = 'ĂÂĐÊÔƠƯăâđêôơưÁÀẢÃẠẮẰẲẴẶẤẦẨẪẬÉÈẺẼẸẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌỐỒỔỖỘỚỜỞỠỢÚÙỦŨỤỨỪỬỮỰÝỲỶỸỴ'
  await page.setContent('<canvas width="60" height="60"></canvas>')
  // A missing glyph is drawn as the same box for every letter.
  const drawings = await page.evaluate((text) => {
    const canvas = document.querySelector('canvas')!
    const pen = canvas.getContext('2d', { willReadFrequently: true })!
    pen.font = '40px sans-serif'
    return [...text].map((letter) => {
      pen.clearRect(0, 0, 60, 60)
      pen.fillText(letter, 5, 50)
      return canvas.toDataURL()
    })
  }, letters)
  expect(new Set(drawings).size).toBe([...letters].length)
  await page.close()
})

test('two windows of one person share nothing with the windows of another', async () => {
  const [citizen, officer] = [await browser.newContext(), await browser.newContext()]
  for (const [context, name] of [
    [citizen, 'citizen'],
    [officer, 'officer'],
  ] as const) {
    await context.addCookies([{ name: 'session', value: name, domain: 'localhost', path: '/' }])
  }
  const [mine] = await citizen.cookies()
  const [theirs] = await officer.cookies()
  expect([mine?.value, theirs?.value]).toEqual(['citizen', 'officer'])
  await citizen.close()
  await officer.close()
})

test('a page is looked at for what shuts people out: a picture without words is found, one with words passes', async () => {
  const page = await browser.newPage()
  const content = (picture: string) =>
    `<html lang="vi"><title>Trang</title><main><h1>Trang</h1>${picture}</main></html>`
  const pixel = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA='
  await page.setContent(content(`<img src="${pixel}">`))
  await expect(expectAccessible(page)).rejects.toMatchObject({
    actual: [expect.stringMatching(/^image-alt: <img/)],
  })
  await page.setContent(content(`<img src="${pixel}" alt="Một chấm">`))
  await expectAccessible(page)
  await page.close()
})
