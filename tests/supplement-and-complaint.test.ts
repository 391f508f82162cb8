import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { scan } from '../server/modules/services/papers-for-tests.ts'
import { expectAccessible, expectNoSidewaysScroll } from './accessible.ts'
import { launchBrowser } from './browser.ts'
import { declareAndSend } from './forms.ts'
import { signIns } from './people.ts'
import { type Program, startProgram } from './program.ts'
import { seededFolder } from './seeded.ts'
import { codeFor, phone, windowOf } from './windows.ts'

const BIRTH = 'Đăng ký khai sinh'
const SCAN = { name: 'chứng sinh.png', mimeType: 'image/png', buffer: scan() }

let program: Program
let browser: Browser
let mother: Page
let registrar: Page
let chair: Page
let code: string
let dossier: string

beforeAll(async () => {
  program = await startProgram({ dataFolder: await seededFolder() })
  browser = await launchBrowser()
  const who = await signIns(program)
  mother = await windowOf(browser, program.url, who.mother, phone)
  registrar = await windowOf(browser, program.url, who.registrar)
  chair = await windowOf(browser, program.url, who.chair)
})
afterAll(async () => {
  await browser?.close()
  await program?.stop()
  program?.remove()
})

test('each field says why it is asked; the paper is sent with the form', async () => {
  await mother.goto(`${program.url}/citizen/services/1.001193`)
  await mother.getByRole('button', { name: 'Bắt đầu làm' }).click()
  await mother.getByLabel('Họ, chữ đệm và tên của con').fill('Nguyễn Phạm Bình An')
  await mother.getByText('Vì sao hỏi điều này?').first().click()
  await mother
    .getByText(/ghi khai sinh, cấp số định danh/)
    .first()
    .waitFor()
  await mother.getByRole('radio', { name: 'Nữ' }).check()
  await mother.getByLabel('Ngày sinh', { exact: true }).fill(today())
  await mother.getByLabel('Tỉnh, thành phố').selectOption('Thành phố Hà Nội')
  await mother.getByLabel('Xã, phường, đặc khu').selectOption('Phường Ba Đình')
  await mother.getByLabel(/Sinh tại bệnh viện/).fill('Bệnh viện Phụ sản')
  await expectGood(mother)
  const review = mother.getByRole('heading', { level: 2, name: 'Xem lại trước khi nộp' })
  const on = mother.getByRole('button', { name: 'Tiếp tục' })
  while (!(await review.isVisible())) {
    const heading = await mother.getByRole('heading', { level: 2 }).first().innerText()
    await on.click()
    await expect.poll(() => mother.getByRole('heading', { level: 2 }).first().innerText()).not.toBe(heading)
  }
  await choose(mother)
  await mother.getByRole('link', { name: /^Tệp 1/ }).waitFor()
  code = await declareAndSend(mother)
  dossier = new URL(mother.url()).pathname.split('/').at(-1)!
})

test('the registrar asks once for a new scan and a field; she sends both from her phone', async () => {
  await open(registrar, 'open')
  await registrar.getByRole('button', { name: 'Yêu cầu bổ sung' }).click()
  const dialog = registrar.getByRole('dialog')
  await dialog.getByRole('checkbox', { name: /Giấy chứng sinh/ }).check()
  await dialog.getByRole('checkbox', { name: /Sinh tại bệnh viện/ }).check()
  await dialog.getByLabel('Lời nhắn cho công dân').fill('Ảnh mờ, hãy chụp lại; ghi tên đầy đủ của bệnh viện.')
  await expectAccessible(registrar)
  await dialog.getByRole('button', { name: 'Gửi yêu cầu bổ sung' }).click()
  await registrar.getByText('Đã gửi yêu cầu bổ sung cho công dân').waitFor()

  await mother.goto(`${program.url}/citizen/dossiers/${dossier}`)
  await mother.getByRole('link', { name: 'Bổ sung ngay' }).click()
  await mother.getByRole('heading', { level: 1, name: 'Bổ sung hồ sơ' }).waitFor()
  await mother.getByText('Ảnh mờ, hãy chụp lại').waitFor()
  await mother.getByRole('button', { name: 'Gửi bổ sung' }).click()
  await mother.getByRole('alert').first().waitFor()
  await choose(mother)
  await mother.getByRole('link', { name: /^Tệp 1/ }).waitFor()
  await mother.getByLabel(/Sinh tại bệnh viện/).fill('Bệnh viện Phụ sản Trung ương')
  await expectGood(mother)
  await mother.getByRole('button', { name: 'Gửi bổ sung' }).click()
  await mother.getByText('Đã gửi bổ sung').waitFor()

  await open(registrar, 'open')
  await registrar.getByText('Bệnh viện Phụ sản Trung ương').first().waitFor()
  await expectAccessible(registrar)
})

