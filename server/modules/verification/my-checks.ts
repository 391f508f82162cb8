/** Which organisations had a person's data checked, for him alone. */
import { type Call, type CitizenActor, reads } from '#platform/call.ts'
import { consentFieldWords } from '#privacy/contract'
import { type CheckRow, selectChecks } from './checks.store.ts'
import type { MyCheck } from './contract.ts'

const PAGE = 30

export async function listMine(
  call: Call,
  { after, limit = PAGE }: { after?: string; limit?: number },
): Promise<{ rows: MyCheck[]; next: string | null }> {
  const { number } = call.actor as CitizenActor
  reads(call, number, ['checks'])
  const found = await selectChecks(call.sql, number, { before: placeOf(after), limit: limit + 1 })
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return {
    rows: rows.map(shown),
    next: found.length > limit && last ? `${last.at}_${last.callId}` : null,
  }
}

function shown(row: CheckRow): MyCheck {
  const { callId, at, organisation, system, through, legalBasis, act, code, disputed } = row
  const words: Record<string, { vi: string; en: string }> = consentFieldWords
  return {
    callId,
    at,
    organisation,
    system,
    through,
    purpose: row.purposeVi && row.purposeEn ? { vi: row.purposeVi, en: row.purposeEn } : null,
    legalBasis,
    act,
    code,
    fields: row.fields.map((field) => words[field] ?? { vi: field, en: field }),
    byConsent: row.consentId !== null,
    disputed,
  }
}

/** A page key that is not ours is the first page. */
function placeOf(key: string | undefined): { at: string; id: string } | null {
  const [at, id] = key?.split('_') ?? []
  return at && id && !Number.isNaN(Date.parse(at)) && /^[0-9a-f-]{36}$/.test(id) ? { at, id } : null
}
