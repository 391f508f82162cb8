import type { RefusalReason } from '@platform/server/services'
import { text } from '../../kit/text.ts'

/** Why an offer is refused, in the order in which one chooses. */
export const refusalWords = text({
  'not-needed': { vi: 'Bây giờ tôi chưa cần', en: 'I do not need it now' },
  'done-elsewhere': { vi: 'Tôi đã làm rồi', en: 'I have done it already' },
  wrong: { vi: 'Thông tin không đúng với tôi', en: 'It is not right for me' },
  never: { vi: 'Đừng nhắc tôi việc này nữa', en: 'Do not remind me of this again' },
} satisfies Record<RefusalReason, { vi: string; en: string }>)

/** Why an offer ended. */
export const endWords = text({
  'not-needed': { vi: 'bạn chưa cần', en: 'you did not need it' },
  'done-elsewhere': { vi: 'bạn đã làm rồi', en: 'you had done it' },
  wrong: { vi: 'không đúng với bạn', en: 'it was not right for you' },
  never: { vi: 'bạn không muốn được nhắc', en: 'you want no reminder' },
  'fact-changed': { vi: 'thông tin trong cơ sở dữ liệu đã thay đổi', en: 'the register says otherwise now' },
  died: { vi: 'người liên quan đã mất', en: 'the person concerned has died' },
  'card-holds': { vi: 'thẻ đang giữ vẫn còn hạn', en: 'the card you hold is still good' },
  'done-by-other': { vi: 'cha hoặc mẹ kia đã nộp', en: 'the other parent has filed it' },
})

export const stateWords = text({
  offered: { vi: 'Đang chờ bạn', en: 'Waiting for you' },
  filed: { vi: 'Đã nộp hồ sơ', en: 'Filed' },
  refused: { vi: 'Bạn đã từ chối', en: 'You refused it' },
  withdrawn: { vi: 'Không còn cần', en: 'No longer needed' },
  lapsed: { vi: 'Đã qua thời hạn', en: 'Its time is over' },
})
