/** Why an item of the register is lawfully empty (lý do để trống). Codes are ours: no official list is public. */
import { type Static, Type } from 'typebox'
import type { Words } from '#platform/schemas.ts'

export const AbsentReason = Type.Union([
  Type.Literal('has-none'),
  Type.Literal('not-recorded'),
  Type.Literal('not-tested'),
  Type.Literal('never-issued'),
  Type.Literal('alive'),
  Type.Literal('not-given'),
  Type.Literal('unknown'),
  Type.Literal('not-named'),
  Type.Literal('left-behind'),
  Type.Literal('register-not-there'),
])
export type AbsentReason = Static<typeof AbsentReason>

export const absentReasons: Record<AbsentReason, Words> = {
  'has-none': { vi: 'Không có', en: 'Has none' },
  'not-recorded': { vi: 'Giấy tờ cũ không ghi', en: 'Older papers do not say' },
  'not-tested': { vi: 'Chưa có kết quả xét nghiệm', en: 'No test result' },
  'never-issued': { vi: 'Chưa từng được cấp', en: 'Never issued' },
  alive: { vi: 'Người còn sống', en: 'The person is alive' },
  'not-given': { vi: 'Người dân chưa cung cấp', en: 'Not given by the person' },
  unknown: { vi: 'Chưa xác định được', en: 'Not known' },
  'not-named': { vi: 'Không khai, theo quy định của pháp luật', en: 'Not named, as the law allows' },
  'left-behind': { vi: 'Trẻ bị bỏ rơi', en: 'A child left behind' },
  'register-not-there': {
    vi: 'Cơ sở dữ liệu chuyên ngành chưa kết nối',
    en: 'The register is not connected yet',
  },
}
