import { openDraft, readEmptyForm, readService, type ServicePage as Service } from '@platform/server/services'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { urlOf } from '../../kit/call.ts'
import { FileLink } from '../../kit/FileLink.tsx'
import { showDay, showDong } from '../../kit/format.ts'
import { Icon } from '../../kit/Icon.tsx'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { Columns } from '../../kit/Layout.tsx'
import { Page } from '../../kit/Page.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { Link, useGo, useParam } from '../../kit/router.tsx'
import { ErrorState, Show } from '../../kit/States.tsx'
import { text, useCitation, useText, useWords } from '../../kit/text.ts'
import { paths } from '../paths.ts'

const words = text({
  services: { vi: 'Dịch vụ công', en: 'Public services' },
  loading: { vi: 'Dịch vụ công', en: 'Public service' },
  start: { vi: 'Bắt đầu làm', en: 'Start' },
  startWhat: {
    vi: 'Biểu mẫu mở ra đã điền sẵn. Bạn có thể dừng bất cứ lúc nào, mọi thứ được tự lưu.',
    en: 'The form opens filled in. You can stop at any time; everything is saved by itself.',
  },
  byHand: { vi: 'Muốn viết tay: in tờ khai trống', en: 'To write by hand: print the empty form' },
  book: { vi: 'Muốn làm tại quầy: đặt lịch hẹn', en: 'To do it at a counter: book a time' },
  who: { vi: 'Ai làm được', en: 'Who may apply' },
  steps: { vi: 'Các bước', en: 'Steps' },
  papers: { vi: 'Giấy tờ', en: 'Papers' },
  noPaper: { vi: 'Không phải nộp giấy tờ nào.', en: 'No paper is needed.' },
  notNeeded: { vi: 'Không phải nộp', en: 'Not needed' },
  results: { vi: 'Bạn nhận được', en: 'What you get' },
  term: { vi: 'Thời hạn', en: 'Time limit' },
  atCounter: {
    vi: (term: string) => `Nộp tại quầy hoặc qua bưu chính: ${term}`,
    en: (term: string) => `At a counter or by post: ${term}`,
  },
  fee: { vi: 'Số tiền phải nộp', en: 'What you pay' },
  authority: { vi: 'Cơ quan giải quyết', en: 'Authority' },
  code: { vi: 'Mã thủ tục', en: 'Procedure code' },
  since: { vi: 'Áp dụng từ', en: 'In force since' },
  law: { vi: 'Căn cứ pháp lý', en: 'Legal basis' },
  key: { vi: 'Thông tin chính', en: 'Key facts' },
})

/** What a service is, what it needs and costs, and the button that opens its form. */
export function ServicePage() {
  const t = useText(words)
  const code = useParam('code')
  const service = useRead(readService, { params: { code } })
  const show = useWords()
  return (
    <Page
      title={show(service.data?.name) || t.loading}
      lead={show(service.data?.summary)}
      crumbs={[{ label: t.services, to: paths.services() }]}
    >
      <Show read={service}>{(data) => <About service={data} />}</Show>
    </Page>
  )
}

function About({ service }: { service: Service }) {
  const t = useText(words)
  const cite = useCitation()
  const show = useWords()
  const go = useGo()
  const open = useCall(openDraft, { onReply: ({ draftId }) => go(paths.draft(draftId)) })
  return (
    <Columns
      aside={
        <Card title={t.key} look="sunken">
          <KeyValueList
            items={[
              {
                key: t.term,
                value: show(service.term),
                note: service.termAtCounter ? t.atCounter(show(service.termAtCounter)) : null,
              },
              {
                key: t.fee,
                value:
                  service.fee.standardDong === null
                    ? show(service.fee.words)
                    : showDong(service.fee.standardDong),
                note: service.fee.standardDong === null ? null : show(service.fee.words),
              },
              { key: t.authority, value: show(service.authority) },
              { key: t.code, value: service.code },
              { key: t.since, value: showDay(service.effectiveFrom) },
            ]}
          />
          <details className="more">
            <summary>{t.law}</summary>
            <ul className="bullets small">
              {service.legalBasis.map((law) => (
                <li key={law}>{cite(law)}</li>
              ))}
            </ul>
          </details>
        </Card>
      }
    >
      <Card look="attention">
        <p>{t.startWhat}</p>
        {open.problem ? <ErrorState problem={open.problem} /> : null}
        <p>
          <Button
            look="primary"
            icon="edit"
            pending={open.pending}
            onClick={() => void open.send({ params: { code: service.code } })}
          >
            {t.start}
          </Button>
        </p>
        <p>
          <FileLink href={urlOf(readEmptyForm, { params: { code: service.code } })} name={t.byHand} />
        </p>
        <p>
          <Link to={paths.bookings(service.code)}>{t.book}</Link>
        </p>
      </Card>
      <Card title={t.who}>
        <p>{show(service.whoMayApply)}</p>
      </Card>
      <Card title={t.papers}>
        {service.papers.length === 0 ? (
          <p>{t.noPaper}</p>
        ) : (
          <ul className="stack">
            {service.papers.map((paper) => (
              <li key={paper.code}>
                <p className="strong">
                  <Icon name={paper.replacedBy ? 'done' : 'file'} /> {show(paper.name)}
                </p>
                {paper.replacedBy ? (
                  <p className="muted">
                    {t.notNeeded}: {show(paper.replacedBy)}
                  </p>
                ) : null}
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Card title={t.steps}>
        <ol className="numbers">
          {service.steps.map((step) => (
            <li key={step.vi}>{show(step)}</li>
          ))}
        </ol>
      </Card>
      <Card title={t.results}>
        <ul className="bullets">
          {service.results.map((result) => (
            <li key={result.vi}>{show(result)}</li>
          ))}
        </ul>
      </Card>
    </Columns>
  )
}
