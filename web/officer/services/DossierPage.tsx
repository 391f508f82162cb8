import { type DeskDossier, readDeskDossier } from '@platform/server/services'
import { toneOf } from '../../kit/dossier-tone.ts'
import { Columns } from '../../kit/Layout.tsx'
import { LinkedDossiers } from '../../kit/LinkedDossiers.tsx'
import { Page } from '../../kit/Page.tsx'
import { useRead } from '../../kit/queries.ts'
import { useParam } from '../../kit/router.tsx'
import { Loading, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { handlers } from '../me.ts'
import { paths } from '../paths.ts'
import { ActBar } from './ActBar.tsx'
import { AnswersCard } from './AnswersCard.tsx'
import { ApplicantCard } from './ApplicantCard.tsx'
import { ApprovalsCard } from './ApprovalsCard.tsx'
import { ClockCard } from './ClockCard.tsx'
import { DecisionNotice } from './DecisionNotice.tsx'
import { DocumentsCard } from './DocumentsCard.tsx'
import './Dossier.css'
import { FiledNotice } from './FiledNotice.tsx'
import { HandingOverCard } from './HandingOverCard.tsx'
import { HistoryCard } from './HistoryCard.tsx'
import { OpinionsCard } from './OpinionsCard.tsx'
import { PapersCard } from './PapersCard.tsx'
import { ProposalCard } from './ProposalCard.tsx'
import { SupplementCard } from './SupplementCard.tsx'

const words = text({
  dossier: { vi: 'Hồ sơ', en: 'Dossier' },
  worklist: { vi: 'Hồ sơ của cơ quan', en: 'Dossiers of my office' },
})

/** One dossier on the desk: what is asked, what registers say to it, and every act with its reason when not allowed. */
export function DossierPage() {
  const t = useText(words)
  const show = useWords()
  const dossierId = useParam('dossierId')
  const read = useRead(readDeskDossier, { params: { dossierId } })
  const dossier = read.data
  return (
    <Page
      title={show(dossier?.service.name) || t.dossier}
      crumbs={[{ label: t.worklist, to: paths.home() }]}
      lead={dossier ? <span className="number">{`${dossier.code} · ${dossier.applicant.name}`}</span> : null}
      aside={
        dossier ? <StatusBadge tone={toneOf(dossier.state)}>{show(dossier.stateWords)}</StatusBadge> : null
      }
    >
      <ForRoles roles={handlers}>
        <Show read={read} loading={<Loading lines={9} />}>
          {(data) => <Dossier dossier={data} />}
        </Show>
      </ForRoles>
    </Page>
  )
}

function Dossier({ dossier }: { dossier: DeskDossier }) {
  return (
    <>
      <FiledNotice dossier={dossier} />
      <ActBar dossier={dossier} />
      <Columns
        aside={
          <>
            <ClockCard dossier={dossier} />
            <DocumentsCard dossier={dossier} />
            <PapersCard dossier={dossier} />
            <LinkedDossiers dossier={dossier} />
          </>
        }
      >
        {dossier.decision ? <DecisionNotice decision={dossier.decision} /> : null}
        <HandingOverCard dossier={dossier} />
        <ProposalCard dossier={dossier} />
        <SupplementCard dossier={dossier} />
        <ApplicantCard dossier={dossier} />
        <AnswersCard dossier={dossier} />
        <ApprovalsCard dossier={dossier} />
        <OpinionsCard dossier={dossier} />
        <HistoryCard dossier={dossier} />
      </Columns>
    </>
  )
}
