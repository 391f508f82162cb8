import {
  type ApplicationView,
  capture,
  confirmContact,
  phoneOwnerUnknown,
  readApplication,
  sendContactCode,
  submitApplication,
} from '@platform/server/accounts'
import { type FormEvent, useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { showInstant } from '../../kit/format.ts'
import { TextField } from '../../kit/inputs.tsx'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { Actions, Row } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Page } from '../../kit/Page.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { useParam } from '../../kit/router.tsx'
import { ErrorState, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'

import { paths } from '../paths.ts'
import { ApplicationDecision } from './ApplicationDecision.tsx'

const words = text({
  title: { vi: 'Hồ sơ tài khoản định danh', en: 'Application for an account' },
  desk: { vi: 'Quầy tài khoản', en: 'The desk' },
  who: { vi: 'Người đăng ký', en: 'Applicant' },
  number: { vi: 'Số định danh', en: 'Number' },
  organisation: { vi: 'Tổ chức', en: 'Organisation' },
  by: { vi: 'Cha, mẹ, người giám hộ hoặc người đại diện', en: 'Parent, guardian or representative' },
  level: { vi: 'Mức độ', en: 'Level' },
  state: { vi: 'Bước', en: 'Step' },
  confirming: { vi: 'Đang lập', en: 'Being filled in' },
  submitted: { vi: 'Chờ duyệt', en: 'To be decided' },
  approved: { vi: 'Đã duyệt', en: 'Approved' },
  refused: { vi: 'Từ chối', en: 'Refused' },
  ended: { vi: 'Đã hết hạn lập', en: 'Ended' },
  due: { vi: 'Hạn trả lời', en: 'Due' },
  notified: { vi: 'Đã báo người dân', en: 'The person was told' },
  contacts: { vi: '1. Xác nhận liên lạc', en: '1. Confirm the contacts' },
  phone: {
    vi: (ending: string) => `Điện thoại •••• ••• ${ending}`,
    en: (ending: string) => `Phone •••• ••• ${ending}`,
  },
  email: { vi: 'Thư điện tử', en: 'E-mail' },
  confirmed: { vi: 'Đã xác nhận', en: 'Confirmed' },
  claims: {
    vi: 'Số này đang gắn với tài khoản khác. Nhà mạng được hỏi trước khi chuyển; chủ cũ được báo tin.',
    en: 'This phone is on another account. The operator is asked before it moves, and its old holder is told.',
  },
  paper: {
    vi: 'Số hợp đồng thuê bao (khi nhà mạng không trả lời)',
    en: 'Subscriber contract (when the operator does not answer)',
  },
  code: { vi: 'Mã 6 số người dân đọc', en: 'The 6 digits the person reads out' },
  confirm: { vi: 'Xác nhận', en: 'Confirm' },
  again: { vi: 'Gửi lại mã', en: 'Send again' },
  sentTo: { vi: (to: string) => `Đã gửi mã tới ${to}`, en: (to: string) => `A code was sent to ${to}` },
  captures: { vi: '2. Đối chiếu sinh trắc học', en: '2. Compare the biometrics' },
  face: { vi: 'Khuôn mặt', en: 'Face' },
  fingerprint: { vi: 'Vân tay', en: 'Fingerprint' },
  compare: { vi: 'Đối chiếu', en: 'Compare' },
  matched: { vi: 'Khớp', en: 'Matches' },
  unmatched: { vi: 'Không khớp', en: 'Does not match' },
  simulated: {
    vi: 'Thiết bị thử nghiệm: không có ai được đối chiếu thật.',
    en: 'A sandbox device: nobody was really compared.',
  },
  byChip: {
    vi: 'Cơ quan quản lý xuất nhập cảnh chưa có sinh trắc học của người này: đối chiếu khuôn mặt với chip hộ chiếu, thời hạn 7 ngày làm việc.',
    en: 'The immigration authority holds no biometrics of this person: the face is compared with the chip of the passport, and the term is 7 working days.',
  },
  submitTitle: { vi: '3. Nộp hồ sơ', en: '3. Hand it in' },
  submit: { vi: 'Nộp, bắt đầu tính hạn', en: 'Hand in, start the clock' },
  notSix: { vi: 'Mã gồm 6 chữ số', en: 'The code has 6 digits' },
})

/** One application, step by step: contacts, biometrics, clock, decision. */
export function ApplicationPage() {
  const t = useText(words)
  const applicationId = useParam('applicationId')
  const read = useRead(readApplication, { params: { applicationId } })
  return (
    <Page
      title={read.data ? read.data.organisation?.name || read.data.name : t.title}
      crumbs={[{ label: t.desk, to: paths.accounts() }]}
      width="reading"
    >
      <ForRoles roles={['residence']}>
        <Show read={read}>{(application) => <Steps application={application} />}</Show>
      </ForRoles>
    </Page>
  )
}

const tones = {
  confirming: 'neutral',
  submitted: 'wait',
  approved: 'done',
  refused: 'refused',
  ended: 'neutral',
} as const

function Steps({ application }: { application: ApplicationView }) {
  const t = useText(words)
  const show = useWords()
  const { state, refusal } = application
  return (
    <>
      <Card title={t.who} icon="user">
        <KeyValueList
          items={[
            ...(application.maskedNumber ? [{ key: t.number, value: application.maskedNumber }] : []),
            ...(application.organisation
              ? [{ key: t.organisation, value: application.organisation.code }]
              : []),
            ...(application.applicant ? [{ key: t.by, value: application.applicant }] : []),
            ...(application.organisation ? [] : [{ key: t.level, value: String(application.level) }]),
            { key: t.state, value: <StatusBadge tone={tones[state]}>{t[state]}</StatusBadge> },
            ...(application.dueAt ? [{ key: t.due, value: showInstant(application.dueAt) }] : []),
            ...(application.notifiedAt
              ? [{ key: t.notified, value: showInstant(application.notifiedAt) }]
              : []),
          ]}
        />
        {refusal ? <Notice look="wrong">{show(refusal)}</Notice> : null}
      </Card>
      {state === 'confirming' ? (
        <>
          <Contacts application={application} />
          <Captures application={application} />
          <SubmitCard application={application} />
        </>
      ) : null}
      {state === 'submitted' ? <ApplicationDecision application={application} /> : null}
    </>
  )
}

function Contacts({ application }: { application: ApplicationView }) {
  const t = useText(words)
  return (
    <Card title={t.contacts} icon="phone">
      {application.claimsPhone ? <Notice look="wait">{t.claims}</Notice> : null}
      {application.phoneEnding ? (
        <Contact
          label={t.phone(application.phoneEnding)}
          channel="phone"
          confirmed={application.phoneConfirmed}
          applicationId={application.applicationId}
        />
      ) : null}
      {application.email ? (
        <Contact
          label={t.email}
          channel="email"
          confirmed={application.emailConfirmed}
          applicationId={application.applicationId}
        />
      ) : null}
    </Card>
  )
}

interface ContactProps {
  label: string
  channel: 'phone' | 'email'
  confirmed: boolean
  applicationId: string
}

function Contact({ label, channel, confirmed, applicationId }: ContactProps) {
  const t = useText(words)
  const [code, setCode] = useState('')
  const [tried, setTried] = useState(false)
  const [ownerPaper, setPaper] = useState('')
  const confirm = useCall(confirmContact)
  const again = useCall(sendContactCode, { onReply: ({ sentTo }) => say(t.sentTo(sentTo)) })
  const params = { applicationId }
  if (confirmed)
    return (
      <Row apart>
        <p>{label}</p>
        <StatusBadge tone="done">{t.confirmed}</StatusBadge>
      </Row>
    )
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const paper = ownerPaper.trim().length >= 3 ? { ownerPaper } : {}
    setTried(true)
    if (/^\d{6}$/.test(code)) void confirm.send({ params, body: { channel, code, ...paper } })
  }
  const needsPaper = confirm.problem?.is(phoneOwnerUnknown) || ownerPaper !== ''
  return (
    <form className="stack" onSubmit={onSubmit}>
      <p className="strong">{label}</p>
      <TextField
        label={t.code}
        value={code}
        onChange={(typed) => setCode(typed.replace(/\D/g, '').slice(0, 6))}
        inputMode="numeric"
        short
        error={tried && code.length < 6 ? t.notSix : null}
      />
      {needsPaper ? (
        <TextField label={t.paper} value={ownerPaper} onChange={setPaper} maxLength={60} />
      ) : null}
      {confirm.problem ? <ErrorState problem={confirm.problem} /> : null}
      {again.problem ? <ErrorState problem={again.problem} /> : null}
      <Actions>
        <Button look="primary" type="submit" pending={confirm.pending}>
          {t.confirm}
        </Button>
        <Button pending={again.pending} onClick={() => void again.send({ params, body: { channel } })}>
          {t.again}
        </Button>
      </Actions>
    </form>
  )
}

