/**
 * Carrying open dossiers over to a newer version (chuyển phiên bản có kiểm soát). A dossier keeps the version under
 * which it was submitted; it goes over only where the new one would have let it come as far as it is, asks nobody else
 * and needs nothing that was not known then. What stays back says why.
 */
import { type Call, changes } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { Words } from '#platform/schemas.ts'
import { expectedCapacities } from './approvers.ts'
import type { Bundle } from './bundle.ts'
import { bundleInForce, bundleOf, paramsOf } from './catalogue.ts'
import { scopeOfDossier } from './dossier-scope.ts'
import { type Dossier, lockDossier, updateDossier } from './dossiers.store.ts'
import type { KeptBack } from './publishing.contract.ts'
import * as store from './publishing.store.ts'
import { faultsOf, visibleAnswers } from './rules/form.ts'
import { answersCheck } from './rules/form-schema.ts'
import { recordStep } from './steps.ts'

const AT_ONCE = 200

export async function migrateDossiers(
  call: Call,
  code: string,
  { try: only, reason }: { try: boolean; reason: string },
): Promise<{ version: number; moved: number; kept: KeptBack[] }> {
  const target = await bundleInForce(call, code)
  const kept: KeptBack[] = []
  let moved = 0
  for (const { dossierId } of await store.selectOpenUnder(call.sql, code, target.version, AT_ONCE)) {
    const dossier = await lockDossier(call.sql, dossierId)
    if (!dossier) continue
    const before = await bundleOf(call, code, dossier.serviceVersion)
    const why = await reasonToStay(call, before, target, dossier)
    if (why) kept.push({ dossierCode: dossier.code, version: dossier.serviceVersion, why })
    else {
      moved += 1
      if (!only) await carryOver(call, dossier, target, reason)
    }
  }
  return { version: target.version, moved, kept }
}

async function carryOver(call: Call, dossier: Dossier, { version }: Bundle, reason: string): Promise<void> {
  const from = dossier.serviceVersion
  changes(call, dossier.personNumber, ['dossier:version-change'])
  await updateDossier(call.sql, { ...dossier, serviceVersion: version, version: dossier.version + 1 })
  await recordStep(call, dossier, {
    act: 'version-change',
    from: dossier.state,
    to: dossier.state,
    note: `${from} → ${version}: ${reason}`,
  })
}

/** Why a dossier keeps its version; null when it may go over. */
async function reasonToStay(
  call: Call,
  before: Bundle,
  target: Bundle,
  dossier: Dossier,
): Promise<Words | null> {
  if (dossier.state !== 'submitted' && !target.workflow.states[dossier.state]) {
    return { vi: 'Phiên bản mới không có bước này', en: 'The new version does not have this state' }
  }
  if (before.authority.agencyKind !== target.authority.agencyKind) {
    return {
      vi: 'Phiên bản mới do cơ quan khác giải quyết',
      en: 'Another office decides under the new version',
    }
  }
  if (before.workflow.elsewhere?.register !== target.workflow.elsewhere?.register) {
    return { vi: 'Phiên bản mới chuyển sang nơi khác', en: 'The new version is decided elsewhere' }
  }
  if (target.facts.some((key) => !(key in dossier.facts))) {
    return {
      vi: 'Phiên bản mới cần dữ liệu chưa được đọc khi nộp',
      en: 'The new version needs what was not read',
    }
  }
  // Judged as of the day it was submitted, by the limits of that day.
  const today = dayOf(new Date(dossier.submittedAt))
  const params = await paramsOf(call, target, today, dossier.unitId)
  const scope = { ...scopeOfDossier(call, dossier), today, params }
  const answers = visibleAnswers(target.form, scope)
  if (
    !answersCheck(target.form)(dossier.answers) ||
    faultsOf(target.form, { ...scope, answers }).length > 0
  ) {
    return { vi: 'Tờ khai đã nộp không khớp biểu mẫu mới', en: 'What was filed does not fit the new form' }
  }
  const asked = (bundle: Bundle) => expectedCapacities(bundle, scope).map(({ capacity }) => capacity)
  if (asked(target).some((capacity) => !asked(before).includes(capacity))) {
    return { vi: 'Phiên bản mới cần thêm người đồng ý', en: 'The new version asks somebody else' }
  }
  return null
}
