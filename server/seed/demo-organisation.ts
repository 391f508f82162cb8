/** A firm of the demo whose account is in use, so that acting for an organisation can be tried at the first start. */
import { instantText, seededId } from './instants.ts'
import type { Random } from './random.ts'
import type { Rows } from './rows.ts'

/** In the ward that is shown closely. Its name says that it is a sample; its code is made up. */
export const FIRM = {
  code: '0199999990',
  name: 'Công ty TNHH Hàng thủ công Ba Đình (mẫu)',
  en: 'Ba Đình Handicrafts (sandbox)',
  /** Role of its legal representative among the people of the demo. */
  representative: 'young-father',
} as const

const HOUR_MS = 3_600_000

/** Approved and put into use after its representative began to use his own account. Decree 69/2024/NĐ-CP. */
export function demoOrganisation(
  random: Random,
  representative: { number: string; personId: string; activatedAt: number },
  rows: Rows,
): void {
  const { number, personId } = representative
  const approved = representative.activatedAt + HOUR_MS
  const activated = approved + HOUR_MS
  const organisationId = seededId(approved, random)
  const { code, name } = FIRM
  const approvedAt = instantText(approved)
  const activatedAt = instantText(activated)
  rows.organisation({ organisationId, code, name, representative: number, approvedAt, activatedAt })
  const noted = (at: number, kind: 'approved' | 'activated', actedBy: string | null) =>
    rows.organisationEvent({
      organisationId,
      at: instantText(at),
      id: seededId(at, random),
      kind,
      actedBy,
    })
  noted(approved, 'approved', null)
  noted(activated, 'activated', personId)
}
