import { text } from '../../kit/text.ts'

/** Words for what the register holds of a person. */
export const personWords = text({
  bornOn: { vi: 'Ngày sinh', en: 'Date of birth' },
  sex: { vi: 'Giới tính', en: 'Sex' },
  male: { vi: 'Nam', en: 'Male' },
  female: { vi: 'Nữ', en: 'Female' },
  status: { vi: 'Tình trạng', en: 'Status' },
})
