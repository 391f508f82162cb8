/** Why a person was found: codes kept with the search, their weight in its order, their words. */
import type { Words } from '#platform/schemas.ts'
import type { NameMatch } from './names.ts'

/** How far a found name is from the one typed: the grades of `compareNames`, then other marks, then a slip. */
export type NameGrade = Exclude<NameMatch, 'different'> | 'marks-differ' | 'words-turned' | 'misspelt'

interface Reason extends Words {
  /** Doubt that this leaves; the least in sum comes first. */
  doubt: number
}

const reasons = {
  number: { doubt: 0, vi: 'Đúng số định danh', en: 'The personal number' },
  'old-number': {
    doubt: 0,
    vi: 'Số đã nhập là số cũ của người này',
    en: 'What was typed is an old number of this person',
  },
  picked: { doubt: 0, vi: 'Được chọn từ danh sách', en: 'Picked from a list' },
  phone: { doubt: 1, vi: 'Đúng số điện thoại', en: 'The phone number' },
  file: { doubt: 1, vi: 'Thuộc hộ có số hồ sơ cư trú này', en: 'Of the household with this file number' },
  address: { doubt: 2, vi: 'Đăng ký cư trú tại địa chỉ này', en: 'Registered at this address' },
  'name-exact': { doubt: 0, vi: 'Đúng họ tên', en: 'The same name' },
  'name-tone-placement': {
    doubt: 0.5,
    vi: 'Họ tên giống, khác cách đặt dấu (hòa, hoà) hoặc i, y',
    en: 'The same name, spelled by the other rule (hòa, hoà; i, y)',
  },
  'name-marks-missing': { doubt: 1, vi: 'Họ tên khớp khi bỏ dấu', en: 'The name fits without its marks' },
  'name-word-missing': {
    doubt: 3,
    vi: 'Họ tên thiếu hoặc thừa một chữ đệm',
    en: 'The name lacks a word, or has one more',
  },
  'name-marks-differ': { doubt: 4, vi: 'Họ tên khác dấu', en: 'The name has other marks' },
  'name-words-turned': {
    doubt: 4,
    vi: 'Họ tên đảo thứ tự chữ',
    en: 'The words of the name stand in another order',
  },
  'name-misspelt': {
    doubt: 5,
    vi: 'Họ tên gần giống, lệch một hai chữ cái',
    en: 'The name is a letter or two away',
  },
  'born-day': { doubt: 0, vi: 'đúng ngày sinh', en: 'the date of birth' },
  'born-unsure': {
    doubt: 1,
    vi: 'giấy tờ chỉ ghi năm hoặc tháng sinh, phù hợp ngày đã nhập',
    en: 'papers know only the year or month of birth, which fits',
  },
  'born-year': { doubt: 1, vi: 'đúng năm sinh', en: 'the year of birth' },
  'born-turned': { doubt: 3, vi: 'ngày và tháng sinh bị đảo', en: 'day and month of birth turned round' },
  'born-other-day': { doubt: 5, vi: 'cùng năm sinh, khác ngày', en: 'the same year, another day of birth' },
  home: {
    doubt: 0,
    vi: 'đang cư trú tại xã, phường đã chọn',
    en: 'registered in the commune that was chosen',
  },
} satisfies Record<string, Reason>

export type Because = keyof typeof reasons

export function doubtOf(because: readonly Because[]): number {
  return because.reduce((sum, one) => sum + reasons[one].doubt, 0)
}

/** The words of codes kept with a search. */
export function wordsOf(because: readonly string[]): Words[] {
  return because.flatMap((code) => {
    const found = reasons[code as Because]
    return found ? [{ vi: found.vi, en: found.en }] : []
  })
}
