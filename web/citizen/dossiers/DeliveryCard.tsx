import { askDelivery, type DossierView, readDelivery } from '@platform/server/services'
import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { ChoiceField } from '../../kit/choices.tsx'
import { DeliveryFacts } from '../../kit/DeliveryFacts.tsx'
import { showDong } from '../../kit/format.ts'
import { PhoneField, TextField } from '../../kit/inputs.tsx'
import { Actions } from '../../kit/Layout.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { ErrorState, Show } from '../../kit/States.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText } from '../../kit/text.ts'

const words = text({
  title: { vi: 'Nhận kết quả bản giấy', en: 'The result on paper' },
  lead: {
    vi: 'Kết quả điện tử có ngay trong mục Giấy tờ và có giá trị như bản giấy. Chỉ chọn ở đây nếu bạn cần thêm bản giấy.',
    en: 'The digital result is in your documents at once and counts like paper. Choose here only if you need paper too.',
  },
  open: { vi: 'Tôi cần bản giấy', en: 'I need paper' },
  change: { vi: 'Đổi cách nhận', en: 'Change' },
  how: { vi: 'Nhận bằng cách nào', en: 'How' },
  desk: { vi: 'Đến quầy lấy', en: 'Collect at the desk' },
  deskHint: { vi: 'Mang theo thẻ căn cước', en: 'Bring your card' },
  post: { vi: 'Gửi bưu điện về nhà', en: 'By post to my home' },
  postHint: {
    vi: (fee: string) => `Cước khoảng ${fee}, trả cho bưu tá khi nhận`,
    en: (fee: string) => `About ${fee}, paid to the postman on delivery`,
  },
  name: { vi: 'Họ tên người nhận', en: 'Name of the recipient' },
  nameMissing: { vi: 'Hãy ghi họ tên người nhận', en: 'Write the name' },
  phone: { vi: 'Số điện thoại người nhận', en: 'Phone of the recipient' },
  phoneMissing: {
    vi: 'Số điện thoại có 10 chữ số, bắt đầu bằng 0',
    en: 'A phone has 10 digits and begins with 0',
  },
  address: { vi: 'Địa chỉ nhận', en: 'Address' },
  addressMissing: { vi: 'Hãy ghi số nhà, đường, xã, tỉnh', en: 'Write house, street, commune, province' },
  send: { vi: 'Ghi nhận', en: 'Save' },
  saved: { vi: 'Đã ghi nhận cách nhận kết quả', en: 'Saved' },
})

/** Paper is for who wants it: at the desk, or by post. */
export function DeliveryCard({ dossier }: { dossier: DossierView }) {
  const t = useText(words)
  const [asking, setAsking] = useState(false)
  const params = { dossierId: dossier.dossierId }
  const read = useRead(readDelivery, { params })
  return (
    <Card title={t.title} icon="file">
      <Show read={read}>
        {({ delivery, postFeeDong }) => (
          <>
            {delivery ? <DeliveryFacts delivery={delivery} /> : <p className="muted small">{t.lead}</p>}
            {asking ? (
              <Asking params={params} feeDong={postFeeDong} onDone={() => setAsking(false)} />
            ) : !delivery || ['wanted', 'sent-back'].includes(delivery.state) ? (
              <Actions>
                <Button onClick={() => setAsking(true)}>{delivery ? t.change : t.open}</Button>
              </Actions>
            ) : null}
          </>
        )}
      </Show>
    </Card>
  )
}

function Asking({
  params,
  feeDong,
  onDone,
}: {
  params: { dossierId: string }
  feeDong: number
  onDone: () => void
}) {
  const t = useText(words)
  const [way, setWay] = useState('desk')
  const [to, setTo] = useState({ name: '', phone: '', address: '' })
  const [tried, setTried] = useState(false)
  const ask = useCall(askDelivery, {
    onReply: () => {
      say(t.saved)
      onDone()
    },
  })
  const wrong = {
    name: to.name.trim().length < 2 ? t.nameMissing : null,
    phone: /^0\d{9}$/.test(to.phone.replace(/\s/g, '')) ? null : t.phoneMissing,
    address: to.address.trim().length < 10 ? t.addressMissing : null,
  }
  const send = () => {
    setTried(true)
    if (way === 'desk') return void ask.send({ params, body: { way: 'desk' } })
    if (Object.values(wrong).some(Boolean)) return
    const recipient = {
      name: to.name.trim(),
      phone: to.phone.replace(/\s/g, ''),
      address: to.address.trim(),
    }
    void ask.send({ params, body: { way: 'post', recipient } })
  }
  return (
    <div className="stack">
      <ChoiceField
        label={t.how}
        value={way}
        onChange={setWay}
        options={[
          { value: 'desk', label: t.desk, hint: t.deskHint },
          { value: 'post', label: t.post, hint: t.postHint(showDong(feeDong)) },
        ]}
      />
      {way === 'post' ? (
        <>
          <TextField
            label={t.name}
            value={to.name}
            onChange={(name) => setTo({ ...to, name })}
            maxLength={100}
            error={tried ? wrong.name : null}
          />
          <PhoneField
            label={t.phone}
            value={to.phone}
            onChange={(phone) => setTo({ ...to, phone })}
            error={tried ? wrong.phone : null}
          />
          <TextField
            label={t.address}
            value={to.address}
            onChange={(address) => setTo({ ...to, address })}
            maxLength={300}
            error={tried ? wrong.address : null}
          />
        </>
      ) : null}
      {ask.problem ? <ErrorState problem={ask.problem} /> : null}
      <Actions>
        <Button look="primary" pending={ask.pending} onClick={send}>
          {t.send}
        </Button>
      </Actions>
    </div>
  )
}
