/** What the ward asks of other services than residence, and how far each came, in working days before the seeding. */
import type { Goal } from './dossier-plan.ts'

/** At the committee: an officer decides. */
export interface AtCommittee {
  service: string
  answers: Record<string, unknown>
  goal: Exclude<Goal, 'rejected' | 'disagreed' | 'confirmation' | 'stay'> | 'opinion-asked' | 'postponed'
  daysAgo: number
}

const MARITAL_STATUS = '1.004873'
const EXTRACT = '2.000635'
const statusFor = (goal: AtCommittee['goal'], daysAgo: number): AtCommittee => ({
  service: MARITAL_STATUS,
  answers: { forWhat: 'marriage', declared: true },
  goal,
  daysAgo,
})
const extract = (goal: AtCommittee['goal'], daysAgo: number): AtCommittee => ({
  service: EXTRACT,
  answers: { book: 'birth', declared: true },
  goal,
  daysAgo,
})

export const atCommittee: readonly AtCommittee[] = [
  statusFor('approved', 9),
  extract('approved', 7),
  statusFor('supplement-asked', 6),
  statusFor('processing', 6),
  extract('refused', 5),
  statusFor('withdrawn', 5),
  statusFor('supplement-given', 4),
  statusFor('opinion-asked', 2),
  statusFor('sent-back', 2),
  statusFor('proposed', 2),
  extract('payment-asked', 1),
  statusFor('postponed', 1),
  extract('new', 0),
  statusFor('new', 0),
]

/** With a register of another agency, which decides by itself once the fee is paid; answered as the bundle's example. */
export interface Elsewhere {
  service: string
  daysAgo: number
  /** `paid-back`: the register refuses what was paid for. `waits`: it does not answer. */
  goal: 'owed' | 'done' | 'refused' | 'paid-back' | 'waits'
  /** A digital citizen: the five items of the law are held. */
  digital?: true
}

const CARD = '1.014061'
export const elsewhere: readonly Elsewhere[] = [
  { service: CARD, daysAgo: 8, goal: 'done' },
  { service: CARD, daysAgo: 6, goal: 'paid-back' },
  { service: CARD, daysAgo: 4, goal: 'done', digital: true },
  { service: '0.006025', daysAgo: 3, goal: 'done' },
  { service: '0.422001', daysAgo: 3, goal: 'refused' },
  { service: '0.422017', daysAgo: 1, goal: 'waits' },
  { service: CARD, daysAgo: 1, goal: 'owed' },
]

/** Items by which the law knows a digital citizen, as the registers hold them. Resolution 66.22/2026/NQ-CP. */
export const digitalItems: Readonly<Record<string, Record<string, string>>> = {
  'payment-accounts': { linkedAccount: '970436 · ***6789' },
  'social-assistance': { benefitAccount: '970436 · ***6789' },
  'health-insurance': { healthCard: 'GD4 01 012 345 67890' },
}

/** What the citizen of the demo has behind him already, so that his pages are not empty at the first look. */
export const byCitizen: readonly Elsewhere[] = [
  { service: '1.010041', daysAgo: 15, goal: 'done' },
  { service: '0.006025', daysAgo: 6, goal: 'done' },
]

/** Why the committee refuses an extract that was paid for at the counter. */
export const notInTheBook = {
  reasons: ['not-registered'],
  text: 'Sổ hộ tịch của phường không có đăng ký này; công dân đăng ký ở nơi khác',
}

export const praised = {
  subject: 'Nhận kết quả trên điện thoại',
  said: 'Nhận được giấy xác nhận có chữ ký số ngay trên điện thoại, không phải nghỉ làm. Mong thêm giờ làm việc sáng thứ bảy',
  answer: 'Cảm ơn bạn. Bộ phận Một cửa sẽ làm việc thêm sáng thứ bảy từ tháng tới.',
  published:
    'Có công dân mong Bộ phận Một cửa làm việc thêm sáng thứ bảy. Phường sẽ làm việc sáng thứ bảy từ tháng tới.',
}
export const waitsForAnswer = {
  subject: 'Đổi tên hợp đồng điện',
  said: 'Thủ tục nhanh, nhưng tôi mong có tin báo khi ngành điện đổi xong hóa đơn sang tên tôi',
}
