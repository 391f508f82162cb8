import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from './accessible.ts'
import { launchBrowser } from './browser.ts'
import { choosePlace, continueTo, declareAndSend, openForm, send, services, unfilledFields } from './forms.ts'
import { type Role, signIns } from './people.ts'
import { type Program, startProgram } from './program.ts'
import { seededFolder } from './seeded.ts'
import { desktop, phone, type SignIn, windowOf } from './windows.ts'

let program: Program
let browser: Browser
let who: Record<Role, SignIn>
let citizen: Page
let elder: Page
let confirmation: Buffer

beforeAll(async () => {
  program = await startProgram({ dataFolder: await seededFolder() })
  browser = await launchBrowser()
  who = await signIns(program)
  citizen = await windowOf(browser, program.url, who.citizen, phone)
  elder = await windowOf(browser, program.url, who.elder)
})
afterAll(async () => {
  await browser?.close()
  await program?.stop()
  program?.remove()
})

test('a guest notifies his stay and is answered at once', async () => {
  await openForm(citizen, program.url, services.stay)
  await continueTo(citizen, 'Ai lưu trú, ở đâu')
  await citizen.getByRole('radio', { name: 'Người đến lưu trú' }).check()
  await choosePlace(citizen)
  await citizen.getByRole('checkbox', { name: /Trần Minh Khôi/ }).check()
  await expectAccessible(citizen)
  await expectNoSidewaysScroll(citizen)
  await continueTo(citizen, 'Thời gian và lý do')
  await continueTo(citizen, 'Xem lại trước khi nộp')
  await send(citizen)
  await citizen.getByText('Đã trả kết quả').first().waitFor()
  await expectAccessible(citizen)
  await expectNoSidewaysScroll(citizen)
})

test('a host notifies a guest; a name that does not belong to the number is refused in the form', async () => {
  await openForm(elder, program.url, services.stay)
  await continueTo(elder, 'Ai lưu trú, ở đâu')
  await elder.getByRole('radio', { name: 'Chủ nhà có khách lưu trú' }).check()
  await elder
    .getByText(/Hỏi vì bạn chọn “Chủ nhà có khách lưu trú”/)
    .first()
    .waitFor()
  await elder.getByLabel('Họ và tên').fill('Nguyễn Thị Hồng')
  await elder.getByLabel(/Số định danh/).fill(who.spouse.number)
  await elder.getByRole('button', { name: 'Thêm người' }).press('Enter')
  await elder.keyboard.type('Trần Văn Hòa')
  await expectAccessible(elder)
  await elder.getByRole('button', { name: 'Bỏ người này: người thứ 2' }).press('Enter')
  await expect.poll(() => elder.getByLabel('Họ và tên').count()).toBe(1)
  expect(await elder.evaluate(() => document.activeElement?.tagName)).toBe('INPUT')
  await continueTo(elder, 'Thời gian và lý do')
  await continueTo(elder, 'Xem lại trước khi nộp')
  await elder.getByRole('button', { name: 'Nộp hồ sơ' }).click()
  await elder
    .getByRole('alert')
    .getByText(/Họ tên và số định danh của khách không khớp/)
    .waitFor()
  await expectAccessible(elder)
  await elder.getByLabel('Họ và tên').fill('Nguyễn Thị Lan')
  await continueTo(elder, 'Thời gian và lý do')
  await continueTo(elder, 'Xem lại trước khi nộp')
  await send(elder)
  await elder.getByText('Đã trả kết quả').first().waitFor()
})

test('a confirmation of residence comes at once as a signed document', async () => {
  await openForm(elder, program.url, services.confirmation)
  await continueTo(elder, 'Dùng vào việc gì')
  await elder.getByLabel('Mục đích').fill('Làm hồ sơ hưởng trợ cấp')
  await continueTo(elder, 'Xem lại trước khi nộp')
  await send(elder)
  await elder
    .getByRole('link', { name: /Xác nhận thông tin về cư trú/ })
    .last()
    .click()
  const open = elder.getByRole('link', { name: 'Mở bản đã ký (PDF)' })
  await open.waitFor()
  await expectAccessible(elder)
  const answer = await elder.request.get(new URL((await open.getAttribute('href'))!, elder.url()).href)
  confirmation = await answer.body()
  expect(confirmation.subarray(0, 5).toString()).toBe('%PDF-')
})

test('anyone checks the file itself; one that was changed is refused', async () => {
  const context = await browser.newContext({ viewport: phone, locale: 'vi-VN' })
  const page = await context.newPage()
  await page.goto(`${program.url}/verify`)
  await check(page, confirmation)
  await page.getByText('Giấy thật, còn giá trị').waitFor()
  await page.getByText('Tệp còn nguyên vẹn từ lúc ký').waitFor()
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)

  await check(page, tampered(confirmation))
  await page.getByText('Tệp đã bị sửa sau khi ký').waitFor()
  expect(await page.getByText('Giấy thật, còn giá trị').count()).toBe(0)
  await expectAccessible(page)

  await check(page, Buffer.from('%PDF-1.7 a paper made at home'))
  await page.getByText('Tệp này không có chữ ký số').waitFor()
  await context.close()
})

test('what it is time for stands at home: sent as it is filled in, it is gone; refused, it stays away', async () => {
  const lodger = await windowOf(browser, program.url, who.lodger, phone)
  const home = `${program.url}/citizen/`
  const offer = (name: string) => lodger.getByRole('link', { name }).first() // he was told of it as well
  const extension = offer('Gia hạn tạm trú sắp hết hạn')
  for (const size of [phone, desktop]) {
    await lodger.setViewportSize(size)
    await extension.waitFor()
    await expectAccessible(lodger)
    await expectNoSidewaysScroll(lodger)
  }
  await lodger.setViewportSize(phone)
  await extension.click()
  await lodger.getByRole('button', { name: 'Mở hồ sơ đã điền sẵn' }).click()
  await lodger.getByRole('heading', { level: 2, name: 'Gia hạn đến khi nào' }).waitFor()
  expect(await unfilledFields(lodger)).toEqual(['children']) // she has none
  await continueTo(lodger, 'Người đề nghị')
  await continueTo(lodger, 'Xem lại trước khi nộp')
  await declareAndSend(lodger)

  await lodger.goto(home)
  await offer('Bạn sắp đủ 25 tuổi: đổi thẻ căn cước').click()
  await lodger.getByRole('button', { name: 'Tôi không cần' }).click()
  await lodger.getByRole('radio', { name: 'Đừng nhắc tôi việc này nữa' }).check()
  await expectAccessible(lodger)
  await lodger.getByRole('button', { name: 'Từ chối' }).click()
  await lodger.getByText('Bạn đã từ chối', { exact: true }).waitFor()
  await lodger.goto(`${program.url}/citizen/offers`)
  await lodger.getByText('Bạn đã từ chối: bạn không muốn được nhắc').waitFor()
  await lodger.getByText('Đã nộp hồ sơ').waitFor()
  await lodger.getByText('Chưa có việc nào sắp đến hạn.').waitFor()
  await expectAccessible(lodger)
})

async function check(page: Page, buffer: Buffer) {
  await page
    .getByLabel('Tệp PDF của giấy tờ')
    .setInputFiles({ name: 'giay.pdf', mimeType: 'application/pdf', buffer })
  await page.getByRole('button', { name: 'Kiểm tra tệp' }).click()
}

/** The same file with one byte changed in what was signed. */
function tampered(file: Buffer): Buffer {
  const changed = Buffer.from(file)
  const at = Math.floor(changed.length / 3)
  changed[at] = changed[at]! ^ 1
  return changed
}
