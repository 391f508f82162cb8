import {
  decideProductionRequest,
  type NewRegistration,
  type RequestRow,
  readProductionRequest,
  refusalReasons,
} from '@platform/server/authentication'
import { consentFieldWords } from '@platform/server/privacy'
import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { ChoiceField, ManyField } from '../../kit/choices.tsx'
import { showDay, showInstant } from '../../kit/format.ts'
import { LongTextField } from '../../kit/inputs.tsx'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { Actions, Grid, Stack } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Page } from '../../kit/Page.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { useGo, useParam } from '../../kit/router.tsx'
import { ErrorState, Show } from '../../kit/States.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useCitation, useText, useWords } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { administrators } from '../me.ts'
import { paths } from '../paths.ts'

const words = text({
  title: { vi: 'Đề nghị kết nối', en: 'Connection request' },
  partners: { vi: 'Đối tác kết nối', en: 'Connected partners' },
  asked: { vi: 'Gửi lúc', en: 'Sent' },
  due: { vi: 'Hạn quyết định', en: 'Due' },
  wanted: { vi: 'Điều được xin', en: 'What is asked for' },
  inForce: { vi: 'Đang có hiệu lực', en: 'In force now' },
  organisation: { vi: 'Tổ chức', en: 'Organisation' },
  contact: { vi: 'Bộ phận chịu trách nhiệm', en: 'Responsible office' },
  securityLevel: { vi: 'Cấp độ an toàn', en: 'Security level' },
  legalBasis: { vi: 'Căn cứ pháp lý', en: 'Legal basis' },
  basis: { vi: 'Được phép vì', en: 'Allowed because of' },
  law: { vi: 'Luật', en: 'A law' },
  consent: { vi: 'Sự đồng ý từng người', en: 'Each person’s consent' },
  purpose: { vi: 'Để làm gì', en: 'Purpose' },
  acts: { vi: 'Việc được làm', en: 'Acts' },
  'verification.match': { vi: 'Hỏi đúng hay không đúng', en: 'Ask yes or no' },
  'verification.attributes': { vi: 'Nhận dữ liệu đã được đồng ý', en: 'Receive consented data' },
  'population.changes': { vi: 'Theo dõi thay đổi hộ tịch, cư trú', en: 'Follow changes of the register' },
  fields: { vi: 'Dữ liệu', en: 'Data' },
  scopes: { vi: 'Khi đăng nhập', en: 'When signing in' },
  consentAlone: { vi: 'chỉ theo sự đồng ý', en: 'by consent alone' },
  mayLeave: { vi: 'Không bắt buộc', en: 'Not needed' },
  addresses: { vi: 'Địa chỉ', en: 'Addresses' },
  decide: { vi: 'Quyết định', en: 'Decide' },
  decision: { vi: 'Quyết định của bạn', en: 'Your decision' },
  approved: { vi: 'Duyệt', en: 'Approve' },
  approvedHint: { vi: 'Có hiệu lực ngay với dữ liệu thật', en: 'In force with real data at once' },
  refused: { vi: 'Từ chối', en: 'Refuse' },
  reasons: { vi: 'Lý do', en: 'Reasons' },
  reasonMissing: { vi: 'Hãy chọn ít nhất một lý do', en: 'Choose at least one reason' },
  note: { vi: 'Lời nhắn cho tổ chức (nếu có)', en: 'Words to the organisation (if any)' },
  send: { vi: 'Ghi quyết định', en: 'Record the decision' },
  choose: { vi: 'Hãy chọn duyệt hoặc từ chối', en: 'Choose to approve or refuse' },
  done: { vi: 'Đã ghi quyết định', en: 'The decision was recorded' },
  decided: { vi: 'Đề nghị này đã được quyết định.', en: 'This request was decided.' },
})

