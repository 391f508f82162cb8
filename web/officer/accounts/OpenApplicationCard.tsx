import { type DeskPerson, openApplication } from '@platform/server/accounts'
import { type FormEvent, useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { ChoiceField } from '../../kit/choices.tsx'
import { PhoneField, TextField } from '../../kit/inputs.tsx'
import { Actions } from '../../kit/Layout.tsx'
import { useCall } from '../../kit/queries.ts'
import { useGo } from '../../kit/router.tsx'
import { ErrorState } from '../../kit/States.tsx'
import { text, useText } from '../../kit/text.ts'
import { paths } from '../paths.ts'

const words = text({
  title: { vi: 'Đề nghị cấp tài khoản (TK01)', en: 'Apply for an account (TK01)' },
  filled: {
    vi: 'Họ tên, ngày sinh, nơi ở đã có trong cơ sở dữ liệu, không hỏi lại.',
    en: 'Name, birth and home are in the register and not asked again.',
  },
  level: { vi: 'Mức độ', en: 'Level' },
  level1: { vi: 'Mức độ 1', en: 'Level 1' },
  level2: { vi: 'Mức độ 2', en: 'Level 2' },
  phone: { vi: 'Số điện thoại của người này', en: 'Phone of this person' },
  phoneHint: {
    vi: 'Mã được gửi đến số này; người dân đọc cho bạn.',
    en: 'A code is sent to it; the person reads it to you.',
  },
  phoneWrong: { vi: 'Số điện thoại gồm 10 chữ số', en: 'A phone has 10 digits' },
  email: { vi: 'Thư điện tử (nếu có)', en: 'E-mail, if there is one' },
  card: { vi: 'Thẻ căn cước', en: 'Identity card' },
  valid: { vi: 'Còn hạn, đã xem', en: 'Valid, was shown' },
  noCard: { vi: 'Chưa có hoặc hết hạn', en: 'None, or expired' },
  guardian: { vi: 'Cha, mẹ, người giám hộ đồng ý', en: 'The parent or guardian who consents' },
  guardianNot: { vi: 'Chưa có tài khoản mức độ 2', en: 'Has no account of level 2' },
  noGuardian: {
    vi: 'Cơ sở dữ liệu chưa ghi nhận cha, mẹ hoặc người giám hộ.',
    en: 'The register knows no parent or guardian.',
  },
  open: { vi: 'Lập hồ sơ, gửi mã', en: 'Begin, send the code' },
})

/** Form TK01: the register fills it in, only how to reach the person is asked. */
export function OpenApplicationCard({ person }: { person: DeskPerson }) {
  const t = useText(words)
  const go = useGo()
  const [level, setLevel] = useState(String(person.levelMax))
  const [phone, setPhone] = useState('')
  const [email, setEmail] = useState('')
  const [card, setCard] = useState('valid')
  const [guardianId, setGuardian] = useState('')
  const [tried, setTried] = useState(false)
  const open = useCall(openApplication, {
    onReply: ({ applicationId }) => go(paths.accountApplication(applicationId)),
  })
  const isChild = person.guardians.length > 0 || person.age < 14
  const right = isChild ? guardianId !== '' : /^0[35789]\d{8}$/.test(phone)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!right) return
    void open.send({
      body: {
        personId: person.personId,
        level: level === '1' ? 1 : 2,
        card: card === 'valid' ? 'valid' : 'none',
        ...(isChild ? { guardianId } : { phone }),
        ...(email ? { email } : {}),
      },
    })
  }
  return (
    <Card title={t.title} icon="edit">
      <form className="stack" onSubmit={onSubmit} noValidate>
        <p className="muted">{t.filled}</p>
        <ChoiceField
          label={t.level}
          value={level}
          onChange={setLevel}
          options={[
            { value: '1', label: t.level1 },
            ...(person.levelMax === 2 ? [{ value: '2', label: t.level2 }] : []),
          ]}
        />
        {isChild ? (
          person.guardians.length > 0 ? (
            <ChoiceField
              label={t.guardian}
              value={guardianId}
              onChange={setGuardian}
              options={person.guardians.map(({ personId, name, mayConsent }) => ({
                value: personId,
                label: name,
                notNow: mayConsent ? undefined : t.guardianNot,
              }))}
            />
          ) : (
            <p>{t.noGuardian}</p>
          )
        ) : (
          <PhoneField
            label={t.phone}
            hint={t.phoneHint}
            value={phone}
            onChange={setPhone}
            error={tried && !right ? t.phoneWrong : null}
          />
        )}
        <TextField label={t.email} type="email" inputMode="email" value={email} onChange={setEmail} />
        <ChoiceField
          label={t.card}
          value={card}
          onChange={setCard}
          options={[
            { value: 'valid', label: t.valid },
            { value: 'none', label: t.noCard },
          ]}
        />
        {open.problem ? <ErrorState problem={open.problem} /> : null}
        <Actions>
          <Button look="primary" icon="send" type="submit" pending={open.pending}>
            {t.open}
          </Button>
        </Actions>
      </form>
    </Card>
  )
}
