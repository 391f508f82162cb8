import { type FeedbackFigures, readFeedbackFigures } from '@platform/server/steering'
import { Card } from '../../kit/Card.tsx'
import { caseKindWords } from '../../kit/feedback-words.ts'
import { showInstant, showNumber, showPercent } from '../../kit/format.ts'
import { Page } from '../../kit/Page.tsx'
import { useRead } from '../../kit/queries.ts'
import { Link } from '../../kit/router.tsx'
import { Empty, Loading, Show } from '../../kit/States.tsx'
import { Table } from '../../kit/Table.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { Figure } from '../figures/Figure.tsx'
import '../figures/Figures.css'
import { ShareBar } from '../figures/ShareBar.tsx'
import { useTrail, useUnitAsked } from '../figures/unit-asked.ts'
import { paths } from '../paths.ts'

const words = text({
  title: { vi: 'Phản ánh, hài lòng', en: 'Feedback' },
  lead: {
    vi: 'Người dân phản ánh, khiếu nại gì, cơ quan trả lời có đúng hạn không, và người dân hài lòng đến đâu. Không hiện ai nói gì.',
    en: 'What people complain about, whether offices answer in time, and how content people are. Who said what is not shown.',
  },
  asOf: {
    vi: (at: string) => `Lúc ${at} · tính trong 365 ngày gần nhất`,
    en: (at: string) => `As of ${at} · the last 365 days`,
  },
  open: { vi: 'đang mở', en: 'open' },
  overdue: { vi: 'quá hạn trả lời', en: 'overdue' },
  answered: { vi: 'đã trả lời', en: 'answered' },
  late: { vi: 'trả lời muộn', en: 'answered late' },
  founded: { vi: 'người dân nói đúng', en: 'in which the citizen was right' },
  content: { vi: 'hài lòng', en: 'content' },
  ratings: { vi: (count: string) => `${count} lượt đánh giá`, en: (count: string) => `${count} ratings` },
  byKind: { vi: 'Theo loại', en: 'By kind' },
  kind: { vi: 'Loại', en: 'Kind' },
  byService: { vi: 'Hài lòng theo dịch vụ', en: 'Content by service' },
  service: { vi: 'Dịch vụ', en: 'Service' },
  rated: { vi: 'Đánh giá', en: 'Ratings' },
  contentHead: { vi: 'Hài lòng', en: 'Content' },
  noRatings: { vi: 'Chưa có ai đánh giá', en: 'Nobody has rated yet' },
  marks: { vi: 'Mức độ hài lòng', en: 'How content' },
  mark1: { vi: 'Không hài lòng', en: 'Not content' },
  mark2: { vi: 'Bình thường', en: 'Ordinary' },
  mark3: { vi: 'Hài lòng', en: 'Content' },
  mark4: { vi: 'Rất hài lòng', en: 'Very content' },
  units: { vi: 'Theo địa bàn', en: 'By unit' },
  unit: { vi: 'Đơn vị', en: 'Unit' },
  openHead: { vi: 'Đang mở', en: 'Open' },
  overdueHead: { vi: 'Quá hạn', en: 'Overdue' },
  answeredHead: { vi: 'Đã trả lời', en: 'Answered' },
  lateHead: { vi: 'Trả lời muộn', en: 'Late' },
  foundedHead: { vi: 'Đúng', en: 'Right' },
  bottom: {
    vi: 'Đây là cấp thấp nhất, hoặc chưa nơi nào có phản ánh, đánh giá.',
    en: 'This is the lowest level, or nobody has said anything yet.',
  },
})

/** Complaints and how content people are: each number opens its cases. */
export function FeedbackPage() {
  const t = useText(words)
  const unitId = useUnitAsked()
  const read = useRead(readFeedbackFigures, { query: unitId ? { unitId } : {} }, { keepLast: true })
  const { label, crumbs } = useTrail(read.data, paths.feedback)
  return (
    <Page title={label ? `${t.title} – ${label}` : t.title} crumbs={crumbs} lead={t.lead}>
      <Show read={read} loading={<Loading lines={9} />}>
        {(figures) => (
          <>
            <p className="small muted">{t.asOf(showInstant(figures.asOf))}</p>
            <Totals figures={figures} />
            <Marks figures={figures} />
            <Kinds figures={figures} />
            <Services figures={figures} />
            <Units figures={figures} />
          </>
        )}
      </Show>
    </Page>
  )
}

