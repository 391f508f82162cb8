import type { Overview, RowsOf } from '@platform/server/steering'
import { showNumber, showPercent } from '../../kit/format.ts'
import { text, useText } from '../../kit/text.ts'
import { paths } from '../paths.ts'
import { Figure } from './Figure.tsx'
import { ShareBar } from './ShareBar.tsx'

const words = text({
  population: { vi: 'Dân cư', en: 'Population' },
  people: { vi: 'người thường trú', en: 'permanent residents' },
  households: { vi: 'hộ gia đình', en: 'households' },
  temporary: { vi: 'người đang tạm trú', en: 'people living there temporarily' },
  dossiers: { vi: 'Hồ sơ', en: 'Dossiers' },
  received: { vi: 'hồ sơ nhận được', en: 'received' },
  open: { vi: 'hồ sơ đang mở', en: 'open' },
  overdue: { vi: 'hồ sơ quá hạn', en: 'overdue' },
  paused: { vi: 'hồ sơ tạm dừng hạn', en: 'with the clock paused' },
  decided: { vi: 'hồ sơ đã giải quyết', en: 'decided' },
  late: { vi: 'hồ sơ trả muộn', en: 'decided late' },
  onTime: { vi: 'đúng hạn', en: 'on time' },
  onTimeNote: { vi: 'trên số đã giải quyết và đang quá hạn', en: 'of those decided and overdue' },
  online: { vi: 'nộp trực tuyến', en: 'filed online' },
  avoided: { vi: 'giấy tờ dân không phải nộp', en: 'papers nobody had to bring' },
  avoidedNote: {
    vi: (count: string, reused: string) => `${count} giấy tờ, ${reused} nhờ dùng lại kết quả đã cấp`,
    en: (count: string, reused: string) => `${count} papers, ${reused} of them by reusing a result`,
  },
  onlineNote: { vi: (count: string) => `${count} hồ sơ`, en: (count: string) => `${count} dossiers` },
})

/** The totals of a unit in big numbers with their words; those of dossiers open their rows. */
export function BigFigures({ overview: { total, unit } }: { overview: Overview }) {
  const t = useText(words)
  const to = (rows: RowsOf) => paths.rows(rows, unit?.unitId)
  return (
    <div className="figure-groups">
      <section aria-labelledby="figures-people" className="stack stack-tight">
        <h2 id="figures-people">{t.population}</h2>
        <ul className="figures">
          <Figure number={showNumber(total.people)} words={t.people} />
          <Figure number={showNumber(total.households)} words={t.households} />
          <Figure number={showNumber(total.temporary)} words={t.temporary} />
        </ul>
      </section>
      <section aria-labelledby="figures-dossiers" className="stack stack-tight">
        <h2 id="figures-dossiers">{t.dossiers}</h2>
        <ul className="figures">
          <Figure number={showNumber(total.open)} words={t.open} to={to('open')} />
          <Figure
            number={showNumber(total.overdue)}
            words={t.overdue}
            to={to('overdue')}
            alarming={total.overdue > 0}
          />
          <Figure
            number={showPercent(total.onTimeShare, 1)}
            words={t.onTime}
            note={t.onTimeNote}
            to={to('decided')}
          >
            <ShareBar share={total.onTimeShare} />
          </Figure>
          <Figure
            number={showPercent(total.onlineShare, 1)}
            words={t.online}
            note={t.onlineNote(showNumber(total.online))}
            to={to('online')}
          >
            <ShareBar share={total.onlineShare} />
          </Figure>
          <Figure
            number={showPercent(total.avoidedShare, 1)}
            words={t.avoided}
            note={t.avoidedNote(showNumber(total.papersAvoided), showNumber(total.papersReused))}
            to={to('received')}
          >
            <ShareBar share={total.avoidedShare} />
          </Figure>
          <Figure number={showNumber(total.received)} words={t.received} to={to('received')} />
          <Figure number={showNumber(total.paused)} words={t.paused} to={to('paused')} />
          <Figure number={showNumber(total.decided)} words={t.decided} to={to('decided')} />
          <Figure number={showNumber(total.decidedLate)} words={t.late} to={to('decided-late')} />
        </ul>
      </section>
    </div>
  )
}
