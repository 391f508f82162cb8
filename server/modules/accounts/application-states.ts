/**
 * The life of an application for an account (hồ sơ đề nghị cấp tài khoản). Decree 69/2024/NĐ-CP: confirmed contacts,
 * then submitted with a clock, then approved or refused; begun and never confirmed, it ends by itself.
 */
export const applicationStates = {
  confirming: ['submitted', 'ended'],
  submitted: ['approved', 'refused', 'ended'],
  approved: [],
  refused: [],
  ended: [],
} as const satisfies Record<string, readonly string[]>
export type ApplicationState = keyof typeof applicationStates

export function mayMove(from: ApplicationState, to: ApplicationState): boolean {
  return (applicationStates[from] as readonly string[]).includes(to)
}

/** Why an application was refused; the words go to whoever applied. */
export const refusals = {
  'no-match': {
    vi: 'Thông tin chưa khớp với Cơ sở dữ liệu quốc gia về dân cư',
    en: 'What was given does not match the population register',
  },
  'account-exists': { vi: 'Người này đã có tài khoản', en: 'This person already has an account' },
  'open-already': { vi: 'Đã có một hồ sơ đang xử lý', en: 'An application is under way already' },
  'phone-taken': {
    vi: 'Số điện thoại đang gắn với tài khoản khác. Mang thẻ căn cước đến công an xã, phường bất kỳ',
    en: 'The phone belongs to another account. Take your identity card to any commune police office',
  },
  'too-young': {
    vi: 'Người dưới 14 tuổi đăng ký qua tài khoản của cha, mẹ hoặc người giám hộ',
    en: 'Whoever is under 14 applies through the account of a parent or guardian',
  },
  'not-resident': {
    vi: 'Thông tin chưa khớp với người nước ngoài nào có thẻ tạm trú hoặc thẻ thường trú còn giá trị',
    en: 'What was given fits no foreigner with a valid temporary or permanent residence card',
  },
  'too-young-foreigner': {
    vi: 'Người nước ngoài dưới 14 tuổi: hệ thống này chưa cấp tài khoản qua cha, mẹ. Hãy hỏi cơ quan quản lý xuất nhập cảnh',
    en: 'Foreigners under 14: this system opens no account through a parent yet. Please ask the immigration office',
  },
  'not-the-person': {
    vi: 'Người đến quầy không khớp với dữ liệu căn cước',
    en: 'The person at the desk does not match the identity register',
  },
  'papers-missing': { vi: 'Thiếu giấy tờ theo quy định', en: 'Papers that the law asks for are missing' },
  other: { vi: 'Lý do khác, cán bộ đã giải thích', en: 'Another reason, which the officer explained' },
} as const
export type Refusal = keyof typeof refusals
