import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pdf, scan } from '../server/modules/services/papers-for-tests.ts'
import { expectAccessible, expectNoSidewaysScroll } from './accessible.ts'
import { launchBrowser } from './browser.ts'
import { openAllDay } from './open-all-day.ts'
import { signIns } from './people.ts'
import { type Program, startProgram } from './program.ts'
import { seededFolder } from './seeded.ts'
import { desktop, phone, windowOf } from './windows.ts'

const DIPLOMA = 'Công nhận bằng trung học do cơ sở nước ngoài cấp'

let program: Program
let browser: Browser
let who: Awaited<ReturnType<typeof signIns>>
let desk: Page
let mine: Page
let wall: Page

beforeAll(async () => {
  program = await startProgram({ dataFolder: await seededFolder() })
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
  await desk.getByText('bản chụp chưa đối chiếu').first().waitFor()
  await desk.getByRole('checkbox', { name: 'Tôi đã đối chiếu với bản chính' }).click()
  await desk.getByText('đã đối chiếu với bản chính', { exact: true }).first().waitFor()
  await expectGood()
  await desk.getByRole('checkbox', { name: /Tôi cam đoan/ }).check()
  await desk.getByRole('radio', { name: 'Ký tại quầy' }).check()
  await desk.getByLabel('Đã đối chiếu giấy tờ gì').fill('Ký tờ khai tại quầy, xuất trình thẻ căn cước')
  await desk.getByRole('button', { name: 'Nộp hồ sơ' }).click()
  await desk.getByText(/Đã nộp và tiếp nhận hồ sơ \S+/).waitFor()
  await desk.getByText('Cơ quan giải quyết: Sở Giáo dục và Đào tạo thành phố Hà Nội.').waitFor()
  const receipt = desk.getByRole('link', { name: 'In giấy tiếp nhận và hẹn trả kết quả' })
  await receipt.waitFor()
  const printed = await desk.request.get(new URL((await receipt.getAttribute('href'))!, desk.url()).href)
  expect((await printed.body()).subarray(0, 5).toString()).toBe('%PDF-')
  const scanned = desk.getByRole('link', { name: /^Tệp 2/ })
  const shown = await desk.request.get(new URL((await scanned.getAttribute('href'))!, desk.url()).href)
  expect(shown.headers()['content-type']).toBe('image/png')
  await desk
    .getByText(/số hóa lúc .*đã đối chiếu với bản chính/)
    .first()
    .waitFor()
  await expectGood()
})

test('the result is there: handed over on paper to who came for it', async () => {
  const handing = desk.getByRole('region', { name: 'Trả kết quả bản giấy' })
  await handing.getByRole('radio', { name: 'Người khác' }).check()
  await handing.getByLabel('Họ tên người nhận').fill('Phạm Ngọc Anh')
  await handing.getByLabel('Đã đối chiếu giấy tờ gì').fill('Giấy ủy quyền, thẻ căn cước')
  await expectGood()
  await handing.getByRole('button', { name: 'Ghi nhận đã trả' }).click()
  await handing.getByText('Đã nhận tại quầy').waitFor()
  mine = await windowOf(browser, program.url, who.father, phone)
  await mine.goto(desk.url().replace('/officer/', '/citizen/').replace('?filed=1', ''))
  await mine.getByText('Phạm Ngọc Anh').waitFor()
  await mine
    .getByRole('region', { name: 'Giấy tờ đã gửi' })
    .getByRole('link', { name: /^Tệp 1/ })
    .waitFor()
  await expectAccessible(mine)
  await mine.goto(`${program.url}/citizen/counter-code`)
  await mine.getByRole('button', { name: 'Mở mã' }).click()
  const digits = mine.getByText(/^\d{4} \d{4}$/)
  await digits.waitFor()
  await expectAccessible(mine)
  await desk.goto(`${program.url}/officer/counter`)
  await desk.getByLabel('Thủ tục').selectOption(DIPLOMA)
  await desk.getByLabel('Số định danh hoặc mã QR trên thẻ căn cước').fill(await digits.innerText())
  await desk.getByRole('button', { name: 'Mở biểu mẫu' }).click()
  await desk.getByRole('region', { name: 'Người đang làm thủ tục' }).getByText('Nguyễn Hoàng Nam').waitFor()
})

