import { exportJWK, generateKeyPair } from 'jose'
import * as openid from 'openid-client'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from './accessible.ts'
import { launchBrowser } from './browser.ts'
import { names, type Role, signIns } from './people.ts'
import { type Program, startProgram } from './program.ts'
import { seededFolder } from './seeded.ts'
import { phone, type SignIn, windowOf } from './windows.ts'

/** An engineer connects his bank, a person agrees, is checked, sees it and takes his consent back. */
const purpose = 'partner/account-opening'

let program: Program
let browser: Browser
let who: Record<Role, SignIn>
let bank: Page
let provider: Page
let citizen: Page
let administrator: Page
let bankId: string
let ask: (path: string, body: object) => Promise<{ status: number; body: Record<string, unknown> }>

beforeAll(async () => {
  program = await startProgram({ dataFolder: await seededFolder() })
  browser = await launchBrowser()
  who = await signIns(program)
  bank = await windowOf(browser, program.url, who.bankEngineer)
  provider = await windowOf(browser, program.url, who.providerEngineer)
  citizen = await windowOf(browser, program.url, who.citizen, phone)
})
afterAll(async () => {
  await browser?.close()
  await program?.stop()
  program?.remove()
})

test('an engineer registers a system of his bank, with a key made in his browser', async () => {
  await bank.getByRole('link', { name: 'Đăng ký hệ thống' }).click()
  await bank.getByLabel('Tên hệ thống (tiếng Việt)').fill('Mở tài khoản trực tuyến')
  await bank.getByLabel('Tên hệ thống (tiếng Anh)').fill('Online account opening')
  await bank.getByLabel('Bộ phận chịu trách nhiệm').fill('Phòng Ngân hàng số')
  await bank.getByLabel('Thư điện tử của bộ phận').fill('so@songhong.example')
  await bank.getByLabel('Tên miền dịch vụ').fill('songhong.example')
  await bank.getByLabel('Tổ chức cung cấp dịch vụ xác thực').selectOption({ index: 1 })
  await bank.getByRole('checkbox', { name: /Cho người dân đăng nhập/ }).check()
  await bank.getByRole('checkbox', { name: /Hỏi đúng hay không đúng/ }).check()
  await bank.getByLabel('Để làm gì').selectOption(purpose)
  await bank.getByRole('checkbox', { name: 'Họ, chữ đệm và tên' }).check()
  await bank.getByRole('checkbox', { name: 'Nơi thường trú' }).last().check()
  const address = bank.getByRole('group', { name: 'Nơi thường trú' })
  await address.getByLabel('Căn cứ pháp lý').fill('Thông tư 17/2024/TT-NHNN, Điều 12')
  await address.getByRole('checkbox', { name: /có thể không cho/ }).check()
  await bank.getByLabel(/Địa chỉ trả về sau đăng nhập/).fill('http://songhong.example/back')
  await bank.getByRole('button', { name: 'Tạo khóa' }).click()
  await bank.getByRole('checkbox', { name: 'Tôi đã lưu khóa bí mật' }).check()
  await bank.getByRole('button', { name: 'Đăng ký', exact: true }).click()
  await bank.getByText('phải là https, viết đầy đủ', { exact: false }).first().waitFor()
  await expectAccessible(bank)
  await bank.getByLabel(/Địa chỉ trả về sau đăng nhập/).fill('https://songhong.example/back')
  await bank.getByRole('button', { name: 'Đăng ký', exact: true }).click()
  await bank.getByRole('heading', { level: 1, name: 'Mở tài khoản trực tuyến' }).waitFor()
  await bank.getByText('Đang thử nghiệm').waitFor()
  await bank.getByText('Người dân có thể không cho').waitFor()
  await bank.getByText('cần bấm nhận trước', { exact: false }).waitFor()
  await expectAccessible(bank)
  await expectNoSidewaysScroll(bank)
  bankId = bank.url().split('/').at(-1) as string
})

