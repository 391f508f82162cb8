/** What people are told about dossiers, and in which words: two sentences each, nobody's data. */
import type { Words } from '#platform/schemas.ts'

export type Telling =
  | 'submitted'
  | 'accepted'
  | 'rejected'
  | 'supplement-asked'
  | 'payment-asked'
  | 'approved'
  | 'refused'
  | 'withdrawn'
  | 'stopped'
  | 'reopened'
  | 'postponed'
  | 'approval-asked'
  | 'approval-reminded'
  | 'approval-given'
  | 'approval-refused'
  | 'document-signed'
  | 'claim-granted'
  | 'claim-refused'
  | 'claim-withdrawn'
  | 'fee-refunded'
  | 'mandate-proposed'
  | 'mandate-agreed'
  | 'mandate-refused'
  | 'mandate-ended'

interface Text {
  title: Words
  body: Words
}

/** `{service}` and `{code}` are filled in. */
const texts: Readonly<Record<Telling, Text>> = {
  'mandate-proposed': {
    title: { vi: 'Đề nghị ủy quyền', en: 'A mandate is proposed' },
    body: {
      vi: 'Có người đề nghị lập giấy ủy quyền với bạn. Mở ra để xem và trả lời.',
      en: 'Someone proposes a mandate to you. Open it to read and answer.',
    },
  },
  'mandate-agreed': {
    title: { vi: 'Giấy ủy quyền có hiệu lực', en: 'The mandate holds' },
    body: { vi: 'Người kia đã đồng ý giấy ủy quyền.', en: 'The other side agreed to the mandate.' },
  },
  'mandate-refused': {
    title: { vi: 'Giấy ủy quyền bị từ chối', en: 'The mandate was refused' },
    body: { vi: 'Người kia không đồng ý giấy ủy quyền.', en: 'The other side did not agree to the mandate.' },
  },
  'mandate-ended': {
    title: { vi: 'Giấy ủy quyền đã chấm dứt', en: 'A mandate ended' },
    body: {
      vi: 'Từ lúc này không ai làm thay theo giấy ủy quyền đó nữa.',
      en: 'From now on nobody acts by that mandate.',
    },
  },
  submitted: {
    title: { vi: 'Đã nộp: {service}', en: 'Filed: {service}' },
    body: { vi: 'Hồ sơ {code} đã được ghi nhận.', en: 'Dossier {code} is recorded.' },
  },
  accepted: {
    title: { vi: 'Đã tiếp nhận: {service}', en: 'Accepted: {service}' },
    body: {
      vi: 'Hồ sơ {code} đã được tiếp nhận. Mở hồ sơ để xem ngày hẹn trả kết quả.',
      en: 'Dossier {code} is accepted. Open it to see when the result is due.',
    },
  },
  rejected: {
    title: { vi: 'Chưa được tiếp nhận: {service}', en: 'Not accepted: {service}' },
    body: {
      vi: 'Hồ sơ {code} chưa được tiếp nhận. Mở hồ sơ để xem lý do.',
      en: 'Dossier {code} was not accepted. Open it to see why.',
    },
  },
  reopened: {
    title: { vi: 'Mở lại hồ sơ: {service}', en: 'Opened again: {service}' },
    body: {
      vi: 'Khiếu nại của bạn đúng. Quyết định từ chối hồ sơ {code} đã bị hủy, cơ quan xem xét lại từ đầu.',
      en: 'Your complaint was right. The refusal of dossier {code} is cancelled and the office looks at it anew.',
    },
  },
  'supplement-asked': {
    title: { vi: 'Cần bổ sung: {service}', en: 'Please complete: {service}' },
    body: {
      vi: 'Cán bộ cần bạn bổ sung hồ sơ {code}. Thời gian chờ bạn không tính vào hạn giải quyết.',
      en: 'The officer needs more for dossier {code}. The time you take does not count.',
    },
  },
  postponed: {
    title: { vi: 'Xin lỗi, hẹn lại ngày: {service}', en: 'Sorry, a new date: {service}' },
    body: {
      vi: 'Hồ sơ {code} không kịp ngày hẹn. Cơ quan xin lỗi bạn và hẹn lại; mở hồ sơ để xem lý do và ngày mới.',
      en: 'Dossier {code} will not be ready in time. The office apologises; open it for the reason and the new date.',
    },
  },
  'fee-refunded': {
    title: { vi: 'Đã hoàn trả tiền', en: 'Your money was given back' },
    body: {
      vi: 'Lệ phí của hồ sơ {code} ({service}) đã được hoàn trả.',
      en: 'The fee of dossier {code} ({service}) was given back.',
    },
  },
  'payment-asked': {
    title: { vi: 'Cần nộp tiền: {service}', en: 'Please pay: {service}' },
    body: { vi: 'Hãy nộp tiền cho hồ sơ {code}.', en: 'Please pay for dossier {code}.' },
  },
  approved: {
    title: { vi: 'Đã giải quyết: {service}', en: 'Approved: {service}' },
    body: {
      vi: 'Hồ sơ {code} đã được giải quyết. Kết quả nằm trong mục Giấy tờ của bạn.',
      en: 'Dossier {code} is approved. The result is among your documents.',
    },
  },
  refused: {
    title: { vi: 'Bị từ chối: {service}', en: 'Refused: {service}' },
    body: {
      vi: 'Hồ sơ {code} bị từ chối. Mở hồ sơ để xem lý do và quyền khiếu nại của bạn.',
      en: 'Dossier {code} was refused. Open it to see the reasons and your right of complaint.',
    },
  },
  withdrawn: {
    title: { vi: 'Đã rút: {service}', en: 'Withdrawn: {service}' },
    body: { vi: 'Bạn đã rút hồ sơ {code}.', en: 'You have withdrawn dossier {code}.' },
  },
  stopped: {
    title: { vi: 'Đã dừng: {service}', en: 'Stopped: {service}' },
    body: {
      vi: 'Hồ sơ {code} đã dừng. Mở hồ sơ để xem lý do; bạn có thể nộp hồ sơ mới.',
      en: 'Dossier {code} was stopped. Open it to see why; you may file a new one.',
    },
  },
  'approval-asked': {
    title: { vi: 'Bạn được hỏi ý kiến: {service}', en: 'You are asked to agree: {service}' },
    body: {
      vi: 'Hồ sơ {code} cần ý kiến của bạn. Hãy đọc kỹ rồi trả lời.',
      en: 'Dossier {code} needs your answer. Please read it and reply.',
    },
  },
  'approval-reminded': {
    title: { vi: 'Nhắc bạn trả lời: {service}', en: 'A reminder to answer: {service}' },
    body: { vi: 'Hồ sơ {code} vẫn chờ ý kiến của bạn.', en: 'Dossier {code} still waits for your answer.' },
  },
  'approval-given': {
    title: { vi: 'Có người đã đồng ý: {service}', en: 'Someone agreed: {service}' },
    body: { vi: 'Hồ sơ {code} vừa có thêm một ý kiến đồng ý.', en: 'One more has agreed to dossier {code}.' },
  },
  'approval-refused': {
    title: { vi: 'Có người không đồng ý: {service}', en: 'Someone did not agree: {service}' },
    body: { vi: 'Hồ sơ {code} có người không đồng ý.', en: 'Someone did not agree to dossier {code}.' },
  },
  'claim-granted': {
    title: { vi: 'Được giải quyết: {service}', en: 'Granted: {service}' },
    body: {
      vi: 'Đề nghị trong hồ sơ {code} đã được chuyển chi trả. Mở ra để xem.',
      en: 'What dossier {code} claimed is on its way to be paid. Open it to read.',
    },
  },
  'claim-refused': {
    title: { vi: 'Chưa được chi trả: {service}', en: 'Not paid: {service}' },
    body: {
      vi: 'Đề nghị trong hồ sơ {code} không được chấp nhận. Mở ra để đọc lý do.',
      en: 'What dossier {code} claimed was not accepted. Open it to read why.',
    },
  },
  'claim-withdrawn': {
    title: { vi: 'Đã rút lại: {service}', en: 'Withdrawn: {service}' },
    body: {
      vi: 'Việc làm căn cứ cho hồ sơ {code} đã bị hủy, nên đề nghị được rút lại. Mở ra để xem.',
      en: 'What dossier {code} rested on was annulled, so the claim is withdrawn. Open it to read.',
    },
  },
  'document-signed': {
    title: { vi: 'Giấy tờ đã sẵn sàng', en: 'A document is ready' },
    body: {
      vi: 'Một giấy tờ của bạn đã được ký số. Mở mục Giấy tờ để xem và tải về.',
      en: 'One of your documents is signed. Open it among your documents.',
    },
  },
}

export function textOf(telling: Telling, { service, code }: { service: Words; code: string }): Text {
  const filled = ({ vi, en }: Words): Words => ({
    vi: vi.replace('{service}', service.vi).replace('{code}', code),
    en: en.replace('{service}', service.en).replace('{code}', code),
  })
  const { title, body } = texts[telling]
  return { title: filled(title), body: filled(body) }
}

/** Every telling, for the test that no text is missing in a language. */
export function tellings(): Telling[] {
  return Object.keys(texts) as Telling[]
}
