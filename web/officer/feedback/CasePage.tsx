import { type DeskCase, readDeskCase, takeUpCase } from '@platform/server/feedback'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { CaseProgress } from '../../kit/CaseProgress.tsx'
import { caseKindWords, caseStateWords, caseTones } from '../../kit/feedback-words.ts'
import { showInstant, showPhone } from '../../kit/format.ts'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { Actions } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Page } from '../../kit/Page.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { Link, useParam } from '../../kit/router.tsx'
import { ErrorState, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { handlers } from '../me.ts'
import { paths } from '../paths.ts'
import { AnswerForm } from './AnswerForm.tsx'
import { TransferForm } from './TransferForm.tsx'

const words = text({
  title: { vi: 'Phản ánh', en: 'Case' },
  back: { vi: 'Phản ánh, kiến nghị, khiếu nại', en: 'Feedback and complaints' },
  said: { vi: 'Người dân nói', en: 'What was said' },
  sender: { vi: 'Người gửi', en: 'Sender' },
  phone: { vi: 'Điện thoại', en: 'Phone' },
  about: { vi: 'Về việc', en: 'About' },
  dossier: { vi: 'Hồ sơ', en: 'Dossier' },
  due: { vi: 'Hạn trả lời', en: 'Due' },
  sent: { vi: 'Gửi lúc', en: 'Sent' },
  takeUp: { vi: 'Bắt đầu xem xét', en: 'Take up' },
  taken: { vi: 'Đã ghi', en: 'Recorded' },
  answer: { vi: 'Đã trả lời', en: 'Answered' },
  published: { vi: 'Đăng công khai', en: 'Published' },
})

/** A case of the office: who says what, and the answer. */
export function CasePage() {
  const t = useText(words)
  const kinds = useText(caseKindWords)
  const states = useText(caseStateWords)
  const caseId = useParam('caseId')
  const read = useRead(readDeskCase, { params: { caseId } })
  const one = read.data
  return (
    <Page
      title={one ? kinds[one.kind] : t.title}
      crumbs={[{ label: t.back, to: paths.cases() }]}
      aside={one ? <StatusBadge tone={caseTones[one.state]}>{states[one.state]}</StatusBadge> : null}
    >
      <ForRoles roles={handlers}>
        <Show read={read}>{(data) => <Case one={data} />}</Show>
      </ForRoles>
    </Page>
  )
}

function Case({ one }: { one: DeskCase }) {
  const t = useText(words)
  const take = useCall(takeUpCase, { onReply: () => say(t.taken) })
  const open = one.state === 'sent' || one.state === 'taken-up'
  return (
    <>
      <Card title={t.said} icon="edit">
        <p>{one.said}</p>
        <KeyValueList
          items={[
            { key: t.about, value: one.subject },
            ...(one.dossierId && one.code
              ? [{ key: t.dossier, value: <Link to={paths.dossier(one.dossierId)}>{one.code}</Link> }]
              : []),
            { key: t.sender, value: one.sender.name },
            ...(one.sender.phone ? [{ key: t.phone, value: showPhone(one.sender.phone) }] : []),
            { key: t.sent, value: showInstant(one.sentAt) },
            ...(open ? [{ key: t.due, value: showInstant(one.dueAt) }] : []),
          ]}
        />
        {take.problem ? <ErrorState problem={take.problem} onRetry={take.reset} /> : null}
        {one.state === 'sent' ? (
          <Actions>
            <Button
              icon="check"
              pending={take.pending}
              onClick={() =>
                void take.send({ params: { caseId: one.caseId }, body: { version: one.version } })
              }
            >
              {t.takeUp}
            </Button>
          </Actions>
        ) : null}
      </Card>
      {one.answer ? (
        <Notice look="done" title={t.answer}>
          <p>{one.answer}</p>
          {one.published ? (
            <p className="muted">
              {t.published}: {one.published}
            </p>
          ) : null}
        </Notice>
      ) : null}
      {open ? <AnswerForm one={one} /> : null}
      {open && !one.leaderOnly ? <TransferForm one={one} /> : null}
      <CaseProgress steps={one.steps} />
    </>
  )
}
