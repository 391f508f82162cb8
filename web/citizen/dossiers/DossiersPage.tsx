import { listDrafts, listMyDossiers } from '@platform/server/services'
import { ButtonLink } from '../../kit/Button.tsx'
import { MoreButton } from '../../kit/MoreButton.tsx'
import { useMore } from '../../kit/more.ts'
import { Page } from '../../kit/Page.tsx'
import { useRead } from '../../kit/queries.ts'
import { Link } from '../../kit/router.tsx'
import { Empty, Show } from '../../kit/States.tsx'
import { text, useText } from '../../kit/text.ts'
import { paths } from '../paths.ts'
import { DossierCard } from './DossierCard.tsx'
import { DraftList } from './DraftList.tsx'

const words = text({
  title: { vi: 'Hồ sơ của tôi', en: 'My requests' },
  lead: {
    vi: 'Những việc bạn đã nộp và đang viết dở. Trang này tự cập nhật khi cán bộ xử lý.',
    en: 'What you have sent and what you are still writing. This page follows along while officers work on it.',
  },
  none: { vi: 'Bạn chưa nộp hồ sơ nào', en: 'You have not sent a request yet' },
  start: { vi: 'Xem các dịch vụ', en: 'See the services' },
  sent: { vi: 'Đã nộp', en: 'Sent' },
  bookings: { vi: 'Lịch hẹn tại Bộ phận Một cửa', en: 'Bookings at the one-stop counter' },
})

export function DossiersPage() {
  const t = useText(words)
  const drafts = useRead(listDrafts, {})
  const dossiers = useMore(listMyDossiers, {})
  return (
    <Page title={t.title} lead={t.lead} width="reading">
      <p>
        <Link to={paths.bookings()}>{t.bookings}</Link>
      </p>
      {drafts.data && drafts.data.rows.length > 0 ? <DraftList drafts={drafts.data.rows} /> : null}
      <Show read={dossiers.read}>
        {() =>
          dossiers.rows.length === 0 ? (
            <Empty title={t.none}>
              <ButtonLink to={paths.services()} look="primary" icon="services">
                {t.start}
              </ButtonLink>
            </Empty>
          ) : (
            <section className="stack" aria-label={t.sent}>
              <h2>{t.sent}</h2>
              <ul className="stack">
                {dossiers.rows.map((dossier) => (
                  <DossierCard dossier={dossier} key={dossier.dossierId} />
                ))}
              </ul>
              <MoreButton more={dossiers} />
            </section>
          )
        }
      </Show>
    </Page>
  )
}
