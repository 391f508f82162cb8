import type { Consent } from '@platform/server/privacy'
import type { Tone } from '../../kit/StatusBadge.tsx'
import { text } from '../../kit/text.ts'
import './Consents.css'

export const stateWords = text({
  'in-force': { vi: 'Đang có hiệu lực', en: 'In force' },
  'used-up': { vi: 'Đã dùng xong', en: 'Used up' },
  withdrawn: { vi: 'Đã rút lại', en: 'Taken back' },
  replaced: { vi: 'Đã thay bằng lần sau', en: 'Replaced' },
  expired: { vi: 'Đã hết hạn', en: 'Expired' },
})

export const consentTone: Record<Consent['state'], Tone> = {
  'in-force': 'progress',
  'used-up': 'done',
  withdrawn: 'neutral',
  replaced: 'neutral',
  expired: 'neutral',
}
