/** People of the demo, by hand: who they are, where they live and what they own. */

import { addDays, addYears } from '#platform/day.ts'
import { dayNumber, dayText, NEVER } from './days.ts'
import { FIRM } from './demo-organisation.ts'
import type { Fact } from './facts.ts'
import { relationToHead } from './kinship.ts'
import { KINH, type Sex } from './names.ts'
import type { Dwelling, Household, Person } from './people-and-homes.ts'
import { type Commune, communeByCode, denseCommunes, organisations, type Places } from './places.ts'
import type { Random } from './random.ts'
import type { Homes } from './scene.ts'

export interface DemoCast extends Homes {
  known: { role: string; person: Person; words: { vi: string; en: string } }[]
  /** Adds a person and, on their birthday, the fact of it. */
  born(name: string, sex: Sex, on: string, origin: Commune, more?: Partial<Person>): Person
  /** A home that a head forms on a day, with the others in it; owners are persons or an organisation. */
  live(
    head: Person,
    others: Person[],
    place: Commune,
    since: string,
    owners: (Person | string)[],
    line?: string,
  ): Household
}

interface CastSettings {
  places: Places
  today: number
  address(place: Commune, random: Random): string
}

export function demoCast(random: Random, settings: CastSettings): DemoCast {
  const cast = emptyCast(random, settings)
  const { born, live } = cast
  const at = (code: string) => communeByCode(settings.places, code)
  const ward = at(denseCommunes.ward)
  const rural = at(denseCommunes.rural)
  const upland = at(denseCommunes.upland)
  const elsewhere = settings.places.communes.get(neighbourOf(ward, settings.places))!
  const know = (role: string, person: Person, vi: string, en: string) =>
    cast.known.push({ role, person, words: { vi, en } })

  // Rural commune: a man with his wife, two children and his mother.
  const grandmother = born('Phạm Thị Hoa', 'female', '1958-09-14', rural)
  const hoa = born('Trần Văn Hòa', 'male', '1986-03-12', rural, { mother: grandmother })
  const lan = born('Nguyễn Thị Lan', 'female', '1988-11-05', rural)
  marry(cast, hoa, lan, '2012-01-08')
  const khoi = born('Trần Minh Khôi', 'male', '2016-05-20', rural, { father: hoa, mother: lan })
  const ngoc = born('Trần Bảo Ngọc', 'female', '2020-08-02', rural, { father: hoa, mother: lan })
  live(hoa, [lan, grandmother, khoi, ngoc], rural, '2012-03-15', [hoa, lan], 'Nhà số 18, thôn Đông')
  know(
    'citizen',
    hoa,
    'Trần Văn Hòa, công dân xã Đông Hưng, muốn tạm trú ở phường Ba Đình cùng con trai',
    'Trần Văn Hòa, of Đông Hưng, wants to live for a time in Ba Đình with his son',
  )
  know('spouse', lan, 'Nguyễn Thị Lan, vợ ông Hòa', 'Nguyễn Thị Lan, his wife')

  // The ward: a household that rents a house of a couple who live in another ward.
  const thanh = born('Đỗ Văn Thành', 'male', '1955-02-17', elsewhere)
  const mai = born('Hoàng Thị Mai', 'female', '1957-06-30', elsewhere)
  marry(cast, thanh, mai, '1979-12-02')
  live(thanh, [mai], elsewhere, '1980-05-10', [thanh, mai])
  const minh = born('Lê Quang Minh', 'male', '1979-04-25', ward)
  const ha = born('Vũ Thu Hà', 'female', '1981-10-09', ward)
  marry(cast, minh, ha, '2006-11-18')
  const han = born('Lê Gia Hân', 'female', '2009-07-11', ward, { father: minh, mother: ha })
  live(minh, [ha, han], ward, '2014-09-03', [thanh, mai], 'Số 6, ngõ 22, phố Châu Long')
  know(
    'head',
    minh,
    'Lê Quang Minh, chủ hộ tại số 6 ngõ 22 phố Châu Long, phường Ba Đình',
    'Lê Quang Minh, head of the household at 6, lane 22, Châu Long street, Ba Đình',
  )
  know(
    'owner',
    thanh,
    'Đỗ Văn Thành, đồng chủ sở hữu căn nhà đó',
    'Đỗ Văn Thành, one of the two owners of that house',
  )
  know('co-owner', mai, 'Hoàng Thị Mai, đồng chủ sở hữu căn nhà đó', 'Hoàng Thị Mai, the other owner')

  // A student whose term in a boarding house of a company ends within days, and who turns 25 within weeks.
  const turns25 = dayText(settings.today + 20)
  const huong = born('Nguyễn Thu Hương', 'female', addYears(turns25, -25), rural)
  const hung = born('Nguyễn Văn Hùng', 'male', '1976-12-01', rural)
  const hien = born('Lê Thị Hiền', 'female', '1978-03-19', rural)
  marry(cast, hung, hien, '1998-10-15')
  Object.assign(huong, { father: hung, mother: hien })
  live(hung, [hien, huong], rural, '1999-02-20', [hung, hien])
  lodge(cast, huong, ward, dayText(settings.today - 355), dayText(settings.today + 10), random, settings)
  know(
    'lodger',
    huong,
    'Nguyễn Thu Hương, sinh viên tạm trú ở Ba Đình, sắp hết hạn',
    'Nguyễn Thu Hương, a student in Ba Đình whose term ends soon',
  )

  // Upland commune: a Hmông family.
  const pao = born('Giàng A Páo', 'male', '1990-06-06', upland, { ethnicGroup: '08' })
  const my = born('Sùng Thị Mỷ', 'female', '1992-02-12', upland, { ethnicGroup: '08' })
  marry(cast, pao, my, '2013-01-20')
  const su = born('Giàng A Sử', 'male', '2014-04-04', upland, { father: pao, mother: my, ethnicGroup: '08' })
  live(pao, [my, su], upland, '2013-04-11', [pao, my])
  know('upland-citizen', pao, 'Giàng A Páo, công dân xã Bắc Hà', 'Giàng A Páo, of Bắc Hà')

  // Retired people on their own, and a company's house.
  const binh = born('Bùi Thị Bình', 'female', '1949-01-01', ward)
  live(binh, [], ward, '1984-06-01', [binh])
  know(
    'elder',
    binh,
    'Bùi Thị Bình, cụ bà sống một mình ở phường Ba Đình',
    'Bùi Thị Bình, an old lady who lives alone in Ba Đình',
  )

  // A young couple who live with the husband's widowed father: where a child is born, and a man dies.
  const sau = born('Nguyễn Văn Sáu', 'male', '1951-05-08', ward)
  const nam = born('Nguyễn Hoàng Nam', 'male', '1995-09-17', ward, { father: sau })
  const anh = born('Phạm Ngọc Anh', 'female', '1997-12-02', ward)
  marry(cast, nam, anh, '2023-02-12')
  live(sau, [nam, anh], ward, '1990-04-02', [sau], 'Số 15, ngõ 5, phố Hàng Bún')
  know(
    'young-mother',
    anh,
    'Phạm Ngọc Anh, vợ anh Nam, phường Ba Đình, vừa sinh con',
    'Phạm Ngọc Anh of Ba Đình, who has just had a child',
  )
  know(
    FIRM.representative,
    nam,
    `Nguyễn Hoàng Nam, chồng chị Ngọc Anh, người đại diện theo pháp luật của ${FIRM.name}`,
    `Nguyễn Hoàng Nam, her husband, legal representative of ${FIRM.en}`,
  )
  know(
    'grandfather',
    sau,
    'Nguyễn Văn Sáu, cha anh Nam, chủ hộ và chủ nhà',
    'Nguyễn Văn Sáu, his father, head of the household and owner of the house',
  )
  return cast
}

