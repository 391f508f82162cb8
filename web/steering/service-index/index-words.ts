import type { Lack } from '@platform/server/steering'
import { text } from '../../kit/text.ts'

/** Why something does not count, as a leader reads it. */
const reasons = {
  'place-open': { vi: 'Chưa có dịch vụ', en: 'No service yet' },
  'decided-late': { vi: 'Giải quyết muộn', en: 'Decided late' },
  'open-overdue': { vi: 'Đang quá hạn', en: 'Overdue now' },
  'longer-than-term': { vi: 'Giải quyết lâu hơn hạn', en: 'Took longer than the term' },
  'never-online': { vi: 'Chưa có ai nộp trực tuyến', en: 'Nobody filed it online' },
  'filed-at-counter': { vi: 'Nộp tại quầy', en: 'Filed at the counter' },
  'filed-by-post': { vi: 'Nộp qua bưu chính', en: 'Filed by post' },
  'not-paid': { vi: 'Chưa nộp lệ phí', en: 'Fee not paid' },
  'paid-at-counter': { vi: 'Nộp lệ phí tại quầy', en: 'Fee paid at the counter' },
  'papers-asked': { vi: 'Phải nộp giấy tờ', en: 'Papers had to be brought' },
  'not-scanned': { vi: 'Giấy tờ chưa có bản số hóa', en: 'A paper has no scan' },
  'not-compared': { vi: 'Bản chụp chưa đối chiếu với bản chính', en: 'A scan was not compared' },
  'not-told': { vi: 'Chưa đồng bộ lên Cổng quốc gia', en: 'Not told to the national portal' },
  'told-older': { vi: 'Bước mới nhất chưa đồng bộ', en: 'Its latest step was not told' },
  'no-e-result': { vi: 'Chưa có kết quả điện tử', en: 'No electronic result' },
  'answered-late': { vi: 'Trả lời muộn', en: 'Answered late' },
  'answer-overdue': { vi: 'Quá hạn trả lời', en: 'Answer overdue' },
  'not-content': { vi: 'Người dân không hài lòng', en: 'Not content' },
  founded: { vi: 'Khiếu nại, phản ánh đúng', en: 'The complaint was right' },
} satisfies Record<Lack, { vi: string; en: string }>

export const lackWords = text(reasons)
export const lacks = Object.keys(reasons) as Lack[]