test('who comes gets a number, is called to a desk, and the wall says so without a name', async () => {
  await desk.goto(`${program.url}/officer/counter`)
  const line = desk.getByRole('region', { name: 'Hàng chờ hôm nay' })
  await line.getByRole('button', { name: 'Phát số mới' }).click()
  await line.getByText('Số 1, là người tiếp theo.').waitFor()
  await expectGood()
  await line.getByLabel('Quầy của tôi').selectOption('Quầy 3')
  await line.getByRole('button', { name: 'Gọi số tiếp theo' }).click()
  await line.getByText('Đang phục vụ số 1 tại quầy 3').waitFor()
  wall = await (await browser.newContext({ viewport: desktop, locale: 'vi-VN' })).newPage()
  await wall.goto(
    new URL((await line.getByRole('link', { name: 'Mở bảng gọi số' }).getAttribute('href'))!, program.url)
      .href,
  )
  await wall.getByText('Quầy 3').waitFor()
  await expectAccessible(wall)
  await line.getByRole('button', { name: 'Đã xong' }).click()
  await wall.getByText('Chưa gọi số nào').waitFor()
})

test('in the hall one takes a number with the own phone and gives it up; who has no phone gets a slip', async () => {
  await openAllDay(program)
  const line = desk.getByRole('region', { name: 'Hàng chờ hôm nay' })
  const linked = async (name: string | RegExp) =>
    new URL((await line.getByRole('link', { name }).getAttribute('href'))!, program.url).href
  await wall.goto(await linked('In áp phích để dân tự lấy số'))
  await wall.getByRole('img', { name: 'Mã QR mở trang lấy số' }).waitFor()
  await expectAccessible(wall)
  await mine.goto(await wall.getByText(/\/citizen\/queue\/\d+$/).innerText())
  await mine.getByRole('button', { name: 'Lấy số' }).click()
  await mine.getByText('Bạn là người tiếp theo').waitFor()
  await expectAccessible(mine)
  await expectNoSidewaysScroll(mine)
  await mine.getByRole('button', { name: 'Bỏ số này' }).click()
  await mine.getByRole('dialog').getByRole('button', { name: 'Bỏ số này' }).click()
  await mine.getByText('Số này đã được bỏ').waitFor()
  await mine.getByRole('button', { name: 'Lấy số mới' }).click()
  await mine.getByText('Bạn là người tiếp theo').waitFor()
  await line.getByRole('button', { name: 'Gọi số tiếp theo' }).click()
  await mine.getByText('Mời bạn đến quầy 3').waitFor()
  await line.getByRole('button', { name: 'Phát số mới' }).click()
  await wall.goto(await linked(/^In phiếu số/))
  await wall.getByRole('img', { name: 'Mã QR để theo dõi số này' }).waitFor()
  await expectAccessible(wall)
})

test('a time at the centre of the province is booked, moved and cancelled on the phone', async () => {
  await mine.goto(`${program.url}/citizen/bookings`)
  await mine.getByRole('radio', { name: 'Trung tâm của tỉnh, thành phố' }).check()
  await mine.getByLabel('Tỉnh, thành phố', { exact: true }).selectOption('Thành phố Hà Nội')
  await mine.getByLabel('Giờ', { exact: true }).selectOption({ index: 1 })
  await mine.getByRole('button', { name: 'Đặt lịch', exact: true }).click()
  await mine.getByText('Trung tâm Phục vụ hành chính công thành phố Hà Nội').waitFor()
  await mine.getByRole('button', { name: 'Đổi giờ' }).click()
  await mine.getByLabel('Giờ', { exact: true }).first().selectOption({ index: 3 })
  await expectAccessible(mine)
  await expectNoSidewaysScroll(mine)
  await mine.getByRole('button', { name: 'Lưu giờ mới' }).click()
  await mine.getByText('Đã đổi giờ hẹn').waitFor()
  await mine.getByRole('button', { name: 'Hủy lịch hẹn' }).click()
  await mine.getByText('Bạn chưa có lịch hẹn nào').waitFor()
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