/** Another ward of the same province. */
function neighbourOf(ward: Commune, places: Places): number {
  const found = [...places.communes.values()].find(
    (one) => one.provinceId === ward.provinceId && one.kind === 'ward' && one !== ward,
  )
  return found!.unitId
}

function emptyCast(random: Random, { address }: CastSettings): DemoCast {
  const facts: Fact[] = []
  const dwellings: Dwelling[] = []
  const households: Household[] = []
  return {
    facts,
    dwellings,
    households,
    known: [],
    born(name, sex, birthday, origin, more = {}) {
      const on = dayNumber(birthday)
      const person: Person = {
        name,
        sex,
        origin,
        born: on,
        died: NEVER,
        father: undefined,
        mother: undefined,
        children: [],
        marriages: [],
        ethnicGroup: KINH,
        religion: '99',
        surname: name.split(' ')[0]!,
        region: origin.facts.region,
        registered: true,
        ...more,
      }
      facts.push({ kind: 'birth', person, on, knownOn: on, place: origin })
      return person
    },
    live(head, others, place, since, owners, line) {
      const from = dayNumber(since)
      const dwelling: Dwelling = {
        place,
        line: line ?? address(place, random),
        kind: 'house',
        areaM2: random.between(45, 110),
        since: from,
        owners: owners.map((owner) => ({
          person: typeof owner === 'string' ? undefined : owner,
          organisation: typeof owner === 'string' ? owner : undefined,
          from,
          until: NEVER,
        })),
      }
      const household: Household = {
        place,
        dwelling,
        head,
        members: [head, ...others],
        lodgers: [],
        temporary: false,
        known: true,
        dissolvedOn: NEVER,
      }
      dwellings.push(dwelling)
      households.push(household)
      for (const person of household.members) {
        const on = Math.max(from, person === head ? from : person.born + 20)
        const relation = relationToHead(person, head, on)
        const forms = person === head
        person.home = household
        person.homeSince = on
        facts.push({
          kind: 'permanent-residence-registration',
          person,
          on,
          knownOn: on,
          household,
          relation,
          forms,
        })
      }
      return household
    },
  }
}

function marry(cast: DemoCast, husband: Person, wife: Person, wedding: string) {
  const on = dayNumber(wedding)
  const marriage = { husband, wife, on, until: NEVER, end: undefined }
  husband.marriages.push(marriage)
  wife.marriages.push(marriage)
  husband.spouse = wife
  wife.spouse = husband
  const cause: Fact = { kind: 'marriage', person: husband, spouse: wife, on, knownOn: on }
  cast.facts.push(cause, { kind: 'marriage', person: wife, spouse: husband, on, knownOn: on, cause })
}

function lodge(
  cast: DemoCast,
  person: Person,
  place: Commune,
  from: string,
  until: string,
  random: Random,
  settings: CastSettings,
) {
  const on = dayNumber(from)
  const dwelling: Dwelling = {
    place,
    line: `Khu nhà trọ, ${settings.address(place, random)}`,
    kind: 'room',
    areaM2: 320,
    since: on,
    owners: [
      {
        person: undefined,
        organisation: organisations.boarding[0]!,
        from: dayNumber(addDays(from, -900)),
        until: NEVER,
      },
    ],
  }
  const household: Household = {
    place,
    dwelling,
    head: person,
    members: [],
    lodgers: [person],
    temporary: true,
    known: true,
    dissolvedOn: NEVER,
  }
  cast.dwellings.push(dwelling)
  cast.households.push(household)
  person.lodging = household
  cast.facts.push({
    kind: 'temporary-residence-registration',
    person,
    on,
    knownOn: on,
    household,
    relation: 'head',
    forms: true,
    until: dayNumber(until),
  })
}
