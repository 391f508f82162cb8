import { type DossierView, readDossierForm, readMyDossier } from '@platform/server/services'
import { ButtonLink } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { urlOf } from '../../kit/call.ts'
import { DueDate } from '../../kit/DueDate.tsx'
import { FileLink } from '../../kit/FileLink.tsx'
import { showDay, showDong, showInstant } from '../../kit/format.ts'
import { Icon } from '../../kit/Icon.tsx'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { Columns } from '../../kit/Layout.tsx'
import { LinkedDossiers } from '../../kit/LinkedDossiers.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Page } from '../../kit/Page.tsx'
import { useRead } from '../../kit/queries.ts'
import { Link, useFilter, useParam } from '../../kit/router.tsx'
import { Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { Timeline } from '../../kit/Timeline.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { DossierFeedback } from '../feedback/DossierFeedback.tsx'
import { paths } from '../paths.ts'
import { FeeCard } from '../payments/FeeCard.tsx'
import { AnswerSections } from './AnswerSections.tsx'
import { ApprovalRows } from './ApprovalRows.tsx'
import { DecisionNotice } from './DecisionNotice.tsx'
import { DeliveryCard } from './DeliveryCard.tsx'
import { isFinished, toneOf } from './dossier-tone.ts'
import { SentPapers } from './SentPapers.tsx'
import { SparedPapers } from './SparedPapers.tsx'
import { WithdrawButton } from './WithdrawButton.tsx'

const words = text({
  title: { vi: 'Hồ sơ', en: 'Request' },
  dossiers: { vi: 'Hồ sơ của tôi', en: 'My requests' },
  sent: { vi: 'Đã nhận hồ sơ của bạn', en: 'Your request was received' },
  sentWhat: {
    vi: (code: string) => `Mã hồ sơ: ${code}. Bạn không phải in hay mang theo gì.`,
    en: (code: string) => `Request code: ${code}. You need not print or bring anything.`,
  },
  next: { vi: 'Tiếp theo', en: 'What comes next' },
  code: { vi: 'Mã hồ sơ', en: 'Code' },
  agency: { vi: 'Nơi giải quyết', en: 'Office' },
  submitted: { vi: 'Nộp lúc', en: 'Sent' },
  accepted: { vi: 'Tiếp nhận lúc', en: 'Accepted' },
  intake: { vi: 'Trả lời tiếp nhận trước', en: 'Answer on acceptance by' },
  fee: { vi: 'Lệ phí', en: 'Fee' },
  progress: { vi: 'Diễn biến', en: 'Progress' },
  answers: { vi: 'Nội dung đã nộp', en: 'What you sent' },
  print: { vi: 'In tờ khai', en: 'Print the form' },
  documents: { vi: 'Giấy tờ đã cấp', en: 'Documents issued' },
  number: {
    vi: (number: string, day: string) => `số ${number}, ngày ${day}`,
    en: (number: string, day: string) => `no. ${number}, ${day}`,
  },
  supplement: { vi: 'Cán bộ đề nghị bạn bổ sung', en: 'The officer asks you to supplement' },
  supplementBy: {
    vi: (at: string) => `Trả lời trước ${at}. Trong lúc chờ, thời hạn tạm dừng.`,
    en: (at: string) => `Answer by ${at}. The clock stands still meanwhile.`,
  },
  answer: { vi: 'Bổ sung ngay', en: 'Supplement now' },
  waits: { vi: 'Bước tiếp theo', en: 'Next step' },
})

/** Nothing will be handed over. */
const withoutResult: ReadonlySet<string> = new Set(['withdrawn', 'stopped', 'rejected'])

/** One of my dossiers: where it stands, what is asked of me, when the result is due and how that was computed. */
export function DossierPage() {
  const t = useText(words)
  const show = useWords()
  const dossierId = useParam('dossierId')
  const [sent] = useFilter('sent')
  const read = useRead(readMyDossier, { params: { dossierId } })
  const dossier = read.data
  return (
    <Page
      title={show(dossier?.service.name) || t.title}
      crumbs={[{ label: t.dossiers, to: paths.dossiers() }]}
      aside={
        dossier ? <StatusBadge tone={toneOf(dossier.state)}>{show(dossier.stateWords)}</StatusBadge> : null
      }
    >
      {sent && dossier ? (
        <Notice look="done" title={t.sent} now>
          {t.sentWhat(dossier.code)}
        </Notice>
      ) : null}
      <Show read={read}>{(data) => <Dossier dossier={data} />}</Show>
    </Page>
  )
}

function Dossier({ dossier }: { dossier: DossierView }) {
  const t = useText(words)
  const show = useWords()
  const { clock, supplement } = dossier
  const finished = isFinished(dossier.state)
  return (
    <>
      {dossier.decision ? <DecisionNotice decision={dossier.decision} /> : null}
      {dossier.state === 'supplement-asked' && supplement ? (
        <Card title={t.supplement} icon="edit" look="attention">
          <p>{supplement.text}</p>
          <p className="muted">{t.supplementBy(showInstant(supplement.answerBy))}</p>
          <p>
            <ButtonLink to={paths.supplement(dossier.dossierId)} look="primary" icon="edit">
              {t.answer}
            </ButtonLink>
          </p>
        </Card>
      ) : null}
      <FeeCard dossier={dossier} />
      <Columns
        aside={
          <Card look="sunken">
            <DueDate
              dueAt={clock.dueAt}
              paused={clock.state === 'paused'}
              finished={finished}
              how={
                clock.steps.length > 0 ? (
                  <ol className="numbers small">
                    {clock.steps.map(({ code, day, words: said }) => (
                      <li key={`${code}${day}`}>
                        {day ? <span className="number">{showDay(day)}: </span> : null}
                        {show(said)}
                      </li>
                    ))}
                  </ol>
                ) : null
              }
            />
            {clock.pausedFor ? <p className="muted small">{show(clock.pausedFor)}</p> : null}
            <KeyValueList
              items={[
                { key: t.code, value: <span className="number">{dossier.code}</span> },
                { key: t.agency, value: show(dossier.agency) },
                { key: t.submitted, value: showInstant(dossier.submittedAt) },
                ...(clock.acceptedAt
                  ? [{ key: t.accepted, value: showInstant(clock.acceptedAt) }]
                  : clock.intakeDueAt && !finished
                    ? [{ key: t.intake, value: showInstant(clock.intakeDueAt) }]
                    : []),
                { key: t.fee, value: showDong(dossier.fee.amountDong), note: show(dossier.fee.reason) },
              ]}
            />
          </Card>
        }
        asideFirst
      >
        {dossier.documents.length > 0 ? (
          <Card title={t.documents} icon="file">
            <ul className="stack stack-tight">
              {dossier.documents.map(({ documentId, name, number, issuedOn }) => (
                <li key={documentId}>
                  <Icon name="file" /> <Link to={paths.document(documentId)}>{show(name)}</Link>{' '}
                  <span className="small muted">{t.number(number, showDay(issuedOn))}</span>
                </li>
              ))}
            </ul>
          </Card>
        ) : null}
        <LinkedDossiers dossier={dossier} pathOf={paths.dossier} />
        {withoutResult.has(dossier.state) ? null : <DeliveryCard dossier={dossier} />}
        <SentPapers dossier={dossier} />
        <SparedPapers papers={dossier.papers} />
        {dossier.approvals.length > 0 ? <ApprovalRows approvals={dossier.approvals} /> : null}
        <Card title={t.progress} icon="clock">
          <Timeline
            steps={[
              ...dossier.steps.map((step, index) => ({
                id: `${step.at}${index}`,
                at: step.at,
                title: show(step.words),
                by: show(step.by),
                detail: step.note ? <p>{step.note}</p> : null,
                state: ['refused', 'rejected'].includes(step.to) ? ('refused' as const) : ('done' as const),
              })),
              ...(finished
                ? []
                : [{ id: 'next', at: null, title: show(dossier.next), state: 'now' as const }]),
            ]}
          />
        </Card>
        <Card title={t.answers} icon="edit">
          <AnswerSections sections={dossier.sections} />
          <p>
            <FileLink
              href={urlOf(readDossierForm, { params: { dossierId: dossier.dossierId } })}
              name={t.print}
            />
          </p>
        </Card>
        <DossierFeedback dossier={dossier} />
        <div>
          <WithdrawButton dossier={dossier} />
        </div>
      </Columns>
    </>
  )
}
