/**
 * Opinions of other offices (lấy ý kiến phối hợp): the case officer asks several at the same time, each with a question
 * and a day; the decision waits as he said; the time of other agencies does not count, up to that day.
 * Decree 118/2025/NĐ-CP.
 */
import type { Call, OfficerActor } from '#platform/call.ts'
import { dayOf, instantAt } from '#platform/day.ts'
import { uuidv7 } from '#platform/ids.ts'
import { poke } from '#platform/live.ts'
import type { Day, Instant, Uuid, Words } from '#platform/schemas.ts'
import {
  addWorkingDays,
  agenciesOfUnit,
  agencyById,
  ancestorsOf,
  lawParameter,
  positions,
  unitIdOfAgency,
  units,
  workingCalendar,
  workingDaysBetween,
} from '#reference'
import type { Agency } from '#reference/contract'
import { toAct } from './acting.ts'
import type { DeskDossier } from './contract.ts'
import * as contract from './contract.ts'
import { viewDesk } from './desk-view.ts'
import { move } from './dossier-moves.ts'
import type { Dossier } from './dossiers.store.ts'
import type { OpinionRule } from './opinion-rows.contract.ts'
import * as store from './opinions.store.ts'
import { verdictWords } from './states.ts'

/** Who may be asked: offices of the unit named, else of one's own commune and province, that handle dossiers. */
export async function listAskableAgencies(call: Call, { unitId }: { unitId?: number }) {
  const { agencyId } = call.actor as OfficerActor
  const own = unitIdOfAgency(agencyId)
  const above =
    own === null ? [] : ancestorsOf(await units(call), own, dayOf(call.now)).map((one) => one.unitId)
  const asked = unitId === undefined ? [...(own === null ? [] : [own]), ...above] : [unitId]
  const kinds = await answeringKinds(call)
  const rows: { agencyId: number; name: Words }[] = []
  for (const unit of asked) {
    for (const agency of await agenciesOfUnit(call.sql, unit)) {
      if (agency.agencyId !== agencyId && isAskable(agency, kinds, dayOf(call.now)))
        rows.push({ agencyId: agency.agencyId, name: { vi: agency.nameVi, en: agency.nameEn } })
    }
  }
  return { rows }
}

/** Kinds of agencies in which somebody can answer. */
async function answeringKinds({ sql }: Call): Promise<Set<string>> {
  const answering = (await positions(sql)).filter(({ roles }) =>
    contract.answerers.some((role) => roles.includes(role)),
  )
  return new Set(answering.flatMap(({ agencyKinds }) => agencyKinds))
}

const isAskable = ({ kind, validUntil }: Agency, kinds: ReadonlySet<string>, on: Day) =>
  kinds.has(kind) && (validUntil === null || validUntil > on)

export interface Asking {
  version: number
  agencyIds: number[]
  question: string
  dueOn: Day
  waits: OpinionRule
}

/** Throws agencyNotAskable, opinionDayWrong. */
export async function askOpinions(call: Call, dossierId: Uuid, given: Asking): Promise<DeskDossier> {
  const { dossier, officer } = await toAct(call, dossierId, given.version, 'ask-opinion')
  const agencies = await askable(call, dossier, given.agencyIds)
  const dueAt = (await dueOn(call, given.dueOn)).toISOString()
  const askedAt = call.now.toISOString()
  const opinions = agencies.map(
    ({ agencyId }): store.Opinion => ({
      personNumber: dossier.personNumber,
      dossierId,
      opinionId: uuidv7(call.now.getTime()),
      askingAgency: dossier.agencyId,
      askedAgency: agencyId,
      question: given.question,
      waits: given.waits,
      askedAt,
      dueAt,
      askedBy: officer.appointmentId,
      state: 'asked',
      endedAt: null,
      verdict: null,
      answer: null,
      answeredBy: null,
      answeredPosition: null,
    }),
  )
  await store.insertOpinions(call.sql, opinions)
  const { value: excluded } = await lawParameter<boolean>(
    call,
    'one-stop.other-agency-time-excluded',
    dayOf(call.now),
  )
  const asked = await move(call, dossier, {
    act: 'ask-opinion',
    to: dossier.state,
    note: agencies.map(({ nameVi }) => nameVi).join('; '),
    set: {
      opinions: [
        ...dossier.opinions,
        ...opinions.map(({ opinionId }) => ({
          opinionId,
          from: askedAt,
          until: dueAt,
          waits: given.waits,
          ended: false,
          excluded,
        })),
      ],
    },
  })
  await poke(
    call,
    agencies.map(({ agencyId }) => `agency:${agencyId}`),
    'dossiers',
  )
  return viewDesk(call, asked)
}

