import type { Page } from 'playwright-core'

export const services = {
  temporaryResidence: '1.004194',
  stay: '2.001159',
  confirmation: '1.010041',
  birth: '2.002621',
}

/** Opens the form of a service from its page, as the citizen finds it. */
export async function openForm(page: Page, url: string, service: string): Promise<void> {
  await page.goto(`${url}/citizen/services/${service}`)
  await page.getByRole('button', { name: 'Bắt đầu làm' }).click()
  await page.getByRole('navigation', { name: 'Các bước' }).waitFor()
}

/** Presses on and waits for the step of that title. */
export async function continueTo(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: 'Tiếp tục' }).click()
  await page.getByRole('heading', { level: 2, name: title }).waitFor()
}

/** Fields of the step on screen that nothing has filled in yet, by their name in the form. */
export async function unfilledFields(page: Page): Promise<string[]> {
  return page.locator('main [id^="field-"]').evaluateAll((fields) =>
    fields
      .filter((field) => {
        const inputs = [
          ...field.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select, textarea'),
        ]
        return !inputs.some((input) =>
          input instanceof HTMLInputElement && ['radio', 'checkbox'].includes(input.type)
            ? input.checked
            : input.value !== '',
        )
      })
      .map(({ id }) => id.replace('field-', '')),
  )
}

/** The house of the demo, found the way people type an address; joins the household that lives there. */
export async function choosePlace(page: Page): Promise<void> {
  await page.getByLabel('Tỉnh, thành phố').selectOption('Thành phố Hà Nội')
  await page.getByLabel('Xã, phường, đặc khu').selectOption('Phường Ba Đình')
  await page.getByLabel('Số nhà, ngõ, đường, thôn').fill('6 ngo 22 chau long')
  await page.getByRole('radio', { name: 'Số 6, ngõ 22, phố Châu Long' }).check()
}

export async function joinHousehold(page: Page, head: RegExp): Promise<void> {
  await page.getByRole('radio', { name: 'Vào hộ đang ở đó' }).check()
  await page.getByRole('radio', { name: head }).check()
  await page.getByLabel('Bạn là gì của chủ hộ đó').selectOption('Người thuê, mượn, ở nhờ')
}

/** Declares that all is true and sends. */
export async function declareAndSend(page: Page): Promise<string> {
  await page.getByRole('checkbox', { name: /Tôi cam đoan/ }).check()
  return send(page)
}

/** Sends; resolves with the dossier's code (mã hồ sơ) when the receipt is on screen. */
export async function send(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Nộp hồ sơ' }).click()
  return receivedCode(page)
}

export async function receivedCode(page: Page): Promise<string> {
  const receipt = page.getByText(/Mã hồ sơ: \S+-\d{6}-\d+\./)
  await receipt.waitFor().catch(async (error) => {
    throw new Error(`No receipt; the page says: ${await page.locator('main').innerText()}`, { cause: error })
  })
  return /Mã hồ sơ: (\S+)\./.exec((await receipt.textContent()) ?? '')![1]!
}
