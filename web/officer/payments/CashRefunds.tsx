import { type CashRefund, giveCashBack, listCashRefunds } from '@platform/server/payments'
import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { showDong, showInstant } from '../../kit/format.ts'
import { useCall, useRead } from '../../kit/queries.ts'
import { Empty, ErrorState, Show } from '../../kit/States.tsx'
import { Table } from '../../kit/Table.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText } from '../../kit/text.ts'

const words = text({
  title: { vi: 'Tiền mặt phải hoàn trả', en: 'Cash to give back' },
  none: { vi: 'Không phải hoàn trả khoản nào', en: 'Nothing is to be given back' },
  code: { vi: 'Mã hồ sơ', en: 'Dossier' },
  amount: { vi: 'Số tiền', en: 'Amount' },
  why: { vi: 'Vì sao', en: 'Why' },
  since: { vi: 'Từ lúc', en: 'Since' },
  act: { vi: 'Việc', en: 'Act' },
  done: { vi: 'Đã trả tiền', en: 'Given back' },
  recorded: { vi: 'Đã ghi hoàn trả', en: 'Recorded' },
})

const reasons = text({
  withdrawn: { vi: 'Người nộp rút hồ sơ', en: 'Withdrawn' },
  refused: { vi: 'Hồ sơ bị từ chối', en: 'Refused' },
  rejected: { vi: 'Không được tiếp nhận', en: 'Not accepted' },
  stopped: { vi: 'Dừng giải quyết', en: 'Stopped' },
})

/** Fees taken in cash whose dossiers ended so that they go back. */
export function CashRefunds() {
  const t = useText(words)
  const why = useText(reasons)
  const [asked, setAsked] = useState('')
  const read = useRead(listCashRefunds, {})
  const give = useCall(giveCashBack, { onReply: () => say(t.recorded) })
  return (
    <Card title={t.title} icon="undo">
      {give.problem ? <ErrorState problem={give.problem} onRetry={give.reset} /> : null}
      <Show read={read}>
        {({ rows }) => (
          <Table<CashRefund>
            caption={t.title}
            rows={rows}
            keyOf={({ refundId }) => refundId}
            empty={<Empty icon="done" title={t.none} />}
            columns={[
              { head: t.code, names: true, cell: ({ code }) => <span className="number">{code}</span> },
              { head: t.amount, cell: ({ amountDong }) => showDong(amountDong) },
              { head: t.why, cell: ({ reason }) => why[reason as keyof typeof why] ?? reason },
              { head: t.since, cell: ({ askedAt }) => showInstant(askedAt) },
              {
                head: t.act,
                cell: ({ refundId, code }) => (
                  <Button
                    aria-label={`${t.done}: ${code}`}
                    pending={give.pending && asked === refundId}
                    onClick={() => {
                      setAsked(refundId)
                      void give.send({ params: { refundId } })
                    }}
                  >
                    {t.done}
                  </Button>
                ),
              },
            ]}
          />
        )}
      </Show>
    </Card>
  )
}
