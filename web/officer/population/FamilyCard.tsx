import type { PersonFile, RelativeInFile } from '@platform/server/population'
import { Card } from '../../kit/Card.tsx'
import { showDay } from '../../kit/format.ts'
import { Link } from '../../kit/router.tsx'
import { Table } from '../../kit/Table.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { paths } from '../paths.ts'
import './FamilyCard.css'

const words = text({
  title: { vi: 'Gia đình và người đại diện', en: 'Family and representatives' },
  none: { vi: 'Cơ sở dữ liệu chưa ghi quan hệ nào.', en: 'The register holds no relation.' },
  above: { vi: 'Cha mẹ, người giám hộ, đại diện', en: 'Parents, guardians, representatives' },
  beside: { vi: 'Người này và vợ, chồng', en: 'The person and spouses' },
  below: { vi: 'Con, người được giám hộ, đại diện', en: 'Children, wards, the represented' },
  born: { vi: (year: number) => `sinh ${year}`, en: (year: number) => `born ${year}` },
  dead: { vi: 'đã chết', en: 'dead' },
  ended: { vi: (day: string) => `đến ${day}`, en: (day: string) => `until ${day}` },
  self: { vi: 'Người này', en: 'This person' },
  list: { vi: 'Xem dạng danh sách, có ngày', en: 'As a list, with dates' },
  name: { vi: 'Họ và tên', en: 'Name' },
  relation: { vi: 'Quan hệ', en: 'Relation' },
  number: { vi: 'Số định danh', en: 'Number' },
  from: { vi: 'Từ ngày', en: 'Since' },
  until: { vi: 'Đến ngày', en: 'Until' },
  own: {
    vi: 'Mở hồ sơ của người thân cần lý do riêng.',
    en: 'Opening the file of a relative needs a reason of its own.',
  },
})

const rank: Record<string, 'above' | 'beside' | 'below'> = {
  father: 'above',
  mother: 'above',
  'adoptive-parent': 'above',
  guardian: 'above',
  representative: 'above',
  spouse: 'beside',
  child: 'below',
  'adopted-child': 'below',
  ward: 'below',
  represented: 'below',
}

interface FamilyProps {
  file: Pick<PersonFile, 'name' | 'bornOn'>
  relatives: readonly RelativeInFile[]
}

/** The family as a tree of three rows, oldest above; the same as a list with dates below it. */
export function FamilyCard({ file, relatives }: FamilyProps) {
  const t = useText(words)
  const show = useWords()
  const inRow = (row: string) => relatives.filter(({ kind }) => rank[kind] === row)
  return (
    <Card title={t.title} icon="people">
      {relatives.length === 0 ? (
        <p className="muted">{t.none}</p>
      ) : (
        <>
          <div className="family">
            <Generation title={t.above} relatives={inRow('above')} />
            <section className="family-row" aria-label={t.beside}>
              <ul>
                <li className="family-box family-self">
                  <span className="small">{t.self}</span>
                  <strong>{file.name}</strong>
                  <span className="small">{t.born(Number(file.bornOn.slice(0, 4)))}</span>
                </li>
                {inRow('beside').map((relative) => (
                  <Box relative={relative} key={keyOf(relative)} />
                ))}
              </ul>
            </section>
            <Generation title={t.below} relatives={inRow('below')} />
          </div>
          <details className="family-list">
            <summary>{t.list}</summary>
            <Table
              caption={t.title}
              rows={relatives}
              keyOf={keyOf}
              columns={[
                {
                  head: t.name,
                  names: true,
                  cell: ({ personId, name }) => <Link to={paths.lookUp(personId)}>{name}</Link>,
                },
                { head: t.relation, cell: ({ words: said }) => show(said) },
                { head: t.number, cell: ({ maskedNumber }) => maskedNumber },
                { head: t.from, cell: ({ validFrom }) => showDay(validFrom) },
                { head: t.until, cell: ({ validUntil }) => showDay(validUntil) || '–' },
              ]}
            />
          </details>
          <p className="small muted">{t.own}</p>
        </>
      )}
    </Card>
  )
}

const keyOf = ({ kind, personId, validFrom }: RelativeInFile) => `${kind}${personId}${validFrom}`

function Generation({ title, relatives }: { title: string; relatives: readonly RelativeInFile[] }) {
  return relatives.length > 0 ? (
    <section className="family-row" aria-label={title}>
      <ul>
        {relatives.map((relative) => (
          <Box relative={relative} key={keyOf(relative)} />
        ))}
      </ul>
    </section>
  ) : null
}

function Box({ relative }: { relative: RelativeInFile }) {
  const t = useText(words)
  const show = useWords()
  const { personId, name, bornInYear, alive, validUntil } = relative
  return (
    <li className={validUntil ? 'family-box family-past' : 'family-box'}>
      <span className="small">{show(relative.words)}</span>
      <Link to={paths.lookUp(personId)}>{name}</Link>
      <span className="small">
        {[t.born(bornInYear), alive ? '' : t.dead, validUntil ? t.ended(showDay(validUntil)) : '']
          .filter(Boolean)
          .join(' · ')}
      </span>
    </li>
  )
}
