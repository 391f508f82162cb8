/** What a bulk load can bring, and which column of a delivered file it probably stands in. Pure. */
import type { Words } from '#platform/schemas.ts'
import { fold } from '#platform/vietnamese.ts'

export const acts = ['collection', 'correction', 'death', 'contacts'] as const
export type Act = (typeof acts)[number]

export const actWords: Record<Act, Words> = {
  collection: { vi: 'Thu thập lần đầu', en: 'First collection' },
  correction: { vi: 'Cải chính, bổ sung thông tin', en: 'Correction of details' },
  death: { vi: 'Khai tử', en: 'Deaths' },
  contacts: { vi: 'Số điện thoại, thư điện tử', en: 'Phones and e-mail' },
}

export interface LoadField {
  name: string
  words: Words
  /** Acts that can take it. */
  acts: readonly Act[]
  /** Acts that cannot do without it. */
  needed: readonly Act[]
  /** Folded beginnings of the heads under which it is delivered. */
  heads: readonly string[]
}

const field = (
  name: string,
  vi: string,
  en: string,
  takes: readonly Act[],
  needed: readonly Act[],
  heads: readonly string[],
): LoadField => ({ name, words: { vi, en }, acts: takes, needed, heads })

export const loadFields: readonly LoadField[] = [
  field(
    'number',
    'Số định danh',
    'Personal number',
    acts,
    ['correction', 'death', 'contacts'],
    ['so dinh danh', 'cccd', 'so cccd', 'can cuoc', 'so can cuoc', 'ma dinh danh', 'so ddcn', 'number'],
  ),
  field(
    'oldNumber',
    'Số chứng minh nhân dân cũ (9 số)',
    'Old identity number (9 digits)',
    ['collection'],
    [],
    ['so cmnd', 'cmnd', 'chung minh nhan dan', 'so chung minh', 'old number'],
  ),
  field(
    'name',
    'Họ, chữ đệm và tên',
    'Full name',
    acts,
    ['collection'],
    ['ho va ten', 'ho ten', 'ho chu dem', 'ten', 'full name', 'name'],
  ),
  field(
    'bornOn',
    'Ngày, tháng, năm sinh',
    'Date of birth',
    acts,
    ['collection'],
    ['ngay thang nam sinh', 'ngay sinh', 'nam sinh', 'sinh', 'born', 'date of birth', 'dob'],
  ),
  field(
    'sex',
    'Giới tính',
    'Sex',
    ['collection'],
    ['collection'],
    ['gioi tinh', 'nam nu', 'phai', 'sex', 'gender'],
  ),
  field('ethnicGroup', 'Dân tộc', 'Ethnic group', ['collection', 'correction'], [], ['dan toc', 'ethnic']),
  field('religion', 'Tôn giáo', 'Religion', ['collection', 'correction'], [], ['ton giao', 'religion']),
  field('bloodGroup', 'Nhóm máu', 'Blood group', ['collection', 'correction'], [], ['nhom mau', 'blood']),
  field(
    'otherName',
    'Tên gọi khác',
    'Other name',
    ['collection', 'correction'],
    [],
    ['ten goi khac', 'bi danh', 'other name'],
  ),
  field(
    'newName',
    'Họ tên đúng (cải chính)',
    'Corrected name',
    ['correction'],
    [],
    ['ho ten dung', 'ho ten moi', 'cai chinh thanh', 'new name'],
  ),
  field(
    'newBornOn',
    'Ngày sinh đúng (cải chính)',
    'Corrected date of birth',
    ['correction'],
    [],
    ['ngay sinh dung', 'ngay sinh moi', 'new date of birth'],
  ),
  field(
    'province',
    'Tỉnh đăng ký khai sinh',
    'Province of registration of birth',
    ['collection'],
    [],
    ['noi dang ky khai sinh', 'tinh dang ky', 'province'],
  ),
  field(
    'fatherNumber',
    'Số định danh của cha',
    'Number of the father',
    ['collection'],
    [],
    ['so dinh danh cha', 'cccd cha', 'father'],
  ),
  field(
    'motherNumber',
    'Số định danh của mẹ',
    'Number of the mother',
    ['collection'],
    [],
    ['so dinh danh me', 'cccd me', 'mother'],
  ),
  field(
    'diedOn',
    'Ngày mất',
    'Day of death',
    ['death'],
    ['death'],
    ['ngay mat', 'ngay chet', 'ngay tu vong', 'died', 'date of death'],
  ),
  field(
    'certificate',
    'Số giấy tờ',
    'Number of the certificate',
    ['correction', 'death'],
    [],
    ['so giay', 'so trich luc', 'so quyet dinh', 'certificate'],
  ),
  field(
    'phone',
    'Số điện thoại',
    'Phone',
    ['collection', 'contacts'],
    [],
    ['so dien thoai', 'dien thoai', 'sdt', 'phone', 'mobile'],
  ),
  field('email', 'Thư điện tử', 'E-mail', ['collection', 'contacts'], [], ['email', 'thu dien tu', 'e mail']),
]

/** Field → column, for an act: by the heads; a column serves once. */
export function suggestColumns(act: Act, columns: readonly string[]): Record<string, number> {
  const heads = columns.map((column) =>
    fold(column)
      .replace(/[^a-z0-9]+/g, ' ')
      .trim(),
  )
  const taken = new Set<number>()
  const suggested: Record<string, number> = {}
  const offered = loadFields.filter((one) => one.acts.includes(act))
  for (const fits of [
    (head: string, begin: string) => head === begin,
    (head: string, begin: string) => head.startsWith(begin),
  ]) {
    for (const one of offered) {
      if (suggested[one.name] !== undefined) continue
      const at = heads.findIndex((head, i) => !taken.has(i) && one.heads.some((begin) => fits(head, begin)))
      if (at < 0) continue
      suggested[one.name] = at
      taken.add(at)
    }
  }
  return suggested
}
