import { dayOf } from '@platform/server/platform/day.ts'
import type { WorklistRow } from '@platform/server/services'
import { Button } from '../../kit/Button.tsx'
import { DueBadge } from '../../kit/DueBadge.tsx'
import { isFinished, toneOf } from '../../kit/dossier-tone.ts'
import { showDay } from '../../kit/format.ts'
import { Link } from '../../kit/router.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { type Column, Table } from '../../kit/Table.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { paths } from '../paths.ts'

const words = text({
  caption: { vi: 'Danh sách hồ sơ', en: 'List of dossiers' },
  dossier: { vi: 'Hồ sơ', en: 'Dossier' },
  applicant: { vi: 'Người nộp', en: 'Applicant' },
  born: { vi: (year: number) => `sinh ${year}`, en: (year: number) => `born ${year}` },
  due: { vi: 'Hạn', en: 'Due' },
  ended: { vi: 'Hạn trả kết quả', en: 'Result was due' },
  state: { vi: 'Tình trạng', en: 'State' },
  toApprove: { vi: 'đề xuất đồng ý', en: 'approval proposed' },
  toRefuse: { vi: 'đề xuất từ chối', en: 'refusal proposed' },
  holder: { vi: 'Người thụ lý', en: 'Handled by' },
  me: { vi: 'Tôi', en: 'Me' },
  nobody: { vi: 'Chưa ai nhận', en: 'Nobody yet' },
  claim: { vi: 'Nhận thụ lý', en: 'Take on' },
  submitted: { vi: (at: string) => `nộp ${at}`, en: (at: string) => `sent ${at}` },
})

interface WorklistTableProps {
  rows: readonly WorklistRow[]
  /** Absent for those who do not take dossiers on. */
  onClaim: ((row: WorklistRow) => void) | null
  /** The dossier being taken on just now. */
  claiming: string | null
  closed: boolean
}

/** The dossiers of a list; on a phone each is a card. */
export function WorklistTable({ rows, onClaim, claiming, closed }: WorklistTableProps) {
  const t = useText(words)
  const show = useWords()
  const columns: Column<WorklistRow>[] = [
    {
      head: t.dossier,
      names: true,
      cell: (row) => (
        <>
          <Link to={paths.dossier(row.dossierId)}>{show(row.service)}</Link>
          <span className="worklist-code">
            {row.code} · {t.submitted(showDay(dayOf(new Date(row.submittedAt))))}
          </span>
        </>
      ),
    },
    {
      head: t.applicant,
      cell: ({ applicant }) => (
        <>
          {applicant.name} <span className="worklist-code">{t.born(applicant.bornYear)}</span>
        </>
      ),
    },
    {
      head: closed ? t.ended : t.due,
      cell: (row) => <DueBadge {...row} finished={isFinished(row.state)} />,
    },
    {
      head: t.state,
      cell: ({ state, stateWords, proposed }) => (
        <>
          <StatusBadge tone={toneOf(state)}>{show(stateWords)}</StatusBadge>
          {proposed && state === 'proposed' ? (
            <span className="worklist-code">{proposed === 'approved' ? t.toApprove : t.toRefuse}</span>
          ) : null}
        </>
      ),
    },
    {
      head: t.holder,
      cell: (row) =>
        row.holder ? (
          <span className={row.holder.mine ? 'strong' : undefined}>
            {row.holder.mine ? t.me : row.holder.name}
          </span>
        ) : onClaim && isClaimable(row) ? (
          <Button
            onClick={() => onClaim(row)}
            pending={claiming === row.dossierId}
            aria-label={`${t.claim} ${row.code}`}
          >
            {t.claim}
          </Button>
        ) : (
          <span className="muted">{isFinished(row.state) ? '–' : t.nobody}</span>
        ),
    },
  ]
  return (
    <div className="worklist">
      <Table caption={t.caption} columns={columns} rows={rows} keyOf={({ dossierId }) => dossierId} />
    </div>
  )
}

/** Nobody holds it and it stands where one may take it on. */
function isClaimable({ holder, state }: WorklistRow): boolean {
  return holder === null && (state === 'submitted' || state === 'accepted')
}