function Captures({ application }: { application: ApplicationView }) {
  const t = useText(words)
  const compare = useCall(capture)
  const { applicationId, level, captures, kind: who, card } = application
  // The chip of a passport has a face and no fingers.
  const byChip = who === 'foreigner' && card === 'none'
  const kinds = level === 2 && !byChip ? (['face', 'fingerprint'] as const) : (['face'] as const)
  return (
    <Card title={t.captures} icon="eye">
      {captures.some(({ simulated }) => simulated) ? <Notice look="info">{t.simulated}</Notice> : null}
      {byChip ? <Notice look="info">{t.byChip}</Notice> : null}
      {kinds.map((kind) => {
        const done = captures.find((one) => one.kind === kind)
        return (
          <Row apart key={kind}>
            <p>{t[kind]}</p>
            {done?.matched ? (
              <StatusBadge tone="done">{t.matched}</StatusBadge>
            ) : (
              <Row>
                {done ? <StatusBadge tone="refused">{t.unmatched}</StatusBadge> : null}
                <Button
                  pending={compare.pending}
                  aria-label={`${t.compare}: ${t[kind]}`}
                  onClick={() => void compare.send({ params: { applicationId }, body: { kind } })}
                >
                  {t.compare}
                </Button>
              </Row>
            )}
          </Row>
        )
      })}
      {compare.problem ? <ErrorState problem={compare.problem} /> : null}
    </Card>
  )
}

function SubmitCard({ application: { applicationId } }: { application: ApplicationView }) {
  const t = useText(words)
  const submit = useCall(submitApplication)
  return (
    <Card title={t.submitTitle} icon="send">
      {submit.problem ? <ErrorState problem={submit.problem} /> : null}
      <Actions>
        <Button
          look="primary"
          icon="send"
          pending={submit.pending}
          onClick={() => void submit.send({ params: { applicationId } })}
        >
          {t.submit}
        </Button>
      </Actions>
    </Card>
  )
}
