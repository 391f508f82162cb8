/** The index as a file that spreadsheets open. Pure. */
import { csvFile } from '#platform/csv.ts'
import type { FileReply } from '#platform/endpoint.ts'
import { measureWords, type Score, type UnitScore } from './index.contract.ts'

interface Index {
  from: string
  to: string
  asOf: string
  unit: { label: string } | null
  citation: string
  confirmed: boolean
  score: Score
  received: number
  units: readonly UnitScore[]
}

export function indexFile(index: Index): FileReply {
  const { score, units, from, to } = index
  const name = index.unit?.label ?? 'Toàn quốc'
  const of = ({
    total,
    band,
    groups,
    received,
  }: Pick<UnitScore, 'total' | 'band' | 'groups' | 'received'>) => [
    number(total),
    band?.vi ?? '',
    ...groups.map(({ points }) => number(points)),
    String(received),
  ]
  const lines = [
    [
      `Bộ chỉ số phục vụ người dân, doanh nghiệp (${index.citation}), từ ${from} đến ${to}, tính lúc ${index.asOf}`,
    ],
    ...(index.confirmed ? [] : [['Điểm từng chỉ số và công thức chưa được xác nhận với văn bản']]),
    ['Đơn vị', 'Tổng điểm', 'Xếp loại', ...score.groups.map(groupHead), 'Hồ sơ nhận'],
    [name, ...of({ ...score, received: index.received })],
    ...units.map((unit) => [unit.label, ...of(unit)]),
    [],
    ['Chỉ số', 'Điểm tối đa', 'Điểm', 'Đạt', 'Trên tổng', 'Dòng làm giảm điểm'],
    ...score.groups.flatMap(({ indicators }) =>
      indicators.map((one) => [
        measureWords[one.measure].vi,
        number(one.max),
        number(one.points),
        String(one.counted),
        String(one.of),
        String(one.lacking),
      ]),
    ),
  ]
  return { bytes: csvFile(lines), fileName: `chi-so-766-${from}-${to}.csv` }
}

const groupHead = ({ group, words, max }: Score['groups'][number]) => `${group}. ${words.vi} (${max})`
const number = (value: number | null) => (value === null ? '' : value.toFixed(2))
