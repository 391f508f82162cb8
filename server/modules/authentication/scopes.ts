import type { Words } from '#platform/schemas.ts'

interface Scope {
  /** What it hands over, in words a person understands; empty for scopes that hand over nothing. */
  words: Words
  claims: readonly string[]
}

/**
 * What a relying party may ask for (phạm vi dữ liệu). Each is a few claims of the register or the account. The
 * person's number is a scope of its own: it leaves only where a law or the person says so.
 */
export const scopes = {
  openid: {
    words: { vi: 'Xác nhận đúng là bạn', en: 'That it is you' },
    claims: ['sub', 'account_level', 'legal_value'],
  },
  profile: {
    words: { vi: 'Họ tên, ngày sinh, giới tính', en: 'Name, birth date, sex' },
    claims: ['name', 'birthdate', 'gender'],
  },
  number: { words: { vi: 'Số định danh cá nhân', en: 'Personal number' }, claims: ['person_number'] },
  address: {
    words: { vi: 'Nơi thường trú', en: 'Place of permanent residence' },
    claims: ['address'],
  },
  nationality: {
    words: {
      vi: 'Quốc tịch; với người nước ngoài, loại thẻ cư trú và ngày hết hạn',
      en: 'Nationality; of a foreigner, kind and end of the residence card',
    },
    claims: ['nationalities', 'document_kind', 'document_valid_until'],
  },
  phone: {
    words: { vi: 'Số điện thoại của tài khoản', en: 'Phone number of your account' },
    claims: ['phone_number', 'phone_number_verified'],
  },
  email: {
    words: { vi: 'Thư điện tử của tài khoản', en: 'E-mail of your account' },
    claims: ['email', 'email_verified'],
  },
  represented: {
    words: {
      vi: 'Bạn được làm thay ai: con chưa thành niên, người được giám hộ, người ủy quyền cho bạn',
      en: 'Whom you may act for: minor children, wards, those who gave you a mandate',
    },
    claims: ['represented'],
  },
  on_behalf: {
    words: {
      vi: 'Bạn đăng nhập cho chính mình, hay thay cho con, người ủy quyền hoặc tổ chức',
      en: 'Whether you sign in for yourself, or for a child, somebody who mandated you or an organisation',
    },
    claims: ['act', 'subject_kind', 'representation', 'organisation_code', 'organisation_name'],
  },
  offline_access: {
    words: {
      vi: 'Giữ kết nối khi bạn không mở trang này',
      en: 'Stay connected while you do not have the page open',
    },
    claims: [],
  },
} as const satisfies Record<string, Scope>
export type ScopeName = keyof typeof scopes
export const scopeNames = Object.keys(scopes) as ScopeName[]
