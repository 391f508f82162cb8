import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from './accessible.ts'
import { launchBrowser } from './browser.ts'
import { choosePlace, continueTo, openForm, receivedCode, services } from './forms.ts'
import { type Role, signIns } from './people.ts'
import { type Program, startProgram } from './program.ts'
import { seededFolder } from './seeded.ts'
import { type SignIn, signIn, windowOf } from './windows.ts'

let program: Program
let browser: Browser
let who: Record<Role, SignIn>
let citizen: Page

beforeAll(async () => {
  program = await startProgram({ dataFolder: await seededFolder() })
  browser = await launchBrowser()
  who = await signIns(program)
  citizen = await windowOf(browser, program.url, who.citizen)
})
afterAll(async () => {
  await browser?.close()
  await program?.stop()
  program?.remove()
})

test('a wrong password is said without telling whether the number exists', async () => {
  const context = await browser.newContext({ locale: 'vi-VN' })
  const page = await context.newPage()
  for (const number of [who.elder.number, '001300000000']) {
    await page.goto(`${program.url}/citizen/`)
    await page.getByLabel('Số định danh hoặc số điện thoại').fill(number)
    await page.getByLabel('Mật khẩu').fill('khong-phai-mat-khau')
    await page.getByRole('button', { name: 'Tiếp tục' }).click()
    await page.getByText('Số hoặc mật khẩu chưa đúng.').waitFor()
    expect(await page.getByLabel('Mật khẩu').inputValue()).toBe('')
    await expectAccessible(page)
  }
  await context.close()
})

test('what was typed is still there after the session was ended elsewhere and he signed in again', async () => {
  // His page hears nothing, as on a line that is down for a moment: the save finds the session closed.
  await citizen.context().route('**/api/live*', (route) => route.abort())
  await openForm(citizen, program.url, services.temporaryResidence)
  const email = citizen.getByLabel(/Thư điện tử/)
  const other = await windowOf(browser, program.url, who.citizen)
  await other.goto(`${program.url}/citizen/account`)
  await other.getByRole('button', { name: 'Đăng xuất thiết bị này' }).click()
  await email.fill('hoa@example.vn')
  const dialog = citizen.getByRole('dialog', { name: 'Phiên làm việc đã kết thúc' })
  await dialog.waitFor()
  await expectAccessible(citizen)
  const [again] = await Promise.all([
    citizen.waitForEvent('popup'),
    dialog.getByRole('link', { name: 'Đăng nhập lại' }).click(),
  ])
  await signIn(again, program.url, who.citizen)
  await dialog.waitFor({ state: 'hidden' })
  expect(await email.inputValue()).toBe('hoa@example.vn')
  await citizen.getByText(/Đã tự lưu lúc/).waitFor()
  await citizen.reload()
  await expect.poll(() => email.inputValue()).toBe('hoa@example.vn')
  await other.context().close()
  await citizen.context().unroute('**/api/live*')
})

test('pressing send twice makes one dossier', async () => {
  await openForm(citizen, program.url, services.stay)
  await continueTo(citizen, 'Ai lưu trú, ở đâu')
  await citizen.getByRole('radio', { name: 'Người đến lưu trú' }).check()
  await choosePlace(citizen)
  await continueTo(citizen, 'Thời gian và lý do')
  await continueTo(citizen, 'Xem lại trước khi nộp')
  await citizen.getByRole('button', { name: 'Nộp hồ sơ' }).dblclick()
  const code = await receivedCode(citizen)
  await citizen.goto(`${program.url}/citizen/dossiers`)
  await citizen.getByText(code).waitFor()
  expect(await citizen.getByRole('link', { name: 'Thông báo lưu trú' }).count()).toBe(1)
})

test('a draft changed in another window is not overwritten, and says so', async () => {
  await openForm(citizen, program.url, services.confirmation)
  const other = await citizen.context().newPage()
  await other.goto(citizen.url())
  const saved = other.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.ok())
  await other.getByLabel(/Thư điện tử/).fill('hoa.moi@example.vn')
  await saved
  await citizen.getByLabel(/Thư điện tử/).fill('hoa.cu@example.vn')
  await citizen.getByText('Bản nháp đã được sửa ở một cửa sổ khác').waitFor()
  await expectAccessible(citizen)
  expect(await citizen.getByLabel(/Thư điện tử/).inputValue()).toBe('hoa.cu@example.vn')
  await other.close()
})

test('of two officers who act on one dossier at once the second is told, and nothing is done twice', async () => {
  const first = await windowOf(browser, program.url, who.caseOfficer)
  const second = await windowOf(browser, program.url, who.secondCaseOfficer)
  // The second one's page hears nothing, as on a line that is down for a moment.
  await second.context().route('**/api/live*', (route) => route.abort())
  await first.goto(`${program.url}/officer/?filter=new`)
  const row = first
    .getByRole('row')
    .filter({ hasText: 'Đăng ký tạm trú' })
    .filter({ hasText: 'Nhận thụ lý' })
    .first()
  await row.getByRole('link', { name: 'Đăng ký tạm trú' }).click()
  const claim = (page: Page) => page.getByRole('button', { name: 'Nhận thụ lý', exact: true })
  await claim(first).waitFor()
  await second.goto(first.url())
  await claim(second).waitFor()
  await claim(first).click()
  await first.getByText('Phạm Thu Trang (bạn)').waitFor()
  await claim(second).click()
  await second
    .getByText(/Hồ sơ vừa được người khác xử lý|Hồ sơ đang do cán bộ khác thụ lý/)
    .first()
    .waitFor()
  await expectAccessible(second)
  await second.getByRole('button', { name: 'Tải lại hồ sơ' }).click()
  await second.getByText('Phạm Thu Trang').first().waitFor()
  await first.context().close()
  await second.context().close()
})

test('a stranger’s dossier is shown neither to a citizen nor to another commune, and both tries are in the log', async () => {
  await citizen.goto(`${program.url}/citizen/dossiers`)
  await citizen.getByRole('link', { name: 'Thông báo lưu trú' }).click()
  await citizen.getByText('Đã trả kết quả').first().waitFor()
  const dossierId = new URL(citizen.url()).pathname.split('/').at(-1)!

  const elder = await windowOf(browser, program.url, who.elder)
  await elder.goto(`${program.url}/citizen/dossiers/${dossierId}`)
  await elder.getByText('Không tìm thấy nội dung bạn yêu cầu').waitFor()
  expect(await elder.locator('body').textContent()).not.toContain('Trần Văn Hòa')
  await expectAccessible(elder)

  const officer = await windowOf(browser, program.url, who.otherCaseOfficer)
  await officer.goto(`${program.url}/officer/dossiers/${dossierId}`)
  await officer.getByText(/Không tìm thấy nội dung bạn yêu cầu|Bạn không có quyền làm việc này/).waitFor()
  expect(await officer.locator('body').textContent()).not.toContain('Trần Văn Hòa')
  await expectAccessible(officer)

  const inspector = await windowOf(browser, program.url, who.inspector)
  await inspector.goto(`${program.url}/officer/log?kind=refused`)
  const refused = inspector.getByRole('row').filter({ hasText: 'Bị từ chối' })
  const acts = [
    ['Người dân', 'GET /services/dossiers/:dossierId'],
    ['Công an xã Đông Hưng', 'GET /services/desk/dossiers/:dossierId'],
  ]
  for (const [whom, act] of acts) {
    await refused.filter({ hasText: whom! }).filter({ hasText: act! }).first().waitFor()
  }
  await expectAccessible(inspector)
})
