/**
 * A citizen says what is wrong or missing in his own data; the commune where he lives accepts it, as a correction with
 * its provenance, refuses it with a listed reason, or asks once for evidence. Decree 58/2026/NĐ-CP: 2 working days.
 */
import { type Call, type CitizenActor, changes, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { emit } from '#platform/events.ts'
import { fileRefused, keepFile, storeFile, typeOfFile } from '#platform/files.ts'
import { uuidv7 } from '#platform/ids.ts'
import { poke } from '#platform/live.ts'
import type { Uuid, Words } from '#platform/schemas.ts'
import {
  addWorkingDays,
  codeItem,
  codeList,
  lawParameter,
  unitName,
  units,
  workingCalendar,
} from '#reference'
import { shownValue, valueNow } from './field-values.ts'
import { actorName } from './life-events.ts'
import { contactsOf, knownPerson } from './people.ts'
import * as contract from './proposals.contract.ts'
import * as store from './proposals.store.ts'
import { type CorrectableField, isCorrectable, refuseUnfit } from './put-right.ts'
import { responsibleUnits } from './quality-homes.ts'

const MOST_FILES = 5
const ORIGIN = 'VNM'

/** How each field is named and given; in the order of article 9. */
const fields: readonly {
  field: CorrectableField
  label: Words
  kind: contract.ProposableField['kind']
  list?: string
}[] = [
  { field: 'name', label: { vi: 'Họ, chữ đệm và tên khai sinh', en: 'Name at birth' }, kind: 'text' },
  { field: 'otherName', label: { vi: 'Tên gọi khác', en: 'Other name' }, kind: 'text' },
  { field: 'bornOn', label: { vi: 'Ngày, tháng, năm sinh', en: 'Date of birth' }, kind: 'day' },
  { field: 'sex', label: { vi: 'Giới tính', en: 'Sex' }, kind: 'choice', list: 'sexes' },
  { field: 'birthUnitId', label: { vi: 'Nơi sinh', en: 'Place of birth' }, kind: 'unit' },
  {
    field: 'birthRegisteredUnitId',
    label: { vi: 'Nơi đăng ký khai sinh', en: 'Place of birth registration' },
    kind: 'unit',
  },
  { field: 'homeTownUnitId', label: { vi: 'Quê quán', en: 'Home town' }, kind: 'unit' },
  {
    field: 'ethnicGroup',
    label: { vi: 'Dân tộc', en: 'Ethnic group' },
    kind: 'choice',
    list: 'ethnic-groups',
  },
  { field: 'religion', label: { vi: 'Tôn giáo', en: 'Religion' }, kind: 'choice', list: 'religions' },
  { field: 'bloodGroup', label: { vi: 'Nhóm máu', en: 'Blood group' }, kind: 'choice', list: 'blood-groups' },
  { field: 'phone', label: { vi: 'Số điện thoại', en: 'Phone' }, kind: 'phone' },
  { field: 'email', label: { vi: 'Thư điện tử', en: 'E-mail' }, kind: 'email' },
]

export function labelOf(field: string): Words {
  return fields.find((one) => one.field === field)?.label ?? { vi: field, en: field }
}

const self = (call: Call) => call.actor as CitizenActor

/** What may be proposed, with what stands there now. */
export async function listProposableFields(call: Call): Promise<{ rows: contract.ProposableField[] }> {
  const { number } = self(call)
  reads(call, number, ['name', 'bornOn', 'contacts'])
  const person = await knownPerson(call, number)
  const contacts = await contactsOf(call, number)
  const waiting = new Map(
    (await store.selectProposalsOf(call.sql, number))
      .filter(isOpen)
      .map((one) => [one.field, one.proposalId]),
  )
  const rows: contract.ProposableField[] = []
  for (const { field, label, kind, list } of fields) {
    const now = valueNow(person, contacts, field)
    const options = list ? await codeList(call, list) : []
    rows.push({
      field,
      label,
      kind,
      now: now === null ? null : await shownValue(call, field, now),
      options: options.map(({ code, vi, en }) => ({ code, words: { vi, en } })),
      open: waiting.get(field) ?? null,
    })
  }
  return { rows }
}

export function isOpen({ state }: Pick<store.Proposal, 'state'>): boolean {
  return state === 'submitted' || state === 'evidence-asked'
}

export async function listMyProposals(call: Call): Promise<{ rows: contract.Proposal[] }> {
  const { number } = self(call)
  reads(call, number, ['proposals'])
  const rows: contract.Proposal[] = []
  for (const one of await store.selectProposalsOf(call.sql, number)) rows.push(await shownProposal(call, one))
  return { rows }
}

/** Throws proposalUnknown, also for that of somebody else. */
export async function readMyProposal(call: Call, proposalId: Uuid): Promise<contract.Proposal> {
  return await shownProposal(call, await mine(call, proposalId))
}

async function mine(call: Call, proposalId: Uuid): Promise<store.Proposal> {
  const found = await store.selectProposal(call.sql, proposalId)
  if (found?.personNumber !== self(call).number) throw contract.proposalUnknown()
  reads(call, found.personNumber, ['proposals'])
  return found
}

/** A proposal as both sides read it. */
export async function shownProposal(call: Call, one: store.Proposal): Promise<contract.Proposal> {
  const today = dayOf(call.now)
  const reason = one.reason && (await codeItem(call, 'proposal-refusal-reasons', one.reason, today))
  const complaint = one.state === 'refused' ? await lawParameter(call, 'complaint.first-days', today) : null
  const steps = await store.selectProposalSteps(call.sql, one)
  return {
    proposalId: one.proposalId,
    field: one.field,
    label: labelOf(one.field),
    valueNow: one.valueNow,
    value: one.value,
    shownNow: one.valueNow === null ? null : await shownValue(call, one.field, one.valueNow),
    shown: await shownValue(call, one.field, one.value),
    explanation: one.explanation,
    state: one.state,
    submittedAt: one.submittedAt,
    dueAt: one.dueAt,
    office: one.unitId === null ? null : unitName(await units(call), one.unitId, today),
    asked: one.asked,
    reason: reason ? { vi: reason.vi, en: reason.en } : null,
    note: one.note,
    decidedAt: one.decidedAt,
    decidedBy: one.decidedName,
    complaint: complaint ? { days: Number(complaint.value), law: complaint.citation } : null,
    files: await store.selectFiles(call.sql, one),
    steps: steps.map(({ id, at, act, actorName: by, note }) => ({ id, at, act, by, note })),
    version: one.version,
  }
}

/** Throws fieldNotProposable, valueUnfit, sameValue, proposalOpen. */
export async function propose(
  call: Call,
  { field, value: given, explanation }: { field: string; value: string; explanation: string },
): Promise<contract.Proposal> {
  const { number } = self(call)
  if (!isCorrectable(field) || !fields.some((one) => one.field === field)) throw contract.fieldNotProposable()
  const value = given.trim().replace(/\s+/g, ' ')
  if (field !== 'phone' && field !== 'email') await refuseUnfit(call, field, value)
  const person = await knownPerson(call, number)
  const now = valueNow(person, await contactsOf(call, number), field)
  if (now === value) throw contract.sameValue()
  const termDays = await termOf(call, person.nationalities)
  const proposalId = uuidv7()
  const unitId = (await responsibleUnits(call, [number])).get(number) ?? null
  changes(call, number, ['proposals'])
  const made = await store.insertProposal(call.sql, {
    personNumber: number,
    proposalId,
    field,
    valueNow: now,
    value,
    explanation,
    unitId,
    termDays,
    dueAt: addWorkingDays(call.now, termDays, await workingCalendar(call)).dueAt,
    submittedAt: call.now,
  })
  if (!made) throw contract.proposalOpen()
  await stepped(call, { personNumber: number, proposalId }, 'submitted', null)
  return await readMyProposal(call, proposalId)
}

/** Two working days; longer for people of Vietnamese origin whose nationality is not determined. */
async function termOf(call: Call, nationalities: readonly string[]): Promise<number> {
  const key = nationalities.includes(ORIGIN)
    ? 'data-correction.working-days'
    : 'data-correction.origin-working-days'
  return Number((await lawParameter(call, key, dayOf(call.now))).value)
}

/** Throws proposalUnknown, proposalMoved, tooManyFiles, and fileRefused of what is no PDF, JPG or PNG. */
export async function addProposalFile(
  call: Call,
  proposalId: Uuid,
  bytes: Buffer,
): Promise<contract.Proposal> {
  const one = await mine(call, proposalId)
  if (!isOpen(one)) throw contract.proposalMoved()
  if ((await store.selectFiles(call.sql, one)).length >= MOST_FILES) throw contract.tooManyFiles()
  const contentType = typeOfFile(bytes)
  if (!contentType) throw fileRefused()
  const meta = { kind: 'proposal-evidence', contentType, person: one.personNumber }
  const { id, sizeBytes } = await storeFile(call, bytes, meta)
  await keepFile(call, id, `population:proposal:${proposalId}`)
  changes(call, one.personNumber, ['proposals'])
  await store.insertFile(call.sql, one, { fileId: id, contentType, sizeBytes }, call.now)
  return await readMyProposal(call, proposalId)
}

/** The answer to what was asked: the clock goes on for what was left of the term. Throws proposalUnknown, proposalMoved. */
export async function answerProposal(
  call: Call,
  proposalId: Uuid,
  { version, text }: { version: number; text: string },
): Promise<contract.Proposal> {
  const one = await mine(call, proposalId)
  if (one.state !== 'evidence-asked' || !one.askedAt) throw contract.proposalMoved()
  const pause = { from: new Date(one.askedAt), until: call.now, reason: 'supplement' as const }
  const { dueAt } = addWorkingDays(new Date(one.submittedAt), one.termDays, await workingCalendar(call), {
    pauses: [pause],
  })
  await move(call, one, version, { state: 'submitted', answeredAt: call.now, dueAt })
  await stepped(call, one, 'answered', text)
  return await readMyProposal(call, proposalId)
}

/** Throws proposalUnknown, proposalMoved. */
export async function withdrawProposal(
  call: Call,
  proposalId: Uuid,
  version: number,
): Promise<contract.Proposal> {
  const one = await mine(call, proposalId)
  await move(call, one, version, { state: 'withdrawn', decidedAt: call.now })
  await stepped(call, one, 'withdrawn', null)
  return await readMyProposal(call, proposalId)
}

/** Throws proposalMoved when it changed meanwhile. */
export async function move(
  call: Call,
  one: store.Proposal,
  version: number,
  change: store.Change,
): Promise<void> {
  changes(call, one.personNumber, ['proposals'])
  if (!(await store.updateProposal(call.sql, one.proposalId, version, change))) throw contract.proposalMoved()
}

/** Keeps what was done, and wakes the open pages of both sides. */
export async function stepped(
  call: Call,
  one: Pick<store.Proposal, 'personNumber' | 'proposalId'>,
  act: string,
  note: string | null,
  name: string | null = null,
): Promise<void> {
  const step = { id: uuidv7(), at: call.now, act, actor: actorName(call), actorName: name, note }
  await store.insertStep(call.sql, one, step)
  const person = await knownPerson(call, one.personNumber)
  await poke(call, [`person:${person.personId}`], 'register')
}

/** Tells the person, in the app. */
export async function tellPerson(call: Call, one: store.Proposal, outcome: string): Promise<void> {
  await emit(
    call,
    contract.proposalMovedOn,
    { proposalId: one.proposalId, outcome },
    { person: one.personNumber },
  )
}
