import type { RegistrationRow, RequestRow } from '@platform/server/authentication'
import type { Tone } from '../../kit/StatusBadge.tsx'
import { text } from '../../kit/text.ts'

export const stateWords = text({
  sandbox: { vi: 'Đang thử nghiệm', en: 'Sandbox' },
  production: { vi: 'Được dùng dữ liệu thật', en: 'Approved for real data' },
  suspended: { vi: 'Đã bị dừng', en: 'Suspended' },
  waiting: { vi: 'Chờ duyệt', en: 'Waiting for approval' },
  approved: { vi: 'Đã duyệt', en: 'Approved' },
  refused: { vi: 'Bị từ chối', en: 'Refused' },
  withdrawn: { vi: 'Đã rút', en: 'Withdrawn' },
})

export const statusTone: Record<RegistrationRow['status'], Tone> = {
  sandbox: 'progress',
  production: 'done',
  suspended: 'refused',
}

export function decisionTone({ decision }: RequestRow): Tone {
  if (decision === 'approved') return 'done'
  return decision === 'refused' ? 'refused' : 'wait'
}
