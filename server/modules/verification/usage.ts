/** What a system asked and what it cost, by day and code; nothing about people. And people to try with. */
import { refusalsByDay } from '#audit'
import { askersOf, countsByDay } from '#authentication'
import { registrationUnknown } from '#authentication/contract'
import { type Call, type OfficerActor, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { Server } from '#platform/http.ts'
import { sandboxFace } from '#ports/faces.ts'
import { selectUsage } from './checks.store.ts'
import type { UsageDay } from './contract.ts'
import { selectTestPeople } from './test-people.store.ts'

const DAYS = 30

/** Throws registrationUnknown. */
export async function readUsage(
  call: Call,
  server: Server,
  clientId: string,
): Promise<{ rows: UsageDay[]; totalDong: number }> {
  const { agencyId, roles } = call.actor as OfficerActor
  const asker = (await askersOf(call, [clientId])).get(clientId)
  const isOwn = asker && (asker.agencyId === agencyId || asker.providerAgencyId === agencyId)
  if (!isOwn && !(asker && roles.includes('administrator'))) throw registrationUnknown()
  const since = new Date(call.now.getTime() - DAYS * 86_400_000)
  const answered = (await selectUsage(call.sql, clientId, since)).map((row) => ({
    ...row,
    priceDong: Number(row.priceDong),
  }))
  const refused = (await refusalsByDay(call.sql, clientId, since)).map((row) => ({
    ...row,
    act: row.act.replace(/^\w+ \//, '').replaceAll('/', '.'),
    priceDong: 0,
  }))
  const atProvider = (await countsByDay(server, clientId, dayOf(since))).map(({ route: act, ...row }) => ({
    ...row,
    act,
    priceDong: 0,
  }))
  const rows = [...answered, ...refused, ...atProvider].sort(
    (a, b) => b.day.localeCompare(a.day) || a.act.localeCompare(b.act) || a.code.localeCompare(b.code),
  )
  return { rows, totalDong: answered.reduce((sum, { priceDong }) => sum + priceDong, 0) }
}

/** Made-up people who answer in different ways. Nobody in production. */
export async function listTestPeople(call: Call) {
  if (call.ports.mode !== 'sandbox') return { rows: [] }
  const people = await selectTestPeople(call.sql)
  for (const { personNumber } of people) reads(call, personNumber, ['number', 'name', 'bornOn', 'sex'])
  return {
    rows: people.map((one) => ({
      what: kinds[one.kind],
      idDocument: one.personNumber,
      name: one.name,
      birthdate: one.bornOn,
      gender: one.sex === 'male' ? 'MALE' : 'FEMALE',
      face: sandboxFace(one.personId).toString('base64'),
    })),
  }
}

const kinds = {
  adult: { vi: 'Người lớn có tài khoản mức 2', en: 'Adult with a level-2 account' },
  'without-account': { vi: 'Chưa có tài khoản định danh', en: 'Without an electronic identity' },
  child: { vi: 'Trẻ em', en: 'Child' },
  foreigner: { vi: 'Người nước ngoài có tài khoản', en: 'Foreigner with an account' },
  dead: { vi: 'Đã mất', en: 'Deceased' },
}
