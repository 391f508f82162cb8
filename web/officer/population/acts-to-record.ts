import type { RecordedAct } from '@platform/server/population'

/** One thing that is asked about an act; `name` is its key in the body. */
export type ActField =
  | {
      name: string
      kind: 'day' | 'number' | 'phone' | 'text' | 'country'
      words: { vi: string; en: string }
      /** How to say that what stands there is taken away, where that may be. */
      removal?: { vi: string; en: string }
    }
  | {
      name: string
      kind: 'choice'
      words: { vi: string; en: string }
      options: readonly { value: string; words: { vi: string; en: string } }[]
    }

const day = (name: string, vi: string, en: string): ActField => ({ name, kind: 'day', words: { vi, en } })
const on = day('on', 'Ngày có hiệu lực', 'In effect from')
const number = (name: string, vi: string, en: string): ActField => ({
  name,
  kind: 'number',
  words: { vi, en },
})
const choice = (
  name: string,
  vi: string,
  en: string,
  options: readonly (readonly [string, string, string])[],
): ActField => ({
  name,
  kind: 'choice',
  words: { vi, en },
  options: options.map(([value, viOption, enOption]) => ({ value, words: { vi: viOption, en: enOption } })),
})
const parent = choice('as', 'Là', 'As', [
  ['father', 'Cha', 'Father'],
  ['mother', 'Mẹ', 'Mother'],
])
const guardianGround = choice('ground', 'Vì sao cần giám hộ', 'Why a guardian', [
  ['minor-without-parents', 'Chưa thành niên, không còn cha mẹ chăm sóc', 'A minor without parents'],
  ['incapacity', 'Mất năng lực hành vi dân sự', 'Incapacity'],
  ['limited-cognition', 'Khó khăn trong nhận thức', 'Limited cognition'],
])
const guardian = number('other', 'Số định danh người giám hộ', 'Number of the guardian')

export type ActName = RecordedAct['act']

interface ActToRecord {
  words: { vi: string; en: string }
  fields: readonly ActField[]
  /** Details of the person that the act may change. */
  details?: readonly string[]
}

