import { type CaseDetail, readMyCase, withdrawCase } from '@platform/server/feedback'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { CaseProgress } from '../../kit/CaseProgress.tsx'
import { caseKindWords, caseStateWords, caseTones } from '../../kit/feedback-words.ts'
import { showInstant } from '../../kit/format.ts'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Page } from '../../kit/Page.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { Link, useParam } from '../../kit/router.tsx'
import { ErrorState, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { paths } from '../paths.ts'

const words = text({
  title: { vi: 'Phản ánh', en: 'Case' },
  back: { vi: 'Phản ánh, kiến nghị', en: 'Feedback' },
  answer: { vi: 'Trả lời của cơ quan', en: 'The office answers' },
  founded: { vi: 'Phản ánh của bạn là đúng', en: 'You are right' },
  unfounded: { vi: 'Cơ quan cho rằng phản ánh chưa đúng', en: 'The office does not agree' },
  reopened: {
    vi: 'Quyết định từ chối đã bị hủy. Hồ sơ của bạn được xem xét lại từ đầu.',
    en: 'The refusal is cancelled. Your request is looked at anew.',
  },
  said: { vi: 'Bạn đã nói', en: 'What you said' },
  about: { vi: 'Về', en: 'About' },
  dossier: { vi: 'Hồ sơ', en: 'Request' },
  agency: { vi: 'Cơ quan trả lời', en: 'Who answers' },
  due: { vi: 'Hạn trả lời', en: 'To be answered by' },
  withdraw: { vi: 'Rút phản ánh', en: 'Withdraw' },
  withdrawn: { vi: 'Đã rút phản ánh', en: 'Withdrawn' },
})

/** One of my cases: the answer first, then what I said and its way. */
export function CasePage() {
  const t = useText(words)
  const kinds = useText(caseKindWords)
  const states = useText(caseStateWords)
  const caseId = useParam('caseId')
  const read = useRead(readMyCase, { params: { caseId } })
  const one = read.data
  return (
    <Page
      title={one ? kinds[one.kind] : t.title}
      crumbs={[{ label: t.back, to: paths.cases() }]}
      width="reading"
      aside={one ? <StatusBadge tone={caseTones[one.state]}>{states[one.state]}</StatusBadge> : null}
    >
      <Show read={read}>{(data) => <Case one={data} />}</Show>
    </Page>
  )
}

function Case({ one }: { one: CaseDetail }) {
  const t = useText(words)
  const show = useWords()
  const withdraw = useCall(withdrawCase, { onReply: () => say(t.withdrawn) })
  const open = one.state === 'sent' || one.state === 'taken-up'
  return (
    <>
      {one.answer && one.outcome ? (
        <Notice look={one.outcome === 'founded' ? 'done' : 'info'} title={t.answer}>
          <p className="strong">{t[one.outcome]}</p>
          <p>{one.answer}</p>
          {one.reopened ? <p>{t.reopened}</p> : null}
        </Notice>
      ) : null}
      <Card title={t.said} icon="edit">
        <p>{one.said}</p>
        <KeyValueList
          items={[
            { key: t.about, value: one.subject },
            ...(one.dossierId && one.code
              ? [{ key: t.dossier, value: <Link to={paths.dossier(one.dossierId)}>{one.code}</Link> }]
              : []),
            { key: t.agency, value: show(one.agency) },
            ...(open ? [{ key: t.due, value: showInstant(one.dueAt) }] : []),
          ]}
        />
      </Card>
      <CaseProgress steps={one.steps} />
      {withdraw.problem ? <ErrorState problem={withdraw.problem} onRetry={withdraw.reset} /> : null}
      {open ? (
        <div>
          <Button
            look="danger"
            icon="undo"
            pending={withdraw.pending}
            onClick={() =>
              void withdraw.send({ params: { caseId: one.caseId }, body: { version: one.version } })
            }
          >
            {t.withdraw}
          </Button>
        </div>
      ) : null}
    </>
  )
}
