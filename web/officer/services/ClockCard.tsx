import type { DeskDossier } from '@platform/server/services'
import { Card } from '../../kit/Card.tsx'
import { DueDate } from '../../kit/DueDate.tsx'
import { isFinished } from '../../kit/dossier-tone.ts'
import { showDay, showDong, showInstant } from '../../kit/format.ts'
import { type KeyValue, KeyValueList } from '../../kit/KeyValueList.tsx'
import { text, useText, useWords } from '../../kit/text.ts'

const words = text({
  title: { vi: 'Thời hạn', en: 'Time limit' },
  none: {
    vi: 'Thời hạn bắt đầu tính khi hồ sơ được tiếp nhận.',
    en: 'The clock starts when the dossier is accepted.',
  },
  holder: { vi: 'Người thụ lý', en: 'Handled by' },
  me: { vi: (name: string) => `${name} (bạn)`, en: (name: string) => `${name} (you)` },
  nobody: { vi: 'Chưa ai nhận', en: 'Nobody yet' },
  intake: { vi: 'Phải tiếp nhận trước', en: 'To be accepted by' },
  submitted: { vi: 'Nộp lúc', en: 'Sent' },
  accepted: { vi: 'Tiếp nhận lúc', en: 'Accepted' },
  norm: { vi: 'Cơ quan phấn đấu xong trước', en: 'The office means to be done by' },
  normNote: { vi: 'định mức nội bộ, không phải hạn theo luật', en: 'its own term, not that of the law' },
  extended: { vi: 'Đã hẹn lại, hẹn cũ', en: 'A new date was named; the old one' },
  decided: { vi: 'Quyết định lúc', en: 'Decided' },
  channel: { vi: 'Cách nộp', en: 'Channel' },
  online: { vi: 'Trực tuyến', en: 'Online' },
  counter: { vi: 'Tại quầy', en: 'At the counter' },
  post: { vi: 'Bưu chính', en: 'By post' },
  fee: { vi: 'Lệ phí', en: 'Fee' },
  national: { vi: 'Mã trạng thái', en: 'National code' },
})

/** When it is due and how that was computed, who holds it, how it came. */
export function ClockCard({ dossier }: { dossier: DeskDossier }) {
  const t = useText(words)
  const show = useWords()
  const { clock, holder } = dossier
  const finished = isFinished(dossier.state)
  const items: KeyValue[] = [
    { key: t.holder, value: holder ? (holder.mine ? t.me(holder.name) : holder.name) : t.nobody },
    { key: t.submitted, value: showInstant(dossier.submittedAt) },
    ...(clock.acceptedAt
      ? [{ key: t.accepted, value: showInstant(clock.acceptedAt) }]
      : clock.intakeDueAt && !finished
        ? [{ key: t.intake, value: showInstant(clock.intakeDueAt) }]
        : []),
    ...(clock.normDueAt && !finished
      ? [{ key: t.norm, value: showInstant(clock.normDueAt), note: t.normNote }]
      : []),
    ...(dossier.extension
      ? [{ key: t.extended, value: showInstant(dossier.extension.oldDueAt), note: dossier.extension.reason }]
      : []),
    ...(clock.decidedAt ? [{ key: t.decided, value: showInstant(clock.decidedAt) }] : []),
    { key: t.channel, value: t[dossier.channel] },
    { key: t.fee, value: showDong(dossier.fee.amountDong), note: show(dossier.fee.reason) },
    { key: t.national, value: dossier.nationalCode },
  ]
  return (
    <Card title={t.title} icon="clock">
      {clock.dueAt ? (
        <DueDate
          dueAt={clock.dueAt}
          paused={clock.state === 'paused'}
          finished={finished}
          how={<HowComputed dossier={dossier} />}
        />
      ) : (
        <p className="muted">{t.none}</p>
      )}
      {clock.pausedFor ? <p className="muted small">{show(clock.pausedFor)}</p> : null}
      <div className="facts-narrow">
        <KeyValueList items={items} />
      </div>
    </Card>
  )
}

function HowComputed({ dossier: { clock } }: { dossier: DeskDossier }) {
  const show = useWords()
  return (
    <ol className="numbers small">
      {clock.steps.map(({ code, day, words: said }) => (
        <li key={`${code}${day}`}>
          {day ? <span className="number">{showDay(day)}: </span> : null}
          {show(said)}
        </li>
      ))}
    </ol>
  )
}
