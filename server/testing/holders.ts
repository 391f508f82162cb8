/** People of tests who have an account. */
import { appoint, createAccount, sandboxPasswordHash } from '#accounts'
import type { Realm } from '#accounts/contract'
import { declare } from '#population'
import { birth } from '#population/contract'
import { uuidv7 } from '../platform/ids.ts'
import type { Platform } from './index.ts'

let made = 0

/** Someone new in the register, for tests. */
export async function newPerson({ act }: Platform, name = 'Nguyễn Thị Lan') {
  made += 1
  const personNumber = `0011900${String(made).padStart(5, '0')}`
  const personId = uuidv7()
  const phone = `0912${String(made).padStart(6, '0')}`
  const payload = { personId, name, sex: 'female', ethnicGroup: '01', bornOn: '1990-05-02' } as const
  await act((call) =>
    declare(call, birth, { personNumber, effectiveOn: '1990-05-02', payload, legalBasis: '60/2014/QH13' }),
  )
  return { personNumber, personId, phone, name }
}

/** Someone new with an account in use; an officer holds the positions named. */
export async function newHolder(
  platform: Platform,
  realm: Realm = 'citizen',
  positions: readonly { agencyId: number; position: string; until?: string }[] = [],
) {
  const person = await newPerson(platform, realm === 'officer' ? 'Trần Văn Minh' : 'Nguyễn Thị Lan')
  const passwordHash = await sandboxPasswordHash()
  const accountId = await platform.act(async (call) => {
    const { personNumber, personId, phone } = person
    const created = await createAccount(call, {
      realm,
      personNumber,
      personId,
      level: 2,
      phone,
      passwordHash,
    })
    for (const one of positions) await appoint(call, { accountId: created, from: '2025-01-01', ...one })
    return created
  })
  return { ...person, accountId }
}
