/**
 * The control sheet (phiếu kiểm soát quá trình giải quyết, form 06 of Circular 03/2025/TT-VPCP): every step of a dossier
 * with who, in which capacity and when, as a signed paper that seals the chain of its steps.
 */
import type { Call } from '#platform/call.ts'
import type { Uuid } from '#platform/schemas.ts'
import { deskDossier } from './acting.ts'
import { bundleOf } from './catalogue.ts'
import type { DeskDossier } from './contract.ts'
import * as contract from './contract.ts'
import { viewDesk } from './desk-view.ts'
import { issueOneStopPaper } from './papers.ts'
import { timeline } from './steps.ts'

export async function issueControlSheet(
  call: Call,
  dossierId: Uuid,
  { version }: { version: number },
): Promise<DeskDossier> {
  const dossier = await deskDossier(call, dossierId, true)
  if (dossier.version !== version)
    throw contract.dossierChanged({ with: { state: dossier.state, version: dossier.version } })
  const steps = await timeline(call, dossier, true)
  const bundle = await bundleOf(call, dossier.serviceCode, dossier.serviceVersion)
  await issueOneStopPaper(call, bundle, dossier, 'Mau06', {
    steps: steps.map(({ at, words, by, who, onBehalfOf, note }) => ({
      at,
      what: note ? `${words.vi}: ${note}` : words.vi,
      by: `${who ? `${who}, ` : ''}${by.vi}${onBehalfOf ? `, làm thay ${onBehalfOf.vi}` : ''}`,
    })),
    digest: steps.at(-1)?.proof?.digest ?? 'không có',
  })
  return viewDesk(call, dossier)
}
