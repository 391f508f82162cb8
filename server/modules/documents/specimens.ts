/** Worked examples of each paper, of people who do not exist: for tests, previews and authors of templates. */
import type { Data } from './fill.ts'
import type { Issuer, OfficialSigner } from './signature-block.ts'

export const specimenIssuer: Issuer = {
  superior: 'Công an thành phố Hà Nội',
  agency: 'Công an phường Hai Bà Trưng',
  place: 'Hà Nội',
}
export const specimenSigner: OfficialSigner = { position: 'Trưởng Công an phường', name: 'Lê Quang Dũng' }

const applicant = {
  name: 'Nguyễn Thị Hường',
  bornOn: '1990-03-05',
  number: '001190000123',
  phone: '0912 000 345',
  address: 'Số 12, ngõ 34 phố Huế, phường Hai Bà Trưng, thành phố Hà Nội',
}
const dossier = {
  code: 'G01.899.909-261121-890028',
  service: 'đăng ký tạm trú',
  request: 'Đăng ký tạm trú vào chỗ ở do thuê, từ ngày 25/11/2026 đến ngày 24/11/2028',
  channel: 'Trực tuyến',
  receivedAt: '2026-11-21T01:05:00Z',
  term: '03 ngày làm việc',
  dueAt: '2026-11-26T01:05:00Z',
  dueReason: '03 ngày làm việc kể từ 08 giờ 05 phút ngày 21/11/2026; không tính ngày nghỉ 22/11',
  delivery: 'Trong ứng dụng, mục Giấy tờ của tôi',
}
const members = [
  { name: 'Trần Văn Thủy', bornOn: '1988', sex: 'male', number: '001088000456', relation: 'Chủ hộ' },
  {
    name: 'Trần Nguyễn Khánh Quỳnh Như',
    bornOn: '2015-11-20',
    sex: 'female',
    number: '001315000789',
    relation: 'Con ruột',
  },
]
const person = { ...applicant, sex: 'female', ethnicGroup: 'Kinh', nationality: 'Việt Nam' }
const residence = {
  permanent: applicant.address,
  temporary: 'Số 56 đường Trần Phú, phường Cầu Giấy, thành phố Hà Nội',
  temporaryFrom: '2026-11-25',
  temporaryUntil: '2028-11-24',
}
const household = { headName: 'Trần Văn Thủy', relation: 'Vợ', headNumber: '001088000456' }
const agency = specimenIssuer.agency
const informant = { name: applicant.name, number: applicant.number }
const registration = { label: '12/2026', registeredOn: '2026-11-23' }
const woman = { ...person, residence: applicant.address }
const man = { ...members[0]!, ethnicGroup: 'Kinh', nationality: 'Việt Nam', residence: applicant.address }
const civil = { agency: 'Ủy ban nhân dân phường Hai Bà Trưng', dossier, informant, registration }

