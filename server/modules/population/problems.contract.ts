/** Why the register refuses, in words that say what to do. */
import { problem } from '#platform/problem.ts'

export const personUnknown = problem(404, 'population/person-unknown', {
  vi: 'Không tìm thấy người này trong Cơ sở dữ liệu quốc gia về dân cư',
  en: 'This person is not in the population register',
})
export const personDead = problem(409, 'population/person-dead', {
  vi: 'Người này đã mất, không thể ghi thêm việc này',
  en: 'This person has died; this cannot be recorded any more',
})
export const outOfTerritory = problem(403, 'population/out-of-territory', {
  vi: 'Người này không cư trú trong địa bàn bạn phụ trách',
  en: 'This person does not live in the area you are responsible for',
})
export const dayInFuture = problem(422, 'population/day-in-future', {
  vi: 'Ngày xảy ra không được sau ngày hôm nay',
  en: 'The day cannot be after today',
})
export const beforeBirth = problem(422, 'population/before-birth', {
  vi: 'Ngày này trước ngày sinh của người được ghi. Hãy kiểm tra lại ngày',
  en: 'The day is before the person was born. Please check it',
})
export const parentTooYoung = problem(422, 'population/parent-too-young', {
  vi: 'Cha hoặc mẹ sinh sau hoặc cùng ngày với con. Hãy kiểm tra lại số định danh và ngày sinh',
  en: 'A parent was born on or after the day of the child. Please check number and date of birth',
})
export const parentDied = problem(422, 'population/parent-died', {
  vi: 'Cha hoặc mẹ đã mất trước khi con sinh ra. Hãy kiểm tra lại',
  en: 'A parent had died before the child was born. Please check',
})
export const parentOfWrongSex = problem(422, 'population/parent-of-wrong-sex', {
  vi: 'Giới tính của cha hoặc mẹ không khớp với dữ liệu dân cư',
  en: 'The sex of the father or mother does not fit the register',
})
export const alreadyBorn = problem(409, 'population/already-born', {
  vi: 'Người này đã có đăng ký khai sinh',
  en: 'The birth of this person is registered already',
})
export const oldNumberTaken = problem(409, 'population/old-number-taken', {
  vi: 'Số chứng minh nhân dân này đã ghi cho một người khác. Hãy đối chiếu lại giấy tờ',
  en: 'This old identity number is recorded for somebody else. Compare the papers again',
})
export const alreadyMarried = problem(409, 'population/already-married', {
  vi: 'Một trong hai người đang có vợ hoặc chồng, chưa thể đăng ký kết hôn',
  en: 'One of the two is married already',
})
export const notMarried = problem(409, 'population/not-married', {
  vi: 'Hai người này không phải là vợ chồng theo dữ liệu dân cư',
  en: 'The register does not show these two as married to each other',
})
export const underMarriageAge = problem(422, 'population/under-marriage-age', {
  vi: 'Chưa đủ tuổi kết hôn theo Luật Hôn nhân và gia đình',
  en: 'Under the age for marriage',
})
export const closeKin = problem(422, 'population/close-kin', {
  vi: 'Hai người cùng dòng máu trực hệ, có họ trong phạm vi ba đời, hoặc là (từng là) cha mẹ nuôi, cha mẹ chồng, vợ, cha mẹ kế với con: không được kết hôn',
  en: 'The two are of one line, kin within three generations, or parent and child by adoption or marriage',
})
export const sameSexMarriage = problem(422, 'population/same-sex-marriage', {
  vi: 'Pháp luật chưa thừa nhận hôn nhân giữa những người cùng giới tính',
  en: 'The law does not recognise a marriage of two people of the same sex',
})
export const outOfOrder = problem(409, 'population/out-of-order', {
  vi: 'Đã có việc ghi sau ngày này; cần cải chính trước',
  en: 'Something later is recorded already; it needs a correction first',
})
export const codeUnknown = problem(422, 'population/code-unknown', {
  vi: 'Mã này không có trong danh mục',
  en: 'The code is not in its list',
})
export const eventUnknown = problem(404, 'population/life-event-unknown', {
  vi: 'Không tìm thấy sự kiện cần cải chính hoặc hủy bỏ',
  en: 'The event to correct or annul was not found',
})
export const alreadyAnnulled = problem(409, 'population/already-annulled', {
  vi: 'Sự kiện này đã được hủy bỏ trước đó',
  en: 'This event was annulled before',
})
export const notAnnullable = problem(409, 'population/not-annullable', {
  vi: 'Sự kiện này không thể hủy bỏ vì các việc ghi sau dựa vào nó',
  en: 'This event cannot be annulled: later records rest on it',
})
export const numbersExhausted = problem(503, 'population/no-number-free', {
  vi: 'Chưa cấp được số định danh, vui lòng thử lại',
  en: 'No number could be given out, please try again',
})
export const numberFits = problem(409, 'population/number-fits', {
  vi: 'Số định danh hiện nay đã khớp với giới tính và năm sinh, không cần xác lập lại',
  en: 'The number fits the sex and year of birth as they are; it need not be set again',
})
export const placeOfRegistrationNeeded = problem(422, 'population/place-of-registration-needed', {
  vi: 'Hãy chọn nơi đăng ký khai sinh: xã, phường ở Việt Nam hoặc nước đã đăng ký',
  en: 'Choose where the birth is registered: a commune of Viet Nam, or the country',
})
