import { searchPeople } from '@platform/server/population'
import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { ChoiceField } from '../../kit/choices.tsx'
import { DateField } from '../../kit/DateField.tsx'
import { LongTextField, NumberField, TextField } from '../../kit/inputs.tsx'
import { Actions } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { useCall } from '../../kit/queries.ts'
import { useGo } from '../../kit/router.tsx'
import { ErrorState } from '../../kit/States.tsx'
import { text, useText } from '../../kit/text.ts'
import { UnitPicker } from '../../kit/UnitPicker.tsx'
import { paths } from '../paths.ts'

const words = text({
  noted: {
    vi: 'Lượt tra cứu này được ghi và thanh tra xem được',
    en: 'This look-up is recorded, and inspectors see it',
  },
  notedWhat: {
    vi: 'Người được tra cứu cũng thấy cơ quan của bạn, giờ tra cứu và lý do bạn ghi.',
    en: 'The person looked up also sees your office, the time and the reason you write.',
  },
  reason: { vi: 'Lý do tra cứu', en: 'Reason' },
  reasonHint: {
    vi: 'Ít nhất 10 ký tự. Ví dụ: xác minh nhân thân người báo mất giấy tờ tại trụ sở',
    en: 'At least 10 characters. For example: check who reports lost papers at the office',
  },
  reasonShort: { vi: 'Hãy ghi lý do, ít nhất 10 ký tự', en: 'Write a reason of at least 10 characters' },
  picked: {
    vi: 'Bạn đã chọn một người từ danh sách. Hãy ghi lý do để mở hồ sơ của người đó.',
    en: 'You picked someone from a list. Write the reason to open the file.',
  },
  by: { vi: 'Tìm theo', en: 'Search by' },
  number: { vi: 'Số định danh', en: 'Personal number' },
  name: { vi: 'Họ tên', en: 'Name' },
  phone: { vi: 'Số điện thoại', en: 'Phone' },
  household: { vi: 'Hộ gia đình', en: 'Household' },
  phoneHint: {
    vi: 'Số mà người đó đã khai với cơ quan đăng ký cư trú',
    en: 'The number the person gave to the register',
  },
  phoneWrong: { vi: 'Số điện thoại có 10 chữ số', en: 'A phone number has 10 digits' },
  commune: { vi: 'Xã, phường đang cư trú', en: 'Commune of residence' },
  communeHint: {
    vi: 'Không bắt buộc. Có xã, phường thì họ tên gõ sai vài chữ vẫn tìm được',
    en: 'May be left out. With it, a name with a few wrong letters is found too',
  },
  fileNumber: { vi: 'Số hồ sơ cư trú', en: 'Residence file number' },
  fileHint: { vi: '12 chữ số', en: '12 digits' },
  address: { vi: 'Hoặc địa chỉ: số nhà, đường, thôn', en: 'Or the address: number, street, hamlet' },
  householdWrong: {
    vi: 'Hãy ghi số hồ sơ cư trú, hoặc địa chỉ cùng xã, phường',
    en: 'Write the file number, or the address with its commune',
  },
  numberHint: {
    vi: '12 số trên thẻ căn cước, hoặc 9 số của chứng minh nhân dân cũ',
    en: '12 digits of the identity card, or 9 of an old identity paper',
  },
  numberWrong: {
    vi: 'Số định danh có 12 chữ số; chứng minh nhân dân cũ có 9',
    en: 'A personal number has 12 digits, an old identity paper 9',
  },
  fullName: { vi: 'Họ và tên', en: 'Full name' },
  nameHint: {
    vi: 'Gõ có dấu hoặc không dấu đều được; gõ sai một vài chữ vẫn tìm được nếu có ngày sinh',
    en: 'With or without marks; a wrong letter is forgiven when the birth is known',
  },
  nameWrong: { vi: 'Hãy ghi họ tên', en: 'Write the name' },
  bornOn: { vi: 'Ngày sinh', en: 'Date of birth' },
  bornInYear: { vi: 'Hoặc chỉ năm sinh', en: 'Or the year of birth alone' },
  bornWrong: {
    vi: 'Hãy ghi ngày sinh, năm sinh, hoặc chọn xã, phường đang cư trú',
    en: 'Write the date or the year of birth, or choose the commune',
  },
  search: { vi: 'Tra cứu', en: 'Search' },
  open: { vi: 'Mở hồ sơ dân cư', en: 'Open the register file' },
})

