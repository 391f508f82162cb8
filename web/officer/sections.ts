import type { Role } from '@platform/server/platform/endpoint.ts'
import type { IconName } from '../kit/Icon.tsx'
import { text, useText } from '../kit/text.ts'
import {
  administrators,
  answerers,
  bulkOfficers,
  cashiers,
  changeReaders,
  counters,
  followers,
  handlers,
  inspectors,
  lookers,
  reconcilers,
  registrars,
  useMe,
} from './me.ts'
import { paths } from './paths.ts'

const words = text({
  counter: { vi: 'Tại quầy', en: 'Counter' },
  counterWhat: {
    vi: 'Nộp hồ sơ thay người dân đang có mặt, biểu mẫu mở ra đã điền sẵn.',
    en: 'File for whoever stands at the counter, in a form that is filled in already.',
  },
  deadlines: { vi: 'Theo dõi hạn', en: 'Deadlines' },
  deadlinesWhat: {
    vi: 'Hồ sơ quá hạn được báo lên, và hồ sơ ngày mai sẽ quá hạn.',
    en: 'Overdue dossiers raised to you, and what will be late tomorrow.',
  },
  opinions: { vi: 'Ý kiến', en: 'Opinions' },
  opinionsWhat: {
    vi: 'Trả lời cơ quan khác hỏi ý kiến về hồ sơ của họ.',
    en: 'Answer other offices that ask for your opinion on a dossier of theirs.',
  },
  civilStatus: { vi: 'Hộ tịch', en: 'Civil status' },
  civilStatusWhat: {
    vi: 'Sổ khai sinh, kết hôn, khai tử của xã, phường.',
    en: 'The books of births, marriages and deaths of the commune.',
  },
  people: { vi: 'Tra cứu người', en: 'People' },
  peopleWhat: {
    vi: 'Mở hồ sơ dân cư của một người trong địa bàn. Mỗi lượt tra cứu đều được ghi lại.',
    en: 'Open the file of a person in your area. Every look-up is recorded.',
  },
  residence: { vi: 'Cư trú', en: 'Residence' },
  residenceWhat: {
    vi: 'Người và hộ đang đăng ký cư trú trong xã, phường.',
    en: 'People and households registered in a commune.',
  },
  quality: { vi: 'Chất lượng dữ liệu', en: 'Data quality' },
  qualityWhat: {
    vi: 'Sửa chỗ sai, xét bản ghi trùng, trả lời đề nghị của người dân.',
    en: 'Correct what is wrong, look at likely duplicates, answer what citizens propose.',
  },
  lists: { vi: 'Danh sách', en: 'Lists' },
  listsWhat: {
    vi: 'Nạp danh sách được giao, xuất danh sách để làm việc; việc lớn cần hai cán bộ.',
    en: 'Load delivered lists, hand out lists for work; large ones take two officers.',
  },
  changes: { vi: 'Biến động', en: 'Changes' },
  changesWhat: {
    vi: 'Sinh, mất, kết hôn, chuyển đến, chuyển đi trong địa bàn.',
    en: 'Births, deaths, marriages, arrivals and departures in your area.',
  },
  accounts: { vi: 'Tài khoản định danh', en: 'Identities' },
  accountsWhat: {
    vi: 'Cấp, kích hoạt, khóa và mở tài khoản định danh.',
    en: 'Issue, activate, lock and open electronic identities.',
  },
  log: { vi: 'Nhật ký truy cập', en: 'Access log' },
  logWhat: {
    vi: 'Ai đã xem hoặc sửa dữ liệu, vì việc gì, lượt nào bị từ chối.',
    en: 'Who read or changed data, for what, and which attempts were refused.',
  },
  disputes: { vi: 'Khiếu nại', en: 'Disputes' },
  disputesWhat: {
    vi: 'Trả lời người dân nói “không phải tôi”, xem dấu hiệu dò đoán.',
    en: 'Answer people who say it was not them; see what looks like guessing.',
  },
  feedback: { vi: 'Phản ánh', en: 'Feedback' },
  feedbackWhat: {
    vi: 'Trả lời phản ánh, kiến nghị, khiếu nại trong hạn.',
    en: 'Answer feedback and complaints within their term.',
  },
  payments: { vi: 'Phí, lệ phí', en: 'Fees' },
  paymentsWhat: {
    vi: 'Đối chiếu tiền đã thu, trả lại tiền mặt.',
    en: 'Compare what was taken, give cash back.',
  },
  partners: { vi: 'Đối tác', en: 'Partners' },
  partnersWhat: {
    vi: 'Duyệt hệ thống xin dùng dữ liệu thật, dừng hệ thống có vấn đề.',
    en: 'Approve systems that ask for real data, suspend those in trouble.',
  },
  publishing: { vi: 'Công bố dịch vụ', en: 'Publishing services' },
  publishingWhat: {
    vi: 'Phiên bản của từng dịch vụ, kết nối với cơ sở dữ liệu của cơ quan khác.',
    en: 'Versions of each service, connections with registers of other agencies.',
  },
  operations: { vi: 'Vận hành', en: 'Operations' },
  operationsWhat: {
    vi: 'Lỗi ngoài dự kiến và những việc đang chờ thử lại.',
    en: 'Unexpected errors and what waits to be tried again.',
  },
})

