import { type AnswerRow, type DeskDossier, readDeskAttachment, readDeskForm } from '@platform/server/services'
import { AttachedFiles } from '../../kit/AttachedFiles.tsx'
import { Card } from '../../kit/Card.tsx'
import { urlOf } from '../../kit/call.ts'
import { FileLink } from '../../kit/FileLink.tsx'
import { showInstant, showPersonNumber, showPhone } from '../../kit/format.ts'
import { Icon } from '../../kit/Icon.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { text, useText, useWords } from '../../kit/text.ts'

const words = text({
  title: { vi: 'Nội dung hồ sơ', en: 'Content of the dossier' },
  lead: {
    vi: (known: number, all: number, at: string) =>
      `${known}/${all} mục lấy từ cơ sở dữ liệu${at ? `, đọc lúc ${at}` : ''}; còn lại do công dân khai.`,
    en: (known: number, all: number, at: string) =>
      `${known} of ${all} values come from registers${at ? `, read at ${at}` : ''}; the rest was typed by the citizen.`,
  },
  print: { vi: 'In tờ khai', en: 'Print the form' },
  typed: { vi: 'Công dân khai', en: 'Typed by the citizen' },
  unverified: { vi: 'chưa kiểm tra', en: 'not verified yet' },
  marked: { vi: 'Cần bổ sung', en: 'To supplement' },
})

/** A dossier of the office with its files, or what another office shows of one, without them. */
type Answered = Pick<DeskDossier, 'sections'> & Partial<Pick<DeskDossier, 'dossierId' | 'attachments'>>

/** The filled form, dense: each line with where it comes from. */
export function AnswersCard({ dossier }: { dossier: Answered }) {
  const { dossierId, sections } = dossier
  const t = useText(words)
  const show = useWords()
  const rows = sections.flatMap((section) => section.rows)
  const known = rows.filter(({ source }) => source)
  const readAt =
    known
      .map((row) => row.readAt ?? '')
      .sort()
      .at(-1) ?? ''
  return (
    <Card title={t.title} icon="file">
      <p className="small muted">{t.lead(known.length, rows.length, showInstant(readAt))}</p>
      {sections.map(({ id, title, rows: lines }) => (
        <section key={id} className="answers">
          <h3>{show(title)}</h3>
          <dl>
            {lines.map((line) => (
              <AnswerLine key={line.field} line={line} dossier={dossier} />
            ))}
          </dl>
        </section>
      ))}
      {dossierId ? (
        <p>
          <FileLink href={urlOf(readDeskForm, { params: { dossierId } })} name={t.print} />
        </p>
      ) : null}
    </Card>
  )
}

function AnswerLine({ line, dossier }: { line: AnswerRow; dossier: Answered }) {
  const { dossierId, attachments } = dossier
  const t = useText(words)
  const show = useWords()
  return (
    <div className={line.marked ? 'answer answer-marked' : 'answer'}>
      <dt>{show(line.label)}</dt>
      <dd className="answer-value">
        {read(line.kind, show(line.text)) || '–'}{' '}
        {line.kind === 'document' && dossierId && attachments ? (
          <AttachedFiles
            slot={line.field}
            attachments={attachments}
            hrefOf={(attachmentId) => urlOf(readDeskAttachment, { params: { dossierId, attachmentId } })}
          />
        ) : null}
        {line.marked ? <StatusBadge tone="wait">{t.marked}</StatusBadge> : null}
      </dd>
      <dd className="answer-source">
        {line.source ? (
          <>
            <Icon name={line.verified === false ? 'warning' : 'lock'} /> {show(line.source)}
            {line.verified === false ? ` (${t.unverified})` : null}
          </>
        ) : (
          <>
            <Icon name="edit" /> {t.typed}
          </>
        )}
      </dd>
    </div>
  )
}

/** Numbers stand in groups, easier to compare with a card or to read out. */
function read(kind: AnswerRow['kind'], said: string): string {
  if (kind === 'number') return showPersonNumber(said)
  return kind === 'phone' ? showPhone(said) : said
}
