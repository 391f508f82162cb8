/** Proposals of citizens on the desk of the commune where they live. */
import { type Call, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { FileReply } from '#platform/endpoint.ts'
import { readFile } from '#platform/files.ts'
import type { Uuid } from '#platform/schemas.ts'
import { codeItem, codeList, unitName, units } from '#reference'
import { reasonUnknown } from './duplicates.contract.ts'
import { shownValue, valueNow } from './field-values.ts'
import { maskNumber } from './number.ts'
import { contactsOf, knownPerson } from './people.ts'
import * as contract from './proposals.contract.ts'
import * as store from './proposals.store.ts'
import { isOpen, labelOf, move, shownProposal, stepped, tellPerson } from './proposals.ts'
import { isCorrectable, putRight } from './put-right.ts'
import { officerName } from './quality-desk.ts'
import { responsibleUnits, unitsOfOfficer } from './quality-homes.ts'

const DEFAULT_ROWS = 50
const REASONS = 'proposal-refusal-reasons'
const LAW = 'Nghị định 70/2024/NĐ-CP, sửa đổi bởi Nghị định 58/2026/NĐ-CP'

export async function listProposals(
  call: Call,
  asked: { filter?: 'open' | 'asked' | 'closed'; after?: string; limit?: number },
) {
  const { filter = 'open', after, limit = DEFAULT_ROWS } = asked
  const within = await unitsOfOfficer(call)
  const found = await store.selectProposals(call.sql, {
    units: within,
    filter,
    after: after !== undefined && /^[0-9a-f-]{36}$/.test(after) ? after : null,
    limit,
  })
  for (const { personNumber } of found) reads(call, personNumber, ['name', 'proposals'])
  const rows = found.map((one) => ({
    proposalId: one.proposalId,
    personId: one.personId,
    name: one.name,
    label: labelOf(one.field),
    state: one.state,
    submittedAt: one.submittedAt,
    dueAt: one.dueAt,
    overdue: one.state === 'submitted' && Date.parse(one.dueAt) < call.now.getTime(),
    files: one.files,
  }))
  return {
    rows,
    next: rows.length === limit ? (rows.at(-1)?.proposalId ?? null) : null,
    counts: await store.countProposals(call.sql, within),
  }
}

/** Throws proposalUnknown, also for that of another territory. */
export async function readProposal(call: Call, proposalId: Uuid): Promise<contract.DeskProposal> {
  return await shown(call, await onMyDesk(call, proposalId))
}

async function onMyDesk(call: Call, proposalId: Uuid): Promise<store.Proposal> {
  const found = await store.selectProposal(call.sql, proposalId)
  if (!found) throw contract.proposalUnknown()
  const within = await unitsOfOfficer(call)
  const allowed = within === null || (found.unitId !== null && within.includes(found.unitId))
  reads(call, found.personNumber, allowed ? ['name', 'bornOn', 'proposals', found.field] : [])
  if (!allowed) throw contract.proposalUnknown()
  return found
}

async function shown(call: Call, one: store.Proposal): Promise<contract.DeskProposal> {
  const person = await knownPerson(call, one.personNumber)
  const now = valueNow(person, await contactsOf(call, one.personNumber), one.field)
  const lives = (await responsibleUnits(call, [one.personNumber])).get(one.personNumber)
  const elsewhere = lives !== undefined && lives !== one.unitId && isOpen(one)
  return {
    ...(await shownProposal(call, one)),
    personId: person.personId,
    name: person.name,
    bornOn: person.bornOn,
    maskedNumber: maskNumber(one.personNumber),
    unitId: one.unitId,
    livesIn: elsewhere ? { unitId: lives, label: unitName(await units(call), lives, dayOf(call.now)) } : null,
    standsNow: now === null ? null : await shownValue(call, one.field, now),
    mayAsk: one.state === 'submitted' && one.askedAt === null,
    reasons: (await codeList(call, REASONS)).map(({ code, vi, en }) => ({ code, words: { vi, en } })),
  }
}

/** Throws proposalUnknown. */
export async function readProposalFile(call: Call, proposalId: Uuid, fileId: Uuid): Promise<FileReply> {
  const one = await onMyDesk(call, proposalId)
  const file = (await store.selectFiles(call.sql, one)).find((kept) => kept.fileId === fileId)
  if (!file) throw contract.proposalUnknown()
  const { bytes } = await readFile(call, fileId)
  const ending = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg' }[file.contentType] ?? 'png'
  return { bytes, fileName: `giay-to.${ending}` }
}

/** Throws proposalUnknown, proposalMoved, reasonUnknown, and what the register refuses of the correction. */
export async function decideProposal(
  call: Call,
  proposalId: Uuid,
  asked: { version: number; accept: boolean; reason?: string; note: string },
): Promise<contract.DeskProposal> {
  const one = await onMyDesk(call, proposalId)
  const { version, accept, reason, note } = asked
  if (!accept && !(reason && (await codeItem(call, REASONS, reason, dayOf(call.now))))) throw reasonUnknown()
  const name = await officerName(call)
  const state = accept ? 'accepted' : 'refused'
  await move(call, one, version, {
    state,
    decidedAt: call.now,
    decidedName: name,
    note,
    ...(accept || !reason ? {} : { reason }),
  })
  if (accept && isCorrectable(one.field)) {
    await putRight(call, one.personNumber, one.field, one.value, {
      legalBasis: LAW,
      evidence: { proposal: proposalId, source: note },
    })
  }
  await stepped(call, one, state, note, name)
  await tellPerson(call, one, state)
  return await readProposal(call, proposalId)
}

/** Asks once; the clock stands until the answer. Throws proposalUnknown, proposalMoved, evidenceAskedBefore. */
export async function askEvidence(
  call: Call,
  proposalId: Uuid,
  { version, text }: { version: number; text: string },
): Promise<contract.DeskProposal> {
  const one = await onMyDesk(call, proposalId)
  if (one.askedAt !== null) throw contract.evidenceAskedBefore()
  await move(call, one, version, { state: 'evidence-asked', askedAt: call.now, asked: text })
  await stepped(call, one, 'evidence-asked', text, await officerName(call))
  await tellPerson(call, one, 'evidence-asked')
  return await readProposal(call, proposalId)
}

/** To the commune where the person lives now; the term goes on. Throws proposalUnknown, proposalMoved. */
export async function forwardProposal(
  call: Call,
  proposalId: Uuid,
  version: number,
): Promise<{ office: string }> {
  const one = await onMyDesk(call, proposalId)
  const lives = (await responsibleUnits(call, [one.personNumber])).get(one.personNumber)
  if (lives === undefined || lives === one.unitId) throw contract.proposalMoved()
  await move(call, one, version, { unitId: lives })
  await stepped(call, one, 'forwarded', null, await officerName(call))
  return { office: unitName(await units(call), lives, dayOf(call.now)) }
}
