import { Door, Doors } from '../kit/Doors.tsx'
import { Page } from '../kit/Page.tsx'
import { text, useText } from '../kit/text.ts'

const words = text({
  title: { vi: 'Bạn muốn làm gì?', en: 'What would you like to do?' },
  lead: {
    vi: 'Nhà nước đã biết điều gì thì không hỏi lại. Bạn chỉ điền phần còn thiếu, rồi theo dõi đến khi xong.',
    en: 'What the State knows it does not ask again. You fill in what is missing, and follow it until it is done.',
  },
  citizen: { vi: 'Tôi là người dân', en: 'I am a citizen' },
  citizenWhat: {
    vi: 'Đăng ký tạm trú, thông báo lưu trú, xin xác nhận cư trú; xem giấy tờ và biết ai đã xem dữ liệu của mình',
    en: 'Register residence, notify a stay, get a confirmation; see your documents and who looked at your data',
  },
  officer: { vi: 'Tôi là cán bộ', en: 'I am an officer' },
  officerWhat: {
    vi: 'Tiếp nhận, xử lý và ký hồ sơ của đơn vị',
    en: 'Receive, handle and sign the dossiers of your unit',
  },
  partner: { vi: 'Tổ chức kết nối', en: 'I connect an organisation' },
  partnerWhat: {
    vi: 'Đăng ký hệ thống cần đăng nhập hoặc xác thực người dân',
    en: 'Register a system that signs people in or asks about them',
  },
  steering: { vi: 'Chỉ đạo, điều hành', en: 'Steering' },
  steeringWhat: {
    vi: 'Số liệu trực tiếp từ cả nước đến từng xã',
    en: 'Live figures from the nation down to each commune',
  },
  verify: { vi: 'Kiểm tra giấy tờ', en: 'Check a document' },
  verifyWhat: {
    vi: 'Giấy có mã QR là thật hay giả? Ai cũng kiểm tra được, không cần đăng nhập',
    en: 'Is a document with a QR code genuine? Anyone can check, no sign-in needed',
  },
  status: { vi: 'Tình trạng hệ thống', en: 'Service status' },
  statusWhat: { vi: 'Hệ thống có đang chạy không', en: 'Is the service running' },
})

/** The first page: whoever comes finds his door. */
export function LandingPage() {
  const t = useText(words)
  return (
    <Page title={t.title} lead={t.lead}>
      <Doors>
        <Door href="/citizen/" icon="user" title={t.citizen} what={t.citizenWhat} main />
        <Door href="/officer/" icon="building" title={t.officer} what={t.officerWhat} />
        <Door href="/partner/" icon="services" title={t.partner} what={t.partnerWhat} />
        <Door href="/steering/" icon="chart" title={t.steering} what={t.steeringWhat} />
        <Door to="/verify" icon="qr" title={t.verify} what={t.verifyWhat} />
        <Door to="/status" icon="info" title={t.status} what={t.statusWhat} />
      </Doors>
    </Page>
  )
}
