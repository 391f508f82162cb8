import { deleteDraft } from '@platform/server/services'
import { Button, ButtonLink } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { showInstant } from '../../kit/format.ts'
import { Row } from '../../kit/Layout.tsx'
import { useCall } from '../../kit/queries.ts'
import { say } from '../../kit/Toast.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { paths } from '../paths.ts'

const words = text({
  title: { vi: 'Đang viết dở', en: 'Still being written' },
  saved: {
    vi: (at: string, until: string) => `Lưu lúc ${at}, giữ đến ${until}`,
    en: (at: string, until: string) => `Saved at ${at}, kept until ${until}`,
  },
  goOn: { vi: 'Viết tiếp', en: 'Go on' },
  remove: { vi: 'Xóa', en: 'Delete' },
  removed: { vi: 'Đã xóa bản nháp', en: 'The draft was deleted' },
})

interface DraftRow {
  draftId: string
  name: { vi: string; en: string }
  savedAt: string
  expiresAt: string
}

/** Forms begun and not yet sent; kept on the server. */
export function DraftList({ drafts }: { drafts: readonly DraftRow[] }) {
  const t = useText(words)
  const show = useWords()
  const remove = useCall(deleteDraft, { onReply: () => say(t.removed) })
  return (
    <Card title={t.title} icon="edit" look="sunken">
      <ul className="stack">
        {drafts.map(({ draftId, name, savedAt, expiresAt }) => (
          <li key={draftId}>
            <Row apart>
              <div>
                <p className="strong">{show(name)}</p>
                <p className="small muted">{t.saved(showInstant(savedAt), showInstant(expiresAt))}</p>
              </div>
              <Row>
                <ButtonLink to={paths.draft(draftId)} look="primary">
                  {t.goOn}
                </ButtonLink>
                <Button
                  look="quiet"
                  pending={remove.pending}
                  onClick={() => void remove.send({ params: { draftId } })}
                >
                  {t.remove}
                </Button>
              </Row>
            </Row>
          </li>
        ))}
      </ul>
    </Card>
  )
}
