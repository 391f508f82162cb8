import { text } from '../../kit/text.ts'

export const criterionWords = text({
  correct: { vi: 'Đúng', en: 'Correct' },
  complete: { vi: 'Đủ', en: 'Complete' },
  clean: { vi: 'Sạch', en: 'Clean' },
  live: { vi: 'Sống', en: 'Live' },
  consistent: { vi: 'Thống nhất', en: 'Consistent' },
})

export const stateWords = text({
  open: { vi: 'Chờ xác minh', en: 'To be verified' },
  verifying: { vi: 'Đang xác minh', en: 'Being verified' },
  fixed: { vi: 'Đã đúng', en: 'Put right' },
  explained: { vi: 'Đã giải trình', en: 'Explained' },
  'not-an-error': { vi: 'Không phải lỗi', en: 'No error' },
})

export const actWords = text({
  found: { vi: 'Phát hiện sai lệch', en: 'Found' },
  'found-again': { vi: 'Phát hiện lại', en: 'Found again' },
  taken: { vi: 'Nhận xác minh', en: 'Taken on' },
  fixed: { vi: 'Dữ liệu đã đúng, tự đóng', en: 'The data are right; closed by itself' },
  explained: { vi: 'Giải trình', en: 'Explained' },
  'not-an-error': { vi: 'Xác định không phải lỗi', en: 'Said to be no error' },
  corrected: { vi: 'Sửa theo đề xuất', en: 'Corrected as suggested' },
  moved: { vi: 'Chuyển về nơi cư trú mới', en: 'Moved to the new commune' },
})

/** Names of fields and of what a rule looks at. */
export const fieldWords = text({
  number: { vi: 'Phần đầu của số', en: 'Beginning of the number' },
  personNumber: { vi: 'Số định danh', en: 'Personal number' },
  oldNumber: { vi: 'Số cũ', en: 'Old number' },
  name: { vi: 'Họ tên', en: 'Name' },
  sex: { vi: 'Giới tính', en: 'Sex' },
  bornOn: { vi: 'Ngày sinh', en: 'Date of birth' },
  bornPrecision: { vi: 'Mức đầy đủ của ngày sinh', en: 'How much of the date is known' },
  recordedAt: { vi: 'Ngày ghi', en: 'Recorded' },
  diedOn: { vi: 'Ngày mất', en: 'Date of death' },
  birthUnitId: { vi: 'Nơi sinh', en: 'Place of birth' },
  birthRegisteredUnitId: { vi: 'Nơi đăng ký khai sinh', en: 'Place of birth registration' },
  homeTownUnitId: { vi: 'Quê quán', en: 'Home town' },
  birthPlace: { vi: 'Nơi sinh', en: 'Place of birth' },
  birthRegistration: { vi: 'Nơi đăng ký khai sinh', en: 'Place of birth registration' },
  birthRegisteredUnit: { vi: 'Nơi đăng ký khai sinh', en: 'Place of birth registration' },
  homeTown: { vi: 'Quê quán', en: 'Home town' },
  unit: { vi: 'Đơn vị hành chính', en: 'Unit' },
  ethnicGroup: { vi: 'Dân tộc', en: 'Ethnic group' },
  religion: { vi: 'Tôn giáo', en: 'Religion' },
  nationalities: { vi: 'Quốc tịch', en: 'Nationality' },
  bloodGroup: { vi: 'Nhóm máu', en: 'Blood group' },
  maritalStatus: { vi: 'Tình trạng hôn nhân', en: 'Marital status' },
  marriedOn: { vi: 'Ngày kết hôn', en: 'Day of marriage' },
  mother: { vi: 'Mẹ', en: 'Mother' },
  motherNumber: { vi: 'Mẹ', en: 'Mother' },
  motherBornOn: { vi: 'Ngày sinh của mẹ', en: 'Mother born on' },
  father: { vi: 'Cha', en: 'Father' },
  fatherNumber: { vi: 'Cha', en: 'Father' },
  fatherBornOn: { vi: 'Ngày sinh của cha', en: 'Father born on' },
  spouseNumber: { vi: 'Vợ, chồng', en: 'Spouse' },
  otherNumber: { vi: 'Người thân', en: 'Relative' },
  relatives: { vi: 'Người thân', en: 'Relatives' },
  phone: { vi: 'Số điện thoại', en: 'Phone' },
  email: { vi: 'Thư điện tử', en: 'E-mail' },
  status: { vi: 'Tình trạng', en: 'Status' },
  residence: { vi: 'Nơi cư trú', en: 'Residence' },
  temporaryResidence: { vi: 'Tạm trú', en: 'Temporary residence' },
  temporaryUntil: { vi: 'Tạm trú đến', en: 'Temporary until' },
  household: { vi: 'Hộ gia đình', en: 'Household' },
  relationToHead: { vi: 'Quan hệ với chủ hộ', en: 'Relation to the head' },
  otherName: { vi: 'Tên gọi khác', en: 'Other name' },
})

export const stewards = ['residence', 'data-steward'] as const
export const indexReaders = ['residence', 'data-steward', 'steering'] as const
export const mergeReaders = ['residence', 'data-steward', 'signing-leader'] as const
