import {
  type ForeignerAtDesk,
  findForeigner,
  openForeignApplication,
  renewForeignerAtDesk,
} from '@platform/server/accounts'
import { type FormEvent, useState } from 'react'
import { Button, ButtonLink } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { ChoiceField } from '../../kit/choices.tsx'
import { showDay } from '../../kit/format.ts'
import { PhoneField, TextField } from '../../kit/inputs.tsx'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { Actions, Columns } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Page } from '../../kit/Page.tsx'
import { useCall } from '../../kit/queries.ts'
import { useGo } from '../../kit/router.tsx'
import { ErrorState } from '../../kit/States.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { paths } from '../paths.ts'
import { AccountActs, AccountState } from './PersonAtDesk.tsx'

const words = text({
  title: { vi: 'Tài khoản định danh của người nước ngoài', en: 'Electronic identities of foreigners' },
  lead: {
    vi: 'Người từ 14 tuổi có thẻ tạm trú hoặc thẻ thường trú còn giá trị, đến cùng hộ chiếu và thẻ.',
    en: 'For whoever is 14 or older and comes with passport and a valid temporary or permanent residence card.',
  },
  desk: { vi: 'Quầy tài khoản', en: 'The desk' },
  find: { vi: 'Người đến quầy', en: 'Who is here' },
  document: { vi: 'Số hộ chiếu hoặc số thẻ cư trú', en: 'Number of passport or residence card' },
  documentWrong: { vi: 'Từ 5 đến 20 chữ và số', en: '5 to 20 letters and digits' },
  look: { vi: 'Tìm', en: 'Find' },
  recorded: {
    vi: 'Hỏi cơ sở dữ liệu xuất nhập cảnh. Mỗi lần tìm được ghi lại.',
    en: 'Asks the immigration register. Each look is recorded.',
  },
  number: { vi: 'Số định danh', en: 'Number' },
  noNumber: { vi: 'Cấp khi lập hồ sơ', en: 'Made with the application' },
  born: { vi: 'Ngày sinh', en: 'Born' },
  nationality: { vi: 'Quốc tịch', en: 'Nationality' },
  passport: { vi: 'Hộ chiếu', en: 'Passport' },
  card: { vi: 'Thẻ cư trú', en: 'Residence card' },
  temporary: { vi: 'Thẻ tạm trú', en: 'Temporary' },
  permanent: { vi: 'Thẻ thường trú', en: 'Permanent' },
  until: { vi: (day: string) => `đến hết ${day}`, en: (day: string) => `until ${day}` },
  noCard: { vi: 'Không có', en: 'None' },
  held: { vi: 'Sinh trắc học', en: 'Biometrics' },
  heldYes: { vi: 'Đã có: duyệt trong 3 ngày làm việc', en: 'Held: decided in 3 working days' },
  heldNo: { vi: 'Chưa có: duyệt trong 7 ngày làm việc', en: 'Not held: decided in 7 working days' },
  account: { vi: 'Tài khoản', en: 'Account' },
  over: {
    vi: 'Không có thẻ cư trú còn giá trị: chưa cấp tài khoản. Hướng dẫn làm thủ tục cấp hoặc gia hạn thẻ trước.',
    en: 'No valid residence card: no account can be opened. The card comes first.',
  },
  young: {
    vi: 'Dưới 14 tuổi: hệ thống này chưa cấp tài khoản qua cha, mẹ hoặc người giám hộ.',
    en: 'Under 14: this system opens no account through a parent or guardian yet.',
  },
  cardLock: {
    vi: 'Tài khoản bị khóa vì thẻ cư trú hết hạn. Khi có thẻ mới, hỏi lại cơ sở dữ liệu để mở.',
    en: 'Locked because the residence card ended. With a new card, ask the register again to open it.',
  },
  renew: { vi: 'Hỏi lại cơ sở dữ liệu xuất nhập cảnh', en: 'Ask the immigration register again' },
  renewed: { vi: 'Đã cập nhật', en: 'Updated' },
  under: { vi: 'Có một hồ sơ đang xử lý.', en: 'An application is under way.' },
  toOpen: { vi: 'Mở hồ sơ', en: 'Open it' },
  apply: { vi: 'Đề nghị cấp tài khoản', en: 'Apply for an account' },
  filled: {
    vi: 'Họ tên, ngày sinh, giấy tờ đã có trong cơ sở dữ liệu xuất nhập cảnh, không hỏi lại.',
    en: 'Name, birth and papers are in the immigration register and not asked again.',
  },
  level: { vi: 'Mức độ', en: 'Level' },
  level1: { vi: 'Mức độ 1', en: 'Level 1' },
  level2: { vi: 'Mức độ 2', en: 'Level 2' },
  phone: { vi: 'Số điện thoại của người này', en: 'Phone of this person' },
  phoneHint: {
    vi: 'Mã được gửi đến số này; họ đọc cho bạn.',
    en: 'A code is sent to it; it is read to you.',
  },
  phoneWrong: { vi: 'Số điện thoại gồm 10 chữ số', en: 'A phone has 10 digits' },
  email: { vi: 'Thư điện tử (nếu có)', en: 'E-mail, if there is one' },
  begin: { vi: 'Lập hồ sơ, gửi mã', en: 'Begin, send the code' },
})

