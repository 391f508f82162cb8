/**
 * Telling the national portal (đồng bộ hồ sơ lên Cổng Dịch vụ công quốc gia): each step of each dossier, by its code and
 * state, within minutes; told again while the portal does not answer, and looked through once a day for what was
 * forgotten. Circular 04/2025/TT-VPCP. What is not told does not count in the index of Decision 766/QĐ-TTg.
 */
import { type Call, changes } from '#platform/call.ts'
import { uuidv7 } from '#platform/ids.ts'
import { enqueue } from '#platform/jobs.ts'
import type { Uuid } from '#platform/schemas.ts'
import { bundleOf } from './catalogue.ts'
import type { PaperView } from './form.contract.ts'
import * as store from './portal.store.ts'
import { states } from './states.ts'

export const PORTAL_TASK = 'services.tell-portal'
export const FORGOTTEN_TASK = 'services.find-untold'
export const PORTAL = 'national-portal'
const AT_ONCE = 50
const FORGOTTEN_AT_ONCE = 1000
/** After a failure: a minute, then two, four…, an hour at most. It is never given up. */
const LONGEST_WAIT_MINUTES = 60

/** A dossier moved. Safe to repeat. */
export async function markForPortal(call: Call, { dossierId }: { dossierId: Uuid }): Promise<void> {
  await store.markForPortal(call.sql, dossierId, uuidv7(call.now.getTime()), call.now)
  await enqueue(call, PORTAL_TASK, {}, { key: PORTAL_TASK })
}

/** Tells some of what is due, and comes back at once while there is more. Safe to repeat: a request is known by its id. */
export async function tellPortal(call: Call): Promise<void> {
  const open = await store.takeOpen(call.sql, call.now, AT_ONCE)
  const told = await Promise.all(open.map((one) => tellOne(call, one)))
  for (const { personNumber } of told) changes(call, personNumber, ['portal-telling'])
  await store.keepTold(call.sql, told, call.now)
  if (open.length === AT_ONCE) await enqueue(call, PORTAL_TASK, {}, { key: PORTAL_TASK })
}

/** Marks what nobody was told of, and comes back while there is more. */
export async function findUntold(call: Call): Promise<void> {
  const marked = await store.markForgotten(call.sql, call.now, FORGOTTEN_AT_ONCE)
  if (marked > 0) await enqueue(call, PORTAL_TASK, {}, { key: PORTAL_TASK })
  if (marked === FORGOTTEN_AT_ONCE) await enqueue(call, FORGOTTEN_TASK, {}, { key: FORGOTTEN_TASK })
}

/** The portal's numbers of ways to file (kênh thực hiện). */
const channelCodes: Record<string, number> = { counter: 1, online: 2, post: 3 }
/** A person; dossiers of organisations are filed by whoever represents them. */
const PERSON = 1

/** How a paper came in (số hóa): 0 not yet, 1 digitised, 2 read in a register, 3 a result issued before. */
function digitisationOf(paper: PaperView, attached: readonly string[]): number {
  if (paper.result) return 3
  if (!paper.needed) return 2
  return attached.includes(paper.code) ? 1 : 0
}

/** Everything the portal is told of a dossier. Pure. */
export function toldOf(one: store.OpenTelling, serviceName: string): Record<string, unknown> {
  const { code, serviceCode, agencyId, channel, state, submittedAt, acceptedAt, dueAt, decidedAt } = one
  const known = {
    code,
    serviceCode,
    serviceName,
    applicantKind: PERSON,
    agencyId,
    channel,
    channelCode: channelCodes[channel] ?? null,
    nationalState: states[state].nationalCode,
    submittedAt,
    acceptedAt,
    dueAt,
    decidedAt,
    feeDong: one.fee.amountDong,
    papers: one.papers.map((paper) => ({
      code: paper.code,
      name: paper.name.vi,
      digitisation: digitisationOf(paper, one.attached),
    })),
    process: one.steps.map(({ at, act, state: to }) => ({ at, act, nationalState: states[to].nationalCode })),
  }
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== null))
}

async function tellOne(call: Call, one: store.OpenTelling): Promise<store.Told> {
  const { ports, now } = call
  const { personNumber, dossierId, requestId, code } = one
  const key = { personNumber, dossierId }
  try {
    const { name } = await bundleOf(call, one.serviceCode, one.serviceVersion)
    const data = toldOf(one, name.vi)
    const request = {
      id: requestId,
      register: PORTAL,
      act: 'sync-dossier',
      dossierCode: code,
      personNumber,
      data,
    }
    const { number } = await ports.otherRegisters.send(request)
    return { ...key, receipt: number, error: null, attempts: 0, tryAt: now.toISOString() }
  } catch (error) {
    const attempts = one.attempts + 1
    const wait = Math.min(2 ** (attempts - 1), LONGEST_WAIT_MINUTES)
    const tryAt = new Date(now.getTime() + wait * 60_000).toISOString()
    return { ...key, receipt: null, error: (error as Error).message.slice(0, 200), attempts, tryAt }
  }
}
