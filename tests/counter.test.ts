import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pdf, scan } from '../server/modules/services/papers-for-tests.ts'
import { expectAccessible, expectNoSidewaysScroll } from './accessible.ts'
import { launchBrowser } from './browser.ts'
import { signIns } from './people.ts'
import { type Program, startProgram } from './program.ts'
import { seededFolder } from './seeded.ts'
import { desktop, phone, windowOf } from './windows.ts'

const DIPLOMA = 'Công nhận bằng trung học do cơ sở nước ngoài cấp'

let program: Program
let browser: Browser
let who: Awaited<ReturnType<typeof signIns>>
let desk: Page

beforeAll(async () => {
  program = await startProgram({ dataFolder: seededFolder() })
  browser = await launchBrowser()
  who = await signIns(program)
  desk = await windowOf(browser, program.url, who.registrar)
})
afterAll(async () => {
  await browser?.close()
  await program?.stop()
  program?.remove()
})

test('a citizen comes with his card and a diploma: it is scanned at the desk, filed, and the receipt printed', async () => {
  await desk.goto(`${program.url}/officer/counter`)
  await desk.getByLabel('Thủ tục').selectOption(DIPLOMA)
  const card = `${who.father.number}||NGUYỄN HOÀNG NAM|17091995|Nam|Hà Nội|01012025`
  await desk.getByLabel('Số định danh hoặc mã QR trên thẻ căn cước').fill(card)
  await desk.getByRole('button', { name: 'Mở biểu mẫu' }).click()
  await desk.getByRole('region', { name: 'Người đang làm thủ tục' }).getByText('Nguyễn Hoàng Nam').waitFor()
  await desk.getByRole('radio', { name: 'Trung học phổ thông' }).check()
  await desk.getByLabel('Cơ sở cấp bằng').fill('Lycée Ampère')
  await desk.getByLabel('Nước').fill('Pháp')
  await desk.getByLabel('Năm cấp').fill('2013')
  await choose({ name: 'vân tay.txt', mimeType: 'text/plain', buffer: Buffer.from('x') })
  await desk.getByText('Tệp không đúng loại').waitFor()
  await choose({ name: 'bằng.png', mimeType: 'image/png', buffer: scan() })
  await desk.getByRole('link', { name: /^Tệp 1/ }).waitFor()
  await choose({ name: 'điểm.pdf', mimeType: 'application/pdf', buffer: await pdf(2) })
  await desk.getByRole('link', { name: /^Tệp 2, 2 trang/ }).waitFor()
  await expectGood()
  await desk.getByRole('button', { name: 'Lên trước Tệp 2' }).click()
  await desk.getByRole('link', { name: /^Tệp 1, 2 trang/ }).waitFor()
  await desk.getByRole('checkbox', { name: /Tôi cam đoan/ }).check()
  await desk.getByRole('radio', { name: 'Ký tại quầy' }).check()
  await desk.getByLabel('Đã đối chiếu giấy tờ gì').fill('Ký tờ khai tại quầy, xuất trình thẻ căn cước')
  await desk.getByRole('button', { name: 'Nộp hồ sơ' }).click()
  await desk.getByText(/Đã nộp và tiếp nhận hồ sơ \S+/).waitFor()
  const receipt = desk.getByRole('link', { name: 'In giấy tiếp nhận và hẹn trả kết quả' })
  await receipt.waitFor()
  const printed = await desk.request.get(new URL((await receipt.getAttribute('href'))!, desk.url()).href)
  expect((await printed.body()).subarray(0, 5).toString()).toBe('%PDF-')
  const scanned = desk.getByRole('link', { name: /^Tệp 2/ })
  const shown = await desk.request.get(new URL((await scanned.getAttribute('href'))!, desk.url()).href)
  expect(shown.headers()['content-type']).toBe('image/png')
  await desk
    .getByText(/số hóa lúc .*đã đối chiếu bản chính/)
    .first()
    .waitFor()
  await expectGood()
})

/** Chooses a file where the form asks for the diploma. */
async function choose(file: { name: string; mimeType: string; buffer: Buffer }) {
  const chooser = desk.waitForEvent('filechooser')
  await desk.locator('#field-diploma').getByRole('button', { name: 'Chọn tệp' }).click()
  await (await chooser).setFiles(file)
}

async function expectGood() {
  await expectAccessible(desk)
  await desk.setViewportSize(phone)
  await expectNoSidewaysScroll(desk)
  await desk.setViewportSize(desktop)
}