/** `picked` is someone chosen from a list: then only the reason is asked, and his file opens. */
export function SearchForm({ picked }: { picked: string }) {
  const t = useText(words)
  const go = useGo()
  const [way, setBy] = useState('number')
  const by = picked ? 'picked' : way
  const [number, setNumber] = useState('')
  const [name, setName] = useState('')
  const [bornOn, setBornOn] = useState<string | null>(null)
  const [year, setYear] = useState<number | null>(null)
  const [unitId, setUnitId] = useState<number | null>(null)
  const [phone, setPhone] = useState('')
  const [fileNumber, setFileNumber] = useState('')
  const [address, setAddress] = useState('')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const search = useCall(searchPeople, {
    onReply: ({ searchId }) =>
      picked
        ? go(paths.person(picked, { searchId }), { replace: true })
        : go(paths.people(searchId), { replace: true }),
  })
  const wrong = {
    number: by === 'number' && !/^(\d{9}|\d{12})$/.test(number) ? t.numberWrong : null,
    name: by === 'name' && name.trim().length < 2 ? t.nameWrong : null,
    born: by === 'name' && !bornOn && !year && !unitId ? t.bornWrong : null,
    phone: by === 'phone' && !/^\d{10,12}$/.test(phone.replace(/\D/g, '')) ? t.phoneWrong : null,
    household:
      by === 'household' && !/^\d{12}$/.test(fileNumber) && !(address.trim() && unitId)
        ? t.householdWrong
        : null,
    reason: reason.trim().length < 10 ? t.reasonShort : null,
  }
  const send = () => {
    setTried(true)
    if (Object.values(wrong).some(Boolean)) return
    const born = bornOn ? { bornOn } : year ? { bornInYear: year } : {}
    const within = unitId ? { unitId } : {}
    const whom = {
      number: { number },
      name: { name: name.trim(), ...born, ...within },
      phone: { phone },
      household: fileNumber ? { fileNumber } : { address: address.trim(), ...within },
      picked: { personId: picked },
    }
    void search.send({ body: { ...whom[by as keyof typeof whom], reason: reason.trim() } })
  }
  return (
    <Card>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!search.pending) send()
        }}
      >
        <Notice look="wait" title={t.noted}>
          {t.notedWhat}
        </Notice>
        {picked ? (
          <p>{t.picked}</p>
        ) : (
          <>
            <ChoiceField
              label={t.by}
              value={by}
              onChange={setBy}
              inRow
              options={[
                { value: 'number', label: t.number },
                { value: 'name', label: t.name },
                { value: 'household', label: t.household },
                { value: 'phone', label: t.phone },
              ]}
            />
            {by === 'number' ? (
              <TextField
                label={t.number}
                hint={t.numberHint}
                value={number}
                onChange={(typed) => setNumber(typed.replace(/\D/g, '').slice(0, 12))}
                inputMode="numeric"
                maxLength={20}
                short
                error={tried ? wrong.number : null}
              />
            ) : by === 'phone' ? (
              <TextField
                label={t.phone}
                hint={t.phoneHint}
                value={phone}
                onChange={setPhone}
                inputMode="tel"
                maxLength={20}
                short
                error={tried ? wrong.phone : null}
              />
            ) : by === 'household' ? (
              <>
                <TextField
                  label={t.fileNumber}
                  hint={t.fileHint}
                  value={fileNumber}
                  onChange={(typed) => setFileNumber(typed.replace(/\D/g, '').slice(0, 12))}
                  inputMode="numeric"
                  maxLength={20}
                  short
                  error={tried ? wrong.household : null}
                />
                <TextField label={t.address} value={address} onChange={setAddress} maxLength={200} />
                <UnitPicker label={t.commune} value={unitId} onChange={setUnitId} />
              </>
            ) : (
              <>
                <TextField
                  label={t.fullName}
                  hint={t.nameHint}
                  value={name}
                  onChange={setName}
                  maxLength={200}
                  error={tried ? wrong.name : null}
                />
                <DateField
                  label={t.bornOn}
                  value={bornOn}
                  onChange={setBornOn}
                  error={tried ? wrong.born : null}
                />
                <NumberField label={t.bornInYear} value={year} onChange={setYear} min={1880} max={2200} />
                <UnitPicker label={t.commune} hint={t.communeHint} value={unitId} onChange={setUnitId} />
              </>
            )}
          </>
        )}
        <LongTextField
          label={t.reason}
          hint={t.reasonHint}
          value={reason}
          onChange={setReason}
          maxLength={500}
          error={tried ? wrong.reason : null}
        />
        {search.problem ? <ErrorState problem={search.problem} /> : null}
        <Actions>
          <Button look="primary" icon="search" type="submit" pending={search.pending}>
            {picked ? t.open : t.search}
          </Button>
        </Actions>
      </form>
    </Card>
  )
}
