/** Organisations that the applicant represents by law, out of their electronic identities. Decree 69/2024/NĐ-CP. */
import { organisationsOf } from '#accounts'
import { type Call, reads } from '#platform/call.ts'
import type { PersonNumber } from '#platform/schemas.ts'
import { registerAttribute } from './attributes.ts'
import { registerFact } from './facts.ts'

async function codesOf(call: Call, number: PersonNumber): Promise<string[]> {
  reads(call, number, ['organisation-account'])
  const all = await organisationsOf(call.sql, number)
  return all.filter(({ status }) => status === 'active').map(({ code }) => code)
}

/** The first that is in use; who represents several types another of them. */
registerAttribute({
  key: 'organisation.number',
  label: { vi: 'Mã số tổ chức bạn đại diện', en: 'Organisation you represent' },
  source: {
    vi: 'Hệ thống định danh điện tử, tài khoản tổ chức',
    en: 'Electronic identities of organisations',
  },
  verified: true,
  fields: ['organisation-account'],
  async read(call, subject) {
    const [first] = await codesOf(call, subject)
    return first ? { value: first, version: null } : null
  },
})

registerFact({
  key: 'applicant.organisations',
  open: true,
  read: (call, { applicant }) => codesOf(call, applicant),
})
