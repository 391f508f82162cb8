import type { Tone } from '../../kit/StatusBadge.tsx'
import { text } from '../../kit/text.ts'

export const proposalStates = text({
  submitted: { vi: 'Chờ trả lời', en: 'To be answered' },
  'evidence-asked': { vi: 'Chờ bổ sung', en: 'Evidence asked' },
  accepted: { vi: 'Đã chấp nhận', en: 'Accepted' },
  refused: { vi: 'Không chấp nhận', en: 'Refused' },
  withdrawn: { vi: 'Đã rút', en: 'Withdrawn' },
})
export const proposalTones: Record<string, Tone> & Record<keyof typeof proposalStates, Tone> = {
  submitted: 'progress',
  'evidence-asked': 'wait',
  accepted: 'done',
  refused: 'refused',
  withdrawn: 'neutral',
}
export const proposalActs = text({
  submitted: { vi: 'Người dân gửi đề nghị', en: 'Sent by the citizen' },
  'evidence-asked': { vi: 'Yêu cầu bổ sung giấy tờ', en: 'Evidence asked for' },
  answered: { vi: 'Người dân bổ sung', en: 'Answered by the citizen' },
  accepted: { vi: 'Chấp nhận, đã ghi vào dữ liệu', en: 'Accepted and recorded' },
  refused: { vi: 'Không chấp nhận', en: 'Refused' },
  withdrawn: { vi: 'Người dân rút đề nghị', en: 'Withdrawn by the citizen' },
  forwarded: { vi: 'Chuyển đến nơi cư trú', en: 'Handed to the commune of residence' },
})
