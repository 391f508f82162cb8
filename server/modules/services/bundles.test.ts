import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { attributes } from './attributes.ts'
import type { Bundle } from './bundle.ts'
import { bundleFaults } from './bundle-check.ts'
import { conditionWords } from './condition-words.ts'
import { coverageOf, coverageTable } from './coverage.ts'
import { essentialServices } from './essential-services.ts'
import { reasonFor } from './field-reasons.ts'
import { ownBundles } from './own-bundles.ts'
import { fieldsOf } from './rules/form.ts'
import './registrations.ts'

test.each(ownBundles().map((bundle) => [(bundle as { code: string }).code, bundle]))(
  'service %s can be published, its worked examples included',
  (_code, bundle) => {
    expect(bundleFaults(bundle)).toEqual([])
  },
)

test('every document that a service cites is known and still in force', () => {
  const file = join(import.meta.dirname, '../reference/data/law-documents.json')
  const documents = JSON.parse(readFileSync(file, 'utf8')) as { document: string; endedOn: string | null }[]
  const known = new Map(documents.map((one) => [one.document, one]))
  for (const { code, ...bundle } of ownBundles() as Bundle[]) {
    for (const [document] of JSON.stringify(bundle).matchAll(DOCUMENT)) {
      expect(known.has(document), `${code}: ${document}`).toBe(true)
      const { endedOn } = known.get(document)!
      expect(endedOn === null || endedOn > CHECKED_ON, `${code}: ${document} ended on ${endedOn}`).toBe(true)
    }
  }
})
const DOCUMENT = /\d[\d.]*\/(?:\d{4}\/)?(?:NĐ-CP|QH\d+|TT-\p{L}+|NQ-CP|QĐ-TTg|UBTVQH\d+)/gu
/** The day on which the citations of the catalogue were last looked through. */
const CHECKED_ON = '2026-11-28'

test('the table of services in the docs says what the bundles say', () => {
  const bundles = ownBundles() as Bundle[]
  const docs = readFileSync(join(import.meta.dirname, '../../../docs/services.md'), 'utf8')
  const plain = (text: string) => text.replace(/[ -]+/g, ' ')
  expect(plain(docs)).toContain(plain(coverageTable(bundles)))
})

test('four fifths of what is required of people and households is filled in, and no paper that data hold is asked for', () => {
  for (const bundle of ownBundles() as Bundle[]) {
    const { code, typed, personal, personalPrefilled, papers, avoided } = coverageOf(bundle)
    if (code !== '2.001159') expect(personal, code).toBeGreaterThan(3)
    expect(personalPrefilled / personal, code).toBeGreaterThanOrEqual(0.8)
    expect(typed, code).toBeLessThanOrEqual(5)
    expect(papers - avoided, code).toBeLessThanOrEqual(1)
    const uploads = fieldsOf(bundle.form).filter(({ kind }) => kind === 'document')
    // A diploma of another country stands in no register of ours.
    expect(uploads.map(({ name }) => name)).toEqual(code === '0.422012' ? ['diploma'] : [])
  }
})

test('a birth with everything that follows takes six typed values when the register has the parents', () => {
  const bundles = ownBundles() as Bundle[]
  const linked = bundles.find(({ code }) => code === '2.002621')!
  const asked = fieldsOf(linked.form).filter(
    ({ name, kind, required, suggested, when }) =>
      required === true &&
      kind !== 'consent' &&
      suggested === undefined &&
      !linked.prefill.some(({ field }) => field === name) &&
      // The parents agree in ethnic group, home town and household: nothing is to be chosen between them.
      (when === undefined || name === 'clinic'),
  )
  expect(asked.map(({ name }) => name)).toEqual([
    'childName',
    'childSex',
    'childBornOn',
    'birthUnit',
    'birthFacility',
    'clinic',
  ])
})

