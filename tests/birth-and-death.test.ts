import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from './accessible.ts'
import { launchBrowser } from './browser.ts'
import { continueTo, declareAndSend, openForm, services, unfilledFields } from './forms.ts'
import { type Role, type signIns as SignIns, signIns } from './people.ts'
import { type Program, startProgram } from './program.ts'
import { seededFolder } from './seeded.ts'
import { codeFor, desktop, phone, windowOf } from './windows.ts'

const BIRTH = 'Liên thông: khai sinh'
const DEATH = 'Liên thông: khai tử'

let program: Program
let browser: Browser
let who: Awaited<ReturnType<typeof SignIns>>
const windows = {} as Partial<Record<Role, Page>>
const walk = { birth: '', death: '', residentsBefore: 0 }

/** Someone's window, opened when he is first needed. */
async function at(role: Role): Promise<Page> {
  windows[role] ??= await windowOf(browser, program.url, who[role], role === 'mother' ? phone : desktop)
  return windows[role]
}

beforeAll(async () => {
  program = await startProgram({ dataFolder: await seededFolder() })
  browser = await launchBrowser()
  who = await signIns(program)
})
afterAll(async () => {
  await browser?.close()
  await program?.stop()
  program?.remove()
})

test('a child is born: its mother types six values on her phone', async () => {
  const page = await at('mother')
  walk.residentsBefore = await residents(await at('communeLeader'))
  await openForm(page, program.url, services.birth)
  expect(await unfilledFields(page)).toEqual([
    'childName',
    'childSex',
    'childBornOn',
    'birthUnit',
    'birthFacility',
  ])
  for (const known of ['Phạm Ngọc Anh', 'Nguyễn Hoàng Nam', '17/09/1995'])
    await page.locator('.known-fields').getByText(known).first().waitFor()
  await page.getByLabel('Họ, chữ đệm và tên của con').fill('Nguyễn Phạm Bình An')
  await page.getByRole('radio', { name: 'Nữ' }).check()
  await page.getByLabel('Ngày sinh', { exact: true }).fill(spoken(today()))
  await page.getByLabel('Tỉnh, thành phố').selectOption('Thành phố Hà Nội')
  await page.getByLabel('Xã, phường, đặc khu').selectOption('Phường Ba Đình')
  await page.getByLabel(/Sinh tại bệnh viện/).fill('Bệnh viện Phụ sản')
  await expectGood(page)
  await continueTo(page, 'Người đi khai sinh')
  // Not everybody has an e-mail, and nobody has to.
  expect((await unfilledFields(page)).filter((field) => field !== 'email')).toEqual([])
  await continueTo(page, 'Đăng ký thường trú cho con (liên thông)')
  expect(await unfilledFields(page)).toEqual([])
  await expectGood(page)
  await continueTo(page, 'Thẻ bảo hiểm y tế cho con (liên thông)')
  expect(await unfilledFields(page)).toEqual(['clinic'])
  await page.getByLabel('Nơi khám chữa bệnh ban đầu').fill('Trạm y tế phường Ba Đình')
  await expectGood(page)
  await continueTo(page, 'Xem lại trước khi nộp')
  walk.birth = await declareAndSend(page)
  const linked = page.getByRole('region', { name: 'Làm cùng một lần (liên thông)' })
  await linked.getByText('Chờ hồ sơ này xong').nth(1).waitFor()
  await expectGood(page)
})

test('the registrar accepts and proposes, the chair signs; the child has its certificate in both wallets', async () => {
  const registrar = await at('registrar')
  await registrar.goto(`${program.url}/officer/civil-status`)
  await registrar.getByRole('link', { name: 'Chờ tiếp nhận' }).waitFor()
  await expectAccessible(registrar)
  await openDossier(registrar, walk.birth, BIRTH)
  await registrar.getByRole('button', { name: 'Tiếp nhận', exact: true }).click()
  await propose(registrar)
  await signAs(walk.birth, BIRTH)
  for (const role of ['mother', 'father'] as const) {
    const page = await at(role)
    await page.goto(`${program.url}/citizen/documents`)
    await page.getByRole('link', { name: 'Giấy khai sinh' }).click()
    const open = page.getByRole('link', { name: 'Mở bản đã ký (PDF)' })
    await open.waitFor()
    if (role === 'father') continue
    await expectGood(page)
    const pdf = await page.request.get(new URL((await open.getAttribute('href'))!, page.url()).href)
    expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')
  }
  await registrar.goto(`${program.url}/officer/civil-status`)
  await registrar.getByRole('row').filter({ hasText: 'Nguyễn Phạm Bình An' }).waitFor()
})

