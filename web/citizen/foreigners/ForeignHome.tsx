import { Notice } from '../../kit/Notice.tsx'
import { text, useText } from '../../kit/text.ts'
import { RecentAccesses } from '../accesses/RecentAccesses.tsx'
import { ForeignIdentityCard } from './ForeignIdentityCard.tsx'

const words = text({
  title: { vi: 'Tài khoản định danh của người nước ngoài', en: 'Electronic identity of a foreigner' },
  what: {
    vi: 'Dùng để đăng nhập ở ngân hàng, nhà mạng, trang của cơ quan nhà nước và đồng ý chia sẻ thông tin. Dịch vụ công trong ứng dụng này dành cho công dân Việt Nam: giấy tờ cư trú của bạn do cơ quan quản lý xuất nhập cảnh giải quyết.',
    en: 'Use it to sign in at banks, telecom operators and State agencies, and to agree to what they get. The public services in this app are for Vietnamese citizens: for your residence papers ask the immigration office.',
  },
  level1: {
    vi: 'Tài khoản của bạn ở mức độ 1. Muốn lên mức độ 2, mang hộ chiếu và thẻ cư trú đến cơ quan quản lý xuất nhập cảnh, Công an cấp tỉnh.',
    en: 'Your account is of level 1. For level 2 take passport and residence card to the immigration office of the province police.',
  },
})

/** What a foreigner can do here and who he is; services stand on the population register, which does not hold him. */
export function ForeignHome({ level }: { level: number }) {
  const t = useText(words)
  return (
    <>
      <Notice title={t.title}>
        <p>{t.what}</p>
        {level === 1 ? <p>{t.level1}</p> : null}
      </Notice>
      <ForeignIdentityCard />
      <RecentAccesses />
    </>
  )
}
