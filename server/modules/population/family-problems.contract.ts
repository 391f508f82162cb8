/** Why events about families, courts and nationality are refused, in words that say what to do. */
import { problem } from '#platform/problem.ts'

export const ofHimself = problem(422, 'population/of-himself', {
  vi: 'Một người không thể là cha, mẹ, người nhận nuôi, giám hộ hay đại diện của chính mình',
  en: 'Nobody is parent, adopter, guardian or representative of himself',
})
export const personMissing = problem(409, 'population/person-missing', {
  vi: 'Người này đang bị tuyên bố mất tích. Hãy hủy tuyên bố trước khi ghi việc này',
  en: 'This person is declared missing; the declaration must be set aside first',
})
export const parentRecorded = problem(409, 'population/parent-recorded', {
  vi: 'Người con đã có cha hoặc mẹ được ghi. Cần quyết định của Tòa án xác định lại trước',
  en: 'The child has this parent recorded already; a court must decide first',
})
export const notParent = problem(409, 'population/not-parent', {
  vi: 'Dữ liệu dân cư không ghi người này là cha hoặc mẹ',
  en: 'The register does not show this person as the father or mother',
})
export const adoptersNotMarried = problem(422, 'population/adopters-not-married', {
  vi: 'Hai người cùng nhận con nuôi phải là vợ chồng (Luật Nuôi con nuôi, Điều 8)',
  en: 'Two people who adopt together must be married to each other',
})
export const adopterUnfit = problem(422, 'population/adopter-unfit', {
  vi: 'Người nhận con nuôi phải thành niên và hơn con nuôi đủ số tuổi luật định',
  en: 'Who adopts must be of age, and older than the child by what the law asks',
})
export const adoptedTooOld = problem(422, 'population/adopted-too-old', {
  vi: 'Người được nhận nuôi đã quá tuổi theo Luật Nuôi con nuôi',
  en: 'The adopted person is over the age of the law',
})
export const alreadyAdopted = problem(409, 'population/already-adopted', {
  vi: 'Người này đang là con nuôi của người khác. Cần chấm dứt việc nuôi con nuôi trước',
  en: 'This person is adopted already; that adoption must end first',
})
export const notAdopted = problem(409, 'population/not-adopted', {
  vi: 'Không có việc nuôi con nuôi đang có hiệu lực để chấm dứt',
  en: 'There is no adoption in force to end',
})
export const guardianUnfit = problem(422, 'population/guardian-unfit', {
  vi: 'Người giám hộ, đại diện phải còn sống, đã thành niên và không đang được người khác giám hộ',
  en: 'A guardian or representative must be alive, of age and under nobody’s guardianship',
})
export const noNeedOfGuardian = problem(422, 'population/no-need-of-guardian', {
  vi: 'Người đã thành niên chỉ được giám hộ theo quyết định của Tòa án; trẻ còn cha mẹ thì không',
  en: 'Someone of age has a guardian only by a court, and a child with living parents has none',
})
export const hasGuardian = problem(409, 'population/has-guardian', {
  vi: 'Người này đã có người giám hộ. Chỉ cha mẹ, hoặc ông bà, được cùng giám hộ; nếu không, hãy thay đổi người giám hộ',
  en: 'This person has a guardian already. Only parents, or grandparents, are guardians together; otherwise change the guardian',
})
export const notGuardian = problem(409, 'population/not-guardian', {
  vi: 'Dữ liệu dân cư không ghi quan hệ giám hộ này đang có hiệu lực',
  en: 'The register shows no such guardianship in force',
})
export const representedAlready = problem(409, 'population/represented-already', {
  vi: 'Người này đang là người đại diện, không cần ghi thêm',
  en: 'This person is the representative already',
})
export const notRepresentative = problem(409, 'population/not-representative', {
  vi: 'Dữ liệu dân cư không ghi quan hệ đại diện này đang có hiệu lực',
  en: 'The register shows no such representation in force',
})
export const tooEarlyToDeclare = problem(422, 'population/too-early-to-declare', {
  vi: 'Chưa đủ thời gian luật định để tuyên bố mất tích hoặc đã chết',
  en: 'Less time has passed than the law asks before such a declaration',
})
export const notDeclared = problem(409, 'population/not-declared', {
  vi: 'Người này không bị tuyên bố mất tích hay đã chết',
  en: 'This person is declared neither missing nor dead',
})
export const notNational = problem(409, 'population/not-national', {
  vi: 'Người này không có quốc tịch Việt Nam theo dữ liệu dân cư',
  en: 'The register does not show Vietnamese nationality',
})
export const hasNationality = problem(409, 'population/has-nationality', {
  vi: 'Người này đã có quốc tịch đó',
  en: 'This person has that nationality already',
})
export const notAtHome = problem(409, 'population/not-at-home', {
  vi: 'Người này đã ra nước ngoài định cư hoặc không còn quốc tịch Việt Nam',
  en: 'This person has settled abroad or is no national any more',
})
export const notAbroad = problem(409, 'population/not-abroad', {
  vi: 'Người này không được ghi là định cư ở nước ngoài',
  en: 'This person is not recorded as settled abroad',
})
export const ethnicGroupOfParents = problem(422, 'population/ethnic-group-of-parents', {
  vi: 'Dân tộc được xác định lại phải là dân tộc của cha đẻ hoặc mẹ đẻ (Bộ luật Dân sự, Điều 29)',
  en: 'An ethnic group determined anew is that of the father or the mother',
})
export const parentHasLaterChild = problem(409, 'population/parent-has-later-child', {
  vi: 'Đã ghi con sinh sau ngày này nhiều hơn luật cho phép. Hãy kiểm tra lại ngày chết',
  en: 'A child is recorded as born too long after this day; please check it',
})
