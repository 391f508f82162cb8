import { text } from '../../kit/text.ts'

/** The lists of a desk, in the order of the tabs. */
export const filterWords = text({
  mine: { vi: 'Của tôi', en: 'Mine' },
  open: { vi: 'Cả cơ quan', en: 'Whole office' },
  new: { vi: 'Mới', en: 'New' },
  'due-today': { vi: 'Hạn hôm nay', en: 'Due today' },
  'at-risk': { vi: 'Sắp đến hạn', en: 'At risk' },
  overdue: { vi: 'Quá hạn', en: 'Overdue' },
  paused: { vi: 'Tạm dừng', en: 'Paused' },
  supplement: { vi: 'Chờ bổ sung', en: 'Supplement' },
  'awaiting-approvals': { vi: 'Chờ ý kiến', en: 'Awaiting approvals' },
  'to-sign': { vi: 'Chờ ký', en: 'To sign' },
  closed: { vi: 'Đã kết thúc', en: 'Closed' },
})
