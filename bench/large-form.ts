/**
 * A form of 200 fields in a real browser: what travels until it stands there, and how long a key press takes until the
 * screen has changed; beside the same key press in a bare text field of an empty page.
 */

import { SANDBOX_PASSWORD, signInAs } from '../server/modules/accounts/index.ts'
import { publishBundle } from '../server/modules/services/index.ts'
import { ownBundles } from '../server/modules/services/own-bundles.ts'
import { serveWeb } from '../server/web.ts'
import { launchBrowser } from '../tests/browser.ts'
import { phone, windowOf } from '../tests/windows.ts'
import { openNation } from './nation.ts'
import { percentile, table } from './ratio.ts'

const FIELDS = 200
/** As many as one section may have. */
const SECTION_MOST = 60
const KEYS = 60
const SERVICE = '1.003677'

interface Form {
  sections: { id: string; title: object; fields: { name: string }[] }[]
  schema: { properties: Record<string, unknown> }
}

/** The declaration of absence with so many more text fields, sixty on its first page. */
function largeBundle(): Record<string, unknown> {
  const bundle = structuredClone(
    (ownBundles() as { code: string; version: number; form: Form }[]).find(({ code }) => code === SERVICE)!,
  )
  const fields = bundle.form.sections.reduce((sum, section) => sum + section.fields.length, 0)
  for (let i = fields; i < FIELDS; i++) {
    const name = `more${i}`
    const label = { vi: `Nội dung thứ ${i}`, en: `Item ${i}` }
    const section = bundle.form.sections.find(({ fields }) => fields.length < SECTION_MOST) ?? {
      id: `more${i}`,
      title: { vi: `Phần ${i}`, en: `Part ${i}` },
      fields: [],
    }
    if (!bundle.form.sections.includes(section)) bundle.form.sections.push(section)
    const reason = { vi: 'Để đo một tờ khai dài', en: 'To measure a long form' }
    section.fields.push({ name, kind: 'text', label, reason, maxLength: 200 } as never)
    bundle.form.schema.properties[name] = { type: 'string', minLength: 1, maxLength: 200 }
  }
  return { ...bundle, version: bundle.version + 1 }
}

const nation = await openNation(Number(process.env['PERSONS'] ?? 3_000), ({ app }) => serveWeb(app.server))
const { server } = nation.app
// The sign-in pages answer under the public address alone.
const url = nation.url.replace('127.0.0.1', 'localhost')
await publishBundle(server.db, largeBundle(), 'bench', new Date())
const [someone] = await nation.database.owner<{ personNumber: string }[]>`
  select a.person_number from accounts.accounts a join population.people p using (person_number)
  where a.realm = 'citizen' and a.status = 'active' and p.born_on < now() - interval '25 years' limit 1`
const call = { sql: server.db, ports: server.ports, now: new Date() }
const headers = await signInAs(call, { app: 'citizen', personNumber: someone!.personNumber })
const browser = await launchBrowser()
const who = { app: 'citizen', number: someone!.personNumber, password: SANDBOX_PASSWORD } as const
const home = await windowOf(browser, url, who, phone)
const context = home.context()
const page = await context.newPage()
const devtools = await context.newCDPSession(page)
await devtools.send('Network.enable')
await devtools.send('Network.setCacheDisabled', { cacheDisabled: true })
/** Bytes over the line: what the server says of the form and the person, and the pages themselves. */
const transferred = { data: 0, pages: 0 }
const addresses = new Map<string, string>()
devtools.on('Network.responseReceived', ({ requestId, response }) => {
  addresses.set(requestId, response.url)
})
devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
  transferred[addresses.get(requestId)?.includes('/api/') ? 'data' : 'pages'] += encodedDataLength
})
const opened = await fetch(`${nation.url}/api/services/catalogue/${SERVICE}/drafts`, {
  method: 'POST',
  headers,
})
const { draftId } = (await opened.json()) as { draftId: string }
await page.goto(`${url}/citizen/drafts/${draftId}`)
const field = page.getByLabel('Nội dung thứ 60')
await field.waitFor()
await page.waitForLoadState('networkidle')
const { data, pages } = transferred
const kilobytes = (bytes: number) => (bytes / 1000).toFixed(0)
const inForm = await keysIn(field)
const bare = await context.newPage()
await bare.setContent('<label>Trống <input></label>')
const inNothing = await keysIn(bare.getByLabel('Trống'))

const line = (what: string, times: number[]) => ({
  what,
  'p50 ms': percentile(times, 0.5).toFixed(1),
  'p95 ms': percentile(times, 0.95).toFixed(1),
})
console.log(
  table(
    `A form of ${FIELDS} fields on a phone's screen: ${kilobytes(pages + data)} kB until it stands there (pages ${kilobytes(pages)}, data ${kilobytes(data)})`,
    [
      line('a key press until the screen has changed', inForm),
      line('limit: the same in a bare text field', inNothing),
    ],
  ),
)
await browser.close()
await nation.close()
process.exit(0)

/** Types letters; for each the time from the key to the frame after it, measured in the page itself. */
async function keysIn(input: ReturnType<typeof page.getByLabel>): Promise<number[]> {
  await input.evaluate((element) => {
    const times: number[] = []
    Object.assign(window, { keyTimes: times })
    element.addEventListener(
      'keydown',
      () => {
        const pressed = performance.now()
        requestAnimationFrame(() => setTimeout(() => times.push(performance.now() - pressed)))
      },
      true,
    )
  })
  await input.pressSequentially('abcdefghij'.repeat(KEYS / 10), { delay: 40 })
  return input.evaluate(() => (window as unknown as { keyTimes: number[] }).keyTimes)
}
