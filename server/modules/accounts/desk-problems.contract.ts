/** What may stand in the way at the desk, said so that officer and citizen know what to do. Browser-safe. */
import { problem } from '#platform/problem.ts'

export const applicationUnknown = problem(404, 'accounts/application-unknown', {
  vi: 'Không có hồ sơ này',
  en: 'There is no such application',
})
export const applicationMoved = problem(409, 'accounts/application-moved', {
  vi: 'Hồ sơ này đã chuyển sang bước khác. Hãy tải lại trang',
  en: 'This application has moved on. Please read the page again',
})
export const applicationOpen = problem(409, 'accounts/application-open', {
  vi: 'Người này đã có một hồ sơ đang xử lý',
  en: 'This person has an application under way',
})
export const personNotFound = problem(404, 'accounts/person-not-found', {
  vi: 'Không có ai mang số này trong Cơ sở dữ liệu quốc gia về dân cư. Người nước ngoài: xem hướng dẫn trên trang',
  en: 'Nobody in the population register has this number. Foreigners: see the page for what to do',
})
export const personDead = problem(409, 'accounts/person-dead', {
  vi: 'Người này đã được đăng ký khai tử',
  en: 'The death of this person is registered',
})
export const guardianNeeded = problem(422, 'accounts/guardian-needed', {
  vi: 'Người dưới 14 tuổi cần cha, mẹ hoặc người giám hộ có tài khoản mức độ 2',
  en: 'Whoever is under 14 needs a parent or guardian with a level-2 account',
})
export const notTheGuardian = problem(403, 'accounts/not-the-guardian', {
  vi: 'Cơ sở dữ liệu không ghi nhận bạn là cha, mẹ hoặc người giám hộ của người này',
  en: 'The register does not know you as a parent or guardian of this person',
})
export const tooYoungForLevel2 = problem(422, 'accounts/too-young-for-level-2', {
  vi: 'Người dưới 6 tuổi chỉ được cấp tài khoản mức độ 1',
  en: 'A child under 6 gets an account of level 1 only',
})
export const noLongerAChild = problem(422, 'accounts/no-longer-a-child', {
  vi: 'Người này đã đủ 14 tuổi, tự đăng ký cho mình',
  en: 'This person is 14 or older and applies in person',
})
export const contactsNotConfirmed = problem(409, 'accounts/contacts-not-confirmed', {
  vi: 'Số điện thoại, thư điện tử phải được xác nhận bằng mã trước',
  en: 'The phone and the e-mail must be confirmed by a code first',
})
export const contactCodeWrong = problem(422, 'accounts/contact-code-wrong', {
  vi: 'Mã chưa đúng hoặc không còn dùng được',
  en: 'The code is not right, or can no longer be used',
})
export const contactCodeNotSent = problem(503, 'accounts/contact-code-not-sent', {
  vi: 'Chưa gửi được mã. Vui lòng đợi một lát rồi thử lại',
  en: 'The code could not be sent. Please wait a moment and try again',
})
export const capturesMissing = problem(409, 'accounts/captures-missing', {
  vi: 'Cần đối chiếu khuôn mặt và vân tay trước',
  en: 'Face and fingerprint must be compared first',
})
export const notThePerson = problem(409, 'accounts/not-the-person', {
  vi: 'Sinh trắc học không khớp với dữ liệu căn cước',
  en: 'The biometric does not match the identity register',
})
export const noDevice = problem(503, 'accounts/no-biometric-device', {
  vi: 'Quầy này chưa nối thiết bị sinh trắc học',
  en: 'No biometric device is attached at this desk',
})
export const phoneOfAnother = problem(409, 'accounts/phone-of-another', {
  vi: 'Nhà mạng cho biết số điện thoại này không đứng tên người đăng ký',
  en: 'The operator says that this phone is not registered to the applicant',
})
export const phoneOwnerUnknown = problem(409, 'accounts/phone-owner-unknown', {
  vi: 'Số đang gắn với tài khoản khác và nhà mạng chưa trả lời. Ghi số hợp đồng thuê bao, hoặc dùng số khác',
  en: 'The phone is on another account and the operator did not answer. Enter the subscriber contract, or use another phone',
})
export const secondOfficerNeeded = problem(403, 'accounts/second-officer-needed', {
  vi: 'Người tiếp nhận hồ sơ không tự duyệt. Cần trưởng công an xã duyệt',
  en: 'Whoever registered an application does not approve it. The chief of the commune police does',
})
export const notWaiting = problem(409, 'accounts/not-waiting', {
  vi: 'Tài khoản này không chờ kích hoạt',
  en: 'This account does not wait for activation',
})
export const lockStays = problem(409, 'accounts/lock-stays', {
  vi: 'Căn cứ khóa vẫn còn, chưa mở được tại quầy này',
  en: 'The ground of the lock remains; it cannot be unlocked at this desk',
})
export const lockRequestUnknown = problem(404, 'accounts/lock-request-unknown', {
  vi: 'Không có đề nghị khóa này, hoặc đã được giải quyết',
  en: 'There is no such request for a lock, or it was dealt with',
})
