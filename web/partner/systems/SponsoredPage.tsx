import { acceptSponsored, listSponsored } from '@platform/server/authentication'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { showInstant } from '../../kit/format.ts'
import { Page } from '../../kit/Page.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { Empty, ErrorState, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { Table } from '../../kit/Table.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { stateWords, statusTone } from './state.ts'

const words = text({
  title: { vi: 'Nhận hỏi thay tổ chức khác', en: 'Asked for others' },
  lead: {
    vi: 'Các tổ chức đã chọn đơn vị của bạn để hỏi. Khi bấm nhận, hệ thống của bạn được hỏi cho họ và đơn vị của bạn được ghi trong mỗi lượt.',
    en: 'Organisations that chose yours to ask for them. Once accepted, your system may ask for theirs, and yours stands in every call.',
  },
  none: { vi: 'Chưa có tổ chức nào chọn đơn vị của bạn', en: 'No organisation has chosen yours' },
  system: { vi: 'Hệ thống', en: 'System' },
  organisation: { vi: 'Tổ chức', en: 'Organisation' },
  clientId: { vi: 'Mã hệ thống', en: 'Client id' },
  state: { vi: 'Trạng thái', en: 'State' },
  accept: { vi: 'Nhận', en: 'Accept' },
  accepted: { vi: (at: string) => `Đã nhận ${at}`, en: (at: string) => `Accepted ${at}` },
  done: { vi: 'Đã nhận hệ thống này', en: 'The system was accepted' },
})

/** For a licensed provider: whom it asks for. */
export function SponsoredPage() {
  const t = useText(words)
  const state = useText(stateWords)
  const show = useWords()
  const read = useRead(listSponsored, {})
  const accept = useCall(acceptSponsored, { onReply: () => say(t.done) })
  return (
    <Page title={t.title} lead={t.lead}>
      <Card>
        {accept.problem ? <ErrorState problem={accept.problem} /> : null}
        <Show read={read}>
          {({ rows }) => (
            <Table
              caption={t.title}
              rows={rows}
              keyOf={({ clientId }) => clientId}
              empty={<Empty icon="building" title={t.none} />}
              columns={[
                { head: t.system, names: true, cell: ({ names }) => show(names) },
                { head: t.organisation, cell: ({ organisation }) => show(organisation) },
                { head: t.clientId, cell: ({ clientId }) => <span className="id">{clientId}</span> },
                {
                  head: t.state,
                  cell: ({ status }) => <StatusBadge tone={statusTone[status]}>{state[status]}</StatusBadge>,
                },
                {
                  head: t.accept,
                  cell: ({ clientId, names, acceptedAt }) =>
                    acceptedAt ? (
                      t.accepted(showInstant(acceptedAt))
                    ) : (
                      <Button
                        look="primary"
                        icon="check"
                        pending={accept.pending}
                        aria-label={`${t.accept}: ${show(names)}`}
                        onClick={() => void accept.send({ params: { clientId } })}
                      >
                        {t.accept}
                      </Button>
                    ),
                },
              ]}
            />
          )}
        </Show>
      </Card>
    </Page>
  )
}
