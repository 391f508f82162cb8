/** The catalogue (danh mục dịch vụ công): bundles checked, published, in force on a day. */

import type { Call } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { Sql } from '#platform/db.ts'
import type { Day, Words } from '#platform/schemas.ts'
import { registerOf } from '#ports/other-registers.ts'
import type { Ports } from '#ports/ports.ts'
import { codeList, lawParameter } from '#reference'
import type { Bundle } from './bundle.ts'
import { bundleFaults } from './bundle-check.ts'
import { digest } from './canonical.ts'
import * as store from './catalogue.store.ts'
import { conditionWords } from './condition-words.ts'
import type { FieldReason, Form, FormField, FormSection, ServiceCard, ServicePage } from './contract.ts'
import * as contract from './contract.ts'
import { reasonFor } from './field-reasons.ts'
import { ownBundles } from './own-bundles.ts'
import { termWords } from './terms.ts'

type CatalogueCall = Pick<Call, 'sql' | 'ports' | 'now'>

/** Published bundles never change, so what an installation read once stays. */
const kept = new WeakMap<Ports, Map<string, Bundle>>()

/**
 * Publishes the bundles that come with the program. Safe to repeat; one that changed needs a new version. What was
 * published before is not checked again, so that a program starts quickly.
 */
export async function loadCatalogue(sql: Sql, now = new Date()): Promise<void> {
  const published = await store.selectDigests(sql)
  for (const bundle of ownBundles()) {
    if (!published.has(digest(bundle))) await publishBundle(sql, bundle, 'catalogue', now)
  }
}

/**
 * Publishes a version of a service, after everything about it was checked. True when it was new. Throws
 * bundleRefused with the faults, versionTaken when this version has other content.
 */
export async function publishBundle(sql: Sql, given: unknown, by: string, now: Date): Promise<boolean> {
  const faults = bundleFaults(given)
  if (faults.length > 0) throw contract.bundleRefused({ with: { faults: faults.slice(0, 100) } })
  const bundle = given as Bundle
  const own = digest(bundle)
  const { inserted, digest: there } = await store.insertVersion(sql, bundle, own, by, now)
  if (there !== own) throw contract.versionTaken()
  return inserted
}

/** The version of a service in force today. Throws serviceUnknown. */
export async function bundleInForce(call: CatalogueCall, code: string): Promise<Bundle> {
  const found = await store.selectVersionInForce(call.sql, code, dayOf(call.now))
  if (!found) throw contract.serviceUnknown()
  return bundleOf(call, code, found.version)
}

/** A version, whether in force or not: dossiers keep theirs. */
export async function bundleOf(
  call: Pick<Call, 'sql' | 'ports'>,
  code: string,
  version: number,
): Promise<Bundle> {
  const mine = kept.get(call.ports) ?? new Map<string, Bundle>()
  kept.set(call.ports, mine)
  const key = `${code}@${version}`
  const bundle = mine.get(key) ?? (await store.selectBundle(call.sql, code, version))
  if (!bundle) throw contract.serviceUnknown()
  mine.set(key, bundle)
  return bundle
}

/** The name of a service as its version says it, or the one in force today. */
export async function serviceName(call: CatalogueCall, code: string, version: number | null): Promise<Words> {
  return (version === null ? await bundleInForce(call, code) : await bundleOf(call, code, version)).name
}

/** Where money may be paid to. */
const BANKS = 'banks'

/** The form as pages get it: choices from code lists filled in. */
export async function formOf(call: Pick<Call, 'sql' | 'ports'>, bundle: Bundle): Promise<Form> {
  const reasons = reasonsIn(bundle)
  const sections: FormSection[] = []
  const picks = new Set(bundle.prefill.map(({ of }) => of))
  const verified = new Set(
    bundle.prefill.filter(({ state }) => state === 'verified').map(({ field }) => field),
  )
  for (const section of bundle.form.sections) {
    const fields: FormField[] = []
    for (const { codeList, reason: _, ...rest } of section.fields) {
      const list = rest.kind === 'payment-account' ? BANKS : codeList
      const why = reasons.get(rest.name)
      const field = {
        ...rest,
        ...(verified.has(rest.name) ? { registerOnly: true } : {}),
        ...(why ? { why } : {}),
        ...(picks.has(rest.name) ? { fills: true } : {}),
      }
      fields.push(list ? { ...field, choices: await choicesFrom(call, list) } : field)
    }
    sections.push({ ...section, fields })
  }
  return {
    sections: sections.map(withConditions(sections)),
    checks: bundle.form.checks,
    schema: bundle.form.schema,
  }
}

