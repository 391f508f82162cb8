import {
  applyForChild,
  applyForOrganisation,
  listMyChildren,
  listMyOrganisations,
} from '@platform/server/accounts'
import { type FormEvent, useState } from 'react'
import { useFreshCall } from '../../kit/authenticators/fresh-call.tsx'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { TextField } from '../../kit/inputs.tsx'
import { Actions, Row } from '../../kit/Layout.tsx'
import { useRead } from '../../kit/queries.ts'
import { Link } from '../../kit/router.tsx'
import { ErrorState, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText } from '../../kit/text.ts'
import { paths } from '../paths.ts'

const words = text({
  children: { vi: 'Tài khoản cho con', en: 'Accounts of your children' },
  childrenWhat: {
    vi: 'Con dưới 14 tuổi theo Cơ sở dữ liệu quốc gia về dân cư. Mã gửi đến điện thoại của bạn.',
    en: 'Children under 14 by the population register. Codes come to your phone.',
  },
  noChildren: { vi: 'Không có con dưới 14 tuổi.', en: 'No children under 14.' },
  age: { vi: (age: number) => `${age} tuổi`, en: (age: number) => `age ${age}` },
  apply: { vi: 'Đăng ký cho con', en: 'Apply' },
  approved: { vi: 'Chờ kích hoạt', en: 'Waits for activation' },
  active: { vi: 'Đang dùng', en: 'In use' },
  locked: { vi: 'Đang khóa', en: 'Locked' },
  open: { vi: 'Đang xử lý', en: 'Under way' },
  applied: {
    vi: 'Đã duyệt. Mã kích hoạt được gửi đến điện thoại của bạn.',
    en: 'Approved. The activation code comes to your phone.',
  },
  organisations: { vi: 'Tài khoản của tổ chức', en: 'Accounts of organisations' },
  organisationsWhat: {
    vi: 'Dành cho người đại diện theo pháp luật (mẫu TK02). Một tổ chức có một tài khoản.',
    en: 'For legal representatives (form TK02). One organisation has one account.',
  },
  code: { vi: 'Mã số doanh nghiệp hoặc mã số thuế', en: 'Enterprise or tax code' },
  codeWrong: { vi: 'Mã gồm 10 số, hoặc 10 số và 3 số chi nhánh', en: '10 digits, or 10 and 3 of a branch' },
  name: { vi: 'Tên tổ chức', en: 'Name of the organisation' },
  nameWrong: { vi: 'Hãy ghi tên tổ chức', en: 'Give the name of the organisation' },
  send: { vi: 'Gửi hồ sơ', en: 'Hand in' },
  sent: { vi: 'Đã nhận hồ sơ của tổ chức', en: 'The application was handed in' },
  toActivate: { vi: 'Chờ bạn kích hoạt', en: 'Waits for you to activate it' },
  byMandate: { vi: 'Bạn được ủy quyền', en: 'You hold its mandate' },
  submitted: { vi: 'Chờ duyệt', en: 'To be decided' },
  confirming: { vi: 'Đang lập', en: 'Being filled in' },
  refused: { vi: 'Từ chối', en: 'Refused' },
  ended: { vi: 'Đã hết hạn', en: 'Ended' },
  closed: { vi: 'Đã đóng', en: 'Closed' },
})

/** A parent applies for a child, the register proves the relation. */
export function ChildrenCard() {
  const t = useText(words)
  const read = useRead(listMyChildren, {})
  const apply = useFreshCall(applyForChild, { onReply: () => say(t.applied) })
  const state = (status: string | null, open: boolean) =>
    open ? t.open : status === 'active' ? t.active : status === 'locked' ? t.locked : t.approved
  return (
    <Card title={t.children} icon="people">
      <p className="muted">{t.childrenWhat}</p>
      {apply.problem ? <ErrorState problem={apply.problem} /> : null}
      <Show read={read}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p>{t.noChildren}</p>
          ) : (
            <ul className="stack">
              {rows.map(({ personId, name, age, accountStatus, openApplication, mayApply }) => (
                <li key={personId}>
                  <Row apart>
                    <p>
                      <span className="strong">{name}</span> <span className="muted">{t.age(age)}</span>
                    </p>
                    {mayApply ? (
                      <Button
                        pending={apply.pending}
                        aria-label={`${t.apply}: ${name}`}
                        onClick={() => void apply.send({ params: { personId } })}
                      >
                        {t.apply}
                      </Button>
                    ) : (
                      <StatusBadge tone={accountStatus === 'active' ? 'done' : 'wait'}>
                        {state(accountStatus, openApplication)}
                      </StatusBadge>
                    )}
                  </Row>
                </li>
              ))}
            </ul>
          )
        }
      </Show>
      {apply.dialog}
    </Card>
  )
}

const states = ['submitted', 'confirming', 'refused', 'ended', 'closed', 'active', 'locked'] as const
type Applied = { state: string; right: 'representative' | 'mandate' }

/** A legal representative applies for the account of an organisation. */
export function OrganisationsCard() {
  const t = useText(words)
  const read = useRead(listMyOrganisations, {})
  const [code, setCode] = useState('')
  const [name, setName] = useState('')
  const [tried, setTried] = useState(false)
  const apply = useFreshCall(applyForOrganisation, {
    onReply: () => {
      setCode('')
      setName('')
      setTried(false)
      say(t.sent)
    },
  })
  const right = /^\d{10}(-\d{3})?$/.test(code)
  const stateOf = ({ state, right: by }: Applied) => {
    if (by === 'mandate') return t.byMandate
    return state === 'approved' ? t.toActivate : t[states.find((one) => one === state) ?? 'submitted']
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (right && name.trim().length >= 3) void apply.send({ body: { code, name } })
  }
  return (
    <Card title={t.organisations} icon="building">
      <p className="muted">{t.organisationsWhat}</p>
      <Show read={read}>
        {({ rows }) =>
          rows.length === 0 ? null : (
            <ul className="stack">
              {rows.map((row) => (
                <li key={row.code}>
                  <Row apart>
                    <p className="strong">
                      {row.organisationId && row.right === 'representative' ? (
                        <Link to={paths.organisation(row.organisationId)}>{row.name}</Link>
                      ) : (
                        row.name
                      )}
                    </p>
                    <StatusBadge tone={row.state === 'active' ? 'done' : 'wait'}>{stateOf(row)}</StatusBadge>
                  </Row>
                </li>
              ))}
            </ul>
          )
        }
      </Show>
      <form className="stack" onSubmit={onSubmit} noValidate>
        <TextField
          label={t.code}
          value={code}
          onChange={setCode}
          inputMode="numeric"
          maxLength={14}
          error={tried && !right ? t.codeWrong : null}
        />
        <TextField
          label={t.name}
          value={name}
          onChange={setName}
          maxLength={200}
          error={tried && name.trim().length < 3 ? t.nameWrong : null}
        />
        {apply.problem ? <ErrorState problem={apply.problem} /> : null}
        <Actions>
          <Button type="submit" pending={apply.pending}>
            {t.send}
          </Button>
        </Actions>
      </form>
      {apply.dialog}
    </Card>
  )
}
