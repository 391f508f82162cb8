/** Opinions asked of the officer's own office: read with what is needed to answer, given under a signature. */
import { notFound } from '#platform/access.ts'
import { type Call, type OfficerActor, reads } from '#platform/call.ts'
import type { Uuid } from '#platform/schemas.ts'
import { agencyById } from '#reference'
import { isOwnMatter, rightsOf } from './acts.ts'
import { answerSections } from './answer-texts.ts'
import { currentApprovals } from './approvals.ts'
import { bundleOf } from './catalogue.ts'
import type { AskedOpinion, AskedOpinionView, OpinionVerdict } from './contract.ts'
import * as contract from './contract.ts'
import { lockDossier, selectDossier } from './dossiers.store.ts'
import * as store from './opinions.store.ts'
import { endOpinion } from './opinions.ts'
import { isClosed } from './states.ts'
import { keyIn } from './worklist.ts'

const PAGE = 25

export async function listAskedOpinions(
  call: Call,
  { ended = false, after, limit = PAGE }: { ended?: boolean; after?: string; limit?: number },
) {
  const { agencyId } = call.actor as OfficerActor
  const select = ended ? store.selectEndedOf : store.selectWaitingOf
  const found = await select(call.sql, agencyId, keyIn(after), limit + 1)
  const rows: AskedOpinion[] = []
  for (const row of found.slice(0, limit)) rows.push(await asRow(call, row))
  const last = found.length > limit ? found[limit - 1] : undefined
  return { rows, next: last ? `${ended ? last.endedAt : last.dueAt}_${last.opinionId}` : null }
}

export async function countAskedOpinions(call: Call) {
  return { waiting: await store.countWaitingOf(call.sql, (call.actor as OfficerActor).agencyId) }
}

export async function readAskedOpinion(call: Call, opinionId: Uuid): Promise<AskedOpinionView> {
  const row = await askedOfMine(call, opinionId)
  const officer = call.actor as OfficerActor
  const dossier = await selectDossier(call.sql, row.dossierId)
  if (!dossier) throw notFound()
  const bundle = await bundleOf(call, row.serviceCode, row.serviceVersion)
  const { reads: mayRead } = rightsOf(bundle, dossier, { role: 'officer', officer })
  reads(call, row.personNumber, ['dossier'])
  return {
    ...(await asRow(call, row)),
    sections: await answerSections(call, bundle, dossier, mayRead, []),
  }
}

/** Throws opinionOver when it has ended or its dossier has, ownMatter for whoever is party to it. */
export async function answerOpinion(
  call: Call,
  opinionId: Uuid,
  { verdict, text }: { verdict: OpinionVerdict; text: string },
): Promise<AskedOpinionView> {
  const opinion = await askedOfMine(call, opinionId)
  const officer = call.actor as OfficerActor
  const dossier = await lockDossier(call.sql, opinion.dossierId)
  if (!dossier || isClosed(dossier.state)) throw contract.opinionOver()
  if (isOwnMatter(dossier, await currentApprovals(call, dossier), officer)) throw contract.ownMatter()
  await endOpinion(call, dossier, opinion, 'give-opinion', {
    state: 'answered',
    verdict,
    answer: text,
    answeredBy: officer.appointmentId,
    answeredPosition: officer.position,
    factorAt: officer.factorAt,
  })
  return readAskedOpinion(call, opinionId)
}

/** One asked of the officer's agency; any other is not found, and the attempt stands in the log. */
async function askedOfMine(call: Call, opinionId: Uuid): Promise<store.AskedRow> {
  const row = await store.selectAsked(call.sql, opinionId)
  if (!row) throw notFound()
  call.entry.dossierId = row.dossierId
  reads(call, row.personNumber, ['name', 'birth-year'])
  if (row.askedAgency !== (call.actor as OfficerActor).agencyId) throw notFound()
  return row
}

async function asRow(call: Call, row: store.AskedRow): Promise<AskedOpinion> {
  reads(call, row.personNumber, ['name', 'birth-year'])
  const { name: service } = await bundleOf(call, row.serviceCode, row.serviceVersion)
  const from = await agencyById(call.sql, row.askingAgency)
  return {
    opinionId: row.opinionId,
    code: row.code,
    service,
    from: { vi: from?.nameVi ?? '', en: from?.nameEn ?? '' },
    applicant: { name: row.name, bornYear: Number(row.bornOn.slice(0, 4)) },
    question: row.question,
    waits: row.waits,
    askedAt: row.askedAt,
    dueAt: row.dueAt,
    overdue: row.state === 'asked' && Date.parse(row.dueAt) < call.now.getTime(),
    state: row.state,
    verdict: row.verdict,
    answer: row.answer,
    answeredAt: row.state === 'answered' ? row.endedAt : null,
  }
}
