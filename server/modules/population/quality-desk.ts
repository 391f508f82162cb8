/**
 * The desk of data quality: findings of an officer's territory, what each rests on, and what he may do about it. Every
 * act is by the person who holds it and is kept with the finding.
 */
import { type Call, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { uuidv7 } from '#platform/ids.ts'
import { poke } from '#platform/live.ts'
import type { Uuid } from '#platform/schemas.ts'
import { codeItem, codeList, unitName, units } from '#reference'
import { shownValue, valueNow } from './field-values.ts'
import { actorName } from './life-events.ts'
import { maskNumber } from './number.ts'
import { contactsOf, knownPerson, peopleByNumbers, personByNumber } from './people.ts'
import { isCorrectable, putRight } from './put-right.ts'
import * as contract from './quality.contract.ts'
import { selectFound } from './quality-check.store.ts'
import * as store from './quality-desk.store.ts'
import { insertSteps } from './quality-findings.store.ts'
import { checkPeople } from './quality-findings.ts'
import { unitsOfOfficer } from './quality-homes.ts'
import { compiledRules, qualityRule, qualityRulesOn, ruleWords } from './quality-rules.ts'
import { officerOf } from './territory.ts'

const DEFAULT_ROWS = 50
const REASONS = 'quality-explanations'
const LAW = 'Nghị định 70/2024/NĐ-CP, sửa đổi bởi Nghị định 58/2026/NĐ-CP'

interface Listing {
  filter?: contract.FindingFilter
  rule?: string
  criterion?: contract.Criterion
  after?: string
  limit?: number
}

export async function listFindings(call: Call, asked: Listing) {
  const { filter = 'open', rule, criterion, after, limit = DEFAULT_ROWS } = asked
  const found = await store.selectFindings(call.sql, {
    units: await unitsOfOfficer(call),
    filter,
    rules: rulesAsked(call, rule, criterion),
    mine: officerOf(call).appointmentId,
    now: call.now,
    after: after !== undefined && /^[0-9a-f-]{36}$/.test(after) ? after : null,
    limit,
  })
  const rows: contract.FindingRow[] = []
  for (const row of found) {
    reads(call, row.personNumber, ['name', 'findings'])
    rows.push(await shownRow(call, row))
  }
  return { rows, next: rows.length === limit ? (rows.at(-1)?.findingId ?? null) : null }
}

function rulesAsked(call: Call, rule?: string, criterion?: contract.Criterion): string[] | null {
  if (rule !== undefined) return [rule]
  if (criterion === undefined) return null
  return qualityRulesOn(dayOf(call.now)).flatMap((one) => (one.criterion === criterion ? one.id : []))
}

async function shownRow(call: Call, row: store.FindingRow): Promise<contract.FindingRow> {
  const rule = qualityRule(row.rule)
  const due = row.state === 'open' ? row.verifyDueAt : row.dueAt
  return {
    findingId: row.findingId,
    personId: row.personId,
    name: row.name,
    maskedNumber: maskNumber(row.personNumber),
    rule: row.rule,
    words: ruleWords(row.rule),
    criterion: rule?.criterion ?? 'correct',
    unit: await unitOf(call, row.unitId),
    state: row.state,
    foundAt: row.foundAt,
    dueAt: due,
    overdue: row.resolvedAt === null && due !== null && Date.parse(due) < call.now.getTime(),
    holder: row.assignedTo
      ? { name: row.assignedName ?? '', mine: row.assignedTo === officerOf(call).appointmentId }
      : null,
  }
}

async function unitOf(call: Call, unitId: number | null) {
  if (unitId === null) return null
  return { unitId, label: unitName(await units(call), unitId, dayOf(call.now)) }
}

/** Exact counts of the territory, whatever page is looked at. */
export async function countFindings(call: Call): Promise<contract.FindingCounts> {
  const within = await unitsOfOfficer(call)
  const counted = await store.countOpen(call.sql, within, officerOf(call).appointmentId, call.now)
  const sum = (of: 'open' | 'mine' | 'verifying' | 'overdue') =>
    counted.reduce((total, one) => total + one[of], 0)
  return {
    open: sum('open'),
    mine: sum('mine'),
    verifying: sum('verifying'),
    overdue: sum('overdue'),
    closed: await store.countSettled(call.sql, within),
    rules: counted.map(({ rule, open }) => ({ rule, words: ruleWords(rule), count: open })),
  }
}

/** Throws findingUnknown, also for a finding of another territory. */
export async function readFinding(call: Call, findingId: Uuid): Promise<contract.Finding> {
  return await shown(call, await mineToSee(call, findingId))
}

async function mineToSee(call: Call, findingId: Uuid): Promise<store.FindingRow> {
  const row = await store.selectFinding(call.sql, findingId)
  if (!row) throw contract.findingUnknown()
  const within = await unitsOfOfficer(call)
  const allowed = within === null || (row.unitId !== null && within.includes(row.unitId))
  reads(call, row.personNumber, allowed ? ['name', 'bornOn', 'findings'] : [])
  if (!allowed) throw contract.findingUnknown()
  return row
}

async function shown(call: Call, row: store.FindingRow): Promise<contract.Finding> {
  const rule = qualityRule(row.rule)
  const looked = row.resolvedAt === null ? await lookedAt(call, row) : undefined
  return {
    ...(await shownRow(call, row)),
    bornOn: row.bornOn,
    bornPrecision: row.bornPrecision,
    field: rule?.field ?? '',
    group: rule?.group ?? 'identifier',
    advice: rule?.advice ?? { vi: '', en: '' },
    owner: rule?.owner ?? '',
    citation: rule?.citation ?? '',
    complex: rule?.complex ?? false,
    verifyDueAt: row.verifyDueAt,
    settleDueAt: row.dueAt,
    version: row.version,
    evidence: looked ? await evidenceOf(call, looked.seen) : [],
    suggestion: looked ? await suggestionOf(call, row, looked.suggested) : null,
    reasons: (await codeList(call, REASONS)).map(({ code, vi, en }) => ({ code, words: { vi, en } })),
    steps: await stepsOf(call, row),
  }
}

interface Looked {
  seen: Record<string, string | number | null>
  suggested: string | null
}

/** What the rule looks at now; undefined when the person does not break it any more. */
async function lookedAt(call: Call, { personNumber, rule }: store.FindingRow): Promise<Looked | undefined> {
  const today = dayOf(call.now)
  const compiled = await compiledRules(call, today)
  const [found] = await selectFound(call.sql, compiled, [personNumber], today)
  const text = found?.found[compiled.rules.findIndex(({ id }) => id === rule)]
  return text ? (JSON.parse(text) as Looked) : undefined
}

/** Someone else is named by name, and entered as read. */
async function evidenceOf(call: Call, seen: Looked['seen']): Promise<{ name: string; value: string }[]> {
  const numbers = Object.values(seen).filter((value) => /^\d{12}$/.test(String(value))) as string[]
  for (const number of numbers) reads(call, number, ['name', 'bornOn'])
  const people = await peopleByNumbers(call, numbers)
  const rows: { name: string; value: string }[] = []
  for (const [name, value] of Object.entries(seen)) {
    if (value === null || value === '') continue
    const other = people.get(String(value))
    rows.push({
      name,
      value: other
        ? `${other.name} (${maskNumber(other.personNumber)})`
        : await shownValue(call, name, String(value)),
    })
  }
  return rows
}

async function suggestionOf(call: Call, { personNumber, rule }: store.FindingRow, value: string | null) {
  const field = qualityRule(rule)?.suggest?.field
  if (value === null || field === undefined || !isCorrectable(field)) return null
  const person = await knownPerson(call, personNumber)
  const now = valueNow(person, await contactsOf(call, personNumber), field)
  return {
    field,
    now: now === null ? null : await shownValue(call, field, now),
    value,
    shown: await shownValue(call, field, value),
  }
}

async function stepsOf(call: Call, { personNumber, findingId }: store.FindingRow) {
  const steps: contract.Finding['steps'] = []
  for (const step of await store.selectSteps(call.sql, personNumber, findingId)) {
    const reason = step.reason && (await codeItem(call, REASONS, step.reason, dayOf(call.now)))
    steps.push({
      id: step.id,
      at: step.at,
      act: step.act,
      by: step.actorName,
      reason: reason ? { vi: reason.vi, en: reason.en } : null,
      note: step.note,
    })
  }
  return steps
}

/** The officer takes a finding on and verifies it. Throws findingUnknown, findingMoved. */
export async function takeFinding(call: Call, findingId: Uuid, version: number): Promise<contract.Finding> {
  const row = await mineToSee(call, findingId)
  const by = { appointmentId: officerOf(call).appointmentId, name: await officerName(call) }
  if (!(await store.takeFinding(call.sql, findingId, version, by))) throw contract.findingMoved()
  return await stepped(call, row, { act: 'taken' })
}

/** Throws findingUnknown, findingMoved, nothingSuggested, and what the register refuses of the correction. */
export async function correctFinding(
  call: Call,
  findingId: Uuid,
  asked: { version: number; value: string; source: string },
): Promise<contract.Finding> {
  const row = await mineToSee(call, findingId)
  if (row.version !== asked.version || row.resolvedAt !== null) throw contract.findingMoved()
  const suggested = await suggestionOf(call, row, (await lookedAt(call, row))?.suggested ?? null)
  if (suggested?.value !== asked.value) throw contract.nothingSuggested()
  await stepped(call, row, { act: 'corrected', note: asked.source })
  await putRight(call, row.personNumber, suggested.field as 'name', suggested.value, {
    legalBasis: LAW,
    evidence: { finding: findingId, source: asked.source },
  })
  await checkPeople(call, [row.personNumber])
  return await readFinding(call, findingId)
}

/** Throws findingUnknown, findingMoved, explanationUnknown. */
export async function settleFinding(
  call: Call,
  findingId: Uuid,
  asked: { version: number; as: 'explained' | 'not-an-error'; reason: string; note: string },
): Promise<contract.Finding> {
  const row = await mineToSee(call, findingId)
  const { as: state, reason, note } = asked
  if (!(await codeItem(call, REASONS, reason, dayOf(call.now)))) throw contract.explanationUnknown()
  const settled = { state, reason, note, at: call.now }
  if (!(await store.settleFinding(call.sql, findingId, asked.version, settled))) throw contract.findingMoved()
  return await stepped(call, row, { act: state, reason, note })
}

async function stepped(
  call: Call,
  { personNumber, findingId, personId }: store.FindingRow,
  { act, reason = null, note = null }: { act: string; reason?: string | null; note?: string | null },
): Promise<contract.Finding> {
  const by = { actor: actorName(call), actorName: await officerName(call) }
  await insertSteps(call.sql, [{ personNumber, findingId, id: uuidv7(), act, reason, note, ...by }], call.now)
  await poke(call, [`agency:${officerOf(call).agencyId}`, `person:${personId}`], 'quality')
  return await readFinding(call, findingId)
}

export async function officerName(call: Call): Promise<string> {
  return (await personByNumber(call, officerOf(call).number))?.name ?? ''
}
