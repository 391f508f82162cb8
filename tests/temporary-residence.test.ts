import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from './accessible.ts'
import { launchBrowser } from './browser.ts'
import {
  choosePlace,
  continueTo,
  declareAndSend,
  joinHousehold,
  openForm,
  services,
  unfilledFields,
} from './forms.ts'
import { type Role, signIns } from './people.ts'
import { type Program, startProgram } from './program.ts'
import { seededFolder } from './seeded.ts'
import { codeFor, phone, windowOf } from './windows.ts'

const calendar: { specialDays: { day: string; kind: string }[] } = JSON.parse(
  readFileSync(new URL('../server/modules/reference/data/working-calendar.json', import.meta.url), 'utf8'),
)

let program: Program
let browser: Browser
const windows = {} as Record<Exclude<Role, 'spouse' | 'elder'>, Page>
const actors = [
  'citizen',
  'head',
  'owner',
  'coOwner',
  'caseOfficer',
  'signingLeader',
  'communeLeader',
  'registrar',
] as const
/** What the walk hands on from one act to the next. */
const walk = { code: '', temporaryBefore: 0, verify: '' }

beforeAll(async () => {
  program = await startProgram({ dataFolder: await seededFolder() })
  browser = await launchBrowser()
  const who = await signIns(program)
  for (const role of actors) {
    // The citizen holds a phone, the others sit at a desk.
    windows[role] = await windowOf(browser, program.url, who[role], ...(role === 'citizen' ? [phone] : []))
  }
})
afterAll(async () => {
  await browser?.close()
  await program?.stop()
  program?.remove()
})

test('the approvers, the office and the leader have their pages open and nothing on them yet', async () => {
  const { head, owner, coOwner, caseOfficer, signingLeader, communeLeader } = windows
  for (const page of [head, owner]) {
    await page.goto(`${program.url}/citizen/approvals`)
    await page.getByText('Không có đề nghị nào đang chờ bạn').waitFor()
    await expectAccessible(page)
  }
  await coOwner.getByText('Không có việc gì đang chờ bạn').waitFor()
  await caseOfficer.getByRole('heading', { level: 1, name: 'Hồ sơ của cơ quan' }).waitFor()
  await signingLeader.getByRole('heading', { level: 2, name: 'Chờ ký' }).waitFor()
  walk.temporaryBefore = await temporaryResidents(communeLeader)
  await expectAccessible(communeLeader)
})

test('the form comes filled in and asks for nothing the register holds', async () => {
  const page = windows.citizen
  await openForm(page, program.url, services.temporaryResidence)
  const share = await page.getByText(/Nhà nước đã biết \d+ trong \d+ mục/).innerText()
  const [filled, fields] = share.match(/\d+/g)!.map(Number)
  expect(filled! / fields!).toBeGreaterThanOrEqual(0.8)
  const known = page.locator('.known-fields')
  for (const value of [
    'Trần Văn Hòa',
    '12/03/1986',
    'Nam',
    'Việt Nam',
    'Nhà số 18, thôn Đông, Xã Đông Hưng',
  ]) {
    await known.getByText(value).first().waitFor()
  }
  // Not everybody has an e-mail, and nobody has to.
  expect((await unfilledFields(page)).filter((field) => field !== 'email')).toEqual([])
  await expectGood(page)

  await continueTo(page, 'Nơi tạm trú')
  expect(await unfilledFields(page)).toEqual(['place'])
  await choosePlace(page)
  await page.getByRole('radio', { name: 'Vào hộ đang ở đó' }).waitFor()
  expect(await unfilledFields(page)).toEqual(['householdMode'])
  await joinHousehold(page, /L\. Q\. Minh/)
  await page.getByText('Hỏi vì bạn chọn “Vào hộ đang ở đó” ở mục “Bạn sẽ”', { exact: true }).waitFor()
  await page.getByRole('radio', { name: 'Lập hộ riêng' }).check()
  await page.getByText(/Không hỏi “Hộ muốn vào”.* nữa: chỉ hỏi khi/).waitFor()
  await expectGood(page)
  await joinHousehold(page, /L\. Q\. Minh/)

  await continueTo(page, 'Người cùng chuyển đến')
  await page.getByRole('checkbox', { name: /Trần Minh Khôi.*chưa đủ 18 tuổi/ }).press('Space')
  await page.getByRole('region', { name: 'Trần Minh Khôi' }).getByText('20/05/2016').waitFor()
  await expectGood(page)

  await continueTo(page, 'Thời hạn và lý do')
  expect(await unfilledFields(page)).toEqual(['reason'])
  await page.getByRole('radio', { name: 'Làm việc' }).check()
  await expectGood(page)

  await continueTo(page, 'Xem lại trước khi nộp')
  await page.getByText('Được miễn theo quy định riêng của tỉnh, thành phố').waitFor()
  await expectGood(page)
})

