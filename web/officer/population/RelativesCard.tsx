import type { RelativeInFile } from '@platform/server/population'
import { Card } from '../../kit/Card.tsx'
import { Link } from '../../kit/router.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { paths } from '../paths.ts'

const words = text({
  title: { vi: 'Người thân', en: 'Relatives' },
  none: { vi: 'Cơ sở dữ liệu chưa ghi quan hệ nào.', en: 'The register holds no relation.' },
  born: { vi: (year: number) => `sinh ${year}`, en: (year: number) => `born ${year}` },
  dead: { vi: 'đã chết', en: 'dead' },
  own: {
    vi: 'Mở hồ sơ của người thân cần lý do riêng.',
    en: 'Opening the file of a relative needs a reason of its own.',
  },
})

/** Relatives the register knows; opening theirs needs a look-up of its own. */
export function RelativesCard({ relatives }: { relatives: readonly RelativeInFile[] }) {
  const t = useText(words)
  const show = useWords()
  return (
    <Card title={t.title} icon="people">
      {relatives.length === 0 ? (
        <p className="muted">{t.none}</p>
      ) : (
        <>
          <ul className="stack stack-tight">
            {relatives.map((relative) => (
              <li key={`${relative.kind}${relative.personId}`}>
                <span className="muted">{show(relative.words)}:</span>{' '}
                <Link to={paths.lookUp(relative.personId)}>{relative.name}</Link>
                <br />
                <span className="small muted number">
                  {[relative.maskedNumber, t.born(relative.bornInYear), relative.alive ? '' : t.dead]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </li>
            ))}
          </ul>
          <p className="small muted">{t.own}</p>
        </>
      )}
    </Card>
  )
}
