import { readPerson } from '@platform/server/population'
import { Card } from '../../kit/Card.tsx'
import { showDay, showInstant } from '../../kit/format.ts'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { Columns } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { type Crumb, Page } from '../../kit/Page.tsx'
import { useRead } from '../../kit/queries.ts'
import { useFilter, useParam } from '../../kit/router.tsx'
import { Loading, Show } from '../../kit/States.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { lookers } from '../me.ts'
import { paths } from '../paths.ts'
import { AsOfCard } from './AsOfCard.tsx'
import { EventsCard } from './EventsCard.tsx'
import { FamilyCard } from './FamilyCard.tsx'
import { ItemsCard } from './ItemsCard.tsx'
import { LifeStatus } from './LifeStatus.tsx'
import { PapersCard } from './PapersCard.tsx'
import { ResidenceCard } from './ResidenceCard.tsx'
import { SearchForm } from './SearchForm.tsx'

const words = text({
  title: { vi: 'Hồ sơ dân cư', en: 'Register file' },
  search: { vi: 'Tra cứu người', en: 'Look up a person' },
  dossier: { vi: 'Hồ sơ đang giải quyết', en: 'The dossier' },
  recorded: {
    vi: 'Lượt mở hồ sơ này được ghi lại; người này thấy cơ quan của bạn đã xem gì và vì sao.',
    en: 'Opening this file is recorded; the person sees what your office looked at and why.',
  },
  version: { vi: 'Phiên bản', en: 'Version' },
  recordedAt: { vi: 'Ghi nhận lúc', en: 'Recorded' },
  aliases: { vi: 'Số cũ', en: 'Old numbers' },
  ended: { vi: (day: string) => `đến ${day}`, en: (day: string) => `until ${day}` },
  about: { vi: 'Về bản ghi này', en: 'About this record' },
  findings: { vi: 'Dữ liệu cần kiểm tra', en: 'Data to be checked' },
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
      {dossierId || searchId ? (
        <PersonFile personId={personId} why={why} crumbs={crumbs} />
      ) : (
        <Page title={t.title} crumbs={crumbs} width="reading">
          <SearchForm picked={personId} />
        </Page>
      )}
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
                <PapersCard personId={personId} why={why} />
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
            <ItemsCard file={file} />
            <FamilyCard file={file} relatives={file.relatives} />
            <EventsCard personId={personId} why={why} items={file.items} />
            <AsOfCard personId={personId} why={why} bornOn={file.bornOn} />
          </Columns>
        )}
      </Show>
    </Page>
  )
}
