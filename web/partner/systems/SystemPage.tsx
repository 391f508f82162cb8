import {
  type Registration,
  readRegistration,
  readRegistrationOptions,
  requestProduction,
} from '@platform/server/authentication'
import { consentFieldWords } from '@platform/server/privacy'
import { Button, ButtonLink } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { showDay, showInstant } from '../../kit/format.ts'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { Actions, Columns, Stack } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Page } from '../../kit/Page.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { useParam } from '../../kit/router.tsx'
import { ErrorState, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useCitation, useText, useWords } from '../../kit/text.ts'
import { paths } from '../paths.ts'
import { Keys } from './Keys.tsx'
import { Requests } from './Requests.tsx'
import { stateWords, statusTone } from './state.ts'
import { Usage } from './Usage.tsx'

const words = text({
  systems: { vi: 'Hệ thống', en: 'Systems' },
  change: { vi: 'Sửa đăng ký', en: 'Change' },
  registered: { vi: 'Đã đăng ký', en: 'Registered' },
  clientId: { vi: 'Mã hệ thống (client_id)', en: 'Client id (client_id)' },
  issuer: { vi: 'Địa chỉ đăng nhập (issuer)', en: 'Issuer' },
  documentation: { vi: 'Tài liệu API', en: 'API document' },
  contact: { vi: 'Bộ phận chịu trách nhiệm', en: 'Responsible office' },
  securityLevel: { vi: 'Cấp độ an toàn', en: 'Security level' },
  provider: { vi: 'Hỏi qua', en: 'Asks through' },
  accepted: { vi: 'Đã nhận', en: 'Accepted' },
  notAccepted: { vi: 'Chưa bấm nhận', en: 'Not accepted yet' },
  purpose: { vi: 'Mục đích', en: 'Purpose' },
  legalBasis: { vi: 'Căn cứ', en: 'Legal basis' },
  fields: { vi: 'Dữ liệu', en: 'Data' },
  mayLeave: { vi: 'Người dân có thể không cho', en: 'The person may leave it out' },
  redirectUris: { vi: 'Địa chỉ trả về', en: 'Return addresses' },
  production: { vi: 'Dùng dữ liệu thật', en: 'Real data' },
  productionWhat: {
    vi: (days: number) =>
      `Người quản trị quyết định trong ${days} ngày. Trong khi chờ, hệ thống vẫn thử được.`,
    en: (days: number) => `An administrator decides within ${days} days. Meanwhile the sandbox goes on.`,
  },
  ask: { vi: 'Xin duyệt dùng dữ liệu thật', en: 'Ask for approval' },
  asked: { vi: 'Đã gửi đề nghị', en: 'The request was sent' },
  waits: { vi: 'Đang có một đề nghị chờ quyết định', en: 'A request is waiting for its decision' },
  providerFirst: {
    vi: 'Tổ chức cung cấp dịch vụ xác thực cần bấm nhận trước',
    en: 'The licensed provider has to accept first',
  },
  suspended: {
    vi: 'Hệ thống bị dừng: mọi lượt gọi bị từ chối. Hãy liên hệ người quản trị.',
    en: 'The system is suspended: every call is refused. Contact the administrator.',
  },
  exception: {
    vi: (day: string) => `Được dùng luồng mã đơn giản đến hết ${day}, sau đó tự hết hiệu lực.`,
    en: (day: string) => `May use the plain code flow until ${day}; it ends by itself.`,
  },
})

/** One system: what is registered, its keys, its requests, what it asks and costs. */
export function SystemPage() {
  const t = useText(words)
  const show = useWords()
  const state = useText(stateWords)
  const clientId = useParam('clientId')
  const read = useRead(readRegistration, { params: { clientId } })
  return (
    <Show read={read}>
      {(system) => (
        <Page
          title={show(system.names)}
          crumbs={[{ label: t.systems, to: paths.systems() }]}
          aside={<StatusBadge tone={statusTone[system.status]}>{state[system.status]}</StatusBadge>}
        >
          {system.status === 'suspended' ? <Notice look="wrong">{t.suspended}</Notice> : null}
          {system.plainCodeUntil ? (
            <Notice look="wait">{t.exception(showDay(system.plainCodeUntil))}</Notice>
          ) : null}
          <Columns aside={<Aside system={system} />}>
            <Registered system={system} />
            <Usage clientId={clientId} />
          </Columns>
        </Page>
      )}
    </Show>
  )
}

