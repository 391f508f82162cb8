import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from './accessible.ts'
import { launchBrowser } from './browser.ts'
import { openForm, services } from './forms.ts'
import { type Role, signIns } from './people.ts'
import { type Program, startProgram } from './program.ts'
import { seededFolder } from './seeded.ts'
import { desktop, phone, type SignIn, windowOf } from './windows.ts'

const OLD_WORDS = 'Số điện thoại liên hệ'
const NEW_WORDS = 'Số điện thoại để cơ quan gọi lại'

let program: Program
let browser: Browser
let who: Record<Role, SignIn>
let administrator: Page
let citizen: Page

beforeAll(async () => {
  program = await startProgram({ dataFolder: await seededFolder() })
  browser = await launchBrowser()
  who = await signIns(program)
  ;[administrator, citizen] = await Promise.all([
    windowOf(browser, program.url, who.administrator),
    windowOf(browser, program.url, who.citizen),
  ])
})
afterAll(async () => {
  await browser?.close()
  await program?.stop()
  program?.remove()
})

test('an administrator finds the service and its version in force', async () => {
  // A draft begun before, in a window that stays open.
  await openForm(citizen, program.url, services.temporaryResidence)
  await citizen.getByLabel(OLD_WORDS).waitFor()

  await administrator.goto(`${program.url}/officer/services`)
  await administrator.getByLabel('Tìm theo tên hoặc mã').fill('đăng ký tạm trú')
  await expectFits(administrator)
  await administrator.getByRole('link', { name: 'Đăng ký tạm trú', exact: true }).click()
  await versionRow(1).getByText('Đang áp dụng').waitFor()
  await expectFits(administrator)
})

test('a broken bundle is refused, each fault named at its place, and cannot be published', async () => {
  await act('Soạn phiên bản mới')
  const { effects } = JSON.parse(await written().inputValue())
  await change('"Citizens of 18 years or more; a parent or guardian files for minors"', '" "')
  await change(`"command": "${effects[0].command}"`, '"command": "residence.give-a-house"')
  await change('"field": "place"', '"field": "shoeSize"')
  await act('Kiểm tra')
  const faults = administrator.getByRole('alert').filter({ hasText: 'lỗi cần sửa' })
  await faults.waitFor()
  for (const [at, fault] of [
    ['/whoMayApply/en', 'thiếu lời ở ngôn ngữ này'],
    ['/effects', 'không có hiệu lực residence.give-a-house'],
    ['/form/checks', 'không có trường shoeSize'],
  ]) {
    await faults.getByRole('listitem').filter({ hasText: at! }).filter({ hasText: fault! }).waitFor()
  }
  await administrator.getByText('Kiểm tra không còn lỗi thì mới công bố được').waitFor()
  expect(await administrator.getByRole('button', { name: 'Công bố', exact: true }).isDisabled()).toBe(true)
  await expectFits(administrator)

  await change('"effectiveUntil"', '"effectiveUntil')
  await act('Kiểm tra')
  await administrator.getByText('Chưa phải JSON hợp lệ').waitFor()
  await act('Bỏ, không lưu')
})

test('the good one shows what differs and is published', async () => {
  await act('Soạn phiên bản mới')
  // Written elsewhere and pasted over the old one.
  await paste((await written().inputValue()).replaceAll(OLD_WORDS, NEW_WORDS))
  await act('Kiểm tra')
  await administrator.getByText('Không có lỗi.').waitFor()
  await expectDifference(administrator, OLD_WORDS, NEW_WORDS)
  await expectFits(administrator)
  await act('Công bố')
  await administrator.getByText('Đã công bố phiên bản 2, áp dụng ngay').waitFor()
  await versionRow(2).getByText('Đang áp dụng').waitFor()
  await versionRow(2).getByText('Quản trị viên').waitFor()
  expect(await versionRow(1).getByText('Đang áp dụng').count()).toBe(0)
  await expectFits(administrator)
})

