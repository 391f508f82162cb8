import { readPerson, readPersonTimeline } from '@platform/server/population'
import { Card } from '../../kit/Card.tsx'
import { showDay, showInstant } from '../../kit/format.ts'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { Columns } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { type Crumb, Page } from '../../kit/Page.tsx'
import { useRead } from '../../kit/queries.ts'
import { useFilter, useParam } from '../../kit/router.tsx'
import { Empty, Loading, Show } from '../../kit/States.tsx'
import { Timeline } from '../../kit/Timeline.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { lookers } from '../me.ts'
import { paths } from '../paths.ts'
import { LifeStatus } from './LifeStatus.tsx'
import { RelativesCard } from './RelativesCard.tsx'
import { ResidenceCard } from './ResidenceCard.tsx'

const words = text({
  title: { vi: 'Hồ sơ dân cư', en: 'Register file' },
  search: { vi: 'Tra cứu người', en: 'Look up a person' },
  dossier: { vi: 'Hồ sơ đang giải quyết', en: 'The dossier' },
  recorded: {
    vi: 'Lượt mở hồ sơ này được ghi lại; người này thấy cơ quan của bạn đã xem gì và vì sao.',
    en: 'Opening this file is recorded; the person sees what your office looked at and why.',
  },
  record: { vi: 'Thông tin trong Cơ sở dữ liệu quốc gia về dân cư', en: 'In the population register' },
  numbered: {
    vi: 'Đánh số theo Điều 9 Luật Căn cước 26/2023/QH15.',
    en: 'Numbered as in art. 9 of the Law on Identity 26/2023/QH15.',
  },
  version: { vi: 'Phiên bản', en: 'Version' },
  recordedAt: { vi: 'Ghi nhận lúc', en: 'Recorded' },
  aliases: { vi: 'Số cũ', en: 'Old numbers' },
  ended: { vi: (day: string) => `đến ${day}`, en: (day: string) => `until ${day}` },
  about: { vi: 'Về bản ghi này', en: 'About this record' },
  findings: { vi: 'Dữ liệu cần kiểm tra', en: 'Data to be checked' },
  timeline: { vi: 'Các sự kiện đã đăng ký', en: 'Registered events' },
  noEvents: { vi: 'Chưa có sự kiện nào được đăng ký', en: 'No event is registered' },
  annulled: { vi: 'Đã bị hủy bỏ', en: 'Annulled' },
  effective: { vi: (day: string) => `Có hiệu lực ${day}`, en: (day: string) => `In effect from ${day}` },
})

/** The file of a person: what the register holds, relatives, and the life events behind it. */
export function PersonPage() {
  const t = useText(words)
  const personId = useParam('personId')
  const [searchId] = useFilter('search')
  const [dossierId] = useFilter('dossier')
  const why = { ...(dossierId ? { dossierId } : {}), ...(searchId ? { searchId } : {}) }
  const crumbs: Crumb[] = dossierId
    ? [{ label: t.dossier, to: paths.dossier(dossierId) }]
    : [{ label: t.search, to: paths.people(searchId) }]
  return (
    <ForRoles roles={lookers}>
      <PersonFile personId={personId} why={why} crumbs={crumbs} />
    </ForRoles>
  )
}

interface FileProps {
  personId: string
  /** The dossier or the search that lets the officer open it. */
  why: { dossierId?: string; searchId?: string }
  crumbs: readonly Crumb[]
}

function PersonFile({ personId, why, crumbs }: FileProps) {
  const t = useText(words)
  const show = useWords()
  const read = useRead(readPerson, { params: { personId }, query: why })
  const person = read.data
  return (
    <Page
      title={person?.name ?? t.title}
      crumbs={crumbs}
      lead={t.recorded}
      aside={person ? <LifeStatus status={person.status} /> : null}
    >
      <Show read={read} loading={<Loading lines={9} />}>
        {(file) => (
          <Columns
            aside={
              <>
                <ResidenceCard personId={personId} why={why} />
                <RelativesCard relatives={file.relatives} />
                <Card title={t.about} look="sunken">
                  <KeyValueList
                    items={[
                      { key: t.version, value: file.version },
                      { key: t.recordedAt, value: showInstant(file.recordedAt) },
                      ...(file.aliases.length > 0
                        ? [
                            {
                              key: t.aliases,
                              value: file.aliases
                                .map(({ alias, endedOn }) =>
                                  endedOn ? `${alias} (${t.ended(showDay(endedOn))})` : alias,
                                )
                                .join(', '),
                            },
                          ]
                        : []),
                    ]}
                  />
                </Card>
              </>
            }
          >
            {file.findings.length > 0 ? (
              <Notice look="wait" title={t.findings}>
                <ul className="bullets">
                  {file.findings.map(({ rule, words: said }) => (
                    <li key={rule}>{show(said)}</li>
                  ))}
                </ul>
              </Notice>
            ) : null}
            <Card title={t.record} icon="user">
              <p className="small muted">{t.numbered}</p>
              <KeyValueList
                columns={2}
                items={file.items.map(({ item, label, value }) => ({
                  key: `${item}. ${show(label)}`,
                  value,
                }))}
              />
            </Card>
            <LifeEvents personId={personId} why={why} />
          </Columns>
        )}
      </Show>
    </Page>
  )
}

function LifeEvents({ personId, why }: Omit<FileProps, 'crumbs'>) {
  const t = useText(words)
  const show = useWords()
  const read = useRead(readPersonTimeline, { params: { personId }, query: why })
  return (
    <Card title={t.timeline} icon="clock">
      <Show read={read}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={t.noEvents} />
          ) : (
            <Timeline
              steps={rows.map((event) => ({
                id: event.id,
                at: event.recordedAt,
                title: show(event.words),
                by: show(event.agency),
                state: event.annulled ? ('refused' as const) : ('done' as const),
                detail: (
                  <p className="small muted">
                    {[
                      t.effective(showDay(event.effectiveOn)),
                      event.legalBasis,
                      event.annulled ? t.annulled : '',
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </p>
                ),
              }))}
            />
          )
        }
      </Show>
    </Card>
  )
}
