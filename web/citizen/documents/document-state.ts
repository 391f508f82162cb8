import type { DocumentRow } from '@platform/server/documents'
import type { Tone } from '../../kit/StatusBadge.tsx'
import { text } from '../../kit/text.ts'

export const documentWords = text({
  'pending-signature': { vi: 'Đang ký số', en: 'Being signed' },
  signed: { vi: 'Còn giá trị', en: 'Valid' },
  failed: { vi: 'Chưa tạo được', en: 'Could not be made' },
  revoked: { vi: 'Đã bị thu hồi', en: 'Revoked' },
  expired: { vi: 'Đã hết hạn', en: 'Expired' },
})

export type Standing = keyof typeof documentWords

/** What a document is worth today. */
export function standingOf({ state, expired }: Pick<DocumentRow, 'state' | 'expired'>): Standing {
  return state === 'signed' && expired ? 'expired' : state
}

export const documentTones: Record<Standing, Tone> = {
  'pending-signature': 'progress',
  signed: 'done',
  failed: 'refused',
  revoked: 'refused',
  expired: 'neutral',
}
