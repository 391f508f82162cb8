/** The notice that a dossier was stopped (thông báo dừng giải quyết, form 05 of Circular 03/2025/TT-VPCP). */
import type { Call } from '#platform/call.ts'
import { agencyById } from '#reference'
import { bundleOf } from './catalogue.ts'
import type { DossierState } from './dossiers.contract.ts'
import type { Dossier } from './dossiers.store.ts'
import { issueOneStopPaper } from './papers.ts'

/** Where it stood when its time was over, or what took its ground away. */
export type StoppedAt = DossierState | 'ground-annulled'

/** What did not come in time or is no more, and by which law it ends. */
const reasons: Partial<Record<StoppedAt, { reason: string; basis: string }>> = {
  'awaiting-approvals': {
    reason: 'chưa đủ ý kiến đồng ý của những người phải được hỏi',
    basis: 'Luật Cư trú số 68/2020/QH14, Điều 28; Nghị định số 118/2025/NĐ-CP',
  },
  'supplement-asked': {
    reason: 'đã quá thời hạn bổ sung mà cơ quan chưa nhận được phần bổ sung',
    basis: 'Nghị định số 118/2025/NĐ-CP',
  },
  'payment-asked': {
    reason: 'đã quá thời hạn nộp phí, lệ phí',
    basis: 'Nghị định số 118/2025/NĐ-CP',
  },
  'ground-annulled': {
    reason: 'đăng ký hộ tịch làm căn cứ của hồ sơ đã bị hủy',
    basis: 'Luật Hộ tịch số 60/2014/QH13, Điều 70; Nghị định số 118/2025/NĐ-CP',
  },
}

/** To the citizen as a signed paper, once the dossier has stopped for one of these reasons. */
export async function noticeOfStop(call: Call, stopped: Dossier, stoodAt: StoppedAt): Promise<void> {
  const why = reasons[stoodAt]
  if (!why) return
  const bundle = await bundleOf(call, stopped.serviceCode, stopped.serviceVersion)
  const agency = await agencyById(call.sql, stopped.agencyId)
  await issueOneStopPaper(call, bundle, stopped, 'Mau05', {
    ...why,
    complaintTo: `Thủ trưởng ${agency?.nameVi ?? 'cơ quan'}`,
  })
}