test('a draft begun before is told and keeps what was typed; a new window has the new words', async () => {
  expect(await citizen.getByLabel(NEW_WORDS).count()).toBe(0)
  await citizen.getByLabel(/Thư điện tử/).fill('hoa@example.vn')
  await citizen.getByText('Biểu mẫu vừa có phiên bản mới').waitFor()
  await citizen.getByLabel(NEW_WORDS).waitFor()
  expect(await citizen.getByLabel(/Thư điện tử/).inputValue()).toBe('hoa@example.vn')
  await citizen.getByText(/Đã tự lưu lúc/).waitFor()
  await expectFits(citizen)

  const spouse = await windowOf(browser, program.url, who.spouse)
  await openForm(spouse, program.url, services.temporaryResidence)
  await spouse.getByLabel(NEW_WORDS).waitFor()
  expect(await spouse.getByText('Biểu mẫu vừa có phiên bản mới').count()).toBe(0)
  await spouse.context().close()
})

test('going back puts the old words in force as a third version; no version is gone', async () => {
  await administrator.getByRole('button', { name: 'Xem khác gì: 1' }).click()
  const compared = administrator.getByRole('dialog', { name: 'Phiên bản 1 và phiên bản 2' })
  await expectDifference(compared, OLD_WORDS, NEW_WORDS)
  await expectFits(administrator)
  await administrator.keyboard.press('Escape')
  await compared.waitFor({ state: 'hidden' })

  await administrator.getByRole('button', { name: 'Quay lại bản này: 1' }).click()
  const dialog = administrator.getByRole('dialog', { name: 'Quay lại phiên bản 1?' })
  await dialog.waitFor()
  await expectFits(administrator)
  await dialog.getByRole('button', { name: 'Quay lại', exact: true }).click()
  await administrator.getByText('Đã áp dụng, là phiên bản 3').waitFor()
  await versionRow(3).getByText('Đang áp dụng').waitFor()
  await versionRow(2).waitFor()
  await versionRow(1).waitFor()

  // The draft is told of the third version as it was of the second: when it is saved next.
  await citizen.getByLabel(/Thư điện tử/).fill('tran.hoa@example.vn')
  await citizen.getByLabel(OLD_WORDS).waitFor()
  expect(await citizen.getByLabel(/Thư điện tử/).inputValue()).toBe('tran.hoa@example.vn')
})

const written = () => administrator.getByLabel('Gói dịch vụ (JSON)')
/** Selects these words in the bundle and types others over them. */
async function change(before: string, after: string) {
  await written().evaluate((box, words) => {
    const area = box as HTMLTextAreaElement
    const at = area.value.indexOf(words)
    if (at < 0) throw new Error(`The bundle does not say ${words}`)
    area.focus()
    area.setSelectionRange(at, at + words.length)
  }, before)
  await administrator.keyboard.insertText(after)
}
/** Pastes a text over all that stands there. */
async function paste(whole: string) {
  await written().evaluate((box, given) => {
    const data = new DataTransfer()
    data.setData('text/plain', given)
    ;(box as HTMLTextAreaElement).select()
    box.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, whole)
  expect(await written().inputValue()).toBe(whole)
}
const act = (name: string) => administrator.getByRole('button', { name, exact: true }).click()
const versionRow = (version: number) =>
  administrator
    .getByRole('table', { name: 'Các phiên bản' })
    .getByRole('row')
    .filter({ has: administrator.locator('.table-names', { hasText: new RegExp(`^${version}(\\D|$)`) }) })

async function expectDifference(where: Pick<Page, 'getByRole'>, before: string, after: string) {
  const row = where
    .getByRole('table', { name: 'Chỗ khác nhau' })
    .getByRole('row')
    .filter({ hasText: before })
    .filter({ hasText: after })
  await row.waitFor()
}

/** Neither axe nor a small screen finds anything, at both sizes. */
async function expectFits(page: Page): Promise<void> {
  for (const size of [phone, desktop]) {
    await page.setViewportSize(size)
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
  }
}
