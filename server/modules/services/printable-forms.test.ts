import { beforeAll, expect, test } from 'vitest'
import { addDays, dayOf } from '#platform/day.ts'
import { platform } from '#testing'
import { textOfPdf } from '#testing/pdf-text.ts'
import type { Bundle } from './bundle.ts'
import * as contract from './contract.ts'
import { desk } from './desk-for-tests.ts'
import { headOf, legalForms } from './legal-forms.ts'
import { ownBundles } from './own-bundles.ts'
import {
  atTheCounter,
  drafted,
  MONDAY,
  moveTo,
  type Neighbourhood,
  neighbourhood,
  TEMPORARY,
} from './scene-for-tests.ts'

const TODAY = dayOf(MONDAY)
const own = ownBundles() as Bundle[]
let people: Neighbourhood
beforeAll(async () => {
  const p = await platform()
  p.at(MONDAY)
  people = await neighbourhood()
}, 120_000)

/** Lines are broken where they end, so words are compared without the breaks. */
const words = (bytes: Uint8Array) => textOfPdf(bytes).replace(/\s+/g, ' ')

test('every service of the catalogue prints empty, with its form and every field, for anybody', async () => {
  const { as } = await platform()
  const nobody = as({ kind: 'anonymous' })
  const { rows } = await nobody.call(contract.listServices)
  expect(rows.length).toBeGreaterThanOrEqual(45)
  for (const { code } of rows) {
    const printed = await nobody.send(contract.readEmptyForm, { params: { code } })
    expect(printed.headers['content-type'], code).toContain('application/pdf')
    const text = words(printed.bytes)
    const bundle = own.find((one) => one.code === code)!
    expect(text, code).toContain(headOf(bundle, TODAY).title.toUpperCase())
    expect(text, code).toContain(headOf(bundle, TODAY).form)
    const { form } = await nobody.call(contract.readService, { params: { code } })
    for (const { kind, label } of form.sections.flatMap(({ fields }) => fields)) {
      if (kind !== 'note') expect(text, code).toContain(label.vi)
    }
  }
}, 120_000)

test('a form is said to be confirmed or not, of services that there are, each with one form', () => {
  const named = legalForms.flatMap(({ confirmedFor, unconfirmedFor }) => [...confirmedFor, ...unconfirmedFor])
  const codes = own.map(({ code }) => code)
  expect(named.filter((code) => !codes.includes(code))).toEqual([])
  expect(new Set(named).size).toBe(named.length)
  const form = (code: string, on = TODAY) =>
    headOf({ code, name: { vi: 'Đăng ký khai sinh', en: '' } }, on).form
  expect(form(TEMPORARY)).toBe('Mẫu số CT01 ban hành kèm theo Thông tư 116/2026/TT-BCA')
  expect(form('1.010038')).toContain('(chưa xác nhận)')
  expect(form('1.001193')).toContain('chưa xác nhận mã mẫu')
  // A dossier keeps the form of its own day; days that were not compared with the text say so.
  expect(form(TEMPORARY, '2026-07-01')).toBe(form(TEMPORARY))
  expect(form(TEMPORARY, '2026-06-30')).toBe(
    'Mẫu số CT01 ban hành kèm theo Thông tư 53/2025/TT-BCA (chưa xác nhận)',
  )
  expect(form(TEMPORARY, '2021-06-30')).toContain('chưa xác nhận mã mẫu')
  for (const { code, issued } of legalForms) {
    for (const [index, one] of issued.entries()) {
      const next = issued[index + 1]
      expect(one.effectiveUntil && addDays(one.effectiveUntil, 1), code).toBe(next?.effectiveFrom ?? null)
    }
  }
})

test('a draft prints with what is filled in, for its owner alone, and the reading is entered', async () => {
  const { as, owner } = await platform()
  const { draftId } = await drafted(people.mother, TEMPORARY, moveTo(people))
  const params = { draftId }
  const printed = await as(people.mother.actor).send(contract.readDraftForm, { params })
  expect(printed.status).toBe(200)
  const text = words(printed.bytes)
  for (const said of ['Nguyễn Thị Hường', people.mother.number, 'Số 56 đường Trần Phú', 'Trần Văn Thủy']) {
    expect(text).toContain(said)
  }
  expect(text).not.toContain('Kính gửi: ....')
  const entries = await owner`select 1 from audit.entries where act like '%/services/drafts/:draftId/form'`
  expect(entries).toHaveLength(1)
  const stranger = await as(people.landlord.actor).send(contract.readDraftForm, { params })
  expect(stranger.status).toBe(404)
})

test('the counter prints the form it fills in, another officer does not find it', async () => {
  const at = await desk(people.handler)
  const { draft } = await at.call(contract.openCounterDraft, {
    body: { code: TEMPORARY, card: people.mother.number },
  })
  const params = { draftId: draft.draftId }
  const printed = await at.send(contract.readCounterForm, { params })
  expect(words(printed.bytes)).toContain('Nguyễn Thị Hường')
  const other = await (await desk(people.second)).send(contract.readCounterForm, { params })
  expect(other.status).toBe(404)
})

test('a dossier prints for its applicant and its office, and for no stranger', async () => {
  const { as } = await platform()
  const { dossierId } = await atTheCounter(people)
  const params = { dossierId }
  const mine = await as(people.mother.actor).send(contract.readDossierForm, { params })
  const theirs = await (await desk(people.handler)).send(contract.readDeskForm, { params })
  for (const { bytes } of [mine, theirs]) {
    expect(words(bytes)).toContain('Nguyễn Thị Hường')
    expect(words(bytes)).toContain('Số 56 đường Trần Phú')
  }
  const stranger = await as(people.landlord.actor).send(contract.readDossierForm, { params })
  expect(stranger.status).toBe(404)
})
