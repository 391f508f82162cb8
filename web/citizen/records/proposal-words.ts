import type { Tone } from '../../kit/StatusBadge.tsx'
import { text } from '../../kit/text.ts'

export const proposalStates = text({
  submitted: { vi: 'Đang xem xét', en: 'Being looked at' },
  'evidence-asked': { vi: 'Cần bạn bổ sung', en: 'Needs your evidence' },
  accepted: { vi: 'Đã sửa', en: 'Put right' },
  refused: { vi: 'Không được chấp nhận', en: 'Not accepted' },
  withdrawn: { vi: 'Bạn đã rút', en: 'Withdrawn' },
})
export const proposalTones: Record<keyof typeof proposalStates, Tone> = {
  submitted: 'progress',
  'evidence-asked': 'wait',
  accepted: 'done',
  refused: 'refused',
  withdrawn: 'neutral',
}
export const proposalActs = text({
  submitted: { vi: 'Bạn gửi đề nghị', en: 'You sent it' },
  'evidence-asked': { vi: 'Cán bộ cần thêm giấy tờ', en: 'The officer needs more evidence' },
  answered: { vi: 'Bạn đã bổ sung', en: 'You answered' },
  accepted: { vi: 'Được chấp nhận, đã ghi vào dữ liệu', en: 'Accepted and recorded' },
  refused: { vi: 'Không được chấp nhận', en: 'Not accepted' },
  withdrawn: { vi: 'Bạn đã rút đề nghị', en: 'You withdrew it' },
  forwarded: { vi: 'Chuyển đến nơi bạn cư trú', en: 'Handed to the commune where you live' },
})

/** Items of the register by the field that a proposal names. */
export const fieldOfItem: Record<string, string> = {
  name: 'name',
  otherName: 'otherName',
  bornOn: 'bornOn',
  sex: 'sex',
  birthPlace: 'birthUnitId',
  birthRegistration: 'birthRegisteredUnitId',
  homeTown: 'homeTownUnitId',
  ethnicGroup: 'ethnicGroup',
  religion: 'religion',
  bloodGroup: 'bloodGroup',
  phone: 'phone',
  email: 'email',
}
