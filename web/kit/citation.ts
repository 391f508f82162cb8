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
  ['Civil Procedure Code', 'Bộ luật Tố tụng dân sự số'],
  ['Civil Code', 'Bộ luật Dân sự số'],
  ['Labour Code', 'Bộ luật Lao động số'],
  ['Resolution', 'Nghị quyết số'],
  ['Decision', 'Quyết định số'],
  ['Decree', 'Nghị định số'],
  ['Circular', 'Thông tư số'],
  ['Law', 'Luật số'],
]

/** `Law on Residence 68/2020/QH14, art. 28(2)` → `khoản 2 Điều 28 Luật Cư trú số 68/2020/QH14`. */
export function citation(text: string, language: Language): string {
  return language === 'vi' ? text.split('; ').map(inVietnamese).join('; ') : text
}

function inVietnamese(text: string): string {
  const [document = '', articles] = text.split(', art. ')
  const named = names.find(([en]) => document.startsWith(`${en} `))
  const law = (named ? document.replace(named[0], named[1]) : document)
    .replace(/^Form (?=[A-Z])|\bform (?=[A-Z]{2})/g, 'mẫu ')
    .replace(/\bitem (?=\d)/g, 'mục ')
    .replace(/\bamended (?:by )?(?:Decree )?(?=\d)/g, 'sửa đổi bởi Nghị định số ')
  return articles ? `${articles.split(', ').map(article).join(', ')} ${law}` : law
}

/** `31(1)(d)` → `điểm d khoản 1 Điều 31`. */
function article(text: string): string {
  const [, number, clause, point] = /^(\d+[a-z]?)(?:\((\d+)\))?(?:\(([a-zđ]+)\))?$/.exec(text) ?? []
  if (!number) return text
  return [point && `điểm ${point}`, clause && `khoản ${clause}`, `Điều ${number}`].filter(Boolean).join(' ')
}
