import type { Draft } from '@platform/server/services'
import { Card } from '../../kit/Card.tsx'
import { AttachmentsField } from '../../kit/form/AttachmentsField.tsx'
import { text, useText, useWords } from '../../kit/text.ts'

const words = text({
  title: { vi: 'Số hóa giấy tờ', en: 'Digitise papers' },
  lead: {
    vi: 'Quét hoặc chụp bản chính người dân đưa ra, đối chiếu, đánh dấu đã đối chiếu rồi trả lại ngay. Chỉ những giấy tờ dữ liệu chưa có.',
    en: 'Scan the original that the citizen shows, compare it, tick that you did, and give it back. Only papers that no register holds.',
  },
})

/** Papers that no register holds: scanned at the counter, the original goes back at once. Decree 118/2025/NĐ-CP. */
export function NeededPapersCard({ papers }: { papers: Draft['papers'] }) {
  const t = useText(words)
  const show = useWords()
  const needed = papers.filter((paper) => paper.needed)
  return needed.length > 0 ? (
    <Card title={t.title} icon="upload">
      <p className="muted">{t.lead}</p>
      {needed.map(({ code, name, why }) => (
        <AttachmentsField key={code} slot={code} label={show(name)} hint={show(why)} optional />
      ))}
    </Card>
  ) : null
}
