import { makeVisitorCode } from '@platform/server/services'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { showTime } from '../../kit/format.ts'
import { Actions } from '../../kit/Layout.tsx'
import { Page } from '../../kit/Page.tsx'
import { QrPath } from '../../kit/QrPath.tsx'
import { useCall } from '../../kit/queries.ts'
import { ErrorState } from '../../kit/States.tsx'
import { text, useText } from '../../kit/text.ts'
import './CounterCodePage.css'

const words = text({
  title: { vi: 'Mã làm việc tại quầy', en: 'Code for the counter' },
  lead: {
    vi: 'Đưa mã này cho cán bộ Bộ phận Một cửa quét hoặc đọc cho họ. Bạn không cần đưa thẻ căn cước.',
    en: 'Let the officer at the one-stop counter scan this code, or read it out. You need not hand over your card.',
  },
  open: { vi: 'Mở mã', en: 'Show a code' },
  again: { vi: 'Mở mã mới', en: 'Show a new code' },
  until: {
    vi: (time: string) => `Dùng được một lần, đến ${time}.`,
    en: (time: string) => `Good for one use, until ${time}.`,
  },
  qr: { vi: 'Mã QR để cán bộ quét', en: 'QR code for the officer to scan' },
})

/** Says at a counter who one is, without the card. */
export function CounterCodePage() {
  const t = useText(words)
  const make = useCall(makeVisitorCode)
  const made = make.reply
  return (
    <Page title={t.title} lead={t.lead} width="reading">
      <Card>
        {made ? (
          <div className="counter-code" role="status">
            <QrPath qr={made.qr} label={t.qr} />
            <p className="counter-code-digits number">{`${made.code.slice(0, 4)} ${made.code.slice(4)}`}</p>
            <p>{t.until(showTime(made.expiresAt))}</p>
          </div>
        ) : null}
        {make.problem ? <ErrorState problem={make.problem} /> : null}
        <Actions>
          <Button
            look={made ? 'secondary' : 'primary'}
            icon="user"
            pending={make.pending}
            onClick={() => void make.send({})}
          >
            {made ? t.again : t.open}
          </Button>
        </Actions>
      </Card>
    </Page>
  )
}
