import {
  answerConsentRequest,
  type Consent,
  type ConsentRequest,
  listMyConsentRequests,
  listMyConsents,
} from '@platform/server/privacy'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { showInstant } from '../../kit/format.ts'
import { Actions, Stack } from '../../kit/Layout.tsx'
import { Page } from '../../kit/Page.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { Link } from '../../kit/router.tsx'
import { Empty, ErrorState, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { paths } from '../paths.ts'
import { Checks } from './Checks.tsx'
import { consentTone, stateWords } from './consent-state.ts'
import { Disputes } from './Disputes.tsx'

const words = text({
  title: { vi: 'Ai được dùng dữ liệu của tôi', en: 'Who may use my data' },
  lead: {
    vi: 'Các tổ chức mà bạn đã đồng ý cho dùng dữ liệu. Bạn rút lại lúc nào cũng được, có hiệu lực ngay.',
    en: 'Organisations that you allowed to use your data. Take it back at any time; it ends at once.',
  },
  asked: { vi: 'Đang hỏi ý bạn', en: 'They ask you' },
  expires: {
    vi: (at: string) => `Không trả lời trước ${at} thì coi như không đồng ý`,
    en: (at: string) => `No answer by ${at} means no`,
  },
  agree: { vi: 'Đồng ý', en: 'Agree' },
  refuse: { vi: 'Không đồng ý', en: 'Refuse' },
  agreed: { vi: 'Bạn đã đồng ý', en: 'You agreed' },
  refusedToast: { vi: 'Bạn đã từ chối', en: 'You refused' },
  given: { vi: 'Đã đồng ý', en: 'Given' },
  none: { vi: 'Bạn chưa cho tổ chức nào dùng dữ liệu', en: 'You have not allowed anyone' },
  noneWhat: {
    vi: 'Khi có tổ chức xin dùng dữ liệu của bạn, bạn sẽ được hỏi ở đây.',
    en: 'When an organisation asks for your data, you are asked here.',
  },
  since: { vi: (at: string) => `Đồng ý lúc ${at}`, en: (at: string) => `Given at ${at}` },
})

/** Who asks, who may, who did: all in one place, with the way to say no. */
export function ConsentsPage() {
  const t = useText(words)
  return (
    <Page title={t.title} lead={t.lead} width="reading">
      <Asked />
      <Given />
      <Checks />
      <Disputes />
    </Page>
  )
}

function Asked() {
  const t = useText(words)
  const read = useRead(listMyConsentRequests, {})
  if (!read.data || read.data.rows.length === 0) return null
  return (
    <Card title={t.asked} icon="pen" look="attention">
      <Stack gap="loose">
        {read.data.rows.map((request) => (
          <Question key={request.requestId} request={request} />
        ))}
      </Stack>
    </Card>
  )
}

function Question({ request }: { request: ConsentRequest }) {
  const t = useText(words)
  const show = useWords()
  const answer = useCall(answerConsentRequest, {
    onReply: ({ consentId }) => say(consentId ? t.agreed : t.refusedToast),
  })
  const send = (said: 'given' | 'refused') =>
    void answer.send({ params: { requestId: request.requestId }, body: { answer: said } })
  return (
    <section className="stack" aria-label={show(request.organisation)}>
      <p className="consent-text">{show(request.text)}</p>
      <p className="small muted">{t.expires(showInstant(request.expiresAt))}</p>
      {answer.problem ? <ErrorState problem={answer.problem} /> : null}
      <Actions>
        <Button look="primary" icon="check" pending={answer.pending} onClick={() => send('given')}>
          {t.agree}
        </Button>
        <Button look="primary" icon="close" pending={answer.pending} onClick={() => send('refused')}>
          {t.refuse}
        </Button>
      </Actions>
    </section>
  )
}

function Given() {
  const t = useText(words)
  const read = useRead(listMyConsents, {})
  return (
    <Card title={t.given} icon="shield">
      <Show read={read}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty icon="shield" title={t.none}>
              {t.noneWhat}
            </Empty>
          ) : (
            <ul className="stack">
              {rows.map((consent) => (
                <Line key={consent.consentId} consent={consent} />
              ))}
            </ul>
          )
        }
      </Show>
    </Card>
  )
}

function Line({ consent }: { consent: Consent }) {
  const t = useText(words)
  const state = useText(stateWords)
  const show = useWords()
  return (
    <li className="consent">
      <p className="strong">
        <Link to={paths.consent(consent.consentId)}>{show(consent.organisation)}</Link>
      </p>
      <p>{show(consent.purpose)}</p>
      <p className="small muted">{consent.fields.map(show).join('; ')}</p>
      <p className="small muted">{t.since(showInstant(consent.givenAt))}</p>
      <StatusBadge tone={consentTone[consent.state]}>{state[consent.state]}</StatusBadge>
    </li>
  )
}