test('every essential service that is known by name is in the catalogue; eleven places stand open', () => {
  const codes = new Set((ownBundles() as Bundle[]).map(({ code }) => code))
  const missing = essentialServices.flatMap(({ services }) => services).filter((code) => !codes.has(code))
  expect(missing).toEqual([])
  const of = (list: string, open: boolean) =>
    essentialServices.filter((one) => one.list === list && (one.name === null) === open).length
  expect([of('06/QĐ-TTg', false), of('422/QĐ-TTg', false), of('422/QĐ-TTg', true)]).toEqual([25, 17, 11])
})

test('registers fill in at least sixty values, each with its source', () => {
  const keys = attributes().map(({ key }) => key)
  expect(new Set(keys).size).toBe(keys.length)
  expect(keys.length).toBeGreaterThanOrEqual(60)
  for (const { source, label } of attributes())
    expect(source.vi && source.en && label.vi && label.en).toBeTruthy()
})

test('every field says why it is asked and by which law; one that nothing looks at is refused', async () => {
  const bundles = ownBundles() as Bundle[]
  for (const bundle of bundles) {
    for (const field of bundle.form.sections.flatMap(({ fields }) => fields)) {
      if (field.kind === 'note') continue
      const reason = reasonFor(bundle, field)
      expect(reason, `${bundle.code} ${field.name}`).toMatchObject({
        vi: expect.stringMatching(/^\p{Lu}.{10,}/u),
        en: expect.stringMatching(/^\p{Lu}.{3,}/u),
        law: expect.stringMatching(/\d/),
      })
      if (field.when === undefined) continue
      const asked = conditionWords(bundle.form, field.when)
      expect(asked, `${bundle.code} ${field.name}`).toMatchObject({
        vi: expect.stringMatching(/^(bạn|cơ sở dữ liệu) /),
        en: expect.stringMatching(/^(you|the register) /),
      })
    }
  }
  const bundle = structuredClone(bundles.find(({ code }) => code === '1.001978')!)
  const shoe = { name: 'shoeSize', kind: 'text' as const, label: { vi: 'Cỡ giày', en: 'Shoe size' } }
  bundle.form.sections[0]!.fields.push(shoe)
  ;(bundle.form.schema.properties as Record<string, unknown>).shoeSize = { type: 'string' }
  expect(bundleFaults(bundle)).toMatchObject([
    { at: '/form/shoeSize', fault: { en: expect.stringMatching(/nothing is done/) } },
  ])
  const said = { ...shoe, reason: { vi: 'Để phát giày bảo hộ', en: 'To hand out safety shoes' } }
  bundle.form.sections[0]!.fields.splice(-1, 1, said)
  expect(bundleFaults(bundle)).toEqual([])
})

test('when a field is asked is said in the words of the rule; a rule without words is refused', () => {
  const bundle = structuredClone((ownBundles() as Bundle[]).find(({ code }) => code === '1.004222')!)
  const field = (name: string) => fieldsOf(bundle.form).find((one) => one.name === name)!
  const asked = (name: string) => conditionWords(bundle.form, field(name).when)
  expect(asked('ownerName')).toEqual({
    vi: 'bạn ghi địa chỉ mới ở mục “Chỗ ở” và bạn chọn “Tôi thuê” hoặc “Tôi mượn hoặc ở nhờ” ở mục “Chỗ ở này là”',
    en: 'you write a new address at “Dwelling” and you choose “Rented” or “Borrowed” at “This dwelling is”',
  })
  expect(asked('relationToNewHead')?.vi).toBe(
    'bạn chọn “Vào hộ đang ở đó” ở mục “Bạn sẽ” và cơ sở dữ liệu chưa có quan hệ của bạn với chủ hộ đó',
  )
  const turned = conditionWords(bundle.form, {
    $not: { $any: [field('householdId').when, field('children').when] },
  })
  expect(turned?.vi).toBe(
    'bạn không chọn “Vào hộ đang ở đó” ở mục “Bạn sẽ” và bạn không chọn “Chỉ con chưa thành niên của tôi” ở mục “Đăng ký thường trú cho”',
  )
  field('ownerName').when = { $less: [3, { $fact: 'household.others' }] }
  expect(bundleFaults(bundle)).toMatchObject([
    { at: '/form/ownerName', fault: { en: expect.stringMatching(/no words/) } },
  ])
})
