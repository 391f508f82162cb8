/** Homes of tests: communes, dwellings and households of their own, made through the register's own acts. */
import { registerDwelling, registerPermanentResidence } from '#residence'
import type { PersonNumber, Uuid } from '../platform/schemas.ts'
import type { Platform } from './index.ts'
import { type Born, born, couple } from './people.ts'

/** Communes of today in Hà Nội, in the order of their codes. */
export async function communes({ sql }: Platform): Promise<number[]> {
  const rows = await sql<{ unitId: number }[]>`
    select c.unit_id
    from reference.unit_versions c
    join reference.unit_versions p on p.unit_id = c.parent_id and p.level = 'province' and p.valid_until is null
    where c.level = 'commune' and c.valid_until is null and p.code = '01'
    order by c.code`
  return rows.map(({ unitId }) => unitId)
}

export async function provinceOf({ sql }: Platform, communeId: number): Promise<number> {
  const [row] = await sql<{ parentId: number }[]>`
    select parent_id from reference.unit_versions where unit_id = ${communeId} and valid_until is null`
  return row!.parentId
}

let numbered = 0

/** A house with its owner, or of the city when nobody is named. */
export async function dwelling({ act }: Platform, unitId: number, owner?: PersonNumber): Promise<Uuid> {
  numbered += 1
  const addressLine = `Số ${numbered} ngõ 34 Đội Cấn`
  const owners = [owner ? { personNumber: owner } : { organisation: 'Ủy ban nhân dân thành phố' }]
  return await act((call) =>
    registerDwelling(call, { unitId, addressLine, kind: 'house', owners, ownedFrom: '2000-01-01' }),
  )
}

/** Registers people permanently in a new household of a dwelling; the first is its head. */
export async function household(
  { act }: Platform,
  dwellingId: Uuid,
  people: readonly { number: PersonNumber; relation?: string }[],
  on = '2016-01-01',
): Promise<Uuid> {
  const movers = people.map(({ number, relation }, i) => ({
    personNumber: number,
    relationToHead: i === 0 ? 'head' : (relation ?? 'other'),
  }))
  const registered = await act((call) => registerPermanentResidence(call, { people: movers, dwellingId, on }))
  return registered.householdId
}

/** A couple at home in a commune of Hà Nội, a second commune, and an officer. */
export interface Scene {
  here: number
  there: number
  province: number
  husband: Born
  wife: Born
  home: Uuid
  householdId: Uuid
  police: Born
}

export async function scene(platform: Platform): Promise<Scene> {
  const [here, there] = (await communes(platform)) as [number, number]
  const { husband, wife } = await couple(platform)
  const home = await dwelling(platform, here, husband.number)
  const householdId = await household(platform, home, [husband, { ...wife, relation: 'wife' }])
  const police = await born(platform, { name: 'Phạm Văn Công', sex: 'male', bornOn: '1988-08-08' })
  const province = await provinceOf(platform, here)
  return { here, there, province, husband, wife, home, householdId, police }
}

/** Public ids of people who live alone in a commune, each in a house of his own. */
export async function homesOfScene(platform: Platform, unitId: number, count: number): Promise<Uuid[]> {
  const ids: Uuid[] = []
  for (let i = 0; i < count; i++) {
    const one = await born(platform)
    await household(platform, await dwelling(platform, unitId, one.number), [one])
    ids.push(one.personId)
  }
  return ids
}