/** The desk where foreigners prove themselves: who is here by the immigration register, and what may be done. */
export function ForeignersPage() {
  const t = useText(words)
  const [document, setDocument] = useState('')
  const [tried, setTried] = useState(false)
  const [person, setPerson] = useState<ForeignerAtDesk>()
  const find = useCall(findForeigner, { onReply: setPerson })
  const right = /^[0-9A-Za-z ./-]{5,20}$/.test(document.trim())
  const look = () => void find.send({ body: { document: document.trim() } })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    setPerson(undefined)
    if (right) look()
  }
  return (
    <Page title={t.title} lead={t.lead} crumbs={[{ label: t.desk, to: paths.accounts() }]}>
      <ForRoles roles={['residence']}>
        <Columns
          asideFirst
          aside={
            <Card title={t.find} icon="search">
              <form className="stack" onSubmit={onSubmit}>
                <TextField
                  label={t.document}
                  value={document}
                  onChange={(typed) => setDocument(typed.toUpperCase())}
                  maxLength={20}
                  error={tried && !right ? t.documentWrong : null}
                />
                {find.problem ? <ErrorState problem={find.problem} /> : null}
                <Actions>
                  <Button look="primary" icon="search" type="submit" pending={find.pending}>
                    {t.look}
                  </Button>
                </Actions>
                <p className="small muted">{t.recorded}</p>
              </form>
            </Card>
          }
        >
          {person ? (
            <Person person={person} document={document.trim()} onChanged={look} onRenewed={setPerson} />
          ) : null}
        </Columns>
      </ForRoles>
    </Page>
  )
}

interface PersonProps {
  person: ForeignerAtDesk
  document: string
  onChanged: () => void
  onRenewed: (person: ForeignerAtDesk) => void
}

function Person({ person, document, onChanged, onRenewed }: PersonProps) {
  const t = useText(words)
  const { account, cardKind, cardUntil, cardValid, oldEnough, openApplicationId } = person
  const renew = useCall(renewForeignerAtDesk, {
    onReply: (found) => {
      say(t.renewed)
      onRenewed(found)
    },
  })
  const mayApply = cardValid && oldEnough && !openApplicationId && (account?.level ?? 0) < 2
  return (
    <>
      <Card title={person.name} icon="user">
        <KeyValueList
          items={[
            { key: t.number, value: person.maskedNumber ?? t.noNumber },
            { key: t.born, value: showDay(person.bornOn) },
            { key: t.nationality, value: person.nationality },
            { key: t.passport, value: `••• ${person.passportEnding}` },
            {
              key: t.card,
              value: cardKind ? t[cardKind] : t.noCard,
              note: cardUntil ? t.until(showDay(cardUntil)) : null,
            },
            { key: t.held, value: person.held ? t.heldYes : t.heldNo },
            { key: t.account, value: <AccountState account={account} /> },
          ]}
        />
        {cardValid ? null : <Notice look="wrong">{t.over}</Notice>}
        {oldEnough ? null : <Notice look="wrong">{t.young}</Notice>}
        {account?.lockGround === 'residence' ? <Notice look="wait">{t.cardLock}</Notice> : null}
        {openApplicationId ? (
          <Notice look="wait">
            <p>{t.under}</p>
            <ButtonLink to={paths.accountApplication(openApplicationId)}>{t.toOpen}</ButtonLink>
          </Notice>
        ) : null}
        {account ? (
          <>
            {renew.problem ? <ErrorState problem={renew.problem} /> : null}
            <Actions>
              <Button pending={renew.pending} onClick={() => void renew.send({ body: { document } })}>
                {t.renew}
              </Button>
            </Actions>
            <AccountActs account={account} onChanged={onChanged} />
          </>
        ) : null}
      </Card>
      {mayApply ? <Apply document={document} levelNow={account?.level ?? 0} /> : null}
    </>
  )
}

function Apply({ document, levelNow }: { document: string; levelNow: number }) {
  const t = useText(words)
  const go = useGo()
  const [level, setLevel] = useState('2')
  const [phone, setPhone] = useState('')
  const [email, setEmail] = useState('')
  const [tried, setTried] = useState(false)
  const open = useCall(openForeignApplication, {
    onReply: ({ applicationId }) => go(paths.accountApplication(applicationId)),
  })
  const right = /^0[35789]\d{8}$/.test(phone)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!right) return
    const body = { document, level: level === '1' ? (1 as const) : (2 as const), phone }
    void open.send({ body: email ? { ...body, email } : body })
  }
  return (
    <Card title={t.apply} icon="edit">
      <form className="stack" onSubmit={onSubmit} noValidate>
        <p className="muted">{t.filled}</p>
        <ChoiceField
          label={t.level}
          value={level}
          onChange={setLevel}
          options={[
            ...(levelNow === 0 ? [{ value: '1', label: t.level1 }] : []),
            { value: '2', label: t.level2 },
          ]}
        />
        <PhoneField
          label={t.phone}
          hint={t.phoneHint}
          value={phone}
          onChange={setPhone}
          error={tried && !right ? t.phoneWrong : null}
        />
        <TextField label={t.email} type="email" inputMode="email" value={email} onChange={setEmail} />
        {open.problem ? <ErrorState problem={open.problem} /> : null}
        <Actions>
          <Button look="primary" icon="send" type="submit" pending={open.pending}>
            {t.begin}
          </Button>
        </Actions>
      </form>
    </Card>
  )
}
