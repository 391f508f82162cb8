import type { Delivery } from '@platform/server/services'
import { showDong, showInstant, showPhone } from './format.ts'
import { KeyValueList } from './KeyValueList.tsx'
import { StatusBadge } from './StatusBadge.tsx'
import { text, useText, useWords } from './text.ts'

const words = text({
  way: { vi: 'Cách nhận', en: 'How' },
  desk: { vi: 'Nhận tại quầy', en: 'At the desk' },
  post: { vi: 'Qua bưu điện', en: 'By post' },
  to: { vi: 'Gửi đến', en: 'To' },
  tracking: { vi: 'Số bưu gửi', en: 'Number of the post' },
  fee: { vi: 'Cước trả khi nhận', en: 'Price, paid on delivery' },
  collected: { vi: 'Người nhận', en: 'Collected by' },
})

/** How a result on paper is handed over, and how far it is. */
export function DeliveryFacts({ delivery }: { delivery: Delivery }) {
  const t = useText(words)
  const show = useWords()
  const { way, state, stateWords, recipient, tracking, fee, collectedBy, history } = delivery
  const last = history.at(-1)
  return (
    <div className="stack stack-tight">
      <p>
        <StatusBadge tone={state === 'collected' || state === 'delivered' ? 'done' : 'wait'}>
          {show(stateWords)}
        </StatusBadge>{' '}
        <span className="small muted">{last ? showInstant(last.at) : null}</span>
      </p>
      {state === 'sent-back' && last?.note ? <p>{last.note}</p> : null}
      <KeyValueList
        items={[
          { key: t.way, value: t[way] },
          ...(recipient
            ? [
                {
                  key: t.to,
                  value: `${recipient.name}, ${showPhone(recipient.phone)}, ${recipient.address}`,
                },
              ]
            : []),
          ...(fee ? [{ key: t.fee, value: showDong(fee.amountDong) }] : []),
          ...(tracking ? [{ key: t.tracking, value: <span className="number">{tracking}</span> }] : []),
          ...(collectedBy ? [{ key: t.collected, value: collectedBy.name, note: collectedBy.proof }] : []),
        ]}
      />
    </div>
  )
}