test('the licensed provider accepts, the engineer asks, the administrator approves', async () => {
  await provider.getByRole('link', { name: 'Nhận hỏi thay' }).first().click()
  await provider.getByRole('button', { name: /^Nhận: / }).click()
  await provider
    .getByText(/^Đã nhận /)
    .first()
    .waitFor()
  await expectAccessible(provider)
  await bank.reload()
  await bank.getByRole('button', { name: 'Xin duyệt dùng dữ liệu thật' }).click()
  await bank.getByText('Có quyết định trước hết ngày', { exact: false }).waitFor()
  administrator = await windowOf(browser, program.url, who.administrator)
  await administrator.goto(`${program.url}/officer/partners`)
  await administrator.getByRole('link', { name: 'Mở tài khoản trực tuyến' }).waitFor()
  await expectAccessible(administrator)
  await administrator.getByRole('link', { name: 'Mở tài khoản trực tuyến' }).click()
  await administrator.getByRole('radio', { name: /^Duyệt/ }).check()
  await expectAccessible(administrator)
  await administrator.getByRole('button', { name: 'Ghi quyết định' }).click()
  await administrator.getByText('Không có đề nghị nào đang chờ').waitFor()
  await bank.reload()
  await bank.getByText('Được dùng dữ liệu thật').waitFor()
})

test('the provider asks, the citizen agrees on his phone, the answer comes, and he sees it', async () => {
  ask = await asProvider()
  const about = { purpose, forClientId: bankId, idDocument: who.citizen.number, name: names.citizen }
  const consent = () => ask('/consent-requests', { ...about, fields: ['name'] })
  expect(await ask('/match', about)).toMatchObject({
    status: 403,
    body: { type: '/problems/verification/consent-needed' },
  })
  expect((await consent()).status).toBe(200)
  await citizen.goto(`${program.url}/citizen/consents`)
  await citizen.getByText('Ngân hàng Thương mại Sông Hồng (mẫu)', { exact: false }).first().waitFor()
  await expectAccessible(citizen)
  await expectNoSidewaysScroll(citizen)
  await citizen.getByRole('button', { name: 'Đồng ý', exact: true }).click()
  await citizen.getByText('Đang có hiệu lực').waitFor()
  expect(await ask('/match', about)).toMatchObject({
    status: 200,
    body: { code: 'matches', nameMatch: 'true' },
  })
  await citizen.getByRole('button', { name: /^Không phải tôi: Ngân hàng/ }).waitFor()
  await citizen.getByText('Đã dùng xong').waitFor()
  await expectAccessible(citizen)

  await consent()
  await citizen.getByRole('button', { name: 'Đồng ý', exact: true }).click()
  await citizen.getByRole('listitem').filter({ hasText: 'Đang có hiệu lực' }).getByRole('link').click()
  await citizen.getByRole('button', { name: 'Rút lại sự đồng ý' }).waitFor()
  await expectAccessible(citizen)
  await expectNoSidewaysScroll(citizen)
  await citizen.getByRole('button', { name: 'Rút lại sự đồng ý' }).click()
  await citizen.getByRole('button', { name: 'Rút lại ngay' }).click()
  await citizen.getByText('Đã rút lại').first().waitFor()
  expect((await ask('/match', about)).body).toMatchObject({ type: '/problems/verification/consent-needed' })
})

