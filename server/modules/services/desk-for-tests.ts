/** A dossier brought to the point where a test begins: accepted, or proposed. */
import { platform } from '#testing'
import * as contract from './contract.ts'
import { atTheCounter, type Neighbourhood, type Officer } from './scene-for-tests.ts'

export const of = (view: { dossierId: string }) => ({ dossierId: view.dossierId })
export const desk = async (officer: Officer) => (await platform()).as(officer.actor)

export async function accepted(people: Neighbourhood) {
  const waiting = await atTheCounter(people)
  const officer = await desk(people.handler)
  return officer.call(contract.acceptDossier, { params: of(waiting), body: { version: waiting.version } })
}

export async function proposed(people: Neighbourhood, outcome: 'approved' | 'refused' = 'approved') {
  const at = await accepted(people)
  const officer = await desk(people.handler)
  const reasons = outcome === 'refused' ? ['not-living-there'] : []
  const text =
    outcome === 'refused' ? 'Qua xác minh ngày 25/11, chủ nhà cho biết bạn chưa chuyển đến.' : undefined
  const body = { version: at.version, outcome, reasons, ...(text ? { text } : {}) }
  return officer.call(contract.proposeDecision, { params: of(at), body })
}

/** Accepts, proposes and signs: the whole way of a dossier that nothing stands against. */
export async function decided(
  dossierId: string,
  office: { registrar: Officer; chair: Officer },
  outcome: 'approved' | 'refused' = 'approved',
) {
  const [handler, leader] = [await desk(office.registrar), await desk(office.chair)]
  const params = { dossierId }
  const before = await handler.call(contract.readDeskDossier, { params })
  const { version } =
    before.state === 'submitted'
      ? await handler.call(contract.acceptDossier, { params, body: { version: before.version } })
      : before
  const proposal = { version, outcome, reasons: [] }
  const sent = await handler.call(contract.proposeDecision, { params, body: proposal })
  return leader.call(contract.signDecision, { params, body: { version: sent.version } })
}
