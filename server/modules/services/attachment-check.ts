/**
 * Whether a file can be used as a paper (kiểm tra tệp): asked at once, with words that say what to do. Complaint R6 of
 * the field: scans that nobody can read are found out days later.
 */
import { fileRefused, typeOfFile } from '#platform/files.ts'
import { readImage } from '#platform/image-file.ts'
import { readPdf } from '#platform/pdf-file.ts'
import type { Words } from '#platform/schemas.ts'
import { fileNotUsable } from './attachments.contract.ts'
import type { Attachment } from './form.contract.ts'

/** A side of a page photographed with fewer points than this shows no letters one can read. */
const LEAST_POINTS = 600
const MOST_POINTS = 12_000
const MOST_PAGES = 50
/** A page of text needs more than this; less is a lens cap, a blank sheet or a blur. */
const LEAST_BYTES_A_MEGAPOINT = 8_000

export interface CheckedFile extends Pick<Attachment, 'contentType' | 'pages' | 'signature'> {
  /** To be stored: without what a camera wrote into it. */
  bytes: Buffer
}

/** Throws fileRefused of another type, fileNotUsable with the reason. */
export function checkedFile(bytes: Buffer): CheckedFile {
  const contentType = Buffer.isBuffer(bytes) ? typeOfFile(bytes) : undefined
  if (contentType === undefined) throw fileRefused()
  return contentType === 'application/pdf' ? checkedPdf(bytes) : checkedImage(bytes, contentType)
}

function checkedImage(bytes: Buffer, contentType: string): CheckedFile {
  const image = readImage(bytes, contentType)
  if (!image) throw unusable(why.broken)
  const { width, height } = image
  if (Math.min(width, height) < LEAST_POINTS) throw unusable(why.small)
  if (Math.max(width, height) > MOST_POINTS) throw unusable(why.huge)
  if ((image.bytes.length * 1_000_000) / (width * height) < LEAST_BYTES_A_MEGAPOINT) throw unusable(why.blank)
  return { contentType, pages: 1, signature: 'none', bytes: image.bytes }
}

function checkedPdf(bytes: Buffer): CheckedFile {
  const pdf = readPdf(bytes)
  if (!pdf) throw unusable(why.broken)
  if (pdf.locked) throw unusable(why.locked)
  if (pdf.acts) throw unusable(why.acts)
  if (pdf.pages === 0) throw unusable(why.broken)
  if (pdf.pages > MOST_PAGES) throw unusable(why.long)
  if (pdf.signature === 'appended') throw unusable(why.appended)
  return { contentType: 'application/pdf', pages: pdf.pages, signature: pdf.signature, bytes }
}

const unusable = (detail: Words) => fileNotUsable({ detail })

const why = {
  broken: {
    vi: 'Tệp bị hỏng hoặc chưa tải lên hết. Hãy chụp hoặc quét lại rồi chọn tệp mới',
    en: 'The file is damaged or cut short. Take the picture or scan again and choose the new file',
  },
  small: {
    vi: `Ảnh quá nhỏ nên không đọc được chữ. Hãy chụp gần hơn, đủ bốn góc giấy, hoặc quét rõ hơn (mỗi cạnh từ ${LEAST_POINTS} điểm ảnh)`,
    en: `The picture is too small to read. Take it closer, all four corners in view, or scan it finer (each side ${LEAST_POINTS} points or more)`,
  },
  huge: {
    vi: 'Ảnh quá lớn. Hãy chụp ở chế độ thường rồi gửi lại',
    en: 'The picture is too large. Take it in the normal mode and send it again',
  },
  blank: {
    vi: 'Ảnh gần như không có chữ: quá tối, quá mờ hoặc giấy trắng. Hãy chụp lại ở chỗ sáng và giữ chắc tay',
    en: 'There is hardly anything to read: too dark, too blurred or a blank sheet. Take it again in good light, with a steady hand',
  },
  locked: {
    vi: 'Tệp PDF có mật khẩu nên cơ quan không mở được. Hãy bỏ mật khẩu rồi gửi lại',
    en: 'The PDF has a password, the office cannot open it. Remove the password and send it again',
  },
  acts: {
    vi: 'Tệp PDF có mã lệnh hoặc tệp lồng bên trong nên không nhận được. Hãy in ra PDF mới rồi gửi lại',
    en: 'The PDF holds scripts or other files and is not accepted. Print it to a new PDF and send that',
  },
  long: {
    vi: `Tệp có quá ${MOST_PAGES} trang. Hãy chia thành nhiều tệp`,
    en: `The file has more than ${MOST_PAGES} pages. Split it into several`,
  },
  appended: {
    vi: 'Tệp PDF đã bị sửa sau khi ký số. Hãy gửi bản gốc có chữ ký',
    en: 'The PDF was changed after it was signed. Send the signed original',
  },
} satisfies Record<string, Words>
