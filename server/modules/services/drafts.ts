/**
 * Drafts on the server (hồ sơ nháp): a form opens filled in by the registers, is saved while typing, survives a closed
 * window and a republished form, and is seen by its owner alone.
 */

import { coveredServices, mustCover } from '#accounts'
import { notFound } from '#platform/access.ts'
import { type Call, type CitizenActor, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { uuidv7 } from '#platform/ids.ts'
import type { PersonNumber, Uuid } from '#platform/schemas.ts'
import { lawParameter } from '#reference'
import { mustHaveShapes } from './answer-shapes.ts'
import { mustBeOldEnough } from './applicants.ts'
import { attributeOf } from './attributes.ts'
import type { Bundle } from './bundle.ts'
import { sameValue } from './canonical.ts'
import { bundleInForce, bundleOf } from './catalogue.ts'
import type { Difference, Draft, Prefilled } from './contract.ts'
import * as contract from './contract.ts'
import type { DraftContent, OpenedDraft } from './draft-content.ts'
import { viewDraft } from './draft-view.ts'
import * as store from './drafts.store.ts'
import { lookOpenly } from './matter.ts'
import { pickedIn, picksOf } from './picked.ts'
import { PREFILL_PURPOSE, prefill } from './provenance.ts'
import { fieldsOf, suggestions } from './rules/form.ts'

/** One person can hardly fill in more forms at once; more would be a program filling a disk. */
const MAX_DRAFTS = 20

/** Opens the form of a service, filled in; the open draft of the same service when there is one. */
export async function openDraft(call: Call, code: string): Promise<Draft> {
  const { number } = citizen(call)
  mustCover(call, code)
  purposeOf(call)
  const bundle = await bundleInForce(call, code)
  enterReading(call, bundle, number)
  await mustBeOldEnough(call, bundle, number)
  const open = await store.selectOpenDrafts(call.sql, number, call.now)
  const before = open.find(({ serviceCode }) => serviceCode === code)
  if (before) return viewDraft(call, bundle, await upToDate(call, bundle, unclosed(call, before)))
  if (open.length >= MAX_DRAFTS) throw contract.tooManyDrafts()
  return viewDraft(call, bundle, await newDraft(call, bundle, number))
}

/** A form filled in for someone: by himself, or by the officer at a counter who asks. */
export async function newDraft(call: Call, bundle: Bundle, owner: PersonNumber): Promise<OpenedDraft> {
  const draftId = uuidv7(call.now.getTime())
  const at = call.now.toISOString()
  const prefilled = await prefill(call, bundle, { form: draftId, subject: owner })
  const answers = await withSuggestions(call, bundle, owner, valuesOf(prefilled))
  const draft: OpenedDraft = {
    personNumber: owner,
    draftId,
    serviceCode: bundle.code,
    serviceVersion: bundle.version,
    revision: 1,
    openedAt: at,
    savedAt: at,
    expiresAt: (await expiry(call)).toISOString(),
    dossierId: null,
    openedBy: holderOf(call).openedBy,
    agencyId: call.actor.kind === 'officer' ? call.actor.agencyId : null,
    answers,
    prefilled,
    migratedFrom: null,
  }
  await store.insertDraft(call.sql, closed(call, draft))
  return draft
}

/** Reads my draft. Throws draftExpired, draftSubmitted; another's is not found. */
export async function readDraft(call: Call, draftId: Uuid): Promise<Draft> {
  const draft = mustBeOpen(call, await store.selectDraft(call.sql, holderOf(call), draftId))
  purposeOf(call)
  const bundle = await bundleOf(call, draft.serviceCode, draft.serviceVersion)
  enterReading(call, bundle, draft.personNumber)
  return viewDraft(call, bundle, draft)
}

export interface SavedDraft {
  revision: number
  serviceVersion: number
  answers: Record<string, unknown>
}

/**
 * Keeps what was typed. Throws draftChanged when another window saved meanwhile, formChanged with the answers carried
 * over when the form was replaced, verifiedChanged when a register's value came back different.
 */
export async function saveDraft(call: Call, draftId: Uuid, given: SavedDraft): Promise<Draft> {
  const draft = mustBeOpen(call, await store.lockDraft(call.sql, holderOf(call), draftId))
  const bundle = await bundleInForce(call, draft.serviceCode)
  purposeOf(call)
  enterReading(call, bundle, draft.personNumber)
  if (given.revision !== draft.revision) throw contract.draftChanged({ with: { revision: draft.revision } })
  mustKeepVerified(draft.prefilled, given.answers)
  mustHaveShapes(bundle, given.answers)
  const current = await withPicks(
    call,
    bundle,
    draft,
    await upToDate(call, bundle, { ...draft, answers: given.answers }),
  )
  if (given.serviceVersion !== bundle.version) {
    throw contract.formChanged({ with: { draft: await viewDraft(call, bundle, current) } })
  }
  const saved: OpenedDraft = {
    ...current,
    answers: await withSuggestions(call, bundle, draft.personNumber, {
      ...knownOnly(bundle, current.answers),
      ...verifiedOf(current.prefilled),
    }),
    revision: draft.revision + 1,
    savedAt: call.now.toISOString(),
    expiresAt: (await expiry(call)).toISOString(),
  }
  await store.updateDraft(call.sql, closed(call, saved))
  return viewDraft(call, bundle, saved)
}

/** Reads the registers again for a draft, carries it over to the form in force, and says what is different. */
export async function refreshDraft(
  call: Call,
  draftId: Uuid,
): Promise<{ draft: Draft; differences: Difference[] }> {
  const before = mustBeOpen(call, await store.lockDraft(call.sql, holderOf(call), draftId))
  const bundle = await bundleInForce(call, before.serviceCode)
  purposeOf(call)
  enterReading(call, bundle, before.personNumber)
  const sealedFor = { form: draftId, subject: before.personNumber }
  const picked = await pickedIn(call, bundle, before.personNumber, before.answers)
  const prefilled = await prefill(call, bundle, sealedFor, picked)
  const draft: OpenedDraft = {
    ...(await upToDate(call, bundle, before)),
    prefilled,
    revision: before.revision + 1,
    savedAt: call.now.toISOString(),
  }
  draft.answers = {
    ...knownOnly(bundle, withoutVerified(before)),
    ...verifiedOf(prefilled),
  }
  await store.updateDraft(call.sql, closed(call, draft))
  return {
    draft: await viewDraft(call, bundle, draft),
    differences: differencesOf(bundle, before.prefilled, prefilled),
  }
}

export async function listDrafts(call: Call) {
  const { number } = citizen(call)
  reads(call, number, ['drafts'])
  const open = await store.selectOpenDrafts(call.sql, number, call.now)
  const covered = coveredServices(call)
  const rows = []
  for (const { draftId, serviceCode, serviceVersion, savedAt, expiresAt } of open) {
    if (covered && !covered.includes(serviceCode)) continue
    const { name } = await bundleOf(call, serviceCode, serviceVersion)
    rows.push({ draftId, serviceCode, name, savedAt, expiresAt })
  }
  return { rows }
}

export async function deleteDraft(call: Call, draftId: Uuid): Promise<{ deleted: boolean }> {
  return { deleted: await store.deleteDraft(call.sql, holderOf(call), draftId) }
}

/** What differs between two fillings of one form: of values that a register vouches for. */
export function differencesOf(
  bundle: Bundle,
  before: readonly Prefilled[],
  now: readonly Prefilled[],
): Difference[] {
  const labels = new Map(fieldsOf(bundle.form).map(({ name, label }) => [name, label]))
  const was = new Map(before.map((line) => [line.field, line]))
  const is = new Map(now.map((line) => [line.field, line]))
  const fields = [...new Set([...was.keys(), ...is.keys()])]
  return fields.flatMap((field) => {
    const [a, b] = [was.get(field), is.get(field)]
    if (a?.state !== 'verified' && b?.state !== 'verified') return []
    // A source that is down says nothing about a change.
    if (b?.state === 'unverified') return []
    const [from, to] = [a?.value ?? null, b?.value ?? null]
    return sameValue(from, to) ? [] : [{ field, label: labels.get(field)!, before: from, now: to }]
  })
}

/** Throws verifiedChanged when an answer to a verified field is not the register's value. */
export function mustKeepVerified(prefilled: readonly Prefilled[], answers: Record<string, unknown>): void {
  const fields = prefilled
    .filter(
      ({ state, field, value }) =>
        state === 'verified' && field in answers && !sameValue(answers[field], value),
    )
    .map(({ field }) => field)
  if (fields.length > 0) throw contract.verifiedChanged({ with: { fields } })
}

/** Values that registers vouch for, by field. */
export function verifiedOf(prefilled: readonly Prefilled[]): Record<string, unknown> {
  return Object.fromEntries(
    prefilled.filter(({ state }) => state === 'verified').map(({ field, value }) => [field, value]),
  )
}

export function unclosed(call: Pick<Call, 'ports'>, { content, ...row }: store.DraftRow): OpenedDraft {
  if (!content) throw contract.draftExpired()
  return { ...row, ...(JSON.parse(call.ports.seal.open(content).toString('utf8')) as DraftContent) }
}

/** The row of someone's own open draft, its content opened. Throws notFound, draftSubmitted, draftExpired. */
export function mustBeOpen(
  call: Pick<Call, 'ports' | 'now' | 'actor'>,
  row: store.DraftRow | undefined,
): OpenedDraft {
  if (!row) throw notFound()
  mustCover(call, row.serviceCode)
  if (row.dossierId) throw contract.draftSubmitted({ with: { dossierId: row.dossierId } })
  if (Date.parse(row.expiresAt) <= call.now.getTime()) throw contract.draftExpired()
  return unclosed(call, row)
}

/** Who has a draft in hand: the citizen his own, an officer those that he fills in at his counter. */
export function holderOf({ actor }: Pick<Call, 'actor'>): store.DraftHolder {
  return actor.kind === 'officer'
    ? { number: null, openedBy: actor.accountId }
    : { number: (actor as CitizenActor).number, openedBy: null }
}

/** Registers are read to fill in a form; at a counter the purpose of the endpoint says so already. */
export function purposeOf(call: Call): void {
  if (call.actor.kind !== 'officer') call.entry.purpose = PREFILL_PURPOSE
}

export function citizen(call: Call): CitizenActor {
  return call.actor as CitizenActor
}

function closed(call: Pick<Call, 'ports'>, draft: OpenedDraft): store.DraftRow {
  const { answers, prefilled, migratedFrom, ...row } = draft
  const content: DraftContent = { answers, prefilled, migratedFrom }
  return { ...row, content: call.ports.seal.close(Buffer.from(JSON.stringify(content))) }
}

/** The draft under the form in force: registers read for new fields, answers to fields that remain kept. */
async function upToDate(call: Call, bundle: Bundle, draft: OpenedDraft): Promise<OpenedDraft> {
  if (draft.serviceVersion === bundle.version) return draft
  const sealedFor = { form: draft.draftId, subject: draft.personNumber }
  const picked = await pickedIn(call, bundle, draft.personNumber, draft.answers)
  const prefilled = await prefill(call, bundle, sealedFor, picked)
  const answers = { ...knownOnly(bundle, withoutVerified(draft)), ...verifiedOf(prefilled) }
  return {
    ...draft,
    serviceVersion: bundle.version,
    migratedFrom: draft.serviceVersion,
    prefilled,
    answers: await withSuggestions(call, bundle, draft.personNumber, answers),
  }
}

/** Somebody else was picked: his block fills anew, the one before him leaves nothing behind. */
async function withPicks(
  call: Call,
  bundle: Bundle,
  before: OpenedDraft,
  draft: OpenedDraft,
): Promise<OpenedDraft> {
  const changed = [...picksOf(bundle)].filter(([of]) => !sameValue(before.answers[of], draft.answers[of]))
  if (changed.length === 0) return draft
  const fields = new Set(changed.flatMap(([, filled]) => filled))
  const sealedFor = { form: draft.draftId, subject: draft.personNumber }
  const picked = await pickedIn(call, bundle, draft.personNumber, draft.answers)
  const fresh = (await prefill(call, bundle, sealedFor, picked)).filter(({ field }) => fields.has(field))
  const others = Object.entries(draft.answers).filter(([field]) => !fields.has(field))
  return {
    ...draft,
    prefilled: [...draft.prefilled.filter(({ field }) => !fields.has(field)), ...fresh],
    answers: { ...Object.fromEntries(others), ...valuesOf(fresh) },
  }
}

function withoutVerified({ answers, prefilled }: DraftContent): Record<string, unknown> {
  const verified = verifiedOf(prefilled)
  return Object.fromEntries(Object.entries(answers).filter(([field]) => !(field in verified)))
}

function knownOnly(bundle: Bundle, answers: Record<string, unknown>): Record<string, unknown> {
  const names = new Set(
    fieldsOf(bundle.form)
      .filter(({ kind }) => kind !== 'document')
      .map(({ name }) => name),
  )
  return Object.fromEntries(Object.entries(answers).filter(([name]) => names.has(name)))
}

function valuesOf(prefilled: readonly Prefilled[]): Record<string, unknown> {
  return Object.fromEntries(
    prefilled.filter(({ value }) => value !== null).map(({ field, value }) => [field, value]),
  )
}

async function withSuggestions(
  call: Call,
  bundle: Bundle,
  owner: PersonNumber,
  answers: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const { scope } = await lookOpenly(call, bundle, owner, answers)
  return { ...answers, ...suggestions(bundle.form, scope) }
}

export function enterReading(call: Call, bundle: Bundle, owner: PersonNumber): void {
  reads(call, owner, [
    ...new Set(
      bundle.prefill.flatMap(({ attribute, of }) => (of ? [] : (attributeOf(attribute)?.fields ?? []))),
    ),
  ])
}

async function expiry(call: Call): Promise<Date> {
  const { value: days } = await lawParameter(call, 'services.draft-days', dayOf(call.now))
  return new Date(call.now.getTime() + days * 86_400_000)
}
