import { readMyForeignIdentity, renewMyForeignIdentity } from '@platform/server/accounts'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { showDay, showInstant, showPersonNumber } from '../../kit/format.ts'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { Actions } from '../../kit/Layout.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { ErrorState, Show } from '../../kit/States.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText } from '../../kit/text.ts'

const words = text({
  title: { vi: 'Thông tin định danh của tôi', en: 'My identity' },
  number: { vi: 'Số định danh của người nước ngoài', en: 'Identification number' },
  name: { vi: 'Họ tên trong hộ chiếu', en: 'Name in the passport' },
  born: { vi: 'Ngày sinh', en: 'Date of birth' },
  sex: { vi: 'Giới tính', en: 'Sex' },
  male: { vi: 'Nam', en: 'Male' },
  female: { vi: 'Nữ', en: 'Female' },
  nationality: { vi: 'Quốc tịch', en: 'Nationality' },
  passport: { vi: 'Hộ chiếu', en: 'Passport' },
  temporary: { vi: 'Thẻ tạm trú', en: 'Temporary residence card' },
  permanent: { vi: 'Thẻ thường trú', en: 'Permanent residence card' },
  until: { vi: (day: string) => `có giá trị đến hết ${day}`, en: (day: string) => `valid until ${day}` },
  noEnd: { vi: 'không ghi thời hạn', en: 'no end is recorded' },
  address: { vi: 'Nơi cư trú', en: 'Address' },
  source: {
    vi: (at: string) => `Theo dữ liệu của cơ quan quản lý xuất nhập cảnh, lúc ${at}.`,
    en: (at: string) => `By the immigration register, at ${at}.`,
  },
  renewWhat: {
    vi: 'Có thẻ hoặc hộ chiếu mới? Cập nhật ở đây. Khi thẻ hết hạn, tài khoản bị khóa.',
    en: 'A new card or passport? Update it here. When the card ends, the account is locked.',
  },
  renew: { vi: 'Cập nhật giấy tờ', en: 'Update my papers' },
  renewed: { vi: 'Đã cập nhật', en: 'Updated' },
})

/** Who a foreigner is by the immigration register, the number made for him, and how to bring both up to date. */
export function ForeignIdentityCard() {
  const t = useText(words)
  const read = useRead(readMyForeignIdentity, {})
  const renew = useCall(renewMyForeignIdentity, { onReply: () => say(t.renewed) })
  return (
    <Card title={t.title} icon="user">
      <Show read={read}>
        {(one) => (
          <>
            <KeyValueList
              columns={2}
              items={[
                {
                  key: t.number,
                  value: <span className="number nowrap">{showPersonNumber(one.number)}</span>,
                },
                { key: t.name, value: one.name },
                { key: t.born, value: showDay(one.bornOn) },
                { key: t.sex, value: t[one.sex] },
                { key: t.nationality, value: one.nationality },
                { key: t.passport, value: one.passportNumber },
                {
                  key: t[one.cardKind],
                  value: one.cardNumber,
                  note: one.cardUntil ? t.until(showDay(one.cardUntil)) : t.noEnd,
                },
                ...(one.address ? [{ key: t.address, value: one.address }] : []),
              ]}
            />
            <p className="small muted">{t.source(showInstant(one.recordedAt))}</p>
          </>
        )}
      </Show>
      <p>{t.renewWhat}</p>
      {renew.problem ? <ErrorState problem={renew.problem} /> : null}
      <Actions>
        <Button pending={renew.pending} onClick={() => void renew.send({})}>
          {t.renew}
        </Button>
      </Actions>
    </Card>
  )
}
