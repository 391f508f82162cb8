import { countFindings, listPairs, listProposals } from '@platform/server/population'
import { showNumber } from '../../kit/format.ts'
import { useRead } from '../../kit/queries.ts'
import { Link } from '../../kit/router.tsx'
import { text, useText } from '../../kit/text.ts'
import { useHolds } from '../me.ts'
import { paths } from '../paths.ts'
import '../services/Worklist.css'

const words = text({
  lists: { vi: 'Các bàn chất lượng dữ liệu', en: 'Desks of data quality' },
  findings: { vi: 'Sai lệch', en: 'Findings' },
  duplicates: { vi: 'Trùng lặp', en: 'Duplicates' },
  proposals: { vi: 'Đề nghị của dân', en: 'Proposals' },
  index: { vi: 'Chỉ số', en: 'Index' },
})

type Desk = 'findings' | 'duplicates' | 'proposals' | 'index'

/** The desks of data quality, each with how much waits there. */
export function QualityTabs({ now }: { now: Desk }) {
  const t = useText(words)
  const works = useHolds(['residence', 'data-steward'])
  const findings = useRead(countFindings, {}, { enabled: works })
  const pairs = useRead(listPairs, { query: { limit: 1 } }, { enabled: works })
  const proposals = useRead(listProposals, { query: { limit: 1 } }, { enabled: works })
  const desks: { desk: Desk; to: string; count?: number | undefined }[] = [
    ...(works
      ? ([
          { desk: 'findings', to: paths.findings(), count: findings.data?.open },
          { desk: 'duplicates', to: paths.duplicates(), count: pairs.data?.counts.open },
          { desk: 'proposals', to: paths.proposals(), count: proposals.data?.counts.open },
        ] as const)
      : []),
    { desk: 'index', to: paths.qualityIndex() },
  ]
  return (
    <nav aria-label={t.lists} className="tabs">
      <ul>
        {desks.map(({ desk, to, count }) => (
          <li key={desk}>
            <Link to={to} className={desk === now ? 'tab tab-now' : 'tab'}>
              {t[desk]}
              {count === undefined ? null : <span className="tab-count">{showNumber(count)}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