test('it is refused with a listed reason; she complains, the chair finds her right, it is open again', async () => {
  await registrar.getByRole('button', { name: 'Tiếp nhận', exact: true }).click()
  await registrar.getByRole('button', { name: 'Đề xuất quyết định' }).click()
  const dialog = registrar.getByRole('dialog')
  await dialog.getByRole('radio', { name: 'Từ chối giải quyết' }).check()
  await dialog.getByRole('checkbox').first().check()
  await dialog
    .getByLabel('Giải thích cho công dân')
    .fill('Chưa đối chiếu được giấy chứng sinh với bệnh viện.')
  await dialog.getByRole('button', { name: 'Gửi lãnh đạo ký' }).click()
  await registrar.getByText('Chờ ký', { exact: true }).first().waitFor()
  await sign()

  await mother.goto(`${program.url}/citizen/dossiers/${dossier}`)
  await mother.getByText('Hồ sơ bị từ chối giải quyết').waitFor()
  await mother.getByText('Chưa đối chiếu được giấy chứng sinh với bệnh viện.').first().waitFor()
  await expectGood(mother)
  await mother.getByRole('link', { name: 'Khiếu nại việc từ chối' }).click()
  await mother.getByLabel('Bạn muốn nói gì').fill('Bệnh viện đã xác nhận giấy chứng sinh của con tôi.')
  await expectGood(mother)
  await mother.getByRole('button', { name: 'Gửi', exact: true }).click()
  await mother.getByText('Bệnh viện đã xác nhận giấy chứng sinh của con tôi.').waitFor()
  await mother.waitForURL(/feedback\/[0-9a-f-]{36}$/)
  const own = mother.url()

  await chair.goto(`${program.url}/officer/feedback`)
  await chair.getByRole('row').filter({ hasText: code }).getByRole('link').click()
  await chair.getByRole('radio', { name: 'Người dân nói đúng' }).check()
  await chair
    .getByLabel('Lời trả lời cho người dân')
    .fill('Giấy chứng sinh hợp lệ. Xin lỗi bà, hồ sơ được mở lại.')
  await expectAccessible(chair)
  await chair.getByRole('button', { name: 'Gửi trả lời' }).click()
  await chair.getByRole('button', { name: 'Gửi trả lời' }).waitFor({ state: 'detached' })

  await mother.goto(own)
  await mother.getByText('Phản ánh của bạn là đúng').waitFor()
  await expectGood(mother)
  await open(registrar, 'open')
  await registrar.getByRole('button', { name: 'Đề xuất quyết định' }).waitFor()
})

/** Opens the dossier from the list of the office. */
async function open(page: Page, filter: string): Promise<void> {
  await page.goto(`${program.url}/officer/?filter=${filter}`)
  await page.getByRole('row').filter({ hasText: code }).getByRole('link', { name: BIRTH }).click()
  await page.getByRole('heading', { level: 1, name: BIRTH }).waitFor()
}

async function sign(): Promise<void> {
  await open(chair, 'to-sign')
  await chair.getByRole('button', { name: 'Ký quyết định' }).click()
  await chair.getByRole('dialog').getByRole('button', { name: 'Ký', exact: true }).click()
  const sent = chair.getByText(/Đã gửi mã gồm 6 số tới/)
  const done = chair.getByText('Đã từ chối giải quyết').first()
  await sent.or(done).first().waitFor()
  if (await sent.isVisible()) {
    const sentTo = /tới ([•\s\d]+)\./.exec((await sent.textContent()) ?? '')![1]!
    await chair.getByLabel('Mã 6 số').fill(await codeFor(chair, program.url, sentTo))
    await chair.getByRole('button', { name: 'Xác nhận và ký' }).click()
  }
  await done.waitFor()
}

/** Chooses a picture for the paper that is asked for. */
async function choose(page: Page): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Chọn tệp' }).first().click()
  await (await chooser).setFiles(SCAN)
}

function today(): string {
  return new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10).split('-').reverse().join('/')
}

async function expectGood(page: Page): Promise<void> {
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
}