export const specimens: Record<string, Data> = {
  CT04: {
    dossier,
    applicant,
    papers: [
      { name: 'Tờ khai thay đổi thông tin cư trú (CT01), điền từ dữ liệu', form: 'Dữ liệu điện tử' },
      { name: 'Hợp đồng thuê nhà', form: 'Bản chụp điện tử' },
    ],
    fee: {
      amountDong: 7000,
      reason: 'Thông tư số 75/2022/TT-BTC, mức nộp hồ sơ trực tuyến',
    },
  },
  CT05: {
    dossier,
    applicant,
    agency,
    items: [
      {
        what: 'Hợp đồng thuê nhà',
        why: 'Bản chụp mờ, không đọc được trang có chữ ký: xin chụp lại rõ cả trang',
      },
      { what: 'Ý kiến đồng ý của chủ sở hữu thứ hai', why: 'Nhà thuộc sở hữu chung của hai người' },
    ],
    respondBy: '2026-12-21T10:00:00Z',
    contact: 'Công an phường Hai Bà Trưng, điện thoại 024 0000 0000',
  },
  CT06: {
    dossier,
    applicant,
    agency,
    reasons: [
      {
        text: 'Chỗ ở đăng ký tạm trú nằm trong cùng phường với nơi ông/bà đã đăng ký thường trú',
        basis: 'khoản 1 Điều 27 Luật Cư trú số 68/2020/QH14',
      },
    ],
    explanation: 'Ông/bà không phải đăng ký tạm trú tại chỗ ở này.',
    complaintTo: 'Trưởng Công an phường Hai Bà Trưng',
  },
  CT07: {
    person,
    residence,
    household,
    members,
    readAt: '2026-11-21T09:41:05Z',
    purpose: 'bổ sung hồ sơ vay vốn ngân hàng',
  },
  CT08: {
    dossier,
    agency,
    person,
    residence,
    household,
    members: members.slice(1),
    result: { text: 'ông/bà có tên dưới đây đã được đăng ký tạm trú.', effectiveOn: '2026-11-25' },
  },
  KhaiSinh: {
    ...civil,
    child: {
      name: 'Trần Minh An',
      bornOn: '2026-11-20',
      sex: 'male',
      number: '001226000123',
      ethnicGroup: 'Kinh',
      nationality: 'Việt Nam',
      birthPlace: 'Bệnh viện Phụ sản Trung ương, Phường Cửa Nam, Thành phố Hà Nội',
      homeTown: 'Xã Đông Hưng, Tỉnh Hưng Yên',
    },
    mother: woman,
    father: man,
  },
  KhaiTu: {
    ...civil,
    deceased: man,
    death: { on: '2026-11-20', at: '05 giờ 30 phút', place: 'tại nhà', cause: 'Bệnh già' },
  },
  KetHon: { ...civil, wife: woman, husband: man },
  TrichLucHoTich: {
    ...civil,
    extract: {
      of: 'khai sinh',
      person: woman,
      lines: [
        { label: 'Ngày, tháng, năm sinh', value: '05/03/1990' },
        { label: 'Họ, chữ đệm, tên người mẹ', value: 'Phạm Thị Hoa' },
      ],
      registeredOn: '1990-03-20',
      label: '31/1990',
    },
  },
  XacNhanHonNhan: {
    ...civil,
    person: woman,
    maritalStatus: { words: 'Chưa kết hôn' },
    purpose: 'vay vốn ngân hàng',
  },
  TrichLucThayDoi: {
    ...civil,
    after: woman,
    change: {
      of: 'cải chính',
      what: 'Quê quán',
      before: 'Xã Đông Hưng, Tỉnh Hưng Yên',
      after: 'Xã Tiên La, Tỉnh Hưng Yên',
      reason: 'Ghi nhầm khi đăng ký',
    },
  },
  BienLai: {
    receiptNumber: 'BL261121-0001',
    agency,
    dossier,
    amountDong: 7000,
    standardDong: 15000,
    reason: 'Mức giảm khi nộp trực tuyến',
    law: 'Thông tư 75/2022/TT-BTC',
    paidAt: '2026-11-21T01:05:00Z',
    how: 'Chuyển khoản qua cổng thanh toán',
  },
}

const { CT04, CT05, CT06 } = specimens
const about = { dossier, applicant, agency }
Object.assign(specimens, {
  Mau01: CT04,
  Mau02: CT05,
  Mau03: CT06,
  Mau04: {
    ...about,
    oldDueAt: dossier.dueAt,
    newDueAt: '2026-11-30T10:00:00Z',
    reason: 'phải xác minh thêm về chỗ ở hợp pháp.',
  },
  Mau05: {
    ...about,
    reason: 'Quá thời hạn bổ sung mà chưa nhận được hồ sơ bổ sung',
    basis: 'Nghị định số 118/2025/NĐ-CP',
    complaintTo: `Thủ trưởng ${agency}`,
  },
  Mau06: {
    ...about,
    steps: [
      { at: '2026-11-20T08:10:00Z', what: 'Nộp hồ sơ', by: 'Người nộp hồ sơ' },
      { at: dossier.receivedAt, what: 'Tiếp nhận', by: 'Vũ Minh Đức, Cán bộ cư trú Công an cấp xã' },
    ],
    digest: '5a4606e34cc8a2d78f86b2f055f53d68aefcd40fcb99b460737bea7c7011a14a',
  },
  Mau07: {
    period: { fromOn: '2026-11-01', toOn: '2026-11-30' },
    count: 1,
    readAt: '2026-11-30T10:00:00Z',
    rows: [
      {
        code: dossier.code,
        service: 'Đăng ký tạm trú',
        applicant: `${applicant.name}, ${applicant.address}`,
        receivedAt: dossier.receivedAt,
        dueAt: dossier.dueAt,
        returnedAt: null,
        remark: 'Đang xử lý; Trực tuyến',
      },
    ],
  },
})
