import { type FoundPerson, type PersonSearch, readSearch, searchPeople } from '@platform/server/population'
import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { ChoiceField } from '../../kit/choices.tsx'
import { DateField } from '../../kit/DateField.tsx'
import { showDay, showTime } from '../../kit/format.ts'
import { LongTextField, NumberField, TextField } from '../../kit/inputs.tsx'
import { Actions } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Page } from '../../kit/Page.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { Link, useFilter, useGo } from '../../kit/router.tsx'
import { Empty, ErrorState, Show } from '../../kit/States.tsx'
import { type Column, Table } from '../../kit/Table.tsx'
import { text, useText } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { lookers } from '../me.ts'
import { paths } from '../paths.ts'
import { LifeStatus } from './LifeStatus.tsx'
import { personWords } from './person-words.ts'

const words = text({
  title: { vi: 'Tra cứu người', en: 'Look up a person' },
  lead: {
    vi: 'Chỉ tìm được người cư trú trong địa bàn bạn phụ trách.',
    en: 'Only people who live in the area you are responsible for are found.',
  },
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
  by: { vi: 'Tìm theo', en: 'Search by' },
  number: { vi: 'Số định danh', en: 'Personal number' },
  name: { vi: 'Họ tên và ngày sinh', en: 'Name and birth' },
  numberHint: {
    vi: '12 số trên thẻ căn cước, hoặc 9 số của chứng minh nhân dân cũ',
    en: '12 digits of the identity card, or 9 of an old identity paper',
  },
  numberWrong: {
    vi: 'Số định danh có 12 chữ số; chứng minh nhân dân cũ có 9',
    en: 'A personal number has 12 digits, an old identity paper 9',
  },
  fullName: { vi: 'Họ và tên', en: 'Full name' },
  nameHint: { vi: 'Gõ có dấu hoặc không dấu đều được', en: 'With or without marks' },
  nameWrong: { vi: 'Hãy ghi họ tên', en: 'Write the name' },
  bornOn: { vi: 'Ngày sinh', en: 'Date of birth' },
  bornInYear: { vi: 'Hoặc chỉ năm sinh', en: 'Or the year of birth alone' },
  bornWrong: { vi: 'Hãy ghi ngày sinh hoặc năm sinh', en: 'Write the date or the year of birth' },
  search: { vi: 'Tra cứu', en: 'Search' },
  results: { vi: 'Kết quả', en: 'Results' },
  none: { vi: 'Không tìm thấy ai trong địa bàn của bạn', en: 'Nobody was found in your area' },
  noneWhat: {
    vi: 'Hãy kiểm tra lại số hoặc ngày sinh, rồi tra cứu lại.',
    en: 'Check the number or the birth, then search again.',
  },
  beyond: {
    vi: 'Còn nhiều người khác khớp. Hãy ghi rõ hơn ngày sinh hoặc họ tên.',
    en: 'More people fit. Say more about name or birth.',
  },
  until: {
    vi: (at: string) => `Mở được các hồ sơ này đến ${at}.`,
    en: (at: string) => `These files can be opened until ${at}.`,
  },
})

/** Looks a person up without a dossier: only with a reason, on record (Law on Identity 26/2023/QH15, art. 10). */
export function SearchPage() {
  const t = useText(words)
  const [searchId] = useFilter('search')
  return (
    <Page title={t.title} lead={t.lead} width={searchId ? 'wide' : 'reading'}>
      <ForRoles roles={lookers}>
        <SearchForm />
        {searchId ? <Results searchId={searchId} /> : null}
      </ForRoles>
    </Page>
  )
}

function SearchForm() {
  const t = useText(words)
  const go = useGo()
  const [by, setBy] = useState('number')
  const [number, setNumber] = useState('')
  const [name, setName] = useState('')
  const [bornOn, setBornOn] = useState<string | null>(null)
  const [year, setYear] = useState<number | null>(null)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const search = useCall(searchPeople, {
    onReply: ({ searchId }) => go(paths.people(searchId), { replace: true }),
  })
  const wrong = {
    number: by === 'number' && !/^(\d{9}|\d{12})$/.test(number) ? t.numberWrong : null,
    name: by === 'name' && name.trim().length < 2 ? t.nameWrong : null,
    born: by === 'name' && !bornOn && !year ? t.bornWrong : null,
    reason: reason.trim().length < 10 ? t.reasonShort : null,
  }
  const send = () => {
    setTried(true)
    if (Object.values(wrong).some(Boolean)) return
    const born = bornOn ? { bornOn } : year ? { bornInYear: year } : {}
    void search.send({
      body: { ...(by === 'number' ? { number } : { name: name.trim(), ...born }), reason: reason.trim() },
    })
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
        <ChoiceField
          label={t.by}
          value={by}
          onChange={setBy}
          options={[
            { value: 'number', label: t.number },
            { value: 'name', label: t.name },
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
            {t.search}
          </Button>
        </Actions>
      </form>
    </Card>
  )
}

function Results({ searchId }: { searchId: string }) {
  const t = useText(words)
  const read = useRead(readSearch, { params: { searchId } }, { lasting: true })
  return (
    <Card title={t.results} icon="people">
      <Show read={read}>{(found) => <Found found={found} />}</Show>
    </Card>
  )
}

function Found({ found }: { found: PersonSearch }) {
  const t = useText(words)
  const w = useText(personWords)
  const columns: Column<FoundPerson>[] = [
    {
      head: t.fullName,
      names: true,
      cell: ({ personId, name }) => (
        <Link to={paths.person(personId, { searchId: found.searchId })}>{name}</Link>
      ),
    },
    { head: t.number, cell: ({ maskedNumber }) => <span className="number">{maskedNumber}</span> },
    { head: w.bornOn, cell: ({ bornOn, bornPrecision }) => showDay(bornOn, bornPrecision) },
    { head: w.sex, cell: ({ sex }) => w[sex] },
    { head: w.status, cell: ({ status }) => <LifeStatus status={status} /> },
  ]
  return (
    <>
      <p className="small muted">{t.until(showTime(found.endsAt))}</p>
      {found.beyond ? <Notice look="wait">{t.beyond}</Notice> : null}
      <Table
        caption={t.results}
        columns={columns}
        rows={found.rows}
        keyOf={({ personId }) => personId}
        empty={
          <Empty icon="search" title={t.none}>
            {t.noneWhat}
          </Empty>
        }
      />
    </>
  )
}