test('a receipt with the code, and who is asked, stands there at once', async () => {
  const page = windows.citizen
  walk.code = await declareAndSend(page)
  expect(walk.code).toMatch(/^G01\.\d{3}\.\d{3}-\d{6}-\d{6}$/)
  const asked = page.getByRole('region', { name: 'Ý kiến của những người liên quan' })
  await expect.poll(() => asked.getByText('Đang chờ trả lời').count()).toBe(3)
  expect(await asked.getByText('Đã đồng ý').count()).toBe(1) // the father himself, for his son
  await expectGood(page)
})

test('head of household and owners are asked in their own windows, which show it by themselves', async () => {
  for (const role of ['head', 'owner', 'coOwner'] as const) {
    const page = windows[role]
    await page.getByText('Trần Văn Hòa').first().waitFor()
    await expectAccessible(page)
  }
  await windows.coOwner.getByRole('link', { name: 'Xin ý kiến' }).first().click()
  for (const role of ['head', 'owner', 'coOwner'] as const) {
    const page = windows[role]
    await page.getByRole('link', { name: 'Đăng ký tạm trú' }).click()
    await page.getByText('Số 6, ngõ 22, phố Châu Long').waitFor()
    await page.getByText('Trần Minh Khôi').waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Tôi đồng ý' }).click()
    await page.getByText('Bạn đã đồng ý').waitFor()
  }
  const asked = windows.citizen.getByRole('region', { name: 'Ý kiến của những người liên quan' })
  await expect.poll(() => asked.getByText('Đã đồng ý').count()).toBe(4)
})

test('the office sees the dossier arrive, takes it on and accepts it', async () => {
  const page = windows.caseOfficer
  const row = page.getByRole('row').filter({ hasText: walk.code })
  await row.waitFor()
  await expectAccessible(page)
  await row.getByRole('button', { name: `Nhận thụ lý ${walk.code}` }).click()
  await row.getByText('Tôi', { exact: true }).waitFor()
  await row.getByRole('link', { name: 'Đăng ký tạm trú' }).click()
  await page.getByText('Dữ liệu thay được 4/4 giấy tờ').waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Tiếp nhận', exact: true }).click()
  await page.getByText('Đã tiếp nhận', { exact: true }).first().waitFor()

  const due = windows.citizen.getByText('Cách tính hạn')
  await due.click()
  await windows.citizen
    .getByText(/làm việc/)
    .first()
    .waitFor()
  await windows.citizen.getByRole('link', { name: 'Phiếu tiếp nhận hồ sơ và hẹn trả kết quả' }).waitFor()
  await expectGood(windows.citizen)
})

test('another office is asked and answers; the leader apologises once with a new date, which the citizen reads', async () => {
  const { caseOfficer, registrar, signingLeader, citizen } = windows
  await caseOfficer.getByRole('button', { name: 'Lấy ý kiến cơ quan khác' }).click()
  const ask = caseOfficer.getByRole('dialog')
  await ask.getByRole('checkbox', { name: 'Ủy ban nhân dân phường Ba Đình' }).check()
  await ask.getByLabel('Câu hỏi').fill('Nhà này có tranh chấp không?')
  await ask.getByLabel('Trả lời trước hết ngày').fill(workday(4))
  await expectAccessible(caseOfficer)
  await ask.getByRole('button', { name: 'Gửi câu hỏi' }).click()
  const opinions = caseOfficer.getByRole('region', { name: 'Ý kiến cơ quan khác' })
  await opinions.getByText('Đang chờ trả lời').waitFor()

  await registrar.goto(`${program.url}/officer/opinions`)
  await registrar.getByRole('link', { name: 'Nhà này có tranh chấp không?' }).click()
  await registrar.getByRole('radio', { name: 'Đồng ý', exact: true }).check()
  await registrar.getByLabel('Nội dung', { exact: true }).fill('Không có tranh chấp.')
  await registrar.getByRole('button', { name: 'Ký và gửi ý kiến' }).click()
  await confirmWithCode(registrar)
  await opinions.getByText('Không có tranh chấp.').waitFor()

  await signingLeader.goto(caseOfficer.url())
  await signingLeader.getByRole('button', { name: 'Xin lỗi và hẹn lại ngày trả' }).click()
  const sorry = signingLeader.getByRole('dialog')
  await sorry.getByLabel('Ngày hẹn lại').fill(workday(9))
  await sorry.getByLabel('Lý do chậm').fill('Phải xác minh tại nơi ở.')
  await expectAccessible(signingLeader)
  await sorry.getByRole('button', { name: 'Ký văn bản xin lỗi' }).click()
  await confirmWithCode(signingLeader)
  await signingLeader.getByText(/Mỗi hồ sơ chỉ được xin lỗi và hẹn lại một lần/).waitFor()
  await citizen.getByRole('link', { name: /Văn bản xin lỗi/ }).waitFor()
  await expectGood(citizen)
})