test('what the bank asked and was refused stands by day and code; the person reports, the bank explains, an inspector answers', async () => {
  await bank.reload()
  await bank.getByText('verification/consent-needed').first().waitFor()
  await expectAccessible(bank)
  await bank.getByRole('link', { name: 'Người để thử' }).first().click()
  await bank.getByText('Đã mất').first().waitFor()
  await expectAccessible(bank)
  await citizen.goto(`${program.url}/citizen/consents`)
  await citizen.getByRole('button', { name: /^Không phải tôi: Ngân hàng/ }).click()
  await expectAccessible(citizen)
  await citizen.getByRole('button', { name: 'Gửi', exact: true }).click()
  await citizen.getByText('Bạn đã báo').waitFor()
  await bank.getByRole('link', { name: 'Không phải tôi' }).first().click()
  await bank.getByRole('button', { name: /^Giải thích: / }).click()
  await bank.getByLabel('Lời giải thích cho người dân').fill('ngắn')
  await bank.getByRole('button', { name: 'Gửi giải thích' }).click()
  await bank.getByText('Hãy viết ít nhất 10 ký tự').waitFor()
  await bank.getByLabel('Lời giải thích cho người dân').fill('Đây là lượt mở thẻ tại quầy 4 sáng nay.')
  await expectAccessible(bank)
  await bank.getByRole('button', { name: 'Gửi giải thích' }).click()
  await bank.getByText('Chờ người dân xem').waitFor()
  await expectAccessible(bank)
  await citizen.getByText('mở thẻ tại quầy 4', { exact: false }).waitFor()
  await expectAccessible(citizen)
  await expectNoSidewaysScroll(citizen)
  await citizen.getByRole('button', { name: 'Chưa đúng, chuyển sang thanh tra' }).click()
  await citizen.getByText('Chờ thanh tra', { exact: true }).waitFor()
  const inspector = await windowOf(browser, program.url, who.inspector)
  await inspector.goto(`${program.url}/officer/disputes`)
  await inspector.getByRole('button', { name: /^Bắt đầu kiểm tra/ }).click()
  await inspector.getByRole('button', { name: /^Trả lời: / }).click()
  await inspector.getByRole('radio', { name: /^Có vi phạm/ }).check()
  await inspector
    .getByLabel('Lời trả lời cho người dân')
    .fill('Ngân hàng không chứng minh được giao dịch này.')
  await expectAccessible(inspector)
  await inspector.getByRole('dialog').getByRole('button', { name: 'Trả lời', exact: true }).click()
  await inspector.getByText('Không có khiếu nại nào đang chờ').waitFor()
  await expectAccessible(inspector)
  await citizen.getByText('có vi phạm', { exact: false }).waitFor()
})

/** The provider's own system: registered by its engineer, calling with a library that is not ours. */
async function asProvider() {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
  const { x, y } = await exportJWK(publicKey)
  const body = {
    names: { vi: 'Cổng xác thực', en: 'Gateway' },
    contact: { name: 'Phòng kỹ thuật', email: 'kt@saovang.example', phone: null },
    sector: 'saovang.example',
    securityLevel: 4,
    providerAgencyId: null,
    redirectUris: [],
    postLogoutUris: [],
    logoutUri: null,
    ciba: null,
    notifyUri: null,
    scopes: [],
    checks: [],
    key: { jwk: { kty: 'EC', crv: 'P-256', x, y, kid: 'gateway' } },
  }
  const clientId = await provider.evaluate(async (given) => {
    const answer = await fetch('/api/authentication/registrations', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'dean06-app': 'partner' },
      body: JSON.stringify(given),
    })
    return ((await answer.json()) as { clientId: string }).clientId
  }, body)
  const config = await openid.discovery(
    new URL(`${program.url}/id/citizen`),
    clientId,
    undefined,
    openid.PrivateKeyJwt({ key: privateKey, kid: 'gateway' }),
    { execute: [openid.allowInsecureRequests] },
  )
  const DPoP = openid.getDPoPHandle(config, await generateKeyPair('ES256', { extractable: true }))
  const { access_token: token } = await openid.clientCredentialsGrant(
    config,
    { scope: 'verification.match' },
    { DPoP },
  )
  return async (path: string, asked: object) => {
    const answer = await openid.fetchProtectedResource(
      config,
      token,
      new URL(`${program.url}/api/verification${path}`),
      'POST',
      JSON.stringify(asked),
      new Headers({ 'content-type': 'application/json' }),
      { DPoP },
    )
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }
}