async function askable(call: Call, dossier: Dossier, agencyIds: readonly number[]): Promise<Agency[]> {
  const kinds = await answeringKinds(call)
  const waiting = (await store.selectOpinions(call.sql, dossier)).filter(({ state }) => state === 'asked')
  const agencies: Agency[] = []
  for (const agencyId of agencyIds) {
    const agency = await agencyById(call.sql, agencyId)
    const known = waiting.some(({ askedAgency }) => askedAgency === agencyId)
    if (!agency || known || agencyId === dossier.agencyId || !isAskable(agency, kinds, dayOf(call.now)))
      throw contract.agencyNotAskable()
    agencies.push(agency)
  }
  return agencies
}

/** When offices close on that day, or on the next working day. */
async function dueOn(call: Call, day: Day): Promise<Date> {
  const calendar = await workingCalendar(call)
  const today = dayOf(call.now)
  const { value: most } = await lawParameter(call, 'services.opinion-days-max', today)
  const { dueAt } = addWorkingDays(instantAt(day), 0, calendar)
  if (dueAt <= call.now || workingDaysBetween(today, day, calendar) > most) {
    const latest = addWorkingDays(call.now, most, calendar)
    throw contract.opinionDayWrong({ with: { latestOn: latest.dueOn } })
  }
  return dueAt
}

/** Takes a question back; nothing waits for it any more. Throws opinionOver. */
export async function withdrawOpinion(
  call: Call,
  dossierId: Uuid,
  opinionId: Uuid,
  version: number,
): Promise<DeskDossier> {
  const { dossier } = await toAct(call, dossierId, version, 'ask-opinion')
  const opinion = (await store.selectOpinions(call.sql, dossier)).find((one) => one.opinionId === opinionId)
  if (opinion?.state !== 'asked') throw contract.opinionOver()
  const moved = await endOpinion(call, dossier, opinion, 'withdraw-opinion', {
    state: 'withdrawn',
    verdict: null,
    answer: null,
    answeredBy: null,
    answeredPosition: null,
    factorAt: null,
  })
  return viewDesk(call, moved)
}

type End = Omit<Parameters<typeof store.endOpinion>[2], 'endedAt'>

/** Ends an opinion and lets the clock of its dossier run again. The caller holds the dossier. */
export async function endOpinion(
  call: Call,
  dossier: Dossier,
  opinion: store.Opinion,
  act: 'give-opinion' | 'withdraw-opinion',
  end: End,
): Promise<Dossier> {
  const endedAt = call.now.toISOString()
  if (!(await store.endOpinion(call.sql, opinion, { ...end, endedAt }))) throw contract.opinionOver()
  const agency = await agencyById(call.sql, opinion.askedAgency)
  const said = end.verdict ? `: ${verdictWords[end.verdict].vi.toLowerCase()}` : ''
  const moved = await move(call, dossier, {
    act,
    to: dossier.state,
    note: `${agency?.nameVi ?? ''}${said}`,
    set: {
      opinions: dossier.opinions.map((one) =>
        one.opinionId === opinion.opinionId
          ? { ...one, ended: true, until: earlier(one.until, endedAt) }
          : one,
      ),
    },
  })
  await poke(call, [`agency:${opinion.askedAgency}`], 'dossiers')
  return moved
}

/** The earlier of two instants: ISO 8601 in UTC is ordered as text. */
const earlier = (...instants: Instant[]) => instants.sort()[0] as Instant