test('its residence went on by itself: the head agrees, the police decide, the figure moves', async () => {
  const mother = await at('mother')
  await mother.goto(`${program.url}/citizen/dossiers`)
  await mother.getByRole('link', { name: BIRTH }).click()
  const linked = mother.getByRole('region', { name: 'Làm cùng một lần (liên thông)' })
  const card = linked.getByRole('listitem').filter({ hasText: 'Thẻ bảo hiểm y tế cho con' })
  await card.getByText('Đã chuyển').waitFor()
  const home = linked.getByRole('listitem').filter({ hasText: 'Đăng ký thường trú cho con' })
  await home.getByRole('link', { name: 'Mở hồ sơ' }).click()
  const code = (
    await mother
      .getByText(/^G01\.\d{3}\.\d{3}-\d{6}-\d{6}$/)
      .first()
      .innerText()
  ).trim()
  const grandfather = await at('grandfather')
  await grandfather.goto(`${program.url}/citizen/approvals`)
  await grandfather.getByRole('link', { name: 'Đăng ký thường trú' }).click()
  await grandfather.getByText('Nguyễn Phạm Bình An').first().waitFor()
  await grandfather.getByRole('button', { name: 'Tôi đồng ý' }).click()
  await grandfather.getByText('Bạn đã đồng ý').waitFor()
  const police = await at('caseOfficer')
  await openDossier(police, code, 'Đăng ký thường trú')
  await police.getByRole('button', { name: 'Tiếp nhận', exact: true }).click()
  await propose(police)
  await signAs(code, 'Đăng ký thường trú', 'signingLeader')
  await expect.poll(async () => residents(await at('communeLeader'))).toBe(walk.residentsBefore + 1)
  // The insurance has answered meanwhile: its card is the child’s, and the parents see it.
  await mother.goto(`${program.url}/citizen/documents`)
  await mother.getByRole('link', { name: 'Thông báo kết quả giải quyết', exact: true }).waitFor()
  await mother.goto(`${program.url}/citizen/records`)
  await mother.getByText('Nguyễn Phạm Bình An').first().waitFor()
  await mother.goto(`${program.url}/citizen/accesses`)
  // Many offices have read since: hers may stand on a later page of the log.
  const registrar = mother.getByText(/Công chức tư pháp - hộ tịch, Ủy ban nhân dân phường Ba Đình/).first()
  const more = mother.getByRole('button', { name: 'Xem thêm' })
  await registrar.or(more).first().waitFor()
  while (!(await registrar.isVisible())) await more.click()
  await expectGood(mother)
})

test('a man dies: the registrar files for the son who comes with his card', async () => {
  const page = await at('registrar')
  await page.goto(`${program.url}/officer/civil-status`)
  await page.getByRole('link', { name: 'Khai tử' }).click()
  const card = `${who.father.number}||NGUYỄN HOÀNG NAM|17091995|Nam|Hà Nội|01012025`
  await page.getByLabel('Số định danh hoặc mã QR trên thẻ căn cước').fill(card)
  await page.getByRole('button', { name: 'Mở biểu mẫu' }).click()
  await page.getByRole('region', { name: 'Người đang làm thủ tục' }).getByText('Nguyễn Hoàng Nam').waitFor()
  await page.getByRole('radio', { name: 'Nguyễn Văn Sáu' }).check()
  await page.getByLabel('Ngày mất').fill(spoken(today()))
  await page.getByLabel('Nơi mất').fill('tại nhà')
  await page.getByLabel('Ngân hàng').selectOption({ label: 'Vietcombank – Ngân hàng Ngoại thương Việt Nam' })
  await page.getByLabel('Số tài khoản').fill('0123 456 789')
  await page.getByLabel('Tên chủ tài khoản').fill('NGUYEN HOANG NAM')
  await page.getByRole('checkbox', { name: /Tôi cam đoan/ }).check()
  await page.getByRole('radio', { name: 'Ký tại quầy' }).check()
  await page.getByLabel('Đã đối chiếu giấy tờ gì').fill('Ký tờ khai tại quầy, xuất trình thẻ căn cước')
  await expectAccessible(page)
  await page.setViewportSize(phone)
  await expectGood(page)
  await page.setViewportSize(desktop)
  await page.getByRole('button', { name: 'Nộp hồ sơ' }).click()
  const filed = page.getByText(/Đã nộp và tiếp nhận hồ sơ \S+/)
  await filed.waitFor()
  walk.death = (await filed.innerText()).split(' ').at(-1)!
  await page.getByRole('link', { name: 'In giấy tiếp nhận và hẹn trả kết quả' }).waitFor()
  await expectAccessible(page)
  await propose(page)
})

