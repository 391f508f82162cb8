import { type Access, listAccesses } from '@platform/server/audit'
import { listMyDossiers } from '@platform/server/services'
import { Card } from '../../kit/Card.tsx'
import { CheckField, ChoiceField } from '../../kit/choices.tsx'
import { MoreButton } from '../../kit/MoreButton.tsx'
import { useMore } from '../../kit/more.ts'
import { Notice } from '../../kit/Notice.tsx'
import { Page } from '../../kit/Page.tsx'
import { useRead } from '../../kit/queries.ts'
import { useFilter } from '../../kit/router.tsx'
import { Empty, Show } from '../../kit/States.tsx'
import { text, useText } from '../../kit/text.ts'
import { AccessLine } from './AccessLine.tsx'
import './AccessesPage.css'

const words = text({
  title: { vi: 'Ai đã xem dữ liệu của tôi', en: 'Who looked at my data' },
  lead: {
    vi: 'Mỗi lần có người hoặc máy xem hay sửa dữ liệu của bạn, hệ thống ghi lại trước khi trả lời. Không ai xóa được, kể cả người quản trị.',
    en: 'Each time a person or a machine reads or changes your data, it is recorded before the answer leaves. Nobody can delete it, not even an administrator.',
  },
  show: { vi: 'Chỉ xem', en: 'Show only' },
  all: { vi: 'Tất cả', en: 'Everything' },
  changes: { vi: 'Lần sửa', en: 'Changes' },
  refused: { vi: 'Lần bị từ chối', en: 'Refused attempts' },
  own: { vi: 'Hiện cả những lần chính tôi xem', en: 'Also when I looked myself' },
  none: { vi: 'Chưa có ai xem dữ liệu của bạn', en: 'Nobody has looked at your data yet' },
  noneOfKind: { vi: 'Không có lần nào như vậy trong danh sách', en: 'Nothing of this kind in the list' },
  wrong: { vi: 'Thấy lần xem không đúng?', en: 'Does something look wrong?' },
  wrongWhat: {
    vi: 'Hãy gọi công an xã, phường nơi bạn ở và đọc thời gian của lần xem đó. Thanh tra sẽ tra lại từ nhật ký này.',
    en: 'Call the commune police where you live and tell them the time of that look. The inspector will trace it from this log.',
  },
})

/** Every read and change of my data: when, which office and position, why, by which law, which fields. */
export function AccessesPage() {
  const t = useText(words)
  const [kind, setKind] = useFilter('kind', 'all')
  const [own, setOwn] = useFilter('own')
  const accesses = useMore(listAccesses, { query: { limit: 50, ...(own ? { own: true } : {}) } })
  const dossiers = useRead(listMyDossiers, { query: { limit: 100 } })
  const mine = new Set(dossiers.data?.rows.map(({ dossierId }) => dossierId))
  const rows = accesses.rows.filter((row) => isOfKind(row, kind))
  return (
    <Page title={t.title} lead={t.lead} width="reading">
      <Card look="sunken">
        <div className="access-filters">
          <ChoiceField
            label={t.show}
            value={kind}
            onChange={setKind}
            inRow
            options={[
              { value: 'all', label: t.all },
              { value: 'changes', label: t.changes },
              { value: 'refused', label: t.refused },
            ]}
          />
          <CheckField label={t.own} value={own !== ''} onChange={(on) => setOwn(on ? '1' : '')} />
        </div>
      </Card>
      <Show read={accesses.read}>
        {() =>
          rows.length === 0 ? (
            <Empty icon="eye" title={accesses.rows.length === 0 ? t.none : t.noneOfKind} />
          ) : (
            <div className="stack" aria-live="polite">
              <ol className="accesses">
                {rows.map((row) => (
                  <AccessLine
                    access={row}
                    ownDossier={mine.has(row.dossierId ?? '')}
                    key={`${row.id}${row.action}`}
                  />
                ))}
              </ol>
              <MoreButton more={accesses} />
            </div>
          )
        }
      </Show>
      <Notice title={t.wrong}>{t.wrongWhat}</Notice>
    </Page>
  )
}

function isOfKind(row: Access, kind: string): boolean {
  if (kind === 'refused') return row.outcome === 'refused' || row.outcome === 'failed'
  return kind !== 'changes' || (row.action === 'change' && row.outcome === 'done')
}
