/** Two foreigners of the demo with accounts in use: whom the sandbox's immigration register knows as well. */
import { type ResidentForeigner, sandboxForeigners } from '#ports/immigration-register.ts'
import { instantOf } from './days.ts'
import { instantText, seededId } from './instants.ts'
import type { Random } from './random.ts'
import type { Rows } from './rows.ts'

const holders = [
  {
    role: 'foreigner',
    registerId: 'SB-XNC-0001',
    number: '900086000001',
    phone: '0850000001',
    level: 2,
    words: {
      vi: 'Kim Min Jun, người nước ngoài (Hàn Quốc), thẻ tạm trú, tài khoản mức độ 2',
      en: 'Kim Min Jun, a foreigner (Korea), temporary residence card, account of level 2',
    },
  },
  {
    role: 'foreigner-level-1',
    registerId: 'SB-XNC-0002',
    number: '900179000002',
    phone: '0850000002',
    level: 1,
    words: {
      vi: 'Anna Maria Schneider, người nước ngoài (Đức), thẻ thường trú, tài khoản mức độ 1',
      en: 'Anna Maria Schneider, a foreigner (Germany), permanent residence card, account of level 1',
    },
  },
] as const

interface Settings {
  rows: Rows
  passwordHash: string
  today: number
  provinceUnitId: number
}

/** Registered some months ago, by what the immigration register says of them. Decree 69/2024/NĐ-CP. */
export function demoForeigners(random: Random, settings: Settings) {
  const { rows, passwordHash, today, provinceUnitId } = settings
  return holders.map(({ role, registerId, number, phone, level, words }) => {
    const told = sandboxForeigners.find((one) => one.registerId === registerId) as ResidentForeigner
    const at = instantOf(today - 90, 600)
    const personId = seededId(at, random)
    const accountId = seededId(at, random)
    const recordedAt = instantText(at)
    rows.foreigner({ ...told, personNumber: number, personId, provinceUnitId, recordedAt })
    rows.foreignerRecord({ personNumber: number, recordedAt, id: seededId(at, random), told })
    rows.account({
      accountId,
      realm: 'citizen',
      personNumber: number,
      personId,
      level,
      foreigner: true,
      status: 'active',
      passwordHash,
      phone,
      email: null,
      approvedAt: recordedAt,
      activatedAt: instantText(at + 3_600_000),
      lockedAt: null,
    })
    const { name } = told
    return { role, name, number, personId, accountId, realm: 'citizen', app: 'citizen', words } as const
  })
}
