import { type InspectedEntry, listEntries } from '@platform/server/audit'
import { Card } from '../../kit/Card.tsx'
import { ChoiceField } from '../../kit/choices.tsx'
import { showInstant, showNumber } from '../../kit/format.ts'
import { MoreButton } from '../../kit/MoreButton.tsx'
import { useMore } from '../../kit/more.ts'
import { Page } from '../../kit/Page.tsx'
import { useFilter } from '../../kit/router.tsx'
import { Empty, Show } from '../../kit/States.tsx'
import { StatusBadge, type Tone } from '../../kit/StatusBadge.tsx'
import { type Column, Table } from '../../kit/Table.tsx'
import { text, useCitation, useText, useWords } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { inspectors } from '../me.ts'
import { ActName } from './ActName.tsx'
import './Log.css'

const words = text({
  title: { vi: 'Nhật ký truy cập', en: 'Access log' },
  lead: {
    vi: 'Mỗi lượt xem hoặc sửa dữ liệu của một người là một dòng, mới nhất ở trên. Không hiện người được xem là ai.',
    en: 'Each reading or change of a person’s data is a line, newest first. Whose data it was is not shown.',
  },
  kind: { vi: 'Xem', en: 'Show' },
  all: { vi: 'Tất cả', en: 'All' },
  refused: { vi: 'Bị từ chối', en: 'Refused' },
  'without-dossier': { vi: 'Không gắn với hồ sơ', en: 'Without a dossier' },
  at: { vi: 'Lúc', en: 'At' },
  by: { vi: 'Ai', en: 'Who' },
  act: { vi: 'Việc', en: 'Act' },
  purpose: { vi: 'Mục đích', en: 'Purpose' },
  people: { vi: 'Số người', en: 'People' },
  outcome: { vi: 'Kết quả', en: 'Outcome' },
  citizen: { vi: 'Người dân', en: 'A citizen' },
  anonymous: { vi: 'Người chưa đăng nhập', en: 'Someone not signed in' },
  system: { vi: 'Hệ thống', en: 'The system' },
  reason: { vi: (reason: string) => `Lý do: ${reason}`, en: (reason: string) => `Reason: ${reason}` },
  dossier: { vi: 'Theo hồ sơ', en: 'For a dossier' },
  noDossier: { vi: 'Không theo hồ sơ', en: 'No dossier' },
  done: { vi: 'Đã thực hiện', en: 'Done' },
  outcomeRefused: { vi: 'Bị từ chối', en: 'Refused' },
  failed: { vi: 'Lỗi', en: 'Failed' },
  replayed: { vi: 'Gửi lại', en: 'Replayed' },
  none: { vi: 'Không có dòng nào', en: 'No entry' },
  noneWhat: { vi: 'Hãy chọn xem tất cả.', en: 'Choose to show all.' },
})

const tones: Record<InspectedEntry['outcome'], Tone> = {
  done: 'done',
  refused: 'refused',
  failed: 'wait',
  replayed: 'neutral',
}
const kinds = ['all', 'refused', 'without-dossier'] as const

/** The log, for the inspector: every access with who, why and by which law. */
export function LogPage() {
  const t = useText(words)
  return (
    <Page title={t.title} lead={t.lead}>
      <ForRoles roles={inspectors}>
        <Entries />
      </ForRoles>
    </Page>
  )
}

function Entries() {
  const t = useText(words)
  const [asked, setKind] = useFilter('kind', 'all')
  const kind = kinds.find((one) => one === asked) ?? 'all'
  const entries = useMore(listEntries, { query: { kind, limit: 50 } })
  const columns = useColumns()
  return (
    <>
      <ChoiceField
        label={t.kind}
        value={kind}
        onChange={setKind}
        inRow
        options={kinds.map((one) => ({ value: one, label: t[one] }))}
      />
      <Card>
        <Show read={entries.read}>
          {() => (
            <>
              <Table
                caption={t.title}
                columns={columns}
                rows={entries.rows}
                keyOf={({ id }) => id}
                empty={
                  <Empty icon="eye" title={t.none}>
                    {t.noneWhat}
                  </Empty>
                }
              />
              <MoreButton more={entries} />
            </>
          )}
        </Show>
      </Card>
    </>
  )
}

function useColumns(): Column<InspectedEntry>[] {
  const t = useText(words)
  const cite = useCitation()
  const show = useWords()
  const outcomes = { done: t.done, refused: t.outcomeRefused, failed: t.failed, replayed: t.replayed }
  return [
    { head: t.at, names: true, cell: ({ at }) => <span className="nowrap number">{showInstant(at)}</span> },
    {
      head: t.by,
      cell: ({ by }) => (
        <>
          {by.position || by.agency || by.organisation
            ? [show(by.position), show(by.agency), show(by.through), by.organisation]
                .filter(Boolean)
                .join(', ')
            : by.kind === 'citizen'
              ? t.citizen
              : by.kind === 'system'
                ? t.system
                : t.anonymous}
        </>
      ),
    },
    { head: t.act, cell: ({ act }) => <ActName act={act} /> },
    {
      head: t.purpose,
      cell: ({ purpose, legalBasis, reason, dossierId }) => (
        <>
          {show(purpose) || '–'}
          <span className="log-detail">
            {[legalBasis && cite(legalBasis), dossierId ? t.dossier : t.noDossier]
              .filter(Boolean)
              .join(' · ')}
          </span>
          {reason ? <span className="log-detail">{t.reason(reason)}</span> : null}
        </>
      ),
    },
    { head: t.people, align: 'end', cell: ({ subjectCount }) => showNumber(subjectCount) },
    {
      head: t.outcome,
      cell: ({ outcome, problem }) => (
        <>
          <StatusBadge tone={tones[outcome]}>{outcomes[outcome]}</StatusBadge>
          {problem ? <span className="log-detail">{problem}</span> : null}
        </>
      ),
    },
  ]
}
