import { approveOnDevice, type DeviceApproval, refuseOnDevice } from '@platform/server/authentication'
import { useState } from 'react'
import { useFreshCall } from '../../kit/authenticators/fresh-call.tsx'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { CheckField, ChoiceField, ManyField } from '../../kit/choices.tsx'
import { showTime } from '../../kit/format.ts'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { Actions, Stack } from '../../kit/Layout.tsx'
import { useCall } from '../../kit/queries.ts'
import { ErrorState } from '../../kit/States.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useCitation, useText, useWords } from '../../kit/text.ts'

const words = text({
  who: { vi: 'Ai hỏi', en: 'Who asks' },
  message: { vi: 'Lời nhắn (bên kia cũng thấy đúng lời này)', en: 'Message (they see the same words)' },
  until: { vi: 'Trả lời trước', en: 'Answer by' },
  gets: { vi: 'Nếu đồng ý, họ nhận được', en: 'If you agree, they get' },
  why: { vi: (what: string) => `Để: ${what}`, en: (what: string) => `For: ${what}` },
  also: { vi: 'Có thể cho thêm, không bắt buộc', en: 'You may add these, you need not' },
  whom: { vi: 'Bạn xác nhận cho ai?', en: 'For whom do you approve?' },
  self: { vi: 'Cho chính tôi', en: 'For myself' },
  parent: { vi: 'Con của bạn', en: 'Your child' },
  guardian: { vi: 'Bạn là người giám hộ', en: 'Your ward' },
  mandate: { vi: 'Theo giấy ủy quyền', en: 'By mandate' },
  representative: { vi: 'Bạn là người đại diện theo pháp luật', en: 'You are its legal representative' },
  childAgrees: { vi: 'Tôi đã hỏi, con tôi đồng ý', en: 'I asked, and my child agrees' },
  chooseWhom: { vi: 'Hãy chọn bạn xác nhận cho ai', en: 'Choose for whom' },
  askChild: { vi: 'Hãy hỏi con rồi đánh dấu ở trên', en: 'Ask your child and tick the box above' },
  agree: { vi: 'Đồng ý', en: 'I agree' },
  refuse: { vi: 'Không đồng ý', en: 'I do not agree' },
  notMe: { vi: 'Không phải tôi đang làm việc này', en: 'It is not me who does this' },
  agreed: { vi: 'Đã xác nhận', en: 'Approved' },
  refused: { vi: 'Đã từ chối, không có gì được gửi đi', en: 'Refused; nothing was sent' },
  reported: {
    vi: 'Đã từ chối và ghi lại. Nếu có người gọi điện nhờ bạn bấm đồng ý, đó là lừa đảo',
    en: 'Refused and noted. If somebody calls and asks you to agree, it is a fraud',
  },
})

/** One request: who asks, in which words, for what data; yes, no, or "this was not me". */
export function DeviceApprovalCard({ approval }: { approval: DeviceApproval }) {
  const t = useText(words)
  const show = useWords()
  const cite = useCitation()
  const [also, setAlso] = useState<string[]>([])
  const [whom, setWhom] = useState('')
  const [childAgrees, setChildAgrees] = useState(false)
  // Where there is nobody else to approve for, it is for oneself: nothing to choose.
  const forWhom = approval.forWhom ?? []
  const choice = forWhom.length > 0 ? whom : 'self'
  const child = forWhom.find(({ key }) => key === whom)?.childAgrees ?? false
  const missing = choice === '' ? t.chooseWhom : child && !childAgrees ? t.askChild : null
  const approve = useFreshCall(approveOnDevice, { onReply: () => say(t.agreed) })
  const refuse = useCall(refuseOnDevice, {
    onReply: ({ state }) => say(state === 'reported' ? t.reported : t.refused),
  })
  const params = { id: approval.id }
  const reason = ({ purpose, legalBasis }: DeviceApproval['data'][number]) =>
    [t.why(show(purpose)), legalBasis ? cite(legalBasis) : ''].filter(Boolean).join(' · ')
  const needed = approval.data.filter((one) => one.needed)
  const optional = approval.data.filter((one) => !one.needed)
  const problem = approve.problem ?? refuse.problem
  return (
    <Card title={show(approval.party)} icon="phone" look="attention">
      <Stack>
        <KeyValueList
          items={[
            { key: t.message, value: <strong>{approval.message}</strong> },
            { key: t.who, value: show(approval.organisation) },
            { key: t.until, value: showTime(approval.expiresAt) },
            {
              key: t.gets,
              value: (
                <ul className="stack stack-tight">
                  {needed.map((one) => (
                    <li key={one.scope}>
                      {show(one.words)}
                      <br />
                      <span className="small muted">{reason(one)}</span>
                    </li>
                  ))}
                </ul>
              ),
            },
          ]}
        />
        {optional.length > 0 ? (
          <ManyField
            label={t.also}
            value={also}
            onChange={setAlso}
            options={optional.map((one) => ({
              value: one.scope,
              label: show(one.words),
              hint: reason(one),
            }))}
          />
        ) : null}
        {forWhom.length > 0 ? (
          <ChoiceField
            label={t.whom}
            value={whom}
            onChange={setWhom}
            options={[
              { value: 'self', label: t.self },
              ...forWhom.map(({ key, name, basis }) => ({ value: key, label: name, hint: t[basis] })),
            ]}
          />
        ) : null}
        {child ? <CheckField label={t.childAgrees} value={childAgrees} onChange={setChildAgrees} /> : null}
        {problem ? <ErrorState problem={problem} /> : null}
        <Actions>
          <Button
            look="primary"
            icon="check"
            pending={approve.pending}
            notNow={missing}
            onClick={() =>
              void approve.send({
                params,
                body: { also, ...(approval.forWhom ? { whom: choice, childAgrees } : {}) },
              })
            }
          >
            {t.agree}
          </Button>
          <Button
            pending={refuse.pending}
            onClick={() => void refuse.send({ params, body: { notMe: false } })}
          >
            {t.refuse}
          </Button>
          <Button look="danger" onClick={() => void refuse.send({ params, body: { notMe: true } })}>
            {t.notMe}
          </Button>
        </Actions>
        {approve.dialog}
      </Stack>
    </Card>
  )
}