/** The acts a registrar records by a decision, and what each asks. */
export const actsToRecord: Record<ActName, ActToRecord> = {
  divorce: { words: { vi: 'Ly hôn', en: 'Divorce' }, fields: [on] },
  'marriage-annulment': {
    words: { vi: 'Hủy kết hôn trái pháp luật', en: 'Marriage annulled' },
    fields: [on],
  },
  adoption: {
    words: { vi: 'Được nhận làm con nuôi', en: 'Adopted' },
    fields: [
      on,
      number('parents.0', 'Số định danh cha hoặc mẹ nuôi', 'Number of the adoptive parent'),
      number(
        'parents.1?',
        'Số định danh vợ hoặc chồng cùng nhận nuôi (nếu có)',
        'Number of the spouse, if both',
      ),
      choice('tie', 'Quan hệ sẵn có', 'Tie before', [
        ['none', 'Không có', 'None'],
        ['step-parent', 'Cha dượng, mẹ kế', 'Step-parent'],
        ['aunt-or-uncle', 'Cô, cậu, dì, chú, bác ruột', 'Aunt or uncle'],
      ]),
    ],
  },
  'adoption-end': { words: { vi: 'Chấm dứt nuôi con nuôi', en: 'Adoption ended' }, fields: [on] },
  'parent-recognition': {
    words: { vi: 'Nhận cha, mẹ', en: 'Parent recognised' },
    fields: [on, parent, number('other', 'Số định danh cha hoặc mẹ', 'Number of the parent')],
  },
  'parent-denial': {
    words: { vi: 'Tòa án xác định không phải cha, mẹ', en: 'Parent denied by a court' },
    fields: [on, parent],
  },
  guardianship: {
    words: { vi: 'Cử người giám hộ', en: 'Guardian appointed' },
    fields: [on, guardian, guardianGround],
  },
  'guardian-change': {
    words: { vi: 'Thay đổi người giám hộ', en: 'Guardian changed' },
    fields: [on, guardian, guardianGround],
  },
  'guardianship-end': {
    words: { vi: 'Chấm dứt giám hộ', en: 'Guardianship ended' },
    fields: [
      on,
      number(
        'other?',
        'Số định danh người thôi giám hộ (để trống: tất cả)',
        'Number of the guardian who stops (empty: all)',
      ),
      { name: 'reason', kind: 'text', words: { vi: 'Lý do', en: 'Reason' } },
    ],
  },
  representation: {
    words: { vi: 'Có người đại diện theo pháp luật', en: 'Representative named' },
    fields: [
      on,
      number('other', 'Số định danh người đại diện', 'Number of the representative'),
      { name: 'scope', kind: 'text', words: { vi: 'Phạm vi đại diện', en: 'Scope' } },
    ],
  },
  'representation-end': {
    words: { vi: 'Chấm dứt đại diện', en: 'Representation ended' },
    fields: [on, number('other', 'Số định danh người đại diện', 'Number of the representative')],
  },
  'missing-declaration': {
    words: { vi: 'Tòa án tuyên bố mất tích', en: 'Declared missing' },
    fields: [on, day('lastHeardOn', 'Ngày biết tin cuối cùng', 'Last heard of on')],
  },
  'death-declaration': {
    words: { vi: 'Tòa án tuyên bố là đã chết', en: 'Declared dead' },
    fields: [
      day('on', 'Ngày chết do Tòa án xác định', 'Day of death found by the court'),
      day('decidedOn', 'Ngày quyết định', 'Decided on'),
      day('lastHeardOn', 'Ngày biết tin hoặc ngày xảy ra tai nạn', 'Last heard of, or day of the accident'),
      choice('ground', 'Căn cứ (Điều 71 Bộ luật Dân sự)', 'Ground (Civil Code, art. 71)', [
        ['a', 'Ba năm sau khi tuyên bố mất tích', 'Three years after declared missing'],
        ['b', 'Mất tích trong chiến tranh', 'Missing in war'],
        ['c', 'Tai nạn, thảm họa, thiên tai', 'Accident or disaster'],
        ['d', 'Biệt tích năm năm', 'No news for five years'],
      ]),
    ],
  },
  'coming-back': {
    words: { vi: 'Hủy tuyên bố, người đã trở về', en: 'Declaration set aside: came back' },
    fields: [on],
  },
  'nationality-loss': {
    words: { vi: 'Thôi, mất quốc tịch Việt Nam', en: 'Nationality lost' },
    fields: [
      on,
      choice('way', 'Hình thức', 'Way', [
        ['released', 'Được thôi quốc tịch', 'Released'],
        ['deprived', 'Bị tước quốc tịch', 'Deprived'],
      ]),
    ],
  },
  'nationality-gain': {
    words: { vi: 'Có thêm, trở lại quốc tịch', en: 'Nationality gained or recovered' },
    fields: [
      on,
      { name: 'country', kind: 'country', words: { vi: 'Quốc tịch', en: 'Nationality' } },
      choice('way', 'Hình thức', 'Way', [
        ['naturalised', 'Nhập quốc tịch', 'Naturalised'],
        ['recovered', 'Trở lại quốc tịch', 'Recovered'],
      ]),
    ],
  },
  emigration: {
    words: { vi: 'Ra nước ngoài định cư', en: 'Settled abroad' },
    fields: [on, { name: 'country', kind: 'country', words: { vi: 'Nước định cư', en: 'Country' } }],
  },
  homecoming: { words: { vi: 'Về nước sinh sống', en: 'Came home' }, fields: [on] },
  'details-change': {
    words: {
      vi: 'Thay đổi, bổ sung, xác định lại thông tin',
      en: 'Details changed, added or determined anew',
    },
    fields: [on],
    details: [
      'name',
      'otherName',
      'sex',
      'ethnicGroup',
      'religion',
      'homeTownUnitId',
      'birthUnitId',
      'bloodGroup',
    ],
  },
  'contacts-change': {
    words: { vi: 'Thay đổi số điện thoại, thư điện tử', en: 'Phone or e-mail changed' },
    fields: [
      {
        name: 'phone?',
        kind: 'phone',
        words: { vi: 'Số điện thoại mới (để trống: giữ nguyên)', en: 'New phone (empty: as it is)' },
        removal: { vi: 'Bỏ số điện thoại đang ghi', en: 'Take the phone away' },
      },
      {
        name: 'email?',
        kind: 'text',
        words: { vi: 'Thư điện tử mới (để trống: giữ nguyên)', en: 'New e-mail (empty: as it is)' },
        removal: { vi: 'Bỏ thư điện tử đang ghi', en: 'Take the e-mail away' },
      },
    ],
  },
  'number-replacement': {
    words: { vi: 'Hủy, xác lập lại số định danh', en: 'Number cancelled and set again' },
    fields: [
      on,
      choice('ground', 'Căn cứ', 'Ground', [
        ['sex-redetermined', 'Xác định lại giới tính', 'Sex determined anew'],
        ['birth-year-corrected', 'Cải chính năm sinh', 'Year of birth corrected'],
        ['collected-wrongly', 'Sai sót khi thu thập', 'Collected wrongly'],
        ['forged-papers', 'Giấy tờ giả', 'Forged papers'],
        ['birth-certificate-revoked', 'Giấy khai sinh bị thu hồi', 'Birth certificate revoked'],
      ]),
    ],
  },
}