function Totals({ figures: { total, unit } }: { figures: FeedbackFigures }) {
  const t = useText(words)
  const share = total.ratings > 0 ? total.content / total.ratings : null
  const id = unit?.unitId
  return (
    <ul className="figures">
      <Figure number={showNumber(total.open)} words={t.open} to={paths.feedbackRows('open', id)} />
      <Figure
        number={showNumber(total.overdue)}
        words={t.overdue}
        to={paths.feedbackRows('overdue', id)}
        alarming={total.overdue > 0}
      />
      <Figure
        number={showNumber(total.answered)}
        words={t.answered}
        to={paths.feedbackRows('answered', id)}
      />
      <Figure
        number={showNumber(total.answeredLate)}
        words={t.late}
        to={paths.feedbackRows('answered-late', id)}
      />
      <Figure number={showNumber(total.founded)} words={t.founded} to={paths.feedbackRows('founded', id)} />
      <Figure number={showPercent(share, 1)} words={t.content} note={t.ratings(showNumber(total.ratings))}>
        <ShareBar share={share} />
      </Figure>
    </ul>
  )
}

function Marks({ figures: { total } }: { figures: FeedbackFigures }) {
  const t = useText(words)
  const names = [t.mark1, t.mark2, t.mark3, t.mark4]
  return (
    <Card title={t.marks} icon="chart">
      {total.ratings === 0 ? (
        <Empty title={t.noRatings} />
      ) : (
        <ul className="state-lines">
          {[3, 2, 1, 0].map((at) => (
            <li key={at}>
              <span>{names[at]}</span>
              <ShareBar share={(total.marks[at] ?? 0) / total.ratings} />
              <span className="state-count">{showNumber(total.marks[at] ?? 0)}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function Kinds({ figures: { kinds, unit } }: { figures: FeedbackFigures }) {
  const t = useText(words)
  const names = useText(caseKindWords)
  return (
    <Card title={t.byKind} icon="edit">
      <Table
        caption={t.byKind}
        rows={kinds}
        keyOf={({ kind }) => kind}
        columns={[
          {
            head: t.kind,
            names: true,
            cell: ({ kind, open, answered }) =>
              open + answered > 0 ? (
                <Link to={paths.feedbackRows(open > 0 ? 'open' : 'answered', unit?.unitId, kind)}>
                  {names[kind]}
                </Link>
              ) : (
                names[kind]
              ),
          },
          { head: t.openHead, align: 'end', cell: ({ open }) => showNumber(open) },
          { head: t.overdueHead, align: 'end', cell: ({ overdue }) => showNumber(overdue) },
          { head: t.answeredHead, align: 'end', cell: ({ answered }) => showNumber(answered) },
          { head: t.lateHead, align: 'end', cell: ({ answeredLate }) => showNumber(answeredLate) },
          { head: t.foundedHead, align: 'end', cell: ({ founded }) => showNumber(founded) },
        ]}
      />
    </Card>
  )
}

function Services({ figures: { services } }: { figures: FeedbackFigures }) {
  const t = useText(words)
  const show = useWords()
  return (
    <Card title={t.byService} icon="services">
      <Table
        caption={t.byService}
        rows={services}
        keyOf={({ serviceCode }) => serviceCode}
        empty={<Empty title={t.noRatings} />}
        columns={[
          { head: t.service, names: true, cell: ({ service }) => show(service) },
          { head: t.rated, align: 'end', cell: ({ ratings }) => showNumber(ratings) },
          {
            head: t.contentHead,
            align: 'end',
            cell: ({ ratings, content }) => (
              <span className="unit-share">
                {showPercent(content / ratings)} <ShareBar share={content / ratings} />
              </span>
            ),
          },
        ]}
      />
    </Card>
  )
}

/** Units where anything was said, the overdue first. */
function Units({ figures: { units } }: { figures: FeedbackFigures }) {
  const t = useText(words)
  const said = units
    .filter(({ open, answered, ratings }) => open + answered + ratings > 0)
    .sort((a, b) => b.overdue - a.overdue || b.open - a.open || a.label.localeCompare(b.label, 'vi'))
  return (
    <Card title={t.units} icon="map">
      <Table
        caption={t.units}
        rows={said}
        keyOf={({ unitId }) => unitId}
        empty={<p className="muted">{t.bottom}</p>}
        columns={[
          {
            head: t.unit,
            names: true,
            cell: ({ unitId, label }) => <Link to={paths.feedback(unitId)}>{label}</Link>,
          },
          { head: t.openHead, align: 'end', cell: ({ open }) => showNumber(open) },
          { head: t.overdueHead, align: 'end', cell: ({ overdue }) => showNumber(overdue) },
          { head: t.answeredHead, align: 'end', cell: ({ answered }) => showNumber(answered) },
          { head: t.foundedHead, align: 'end', cell: ({ founded }) => showNumber(founded) },
          { head: t.rated, align: 'end', cell: ({ ratings }) => showNumber(ratings) },
          {
            head: t.contentHead,
            align: 'end',
            cell: ({ ratings, content }) => (ratings > 0 ? showPercent(content / ratings) : '–'),
          },
        ]}
      />
    </Card>
  )
}
