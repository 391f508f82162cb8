/**
 * Linked services (liên thông): one form, several dossiers, each agency its own clock. A dossier that follows is filed
 * by the program when the first is approved, in a transaction of its own: when it cannot be, the first stays valid and
 * the citizen is told why. Decree 63/2024/NĐ-CP, amended by Decree 301/2026/NĐ-CP.
 */

import type { Call } from '#platform/call.ts'
import { enqueue } from '#platform/jobs.ts'
import type { Words } from '#platform/schemas.ts'
import type { Bundle } from './bundle.ts'
import type { DossierLink, LinkState } from './dossiers.contract.ts'
import type { Dossier } from './dossiers.store.ts'
import * as store from './links.store.ts'
import { holds, type Scope } from './rules/expression.ts'
import { requestStateWords } from './states.ts'

/** Files what follows from an approved dossier. */
export const LINK_TASK = 'services.file-linked'

/** Keeps what will follow from a dossier that is being submitted, so that the citizen sees it from the start. */
export async function keepLinks(call: Call, bundle: Bundle, dossier: Dossier, scope: Scope): Promise<void> {
  const due = (bundle.links ?? []).filter(({ when }) => holds(when, scope))
  await store.insertLinks(
    call.sql,
    due.map(({ id, service }) => ({
      personNumber: dossier.personNumber,
      dossierId: dossier.dossierId,
      linkId: id,
      serviceCode: service,
      state: service === null ? 'unconnected' : 'waiting',
      linkedDossier: null,
      problem: null,
      at: call.now.toISOString(),
    })),
  )
}

/** After the decision: approved, the others are filed; else none follows. */
export async function followLinks(call: Call, dossier: Dossier, approved: boolean): Promise<void> {
  for (const link of await store.selectLinks(call.sql, dossier)) {
    if (link.state !== 'waiting') continue
    if (approved) {
      const { dossierId } = dossier
      const key = `${LINK_TASK}:${dossierId}:${link.linkId}`
      await enqueue(call, LINK_TASK, { dossierId, linkId: link.linkId }, { key })
    } else {
      await store.moveLink(call.sql, { ...link, state: 'dropped', at: call.now.toISOString() })
    }
  }
}

const stateWords: Record<LinkState, Words> = {
  waiting: { vi: 'Chờ hồ sơ này xong', en: 'Waits for this dossier' },
  filed: { vi: 'Đã chuyển', en: 'Sent on' },
  failed: { vi: 'Chưa chuyển được', en: 'Could not be sent on' },
  dropped: { vi: 'Không chuyển', en: 'Not sent on' },
  unconnected: { vi: 'Chưa kết nối', en: 'Not connected yet' },
  acknowledged: requestStateWords.acknowledged,
  done: requestStateWords.done,
  refused: requestStateWords.refused,
  parked: requestStateWords.parked,
  withdrawn: requestStateWords.withdrawn,
}

/** What follows from a dossier, for its page. */
export async function linksOf(call: Call, bundle: Bundle, dossier: Dossier): Promise<DossierLink[]> {
  if (!bundle.links?.length) return []
  const rows = await store.selectLinks(call.sql, dossier)
  return rows.flatMap(({ linkId, state, linkedDossier, problem, at }) => {
    const declared = bundle.links?.find(({ id }) => id === linkId)
    if (!declared) return []
    const over = state === 'waiting' && dossier.closedAt !== null && dossier.decision?.outcome !== 'approved'
    const now = over ? 'dropped' : state
    return [
      {
        words: declared.words,
        law: declared.law,
        state: now,
        stateWords: stateWords[now],
        dossierId: linkedDossier,
        problem,
        at,
      },
    ]
  })
}
