import { readSlip } from '@platform/server/services'
import { Button } from '../kit/Button.tsx'
import { showInstant } from '../kit/format.ts'
import { Actions } from '../kit/Layout.tsx'
import { NumberInLine, useTicketNow } from '../kit/NumberInLine.tsx'
import { Page } from '../kit/Page.tsx'
import { QrPath } from '../kit/QrPath.tsx'
import { useRead } from '../kit/queries.ts'
import { useParam } from '../kit/router.tsx'
import { Show } from '../kit/States.tsx'
import { text, useText, useWords } from '../kit/text.ts'
import './HallPrint.css'

const words = text({
  title: { vi: 'Phiếu số thứ tự', en: 'Slip of your number' },
  taken: { vi: (at: string) => `Lấy số lúc ${at}`, en: (at: string) => `Taken at ${at}` },
  qr: { vi: 'Mã QR để theo dõi số này', en: 'QR code to follow this number' },
  follow: {
    vi: 'Quét mã để xem còn bao nhiêu người trước bạn, hoặc nhìn bảng gọi số trong phòng chờ.',
    en: 'Scan the code to see how many are before you, or look at the board in the hall.',
  },
  print: { vi: 'In phiếu', en: 'Print the slip' },
  board: { vi: 'Mở bảng gọi số', en: 'Open the board' },
})

/** The slip of a number, for who has no phone or no account: whoever has the address follows the number. */
export function TicketPage() {
  const t = useText(words)
  const agencyId = Number(useParam('agencyId')) || 1
  const ticketId = useParam('ticketId')
  const read = useRead(readSlip, { params: { agencyId, ticketId } }, { once: true })
  return (
    <Page title={t.title} width="reading">
      <Show read={read}>{(slip) => <Slip agencyId={agencyId} slip={slip} />}</Show>
    </Page>
  )
}

type SlipReply = NonNullable<(typeof readSlip)['types']>['reply']

function Slip({ agencyId, slip }: { agencyId: number; slip: SlipReply }) {
  const t = useText(words)
  const show = useWords()
  const ticket = useTicketNow(agencyId, slip.ticket)
  return (
    <div className="hall-print hall-slip">
      <p className="hall-print-office">{show(slip.agency)}</p>
      <NumberInLine ticket={ticket} />
      <p className="number">{t.taken(showInstant(ticket.takenAt))}</p>
      <QrPath qr={slip.qr} label={t.qr} />
      <p className="small">{t.follow}</p>
      <div className="no-print">
        <Actions>
          <Button look="primary" onClick={() => window.print()}>
            {t.print}
          </Button>
          <a className="button button-secondary" href={`/queue/${agencyId}`}>
            {t.board}
          </a>
        </Actions>
      </div>
    </div>
  )
}
