import { forgetPaymentAccount, listMyPaymentAccounts } from '@platform/server/payments'
import { readCodeList } from '@platform/server/reference'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { Row } from '../../kit/Layout.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { ErrorState, Show } from '../../kit/States.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText } from '../../kit/text.ts'

const words = text({
  title: { vi: 'Tài khoản nhận tiền', en: 'Accounts for payments' },
  what: {
    vi: 'Tài khoản bạn đã ghi trong hồ sơ, được điền sẵn lần sau. Hồ sơ đã nộp vẫn giữ tài khoản của nó.',
    en: 'Accounts given in your forms, filled in the next time. What was filed keeps its own.',
  },
  none: { vi: 'Chưa có tài khoản nào.', en: 'There are none.' },
  forget: { vi: 'Bỏ tài khoản này', en: 'Forget this account' },
  forgotten: { vi: 'Đã bỏ tài khoản', en: 'The account was forgotten' },
})

/** Accounts that I had money paid to; each may be forgotten. */
export function PaymentAccountsCard() {
  const t = useText(words)
  const read = useRead(listMyPaymentAccounts, {})
  const banks = useRead(readCodeList, { params: { list: 'banks' } })
  const forget = useCall(forgetPaymentAccount, { onReply: () => say(t.forgotten) })
  const nameOf = (bank: string) => banks.data?.rows.find(({ code }) => code === bank)?.vi ?? bank
  return (
    <Card title={t.title} icon="file">
      <p className="small muted">{t.what}</p>
      <Show read={read}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p>{t.none}</p>
          ) : (
            <ul className="stack">
              {rows.map(({ bank, number, holder }) => (
                <li key={`${bank} ${number}`}>
                  <Row apart>
                    <div>
                      <p className="strong">{number}</p>
                      <p className="small muted">
                        {nameOf(bank)} · {holder}
                      </p>
                    </div>
                    <Button
                      pending={forget.pending}
                      onClick={() => void forget.send({ body: { bank, number } })}
                    >
                      {t.forget} <span className="visually-hidden">{number}</span>
                    </Button>
                  </Row>
                </li>
              ))}
            </ul>
          )
        }
      </Show>
      {forget.problem ? <ErrorState problem={forget.problem} /> : null}
    </Card>
  )
}
