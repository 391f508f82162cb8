import { readPoster } from '@platform/server/services'
import { Button } from '../kit/Button.tsx'
import { Actions } from '../kit/Layout.tsx'
import { Page } from '../kit/Page.tsx'
import { QrPath } from '../kit/QrPath.tsx'
import { useRead } from '../kit/queries.ts'
import { useParam } from '../kit/router.tsx'
import { Show } from '../kit/States.tsx'
import { text, useText, useWords } from '../kit/text.ts'
import './HallPrint.css'

const words = text({
  title: { vi: 'Lấy số thứ tự bằng điện thoại', en: 'Take a number with your phone' },
  qr: { vi: 'Mã QR mở trang lấy số', en: 'QR code of the page where you take a number' },
  one: {
    vi: 'Mở máy ảnh của điện thoại, hướng vào mã này.',
    en: 'Point the camera of your phone at this code.',
  },
  two: { vi: 'Đăng nhập, bấm “Lấy số”.', en: 'Sign in and press “Take a number”.' },
  three: {
    vi: 'Điện thoại báo còn bao nhiêu người trước bạn và mời bạn đến quầy nào.',
    en: 'Your phone says how many are before you and which desk calls you.',
  },
  noPhone: {
    vi: 'Không có điện thoại: hỏi cán bộ ở cửa để lấy phiếu giấy.',
    en: 'Without a phone: ask the officer at the door for a slip of paper.',
  },
  print: { vi: 'In áp phích', en: 'Print the poster' },
})

/** What an office prints and hangs in its hall. */
export function PosterPage() {
  const t = useText(words)
  const show = useWords()
  const agencyId = Number(useParam('agencyId')) || 1
  const read = useRead(readPoster, { params: { agencyId } })
  return (
    <Page title={t.title} width="reading">
      <Show read={read}>
        {({ agency, address, qr }) => (
          <div className="hall-print hall-poster">
            <p className="hall-print-office">{show(agency)}</p>
            <QrPath qr={qr} label={t.qr} />
            <p className="hall-print-address">{address}</p>
            <ol>
              <li>{t.one}</li>
              <li>{t.two}</li>
              <li>{t.three}</li>
            </ol>
            <p className="strong">{t.noPhone}</p>
            <div className="no-print">
              <Actions>
                <Button look="primary" onClick={() => window.print()}>
                  {t.print}
                </Button>
              </Actions>
            </div>
          </div>
        )}
      </Show>
    </Page>
  )
}
