/** Where a rule stands in the law, in the reader's language. Citations are kept in English in the code's form. */
import type { Language } from './language.ts'

const names: readonly [en: string, vi: string][] = [
  ['Law on Residence', 'Luật Cư trú số'],
  ['Law on Identity', 'Luật Căn cước số'],
  ['Law on Civil Status', 'Luật Hộ tịch số'],
  ['Law on Marriage and Family', 'Luật Hôn nhân và gia đình số'],
  ['Law on Adoption', 'Luật Nuôi con nuôi số'],
  ['Law on Vietnamese Nationality', 'Luật Quốc tịch Việt Nam số'],
  ['Law on Nationality', 'Luật Quốc tịch Việt Nam số'],
  ['Law on Children', 'Luật Trẻ em số'],
  ['Law on Complaints', 'Luật Khiếu nại số'],
  ['Law on Personal Data Protection', 'Luật Bảo vệ dữ liệu cá nhân số'],
  ['Law on Electricity', 'Luật Điện lực số'],
  ['Law on Land', 'Luật Đất đai số'],
  ['Law on Health Insurance', 'Luật Bảo hiểm y tế số'],
  ['Law on Social Insurance', 'Luật Bảo hiểm xã hội số'],
  ['Law on Employment', 'Luật Việc làm số'],
  ['Law on Education', 'Luật Giáo dục số'],
  ['Law on Exit and Entry', 'Luật Xuất cảnh, nhập cảnh số'],
  ['Law on Road Traffic Order and Safety', 'Luật Trật tự, an toàn giao thông đường bộ số'],
  ['Law on Tax Administration', 'Luật Quản lý thuế số'],
  ['Law on Handling Administrative Violations', 'Luật Xử lý vi phạm hành chính số'],
  ['Service standard of Việt Nam Electricity', 'Tiêu chuẩn dịch vụ của Tập đoàn Điện lực Việt Nam'],
  ['Civil Procedure Code', 'Bộ luật Tố tụng dân sự số'],
  ['Civil Code', 'Bộ luật Dân sự số'],
  ['Labour Code', 'Bộ luật Lao động số'],
  ['Resolution', 'Nghị quyết số'],
  ['Decision', 'Quyết định số'],
  ['Decree', 'Nghị định số'],
  ['Circular', 'Thông tư số'],
  ['Law', 'Luật số'],
]

/** Laws that the register names by their number alone. */
const byNumber: Record<string, { vi: string; en: string }> = {
  '91/2015/QH13': { vi: 'Bộ luật Dân sự', en: 'Civil Code' },
  '92/2015/QH13': { vi: 'Bộ luật Tố tụng dân sự', en: 'Civil Procedure Code' },
  '60/2014/QH13': { vi: 'Luật Hộ tịch', en: 'Law on Civil Status' },
  '03/2026/QH16': { vi: 'Luật Hộ tịch', en: 'Law on Civil Status' },
  '22/2000/QH10': { vi: 'Luật Hôn nhân và gia đình', en: 'Law on Marriage and Family' },
  '52/2014/QH13': { vi: 'Luật Hôn nhân và gia đình', en: 'Law on Marriage and Family' },
  '52/2010/QH12': { vi: 'Luật Nuôi con nuôi', en: 'Law on Adoption' },
  '24/2008/QH12': { vi: 'Luật Quốc tịch Việt Nam', en: 'Law on Vietnamese Nationality' },
  '81/2006/QH11': { vi: 'Luật Cư trú', en: 'Law on Residence' },
  '68/2020/QH14': { vi: 'Luật Cư trú', en: 'Law on Residence' },
  '26/2023/QH15': { vi: 'Luật Căn cước', en: 'Law on Identity' },
  '202/2025/QH15': { vi: 'Nghị quyết', en: 'Resolution' },
  '59/2014/QH13': { vi: 'Luật Căn cước công dân', en: 'Law on Citizen Identification' },
}

/** `Law on Residence 68/2020/QH14, art. 28(2)` → `khoản 2 Điều 28 Luật Cư trú số 68/2020/QH14`. */
export function citation(text: string, language: Language): string {
  return text
    .split('; ')
    .map((part) => withName(part, language))
    .map((part) => (language === 'vi' ? inVietnamese(part) : part))
    .join('; ')
}

/** `81/2006/QH11` → `Luật Cư trú số 81/2006/QH11`; what has its name already stays. */
function withName(text: string, language: Language): string {
  const [number] = /^\d+\/\d{4}\/QH\d+/.exec(text) ?? []
  const name = number ? byNumber[number]?.[language] : undefined
  if (name) return language === 'vi' ? `${name} số ${text}` : `${name} ${text}`
  const kind = /^\d+\/\d{4}\/(QH|NĐ-CP|TT-|QĐ-)/.exec(text)?.[1]
  if (!kind) return text
  return `${{ QH: 'Law', 'NĐ-CP': 'Decree', 'TT-': 'Circular', 'QĐ-': 'Decision' }[kind]} ${text}`
}

function inVietnamese(text: string): string {
  const [document = '', articles] = text.split(', art. ')
  const named = names.find(([en]) => document.startsWith(`${en} `))
  const law = (named ? document.replace(named[0], named[1]) : document)
    .replace(/^Form (?=[A-Z])|\bform (?=[A-Z]{2})/g, 'mẫu ')
    .replace(/\bitem (?=\d)/g, 'mục ')
    .replace(/\bamended (?:by )?(?:Decree )?(?=\d)/g, 'sửa đổi bởi Nghị định số ')
    .replace(/\bamended by Circular (?=\d)/g, 'sửa đổi bởi Thông tư số ')
    .replace(/^set by each province$/, 'do từng tỉnh quy định')
    .replace(/^(?:house rule|practice)$/, 'quy ước của hệ thống')
    .replace(/^(?:ours, )?not (?:a )?law$/, 'không phải quy định của luật')
    .replace(
      /^Plausibility of the register, no law$/,
      'kiểm tra tính hợp lý của sổ, không phải quy định của luật',
    )
  return articles ? `${articles.split(', ').map(article).join(', ')} ${law}` : law
}

/** `31(1)(d)` → `điểm d khoản 1 Điều 31`. */
function article(text: string): string {
  const [, number, clause, point] = /^(\d+[a-z]?)(?:\((\d+)\))?(?:\(([a-zđ]+)\))?$/.exec(text) ?? []
  if (!number) return text
  return [point && `điểm ${point}`, clause && `khoản ${clause}`, `Điều ${number}`].filter(Boolean).join(' ')
}