function Registered({ system }: { system: Registration }) {
  const t = useText(words)
  const cite = useCitation()
  const show = useWords()
  const [check] = system.checks
  const options = useRead(readRegistrationOptions, {}, { lasting: true })
  const purposeOf = (code: string) => show(options.data?.purposes.find((one) => one.code === code)?.words)
  const dataOf = (scope: string) => show(options.data?.scopes.find((one) => one.scope === scope)?.words)
  const fieldWords: Record<string, { vi: string; en: string }> = consentFieldWords
  return (
    <Card
      title={t.registered}
      icon="services"
      aside={
        <ButtonLink to={paths.change(system.clientId)} icon="edit">
          {t.change}
        </ButtonLink>
      }
    >
      <KeyValueList
        items={[
          { key: t.clientId, value: <span className="id">{system.clientId}</span> },
          { key: t.issuer, value: <span className="id">{system.issuer}</span> },
          { key: t.documentation, value: <a href="/docs">/docs</a> },
          { key: t.contact, value: `${system.contact.name}, ${system.contact.email}` },
          { key: t.securityLevel, value: String(system.securityLevel) },
          ...(system.provider
            ? [
                {
                  key: t.provider,
                  value: show(system.provider),
                  note: system.providerAcceptedAt
                    ? `${t.accepted}: ${showInstant(system.providerAcceptedAt)}`
                    : t.notAccepted,
                },
              ]
            : []),
          ...(check
            ? [
                { key: t.legalBasis, value: cite(check.legalBasis) },
                {
                  key: t.fields,
                  value: check.fields
                    .map((field) => show(fieldWords[field] ?? { vi: field, en: field }))
                    .join('; '),
                },
              ]
            : []),
          ...(options.data
            ? system.scopes.map(({ scope, purpose, legalBasis, needed }) => ({
                key: dataOf(scope) || scope,
                value: [purposeOf(purpose), legalBasis ? cite(legalBasis) : ''].filter(Boolean).join(' · '),
                ...(needed ? {} : { note: t.mayLeave }),
              }))
            : []),
          ...(system.redirectUris.length > 0
            ? [{ key: t.redirectUris, value: <span className="id">{system.redirectUris.join(' ')}</span> }]
            : []),
        ]}
      />
    </Card>
  )
}

function Aside({ system }: { system: Registration }) {
  return (
    <Stack>
      {system.status === 'sandbox' ? <AskProduction system={system} /> : null}
      <Requests requests={system.requests} />
      <Keys system={system} />
    </Stack>
  )
}

function AskProduction({ system }: { system: Registration }) {
  const t = useText(words)
  const options = useRead(readRegistrationOptions, {}, { lasting: true })
  const ask = useCall(requestProduction, { onReply: () => say(t.asked) })
  const isWaiting = system.requests.some(({ decision }) => decision === null)
  const lacksProvider = system.providerAgencyId !== null && !system.providerAcceptedAt
  return (
    <Card title={t.production} icon="shield" look="attention">
      {options.data ? <p>{t.productionWhat(options.data.decisionDays)}</p> : null}
      {ask.problem ? <ErrorState problem={ask.problem} /> : null}
      <Actions>
        <Button
          look="primary"
          icon="send"
          pending={ask.pending}
          notNow={isWaiting ? t.waits : lacksProvider ? t.providerFirst : null}
          onClick={() => void ask.send({ params: { clientId: system.clientId } })}
        >
          {t.ask}
        </Button>
      </Actions>
    </Card>
  )
}
