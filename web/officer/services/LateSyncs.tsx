import { type LateSync, listLateSyncs } from '@platform/server/services'
import { Card } from '../../kit/Card.tsx'
import { showInstant } from '../../kit/format.ts'
import { MoreButton } from '../../kit/MoreButton.tsx'
import { useMore } from '../../kit/more.ts'
import { Notice } from '../../kit/Notice.tsx'
import { useRead } from '../../kit/queries.ts'
import { Link } from '../../kit/router.tsx'
import { Empty, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { Table } from '../../kit/Table.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { paths } from '../paths.ts'

const words = text({
  title: { vi: 'Chậm chuyển sang cơ quan khác', en: 'Late at other agencies' },
  none: { vi: 'Không có gì chậm chuyển', en: 'Nothing is late' },
  noticed: {
    vi: (total: number) =>
      `${total} lượt chuyển sang cơ quan khác đã quá hạn mà bên kia chưa nhận. Hệ thống vẫn tự gửi lại; hãy báo cơ quan đó nếu kéo dài.`,
    en: (total: number) =>
      `${total} requests to other agencies are overdue and not taken yet. They are sent again by themselves; tell that agency if it goes on.`,
  },
  dossier: { vi: 'Hồ sơ', en: 'Dossier' },
  what: { vi: 'Việc cần chuyển', en: 'What is to be passed on' },
  office: { vi: 'Cơ quan', en: 'Office' },
  holder: { vi: 'Người thụ lý', en: 'Handled by' },
  nobody: { vi: 'chưa ai nhận', en: 'nobody yet' },
  state: { vi: 'Tình trạng', en: 'State' },
  attempts: { vi: (count: number) => `đã gửi ${count} lần`, en: (count: number) => `sent ${count} times` },
  due: { vi: 'Hạn chuyển', en: 'Due' },
})

/** Before the officers of the office, as long as another agency has not taken something in time. */
export function LateSyncsNotice() {
  const t = useText(words)
  const show = useWords()
  const { data } = useRead(listLateSyncs, { query: { limit: 5 } })
  if (!data || data.total === 0) return null
  return (
    <Notice look="wait" title={t.title}>
      <p>{t.noticed(data.total)}</p>
      <ul>
        {data.rows.map(({ requestId, dossierId, code, what, own, holder }) => (
          <li key={requestId}>
            {own ? <Link to={paths.dossier(dossierId)}>{code}</Link> : code}: {show(what)} (
            {holder ?? t.nobody})
          </li>
        ))}
      </ul>
    </Notice>
  )
}

/** For leaders: their own office and those below. */
export function LateSyncsCard() {
  const t = useText(words)
  const show = useWords()
  const list = useMore(listLateSyncs, { query: {} })
  return (
    <Card title={t.title} icon="warning">
      <Show read={list.read}>
        {() => (
          <>
            <Table<LateSync>
              caption={t.title}
              rows={list.rows}
              keyOf={({ requestId }) => requestId}
              empty={<Empty icon="done" title={t.none} />}
              columns={[
                {
                  head: t.dossier,
                  names: true,
                  cell: ({ own, dossierId, service, code }) => (
                    <>
                      {own ? <Link to={paths.dossier(dossierId)}>{show(service)}</Link> : show(service)}
                      <span className="worklist-code">{code}</span>
                    </>
                  ),
                },
                { head: t.what, cell: ({ what }) => show(what) },
                { head: t.office, cell: ({ office }) => show(office) },
                { head: t.holder, cell: ({ holder }) => holder ?? t.nobody },
                {
                  head: t.state,
                  cell: ({ requestState, requestStateWords, attempts }) => (
                    <StatusBadge tone={requestState === 'parked' ? 'refused' : 'wait'}>
                      {`${show(requestStateWords)}, ${t.attempts(attempts)}`}
                    </StatusBadge>
                  ),
                },
                { head: t.due, cell: ({ dueAt }) => showInstant(dueAt) },
              ]}
            />
            <MoreButton more={list} />
          </>
        )}
      </Show>
    </Card>
  )
}
