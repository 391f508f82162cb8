/** Papers that say what a life event said: seen before it is corrected or annulled. Loaded with the module. */
import { registerDependents } from '#population'

/** A paper's state as people read it. */
export const documentStates = {
  'pending-signature': { vi: 'Chờ ký', en: 'Waiting for signature' },
  signed: { vi: 'Đang có hiệu lực', en: 'In force' },
  failed: { vi: 'Chưa ký được', en: 'Could not be signed' },
  revoked: { vi: 'Đã thu hồi', en: 'Revoked' },
} as const

registerDependents('documents', async ({ sql }, number, event) => {
  const rows = await sql<{ number: string; issuedOn: string; state: keyof typeof documentStates }[]>`
    select number, issued_on, state
    from documents.documents
    where person_number = ${number} and state <> 'revoked'
      and (dossier_id = ${event.dossierId} or issued_at >= ${event.recordedAt})
    order by issued_at desc, id
    limit 50`
  return rows.map((row) => ({
    kind: 'document' as const,
    words: { vi: `Giấy tờ số ${row.number}`, en: `Document ${row.number}` },
    name: null,
    on: row.issuedOn,
    state: documentStates[row.state],
  }))
})
