/** Searching people of the register: what may be asked, what is found, and why. */
import { type Static, Type } from 'typebox'
import { endpoint, type Role } from '#platform/endpoint.ts'
import { problem } from '#platform/problem.ts'
import { Day, Instant, Uuid, Words } from '#platform/schemas.ts'
import { BornPrecision, SexCode } from './civil-status-events.ts'

export const reasonNeeded = problem(422, 'population/reason-needed', {
  vi: 'Hãy ghi lý do tra cứu (ít nhất 10 ký tự) vì việc này không gắn với hồ sơ nào',
  en: 'Type the reason (at least 10 characters): this look-up stands on no dossier',
})
export const searchEnded = problem(404, 'population/search-ended', {
  vi: 'Kết quả tra cứu đã hết hạn, hãy tra cứu lại',
  en: 'The search has ended, please search again',
})
export const searchTooWide = problem(422, 'population/search-too-wide', {
  vi: 'Hãy nhập số định danh, số điện thoại, số hồ sơ cư trú; hoặc họ tên cùng ngày sinh, năm sinh hay xã, phường đang ở; hoặc địa chỉ cùng xã, phường',
  en: 'Give a personal number, a phone number, a residence file number; a name with a date of birth, a year of birth or a commune; or an address with its commune',
})

/** Positions that look people up in the register. */
export const registerOfficers: readonly Role[] = ['residence', 'case-officer', 'civil-status', 'data-steward']

export const FoundPerson = Type.Object({
  personId: Uuid,
  maskedNumber: Type.String(),
  name: Type.String(),
  sex: SexCode,
  bornOn: Day,
  bornPrecision: BornPrecision,
  status: Type.String(),
  /** How close the name is to the one that was typed. */
  nameMatch: Type.String(),
  /** Why this person was found, in words, most telling first. */
  because: Type.Array(Words),
})
export type FoundPerson = Static<typeof FoundPerson>

export const PersonSearch = Type.Object({
  searchId: Uuid,
  /** At most 50, the likeliest first. */
  rows: Type.Array(FoundPerson),
  /** More people fit than are shown: say more about the person. */
  beyond: Type.Boolean(),
  endsAt: Instant,
})
export type PersonSearch = Static<typeof PersonSearch>

export const NewPersonSearch = Type.Object({
  /** Someone picked from a list: opening his file wants a reason as well. */
  personId: Type.Optional(Uuid),
  number: Type.Optional(Type.String({ pattern: '^([0-9]{9}|[0-9]{12})$' })),
  /** With or without marks; a slip or two are forgiven with a date of birth, or with year and commune. */
  name: Type.Optional(Type.String({ minLength: 2, maxLength: 200 })),
  bornOn: Type.Optional(Day),
  bornInYear: Type.Optional(Type.Integer({ minimum: 1880, maximum: 2200 })),
  /** The commune of today where the person is registered. */
  unitId: Type.Optional(Type.Integer({ minimum: 1 })),
  phone: Type.Optional(Type.String({ minLength: 9, maxLength: 20 })),
  /** Residence file number (số hồ sơ cư trú): finds the household. */
  fileNumber: Type.Optional(Type.String({ pattern: '^[0-9]{12}$' })),
  /** House number, street, hamlet, with `unitId`: finds who is registered there. */
  address: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  dossierId: Type.Optional(Uuid),
  reason: Type.Optional(Type.String({ maxLength: 500 })),
})
export type NewPersonSearch = Static<typeof NewPersonSearch>

const lookUp = {
  officer: { roles: registerOfficers, within: 'territory', purpose: 'population/look-up' },
} as const

export const searchPeople = endpoint({
  method: 'POST',
  path: '/population/searches',
  summary: 'Search a person by number, name and birth, commune, phone, household or address',
  access: lookUp,
  personal: true,
  body: NewPersonSearch,
  reply: PersonSearch,
  problems: [searchTooWide, reasonNeeded],
})

export const readSearch = endpoint({
  method: 'GET',
  path: '/population/searches/:searchId',
  summary: 'Read the people a search found, again',
  access: lookUp,
  personal: true,
  params: Type.Object({ searchId: Uuid }),
  reply: PersonSearch,
  problems: [searchEnded],
})
