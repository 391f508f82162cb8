/**
 * npm run pictures: the README's four pictures, taken on a walk through the running program, so that they stay true.
 * No real person is on them.
 */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { launchBrowser } from '../../tests/browser.ts'
import {
  choosePlace,
  continueTo,
  declareAndSend,
  joinHousehold,
  openForm,
  services,
} from '../../tests/forms.ts'
import { signIns } from '../../tests/people.ts'
import { startProgram } from '../../tests/program.ts'
import { windowOf } from '../../tests/windows.ts'

/** A window of 1280 × 820, drawn 1000 pixels wide. */
const size = { width: 1280, height: 820 }
const SCALE = 1000 / 1280
const MOST_BYTES = 150 * 1024

const program = await startProgram({ env: { PERSONS: '20000' } })
const browser = await launchBrowser()
try {
  await walk()
} finally {
  await browser.close()
  await program.stop()
  program.remove()
}

async function walk() {
  const who = await signIns(program)
  const open = (role: keyof typeof who) => windowOf(browser, program.url, who[role], size, SCALE)

  const citizen = await open('citizen')
  await openForm(citizen, program.url, services.temporaryResidence)
  await take(citizen, 'form', citizen.getByRole('navigation', { name: 'Các bước' }))
  await continueTo(citizen, 'Nơi tạm trú')
  await choosePlace(citizen)
  await joinHousehold(citizen, /L\. Q\. Minh/)
  await continueTo(citizen, 'Người cùng chuyển đến')
  await citizen.getByRole('checkbox', { name: /Trần Minh Khôi/ }).check()
  await continueTo(citizen, 'Thời hạn và lý do')
  await citizen.getByRole('radio', { name: 'Làm việc' }).check()
  await continueTo(citizen, 'Xem lại trước khi nộp')
  const code = await declareAndSend(citizen)

  for (const role of ['head', 'owner', 'coOwner'] as const) {
    const approver = await open(role)
    await approver.goto(`${program.url}/citizen/approvals`)
    await approver.getByRole('link', { name: 'Đăng ký tạm trú' }).click()
    await approver.getByRole('button', { name: 'Tôi đồng ý' }).click()
    await approver.getByText('Bạn đã đồng ý').waitFor()
    await approver.context().close()
  }

  const officer = await open('caseOfficer')
  const row = officer.getByRole('row').filter({ hasText: code })
  await row.getByRole('button', { name: `Nhận thụ lý ${code}` }).click()
  await row.getByText('Tôi', { exact: true }).waitFor()
  await row.getByRole('link', { name: 'Đăng ký tạm trú' }).click()
  await officer.getByRole('button', { name: 'Tiếp nhận', exact: true }).click()
  await officer.getByRole('button', { name: 'Đề xuất quyết định' }).waitFor()
  await officer.reload() // the messages about what was done are gone
  await officer.getByText('Hạn trả kết quả').first().waitFor()
  await take(officer, 'dossier', officer.getByRole('heading', { level: 1 }))

  await citizen.goto(`${program.url}/citizen/accesses`)
  await citizen.getByText('Giải quyết hồ sơ thủ tục hành chính').first().waitFor()
  await take(citizen, 'accesses', citizen.getByRole('heading', { level: 1 }))

  const leader = await open('provinceLeader')
  await leader.getByText('người đang tạm trú').waitFor()
  await take(leader, 'steering', leader.getByRole('heading', { level: 1 }))
}

/** Takes what the window shows with `top` at its head; throws when the file would weigh too much. */
async function take(page: Page, name: string, top: Locator) {
  await top.waitFor()
  await page.evaluate(() => document.fonts.ready)
  await top.evaluate((element) =>
    window.scrollTo(0, element.getBoundingClientRect().top + window.scrollY - 24),
  )
  const path = join(import.meta.dirname, `${name}.png`)
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' })
  const { size: bytes } = statSync(path)
  console.log(`docs/pictures/${name}.png  ${Math.round(bytes / 1024)} kB`)
  if (bytes > MOST_BYTES) throw new Error(`${name}.png weighs ${bytes} bytes, more than ${MOST_BYTES}`)
}
