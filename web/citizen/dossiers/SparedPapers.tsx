import type { DossierView } from '@platform/server/services'
import { Card } from '../../kit/Card.tsx'
import { Icon } from '../../kit/Icon.tsx'
import { Link } from '../../kit/router.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { paths } from '../paths.ts'

const words = text({
  title: { vi: 'Giấy tờ bạn không phải nộp', en: 'Papers you need not bring' },
  lead: {
    vi: 'Nhà nước đã có dữ liệu. Không ai được yêu cầu bạn nộp những giấy tờ này.',
    en: 'The State holds the data. Nobody may ask you for these papers.',
  },
  open: { vi: 'Xem giấy tờ đã dùng lại', en: 'See the document reused' },
})

/** Papers of the procedure that data, or a result already issued, stand for. */
export function SparedPapers({ papers }: Pick<DossierView, 'papers'>) {
  const t = useText(words)
  const show = useWords()
  const spared = papers.filter(({ needed }) => !needed)
  if (spared.length === 0) return null
  return (
    <Card title={t.title} icon="check">
      <p className="muted small">{t.lead}</p>
      <ul className="stack stack-tight">
        {spared.map(({ code, name, why, result }) => (
          <li key={code}>
            <Icon name="check" /> {show(name)} <span className="muted small">{show(why)}</span>{' '}
            {result ? <Link to={paths.document(result.documentId)}>{t.open}</Link> : null}
          </li>
        ))}
      </ul>
    </Card>
  )
}