/** What is asked for beside what is in force, and the decision with its reasons. */
export function PartnerRequestPage() {
  const t = useText(words)
  const show = useWords()
  const requestId = useParam('requestId')
  return (
    <ForRoles roles={administrators}>
      <Show read={useRead(readProductionRequest, { params: { requestId } })}>
        {({ request, wanted, now, purposes }) => (
          <Page
            title={`${t.title}: ${show(request.names)}`}
            crumbs={[{ label: t.partners, to: paths.partners() }]}
          >
            <KeyValueList
              columns={2}
              items={[
                { key: t.organisation, value: show(request.organisation) },
                { key: t.asked, value: showInstant(request.askedAt) },
                { key: t.due, value: showDay(request.dueOn) },
              ]}
            />
            {request.kind === 'widening' ? (
              <Grid wide>
                <Card title={t.wanted} icon="plus">
                  <Terms wanted={wanted} purposes={purposes} />
                </Card>
                <Card title={t.inForce} icon="check" look="sunken">
                  <Terms wanted={now} purposes={purposes} />
                </Card>
              </Grid>
            ) : (
              <Card title={t.wanted} icon="plus">
                <Terms wanted={wanted} purposes={purposes} />
              </Card>
            )}
            {request.decision === null ? <Decide request={request} /> : <Notice>{t.decided}</Notice>}
          </Page>
        )}
      </Show>
    </ForRoles>
  )
}

interface TermsProps {
  wanted: NewRegistration
  purposes: Record<string, { vi: string; en: string }>
}

function Terms({ wanted, purposes }: TermsProps) {
  const t = useText(words)
  const cite = useCitation()
  const show = useWords()
  const known: Record<string, { vi: string; en: string }> = consentFieldWords
  return (
    <KeyValueList
      items={[
        { key: t.contact, value: `${wanted.contact.name}, ${wanted.contact.email}` },
        { key: t.securityLevel, value: String(wanted.securityLevel) },
        ...wanted.checks.flatMap((check) => [
          { key: t.purpose, value: show(purposes[check.purpose]) },
          { key: t.acts, value: check.acts.map((act) => t[act]).join('; ') },
          { key: t.legalBasis, value: cite(check.legalBasis) },
          { key: t.basis, value: check.basis === 'law' ? t.law : t.consent },
          {
            key: t.fields,
            value: check.fields.map((field) => show(known[field] ?? { vi: field, en: field })).join('; '),
          },
        ]),
        ...wanted.scopes.map(({ scope, purpose, legalBasis, needed }) => ({
          key: `${t.scopes}: ${scope}`,
          value: [show(purposes[purpose]), legalBasis ? cite(legalBasis) : t.consentAlone].join(' · '),
          ...(needed ? {} : { note: t.mayLeave }),
        })),
        {
          key: t.addresses,
          value: [...wanted.redirectUris, wanted.logoutUri, wanted.notifyUri].filter(Boolean).join(' '),
        },
      ]}
    />
  )
}

function Decide({ request }: { request: RequestRow }) {
  const t = useText(words)
  const show = useWords()
  const go = useGo()
  const [decision, setDecision] = useState('')
  const [reasons, setReasons] = useState<string[]>([])
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const decide = useCall(decideProductionRequest, {
    onReply: () => {
      say(t.done)
      go(paths.partners())
    },
  })
  const lacksReason = decision === 'refused' && reasons.length === 0
  const send = () => {
    setTried(true)
    if (lacksReason) return
    void decide.send({
      params: { requestId: request.requestId },
      body: {
        decision: decision as 'approved' | 'refused',
        reasons: decision === 'refused' ? (reasons as RequestRow['reasons']) : [],
        note: note.trim() || null,
      },
    })
  }
  return (
    <Card title={t.decide} icon="pen" look="attention">
      <Stack>
        <ChoiceField
          label={t.decision}
          value={decision}
          onChange={setDecision}
          options={[
            { value: 'approved', label: t.approved, hint: t.approvedHint },
            { value: 'refused', label: t.refused },
          ]}
        />
        {decision === 'refused' ? (
          <ManyField
            label={t.reasons}
            value={reasons}
            onChange={setReasons}
            error={tried && lacksReason ? t.reasonMissing : null}
            options={Object.entries(refusalReasons).map(([value, said]) => ({ value, label: show(said) }))}
          />
        ) : null}
        <LongTextField label={t.note} value={note} onChange={setNote} maxLength={1000} />
        {decide.problem ? <ErrorState problem={decide.problem} /> : null}
        <Actions>
          <Button look="primary" pending={decide.pending} notNow={decision ? null : t.choose} onClick={send}>
            {t.send}
          </Button>
        </Actions>
      </Stack>
    </Card>
  )
}