test('the chair signs, and at once everything that the law makes automatic is done', async () => {
  const grandfather = await at('grandfather')
  await grandfather.goto(`${program.url}/citizen/`)
  const police = await at('caseOfficer')
  await police.goto(`${program.url}/officer/residence?list=without-head`)
  await police.getByRole('heading', { level: 1 }).waitFor()
  await signAs(walk.death, DEATH)
  // His session has ended, his residence too: the commune counts one less, and the household has no head.
  await grandfather
    .getByText(/Phiên .*kết thúc|đăng nhập lại/i)
    .first()
    .waitFor()
  await expect.poll(async () => residents(await at('communeLeader'))).toBe(walk.residentsBefore)
  await police.getByText('Số 15, ngõ 5, phố Hàng Bún').first().waitFor()
  await expectAccessible(police)
  const son = await at('father')
  await son.goto(`${program.url}/citizen/documents`)
  await son.getByRole('link', { name: 'Trích lục khai tử' }).waitFor()
})

test('the funeral allowance was claimed with it: decided, and told to who pays', async () => {
  const son = await at('father')
  await son.goto(`${program.url}/citizen/dossiers`)
  await son.getByRole('link', { name: 'Hỗ trợ chi phí mai táng', exact: true }).click()
  const code = (
    await son
      .getByText(/^H[\d.]+-\d{6}-\d+$/)
      .first()
      .innerText()
  ).trim()
  const registrar = await at('registrar')
  await openDossier(registrar, code, 'Hỗ trợ chi phí mai táng')
  await registrar.getByRole('button', { name: 'Tiếp nhận', exact: true }).click()
  await propose(registrar)
  await signAs(code, 'Hỗ trợ chi phí mai táng')
  const told = son.getByRole('listitem').filter({ hasText: 'Hệ thống trợ giúp xã hội' })
  await told.getByText('Đã xong').waitFor()
  await expectGood(son)
})

/** Opens a dossier of the office by its code, from the worklist. */
async function openDossier(page: Page, code: string, service: string): Promise<void> {
  await page.goto(`${program.url}/officer/?filter=open`)
  await page.getByRole('row').filter({ hasText: code }).getByRole('link', { name: service }).click()
  await page.getByRole('heading', { level: 1, name: service }).waitFor()
}

async function propose(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Đề xuất quyết định' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: 'Đồng ý giải quyết' }).check()
  await dialog.getByRole('button', { name: 'Gửi lãnh đạo ký' }).click()
  await page.getByText('Chờ ký', { exact: true }).first().waitFor()
}

/** Signs with a code of the second factor, asked for again when it was confirmed too long ago. */
async function signAs(code: string, service: string, role: 'chair' | 'signingLeader' = 'chair') {
  const page = await at(role)
  await page.goto(`${program.url}/officer/?filter=to-sign`)
  await page.getByRole('row').filter({ hasText: code }).getByRole('link', { name: service }).click()
  await page.getByRole('button', { name: 'Ký quyết định' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Ký', exact: true }).click()
  const sent = page.getByText(/Đã gửi mã gồm 6 số tới/)
  const done = page.getByText('Đã đồng ý giải quyết')
  await sent.or(done).first().waitFor()
  if (await sent.isVisible()) {
    const sentTo = /tới ([•\s\d]+)\./.exec((await sent.textContent()) ?? '')![1]!
    await page.getByLabel('Mã 6 số').fill(await codeFor(page, program.url, sentTo))
    await page.getByRole('button', { name: 'Xác nhận và ký' }).click()
  }
  await done.waitFor()
}

async function residents(page: Page): Promise<number> {
  const figure = page.getByRole('listitem').filter({ hasText: 'người thường trú' })
  return Number((await figure.innerText()).replace(/\D/g, ''))
}

/** Today in Việt Nam. */
function today(): string {
  return new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
}

function spoken(day: string): string {
  return day.split('-').reverse().join('/')
}

async function expectGood(page: Page) {
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
}