test('the office proposes', async () => {
  const page = windows.caseOfficer
  await page.getByRole('button', { name: 'Đề xuất quyết định' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: 'Đồng ý giải quyết' }).check()
  await dialog.getByText('Ghi nơi tạm trú, hộ và thành viên vào Cơ sở dữ liệu về cư trú').waitFor()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Gửi lãnh đạo ký' }).click()
  await page.getByText('Chờ ký', { exact: true }).first().waitFor()
})

test('the leader signs; his second factor is asked when it is not fresh', async () => {
  const page = windows.signingLeader
  await page.goto(`${program.url}/officer/?filter=to-sign`)
  const row = page.getByRole('row').filter({ hasText: walk.code })
  await row.getByRole('link', { name: 'Đăng ký tạm trú' }).click()
  await page.getByRole('button', { name: 'Ký quyết định' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Ký', exact: true }).click()
  const sent = page.getByText(/Đã gửi mã gồm 6 số tới/)
  const done = page.getByText('Đã đồng ý giải quyết')
  await sent.or(done).first().waitFor()
  if (await sent.isVisible()) await confirmWithCode(page)
  await done.waitFor()
  await expectAccessible(page)
})

test('the citizen’s page shows the result by itself, and the signed document opens', async () => {
  const page = windows.citizen
  await page.getByText('Hồ sơ đã được giải quyết').waitFor()
  await expectGood(page)
  await page.getByRole('link', { name: /Thông báo kết quả giải quyết/ }).click()
  const open = page.getByRole('link', { name: 'Mở bản đã ký (PDF)' })
  await open.waitFor()
  await expectGood(page)
  const pdf = await page.request.get(new URL((await open.getAttribute('href'))!, page.url()).href)
  expect(pdf.headers()['content-type']).toBe('application/pdf')
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')
  walk.verify = await page.getByText(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/).innerText()
})

test('anyone may check the document by its code', async () => {
  const context = await browser.newContext({ viewport: phone, locale: 'vi-VN' })
  const page = await context.newPage()
  await page.goto(`${program.url}/verify/${walk.verify}`)
  await page.getByText('Giấy thật, còn giá trị').waitFor()
  expect(await page.locator('body').innerText()).not.toContain('Trần Văn Hòa')
  await expectGood(page)
  await context.close()
})

test('his record shows the temporary residence and the household he joined', async () => {
  const page = windows.citizen
  await page.goto(`${program.url}/citizen/records`)
  await page.getByText('Số 6, ngõ 22, phố Châu Long, Phường Ba Đình, Thành phố Hà Nội').waitFor()
  const household = page.getByRole('region', { name: 'Hộ gia đình (tạm trú)' })
  for (const name of ['Lê Quang Minh', 'Trần Văn Hòa', 'Trần Minh Khôi'])
    await household.getByText(name).waitFor()
  await expectGood(page)
})

test('he sees who read his data: which office, why, and which fields', async () => {
  const page = windows.citizen
  await page.goto(`${program.url}/citizen/accesses`)
  const entries = page
    .getByRole('listitem')
    .filter({ hasText: 'Cán bộ cư trú Công an cấp xã, Công an phường Ba Đình' })
  const full = entries
    .filter({ hasText: 'Giải quyết hồ sơ thủ tục hành chính' })
    .filter({ hasText: 'họ tên' })
  await full.filter({ hasText: 'đã xem' }).first().waitFor()
  await full.filter({ hasText: 'đã sửa' }).first().waitFor()
  await expectGood(page)
})

test('the leader’s figure went up by those who moved, by itself', async () => {
  const page = windows.communeLeader
  await expect.poll(() => temporaryResidents(page)).toBe(walk.temporaryBefore + 2)
  await expectAccessible(page)
})

/** Signs with a fresh code of the second factor. */
async function confirmWithCode(page: Page) {
  const sent = page.getByText(/Đã gửi mã gồm 6 số tới/)
  await sent.waitFor()
  await expectAccessible(page)
  const sentTo = /tới ([•\s\d]+)\./.exec((await sent.textContent()) ?? '')![1]!
  await page.getByLabel('Mã 6 số').fill(await codeFor(page, program.url, sentTo))
  await page.getByRole('button', { name: 'Xác nhận và ký' }).click()
}

/** The first working day that many days from now or later, as it is typed. */
function workday(inDays: number): string {
  const free = new Set(
    calendar.specialDays.filter(({ kind }) => kind !== 'swapped-working').map(({ day }) => day),
  )
  for (let days = inDays; ; days++) {
    const local = new Date(Date.now() + days * 86_400_000 + 7 * 3_600_000)
    const day = local.toISOString().slice(0, 10)
    if (local.getUTCDay() % 6 !== 0 && !free.has(day)) return day.split('-').reverse().join('/')
  }
}

async function temporaryResidents(page: Page): Promise<number> {
  const figure = page.getByRole('listitem').filter({ hasText: 'người đang tạm trú' })
  return Number((await figure.innerText()).replace(/\D/g, ''))
}

/** The citizen's pages at the size of a phone. */
async function expectGood(page: Page) {
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
}
