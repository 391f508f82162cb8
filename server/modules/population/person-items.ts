/** Items of article 9 of the Law on Identity as people read them, with where each comes from and why one is empty. */
import type { Call } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { Day, PersonNumber, Words } from '#platform/schemas.ts'
import { agencyById, codeItem, unitName, units } from '#reference'
import { absentReasons } from './absent-reasons.ts'
import type { AbsentReason, RegisterItem } from './contract.ts'
import type { FieldSources } from './field-sources.ts'
import type { LifeEvent } from './life-event.ts'
import type { PersonState } from './person-state.ts'
import { kindWords } from './timeline.ts'

/** What the items are made of: a state of the person, as of now or of any day. */
export interface ItemsOf extends PersonState {
  personNumber: PersonNumber
  oldNumber: string | null
  phone: string | null
  email: string | null
  sources: FieldSources
  /** The birth, where it says why something is empty. */
  birthRegisteredCountry: string | null
}

interface Written {
  item: number
  code: string
  label: Words
  value: string | null
  /** Why it may lawfully be empty. */
  absent: AbsentReason
  field?: string
}

export async function itemsOf(call: Call, person: ItemsOf): Promise<RegisterItem[]> {
  const written = await writtenItems(call, person)
  const authorities = await authoritiesOf(call, [...person.sources.values()])
  return written.map(({ item, code, label, value, absent, field }) => {
    const source = person.sources.get(field ?? code)
    return {
      item,
      code,
      label,
      value,
      absent: value === null || value === '' ? { code: absent, words: absentReasons[absent] } : null,
      validFrom: value === null ? null : (source?.effectiveOn ?? null),
      recordedAt: source?.recordedAt ?? null,
      source: source ? sourceOf(source, authorities) : null,
    }
  })
}

function sourceOf(event: LifeEvent, authorities: ReadonlyMap<number, Words>) {
  const { document } = (event.evidence ?? {}) as { document?: unknown }
  const { certificate } = event.payload as { certificate?: string }
  return {
    eventId: event.id,
    words: kindWords(event.kind),
    authority: event.agencyId === null ? null : (authorities.get(event.agencyId) ?? null),
    legalBasis: event.legalBasis,
    evidence: typeof document === 'string' ? document : (certificate ?? null),
    dossierId: event.dossierId,
  }
}

async function authoritiesOf(call: Call, events: readonly LifeEvent[]): Promise<Map<number, Words>> {
  const ids = [...new Set(events.map(({ agencyId }) => agencyId).filter((id) => id !== null))]
  const agencies = await Promise.all(ids.map((id) => agencyById(call.sql, id)))
  return new Map(
    agencies.flatMap((agency) =>
      agency ? [[agency.agencyId, { vi: agency.nameVi, en: agency.nameEn }] as const] : [],
    ),
  )
}

async function writtenItems(call: Call, person: ItemsOf): Promise<Written[]> {
  const { bornOn, status, diedOn } = person
  const inList = (list: string, code: string | null) => listed(call, list, code, person.validFrom)
  const place = (unitId: number | null) => placed(call, unitId, bornOn)
  const countries = await Promise.all(person.nationalities.map((code) => inList('nationalities', code)))
  const registered =
    (await place(person.birthRegisteredUnitId)) ??
    (await inList('nationalities', person.birthRegisteredCountry))
  const missing = status === 'missing' ? await inList('person-statuses', 'missing') : null
  const one = (
    item: number,
    code: string,
    vi: string,
    en: string,
    value: string | null,
    absent: AbsentReason = 'not-recorded',
    field?: string,
  ): Written => ({ item, code, label: { vi, en }, value, absent, ...(field ? { field } : {}) })
  return [
    one(1, 'name', 'Họ, chữ đệm và tên khai sinh', 'Name', person.name),
    one(2, 'otherName', 'Tên gọi khác', 'Other name', person.otherName, 'has-none'),
    one(3, 'personNumber', 'Số định danh cá nhân', 'Personal number', person.personNumber),
    one(4, 'bornOn', 'Ngày, tháng, năm sinh', 'Date of birth', birthday(person)),
    one(5, 'sex', 'Giới tính', 'Sex', await inList('sexes', person.sex)),
    one(
      6,
      'birthPlace',
      'Nơi sinh',
      'Place of birth',
      await place(person.birthUnitId),
      undefined,
      'birthUnitId',
    ),
    one(
      7,
      'birthRegistration',
      'Nơi đăng ký khai sinh',
      'Place of birth registration',
      registered,
      undefined,
      person.birthRegisteredUnitId === null ? 'birthRegisteredCountry' : 'birthRegisteredUnitId',
    ),
    one(
      8,
      'homeTown',
      'Quê quán',
      'Home town',
      await place(person.homeTownUnitId),
      undefined,
      'homeTownUnitId',
    ),
    one(9, 'ethnicGroup', 'Dân tộc', 'Ethnic group', await inList('ethnic-groups', person.ethnicGroup)),
    one(10, 'religion', 'Tôn giáo', 'Religion', await inList('religions', person.religion)),
    one(11, 'nationalities', 'Quốc tịch', 'Nationality', countries.join(', ')),
    one(12, 'bloodGroup', 'Nhóm máu', 'Blood group', person.bloodGroup, 'not-tested'),
    one(13, 'oldNumber', 'Số CMND 9 số', 'Old 9-digit number', person.oldNumber, 'never-issued'),
    one(14, 'card', 'Thẻ căn cước: ngày, nơi cấp, thời hạn', 'Identity card', null, 'register-not-there'),
    one(
      21,
      'maritalStatus',
      'Tình trạng hôn nhân',
      'Marital status',
      await inList('marital-statuses', person.maritalStatus),
    ),
    one(
      24,
      'diedOn',
      'Ngày, tháng, năm chết hoặc mất tích',
      'Date of death or disappearance',
      diedOn ? written(diedOn) : missing,
      'alive',
    ),
    one(25, 'phone', 'Số điện thoại', 'Phone', person.phone, 'not-given'),
    one(25, 'email', 'Thư điện tử', 'E-mail', person.email, 'not-given'),
    one(26, 'other', 'Thông tin khác', 'Other information', null, 'register-not-there'),
  ]
}

async function listed(call: Call, list: string, code: string | null, on: Day): Promise<string | null> {
  if (code === null) return null
  const item = (await codeItem(call, list, code, on)) ?? (await codeItem(call, list, code, dayOf(call.now)))
  return item?.vi ?? code
}

/** A place keeps the name it had then: old papers are not rewritten. */
async function placed(call: Call, unitId: number | null, on: Day): Promise<string | null> {
  return unitId === null ? null : unitName(await units(call), unitId, on)
}

function written(day: Day): string {
  return day.split('-').reverse().join('/')
}

/** As people write it: 05/03/1952, 03/1952 or 1952. */
export function birthday({ bornOn, bornPrecision }: Pick<PersonState, 'bornOn' | 'bornPrecision'>): string {
  if (bornPrecision === 'Y') return bornOn.slice(0, 4)
  return bornPrecision === 'M' ? written(bornOn.slice(0, 7)) : written(bornOn)
}
