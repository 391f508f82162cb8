import { text } from './text.ts'

/** Kinds and states of cases, in the order in which one chooses. */
export const caseKindWords = text({
  comment: { vi: 'Phản ánh', en: 'Comment' },
  proposal: { vi: 'Kiến nghị', en: 'Proposal' },
  'paper-asked': { vi: 'Bị đòi giấy tờ mà Nhà nước đã có', en: 'Asked for a paper the State holds' },
  complaint: { vi: 'Khiếu nại', en: 'Complaint' },
})
export const caseStateWords = text({
  sent: { vi: 'Chờ xử lý', en: 'Waiting' },
  'taken-up': { vi: 'Đang xem xét', en: 'Being looked at' },
  answered: { vi: 'Đã trả lời', en: 'Answered' },
  withdrawn: { vi: 'Đã rút', en: 'Withdrawn' },
})
export const caseActWords = text({
  send: { vi: 'Đã gửi', en: 'Sent' },
  'take-up': { vi: 'Bắt đầu xem xét', en: 'Taken up' },
  transfer: { vi: 'Chuyển đến cơ quan có thẩm quyền', en: 'Passed on' },
  answer: { vi: 'Đã trả lời', en: 'Answered' },
  withdraw: { vi: 'Người gửi đã rút', en: 'Withdrawn' },
})
export const caseTones = {
  sent: 'wait',
  'taken-up': 'progress',
  answered: 'done',
  withdrawn: 'neutral',
} as const