/** What is not always asked says when it is. */
function withConditions(sections: FormSection[]) {
  const said = (field: FormField): FormField => {
    const asked = field.why && field.when !== undefined && conditionWords({ sections }, field.when)
    return field.why && asked ? { ...field, why: { ...field.why, asked } } : field
  }
  return (section: FormSection): FormSection => ({ ...section, fields: section.fields.map(said) })
}

/** Bundles in memory never change. */
const reasoned = new WeakMap<Bundle, Map<string, FieldReason>>()

function reasonsIn(bundle: Bundle): Map<string, FieldReason> {
  const before = reasoned.get(bundle)
  if (before) return before
  const reasons = new Map<string, FieldReason>()
  for (const field of bundle.form.sections.flatMap(({ fields }) => fields)) {
    const reason = reasonFor(bundle, field)
    if (reason) reasons.set(field.name, reason)
  }
  reasoned.set(bundle, reasons)
  return reasons
}

async function choicesFrom(
  call: Pick<Call, 'sql' | 'ports'>,
  list: string,
): Promise<{ value: string; label: Words }[]> {
  const items = await codeList(call, list)
  return items.map(({ code, vi, en }) => ({ value: code, label: { vi, en } }))
}

/** Limits of the law that a bundle's rules look at, on a day and for a commune. */
export async function paramsOf(
  call: Pick<Call, 'sql' | 'ports'>,
  bundle: Bundle,
  on: Day,
  unitId?: number,
): Promise<Record<string, unknown>> {
  const params: Record<string, unknown> = {}
  for (const [name, key] of Object.entries(bundle.params)) {
    params[name] = (await lawParameter<unknown>(call, key, on, unitId)).value
  }
  return params
}

export function cardOf(bundle: Bundle): ServiceCard {
  const { code, version, name, summary, term, field, workflow } = bundle
  return { code, version, name, summary, term: term.words, atOnce: workflow.straightThrough !== null, field }
}

/** Services in force today. */
export async function listServices(call: CatalogueCall): Promise<{ rows: ServiceCard[] }> {
  const found = await store.selectInForce(call.sql, dayOf(call.now))
  const rows: ServiceCard[] = []
  for (const version of found) rows.push(cardOf(await bundleOf(call, version.serviceCode, version.version)))
  return { rows }
}

/** What it costs before anybody asks for it: a fee, or how the sum is found. */
async function feeShown(call: CatalogueCall, { fee: { param, due, premium } }: Bundle) {
  const owed = due && registerOf(due.register)?.dues
  if (owed)
    return {
      standardDong: null,
      words: {
        vi: `Đúng số tiền ghi trong ${owed.words.vi}`,
        en: `The amount of the ${owed.words.en}`,
      },
      law: owed.law,
    }
  const { value, citation, confirmed } = await lawParameter<{ online: number }>(
    call,
    premium?.param ?? param,
    dayOf(call.now),
  )
  if (premium) return { standardDong: null, words: premiumWords, law: citation }
  const amount = value.online.toLocaleString('vi-VN')
  const doubt = confirmed
    ? { vi: '', en: '' }
    : { vi: ' (mức thường thu, chưa đối chiếu được với văn bản)', en: ' (usual, not confirmed by a text)' }
  return {
    standardDong: value.online,
    words:
      value.online === 0
        ? { vi: 'Không thu lệ phí', en: 'No fee' }
        : { vi: `${amount} đồng khi nộp trực tuyến${doubt.vi}`, en: `${amount} đồng online${doubt.en}` },
    law: citation,
  }
}

const premiumWords: Words = {
  vi: 'Mức đóng tính theo số người và số tháng bạn chọn, hiện ngay trong biểu mẫu',
  en: 'A premium by how many people and months; the form shows it at once',
}

/** One service in full, for the page that explains it. Throws serviceUnknown. */
export async function readService(call: CatalogueCall, code: string): Promise<ServicePage> {
  const bundle = await bundleInForce(call, code)
  return {
    ...cardOf(bundle),
    term: termWords(bundle, 'online'),
    termAtCounter: bundle.term.onPaper ? termWords(bundle, 'counter') : null,
    effectiveFrom: bundle.effectiveFrom,
    effectiveUntil: bundle.effectiveUntil,
    authority: bundle.authority.words,
    legalBasis: bundle.legalBasis,
    whoMayApply: bundle.whoMayApply,
    steps: bundle.steps,
    papers: bundle.papers.map(({ code: paper, name, replacedBy }) => ({ code: paper, name, replacedBy })),
    fee: await feeShown(call, bundle),
    results: bundle.results.filter(({ on }) => on === 'approved').map(({ name }) => name),
    refusalReasons: bundle.refusalReasons,
    form: await formOf(call, bundle),
  }
}
