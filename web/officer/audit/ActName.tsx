import { text, useText } from '../../kit/text.ts'

const words = text({
  read: { vi: 'Xem', en: 'Read' },
  done: { vi: 'Thực hiện', en: 'Did' },
  signIn: { vi: 'Đăng nhập', en: 'Signed in' },
  byItself: { vi: 'Hệ thống tự làm', en: 'The system by itself' },
})

/** What each part of the platform is about, by the first step of its paths. */
const areas = text({
  population: { vi: 'dữ liệu dân cư', en: 'the population register' },
  residence: { vi: 'dữ liệu cư trú', en: 'the residence register' },
  services: { vi: 'hồ sơ dịch vụ công', en: 'public services' },
  documents: { vi: 'giấy tờ', en: 'documents' },
  accounts: { vi: 'tài khoản', en: 'accounts' },
  authentication: { vi: 'đăng nhập và xác nhận', en: 'signing in and confirming' },
  payments: { vi: 'phí, lệ phí', en: 'fees' },
  verification: { vi: 'xác thực thông tin', en: 'checks of information' },
  privacy: { vi: 'sự đồng ý cho dùng dữ liệu', en: 'consents' },
  notifications: { vi: 'thông báo', en: 'messages' },
  audit: { vi: 'nhật ký truy cập', en: 'the access log' },
  steering: { vi: 'số liệu điều hành', en: 'steering figures' },
  platform: { vi: 'vận hành hệ thống', en: 'operations' },
})

/** An act of the log in words, with the address of the endpoint below it for whoever wants to be exact. */
export function ActName({ act }: { act: string }) {
  const t = useText(words)
  const names = useText(areas)
  const [method, area] = /^([A-Z]+) \/([a-z]+)/.exec(act)?.slice(1) ?? []
  const about = area && area in areas ? names[area as keyof typeof areas] : null
  const said = about
    ? `${method === 'GET' ? t.read : t.done}: ${about}`
    : act.startsWith('sign-in')
      ? t.signIn
      : method
        ? null
        : t.byItself
  return (
    <>
      {said}
      <code className="log-detail">{act}</code>
    </>
  )
}
