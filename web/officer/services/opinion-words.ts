import type { OpinionRow } from '@platform/server/services'
import type { Tone } from '../../kit/StatusBadge.tsx'
import { text } from '../../kit/text.ts'

/** What another office said, or that it has not yet. */
export const opinionWords = text({
  asked: { vi: 'Đang chờ trả lời', en: 'Waiting for an answer' },
  late: { vi: 'Quá hạn trả lời', en: 'Answer overdue' },
  withdrawn: { vi: 'Đã rút câu hỏi', en: 'Question taken back' },
  agree: { vi: 'Đồng ý', en: 'Agrees' },
  disagree: { vi: 'Không đồng ý', en: 'Does not agree' },
  remarks: { vi: 'Có ý kiến khác', en: 'Has remarks' },
})

type Stands = Pick<OpinionRow, 'state' | 'verdict' | 'overdue'>

export function opinionKey({ state, verdict, overdue }: Stands): keyof typeof opinionWords {
  if (state === 'answered' && verdict) return verdict
  return state === 'withdrawn' ? 'withdrawn' : overdue ? 'late' : 'asked'
}

export const opinionTones: Record<keyof typeof opinionWords, Tone> = {
  asked: 'wait',
  late: 'refused',
  withdrawn: 'neutral',
  agree: 'done',
  disagree: 'refused',
  remarks: 'progress',
}