export interface Section {
  to: string
  icon: IconName
  label: string
  /** What it is for, in a sentence. */
  what: string
}

/** The parts of the app that the officer's position is for: the sections of the head, the doors of the first page. */
export function useSections(): Section[] {
  const t = useText(words)
  const held = useMe().data?.actingAs?.roles ?? []
  const holds = (...roles: readonly Role[]) => roles.some((role) => held.includes(role))
  // Books are kept by the registrar, and by the chair, who signs.
  const keepsBooks = holds('civil-status') || (holds('signing-leader') && holds('steering'))
  const accounts = holds('residence') ? paths.accounts() : paths.lockRequests()
  const sections: (Section & { open: boolean })[] = [
    {
      open: holds(...counters),
      to: paths.counter(),
      icon: 'edit',
      label: t.counter,
      what: t.counterWhat,
    },
    {
      open: holds(...followers),
      to: paths.deadlines(),
      icon: 'clock',
      label: t.deadlines,
      what: t.deadlinesWhat,
    },
    {
      open: holds(...answerers),
      to: paths.opinions(),
      icon: 'people',
      label: t.opinions,
      what: t.opinionsWhat,
    },
    {
      open: keepsBooks,
      to: paths.civilStatus(),
      icon: 'people',
      label: t.civilStatus,
      what: t.civilStatusWhat,
    },
    { open: holds(...lookers), to: paths.people(), icon: 'search', label: t.people, what: t.peopleWhat },
    {
      open: holds(...registrars),
      to: paths.residence(),
      icon: 'home',
      label: t.residence,
      what: t.residenceWhat,
    },
    {
      open: holds('residence', 'data-steward'),
      to: paths.findings(),
      icon: 'check',
      label: t.quality,
      what: t.qualityWhat,
    },
    { open: holds(...bulkOfficers), to: paths.lists(), icon: 'folder', label: t.lists, what: t.listsWhat },
    {
      open: holds(...changeReaders),
      to: paths.changes(),
      icon: 'clock',
      label: t.changes,
      what: t.changesWhat,
    },
    {
      open: holds('residence', 'data-steward'),
      to: accounts,
      icon: 'key',
      label: t.accounts,
      what: t.accountsWhat,
    },
    { open: holds(...inspectors), to: paths.log(), icon: 'eye', label: t.log, what: t.logWhat },
    {
      open: holds(...inspectors),
      to: paths.disputes(),
      icon: 'warning',
      label: t.disputes,
      what: t.disputesWhat,
    },
    {
      open: holds(...handlers),
      to: paths.cases(),
      icon: 'edit',
      label: t.feedback,
      what: t.feedbackWhat,
    },
    {
      open: holds(...reconcilers, ...cashiers),
      to: paths.payments(),
      icon: 'check',
      label: t.payments,
      what: t.paymentsWhat,
    },
    {
      open: holds(...administrators),
      to: paths.partners(),
      icon: 'services',
      label: t.partners,
      what: t.partnersWhat,
    },
    {
      open: holds(...administrators),
      to: paths.publishing(),
      icon: 'folder',
      label: t.publishing,
      what: t.publishingWhat,
    },
    {
      open: holds(...administrators),
      to: paths.operations(),
      icon: 'warning',
      label: t.operations,
      what: t.operationsWhat,
    },
  ]
  return sections.filter(({ open }) => open)
}
