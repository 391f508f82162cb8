import { draftExpired, readDraft } from '@platform/server/services'
import { ButtonLink } from '../../kit/Button.tsx'
import { useLanguage } from '../../kit/language.ts'
import { Page } from '../../kit/Page.tsx'
import { useRead } from '../../kit/queries.ts'
import { useParam } from '../../kit/router.tsx'
import { Empty, Loading, ProblemState } from '../../kit/States.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { paths } from '../paths.ts'
import { DraftWizard } from './DraftWizard.tsx'

const words = text({
  title: { vi: 'Biểu mẫu', en: 'Form' },
  services: { vi: 'Dịch vụ công', en: 'Public services' },
  again: { vi: 'Mở biểu mẫu mới', en: 'Open a new form' },
  dossiers: { vi: 'Xem hồ sơ của tôi', en: 'See my requests' },
})

/** The form of a service, already filled in. Read once; from then on the page keeps it (`draft-keeping.ts`). */
export function DraftPage() {
  const t = useText(words)
  const show = useWords()
  const language = useLanguage()
  const draftId = useParam('draftId')
  const read = useRead(readDraft, { params: { draftId } }, { once: true })
  const draft = read.data
  const title = show(draft?.service.name) || t.title
  const crumbs = [
    { label: t.services, to: paths.services() },
    ...(draft ? [{ label: title, to: paths.service(draft.service.code) }] : []),
  ]
  return (
    <Page title={title} crumbs={crumbs} width="reading">
      {draft ? (
        <DraftWizard first={draft} key={draft.draftId} />
      ) : !read.error ? (
        <Loading lines={8} />
      ) : read.error.status === 410 || read.error.status === 409 ? (
        <Empty icon="clock" title={read.error.title(language)}>
          <ButtonLink to={read.error.is(draftExpired) ? paths.services() : paths.dossiers()} look="primary">
            {read.error.is(draftExpired) ? t.again : t.dossiers}
          </ButtonLink>
        </Empty>
      ) : (
        <ProblemState problem={read.error} onRetry={() => void read.refetch()} />
      )}
    </Page>
  )
}
