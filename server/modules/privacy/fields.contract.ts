/** What data a consent can be about, in words a person understands. Browser-safe. */
import { Type } from 'typebox'
import type { Words } from '#platform/schemas.ts'

export const consentFieldWords = {
  name: { vi: 'Họ, chữ đệm và tên', en: 'Name' },
  birthdate: { vi: 'Ngày, tháng, năm sinh', en: 'Date of birth' },
  gender: { vi: 'Giới tính', en: 'Sex' },
  nationality: { vi: 'Quốc tịch', en: 'Nationality' },
  homeTown: { vi: 'Quê quán', en: 'Home town' },
  address: { vi: 'Nơi thường trú', en: 'Permanent residence' },
  phoneNumber: { vi: 'Số điện thoại', en: 'Phone number' },
  email: { vi: 'Thư điện tử', en: 'E-mail' },
  face: { vi: 'So khớp khuôn mặt (không giao ảnh)', en: 'Face match (no picture is handed over)' },
  lifeEvents: {
    vi: 'Thay đổi về hộ tịch và cư trú, kể từ khi đồng ý',
    en: 'Changes of civil status and residence, from when it is agreed',
  },
  age18: { vi: 'Đã đủ 18 tuổi hay chưa', en: 'Whether 18 or older' },
} as const satisfies Record<string, Words>
export type ConsentField = keyof typeof consentFieldWords
export const consentFields = Object.keys(consentFieldWords) as ConsentField[]

export const ConsentFieldName = Type.Unsafe<ConsentField>(
  Type.Union(consentFields.map((field) => Type.Literal(field))),
)
