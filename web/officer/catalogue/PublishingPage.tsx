import { listPublished } from '@platform/server/services'
import { useState } from 'react'
import { ButtonLink } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { showNumber } from '../../kit/format.ts'
import { TextField } from '../../kit/inputs.tsx'
import { Page } from '../../kit/Page.tsx'
import { useRead } from '../../kit/queries.ts'
import { Link } from '../../kit/router.tsx'
import { Empty, Show } from '../../kit/States.tsx'
import { Table } from '../../kit/Table.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { administrators } from '../me.ts'
import { paths } from '../paths.ts'

const words = text({
  title: { vi: 'Công bố dịch vụ', en: 'Publishing services' },
  lead: {
    vi: 'Mỗi dịch vụ là một gói dữ liệu. Công bố xong là có hiệu lực ngay, hồ sơ đang giải quyết giữ phiên bản của mình.',
    en: 'Each service is one bundle of data. It is in force as soon as it is published; open dossiers keep their version.',
  },
  registers: { vi: 'Cơ sở dữ liệu của cơ quan khác', en: 'Registers of other agencies' },
  services: { vi: 'Dịch vụ đang có', en: 'Services' },
  find: { vi: 'Tìm theo tên hoặc mã', en: 'Find by name or code' },
  name: { vi: 'Dịch vụ', en: 'Service' },
  code: { vi: 'Mã', en: 'Code' },
  version: { vi: 'Phiên bản', en: 'Version' },
  ofVersions: { vi: (all: number) => `trong ${all}`, en: (all: number) => `of ${all}` },
  open: { vi: 'Hồ sơ đang giải quyết', en: 'Open dossiers' },
  older: {
    vi: (count: number) => `${count} theo phiên bản cũ`,
    en: (count: number) => `${count} under older versions`,
  },
  essential: { vi: 'Dịch vụ thiết yếu', en: 'Essential service' },
  none: { vi: 'Không có dịch vụ nào khớp', en: 'No service matches' },
  places: {
    vi: 'Chỗ còn trống trong danh mục 53 dịch vụ thiết yếu',
    en: 'Places still open among the 53 essential services',
  },
  placesWhy: {
    vi: 'Chưa có tên chính thức. Khi có, ghi vào danh mục rồi công bố gói dịch vụ.',
    en: 'Their official names are not known. When they are, they are entered and a bundle is published.',
  },
})

/** Every service of the catalogue, for who publishes them. */
export function PublishingPage() {
  const t = useText(words)
  return (
    <Page title={t.title} lead={t.lead}>
      <ForRoles roles={administrators}>
        <p>
          <ButtonLink to={paths.registers()} icon="services">
            {t.registers}
          </ButtonLink>
        </p>
        <Services />
      </ForRoles>
    </Page>
  )
}

function Services() {
  const t = useText(words)
  const show = useWords()
  const read = useRead(listPublished, {})
  const [typed, setTyped] = useState('')
  const wanted = typed.trim().toLocaleLowerCase('vi')
  return (
    <Show read={read}>
      {({ rows, openPlaces }) => (
        <>
          <Card title={t.services} icon="folder">
            <TextField label={t.find} type="search" value={typed} onChange={setTyped} maxLength={100} />
            <Table
              caption={t.services}
              rows={rows.filter(
                ({ code, name }) =>
                  code.startsWith(wanted) || show(name).toLocaleLowerCase('vi').includes(wanted),
              )}
              keyOf={({ code }) => code}
              empty={<Empty title={t.none} />}
              columns={[
                {
                  head: t.name,
                  names: true,
                  cell: ({ code, name }) => <Link to={paths.publishedService(code)}>{show(name)}</Link>,
                },
                { head: t.code, cell: ({ code }) => <code>{code}</code> },
                {
                  head: t.version,
                  align: 'end',
                  cell: ({ version, versions }) => (
                    <>
                      {version} <span className="small muted">{t.ofVersions(versions)}</span>
                    </>
                  ),
                },
                {
                  head: t.open,
                  align: 'end',
                  cell: ({ openDossiers, openUnderOlder }) => (
                    <>
                      {showNumber(openDossiers)}
                      {openUnderOlder > 0 ? <p className="small">{t.older(openUnderOlder)}</p> : null}
                    </>
                  ),
                },
                { head: t.essential, cell: ({ essential }) => essential.join(', ') || '–' },
              ]}
            />
          </Card>
          {openPlaces.length > 0 ? (
            <Card title={t.places} icon="info" look="sunken">
              <p>{openPlaces.join('; ')}.</p>
              <p className="muted">{t.placesWhy}</p>
            </Card>
          ) : null}
        </>
      )}
    </Show>
  )
}
