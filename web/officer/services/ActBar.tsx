import {
  type ActChoice,
  acceptDossier,
  claimDossier,
  type DeskAct,
  type DeskDossier,
  releaseDossier,
} from '@platform/server/services'
import { type ComponentType, useState } from 'react'
import { Button, type ButtonLook } from '../../kit/Button.tsx'
import { isFinished } from '../../kit/dossier-tone.ts'
import type { IconName } from '../../kit/Icon.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { useCall } from '../../kit/queries.ts'
import { text, useText, useWords } from '../../kit/text.ts'
import { ActProblem } from './ActProblem.tsx'
import { ApologyDialog } from './ApologyDialog.tsx'
import { AskOpinionDialog } from './AskOpinionDialog.tsx'
import { AskSupplementDialog } from './AskSupplementDialog.tsx'
import { type ActDialogProps, useDossierReply, useSeen } from './acting.ts'
import { HandOverDialog } from './HandOverDialog.tsx'
import { nextSteps } from './next-steps.ts'
import { ProposeDialog } from './ProposeDialog.tsx'
import { RecordApprovalDialog } from './RecordApprovalDialog.tsx'
import { RecordPaymentDialog } from './RecordPaymentDialog.tsx'
import { RejectDialog } from './RejectDialog.tsx'
import { SendBackDialog } from './SendBackDialog.tsx'
import { SignDialog } from './SignDialog.tsx'

const words = text({
  title: { vi: 'Việc bạn làm được', en: 'What you can do' },
  notNow: { vi: 'Chưa làm được lúc này', en: 'Not possible now' },
  nothing: {
    vi: 'Lúc này bạn không phải làm gì với hồ sơ này.',
    en: 'There is nothing for you to do with this dossier now.',
  },
  next: { vi: 'Tiếp theo', en: 'What comes next' },
  claimed: { vi: 'Bạn đã nhận thụ lý hồ sơ', en: 'You took on the dossier' },
  released: { vi: 'Bạn đã thôi thụ lý hồ sơ', en: 'You put the dossier back' },
  accepted: {
    vi: 'Đã tiếp nhận hồ sơ, thời hạn bắt đầu tính',
    en: 'The dossier is accepted, the clock runs',
  },
})

/** Acts that ask for something first. The others are done by one press. */
const dialogs: Partial<Record<DeskAct, ComponentType<ActDialogProps>>> = {
  reject: RejectDialog,
  'ask-supplement': AskSupplementDialog,
  'record-approval': RecordApprovalDialog,
  'record-payment': RecordPaymentDialog,
  propose: ProposeDialog,
  sign: SignDialog,
  'send-back': SendBackDialog,
  'hand-over': HandOverDialog,
  'ask-opinion': AskOpinionDialog,
  apologise: ApologyDialog,
}

const looks: Partial<Record<DeskAct, [ButtonLook, IconName]>> = {
  accept: ['secondary', 'check'],
  claim: ['secondary', 'plus'],
  propose: ['secondary', 'send'],
  sign: ['secondary', 'pen'],
  reject: ['danger', 'close'],
  'send-back': ['secondary', 'undo'],
  'ask-supplement': ['secondary', 'edit'],
  'record-approval': ['secondary', 'people'],
  'record-payment': ['secondary', 'done'],
  'ask-opinion': ['secondary', 'people'],
  apologise: ['secondary', 'pen'],
  'hand-over': ['secondary', 'right'],
  release: ['secondary', 'out'],
}

/** What the desk is there for comes first: to decide, else to accept, else to take on. */
const main: readonly DeskAct[] = ['sign', 'propose', 'accept', 'claim']

function rank(act: DeskAct): number {
  const place = main.indexOf(act)
  return place < 0 ? main.length : place
}

/** Every act on this dossier: those allowed as buttons, the others disabled with the reason beside them. */
export function ActBar({ dossier }: { dossier: DeskDossier }) {
  const t = useText(words)
  const steps = useText(nextSteps)
  const [opened, setOpened] = useState<DeskAct | null>(null)
  const seen = useSeen(dossier)
  const claim = useCall(claimDossier, { onReply: useDossierReply(t.claimed) })
  const release = useCall(releaseDossier, { onReply: useDossierReply(t.released) })
  const accept = useCall(acceptDossier, { onReply: useDossierReply(t.accepted) })
  const atOnce = { claim, release, accept }
  const sending = Object.values(atOnce).find(({ pending }) => pending)
  const failed = Object.values(atOnce).find(({ problem }) => problem)
  const choices = dossier.acts.filter(({ act }) => act in looks)
  if (choices.length === 0 && isFinished(dossier.state)) return null
  const Dialog = opened ? dialogs[opened] : undefined
  const start = (act: DeskAct) => {
    for (const one of Object.values(atOnce)) one.reset()
    if (act in atOnce) {
      const input = { params: { dossierId: dossier.dossierId }, body: { version: dossier.version } }
      void atOnce[act as keyof typeof atOnce].send(input)
    } else setOpened(act)
  }
  const allowed = choices.filter((choice) => choice.allowed).sort((a, b) => rank(a.act) - rank(b.act))
  const refused = choices.filter((choice) => !choice.allowed)
  return (
    <section className="act-bar no-print" aria-label={t.title}>
      <p className="act-next">
        <span className="muted">{t.next}:</span> {steps[dossier.state]}
      </p>
      {allowed.length > 0 ? (
        <div className="act-buttons">
          {allowed.map((choice, place) => (
            <ActButton
              key={choice.act}
              choice={choice}
              first={place === 0 && main.includes(choice.act)}
              pending={Boolean(sending) && atOnce[choice.act as keyof typeof atOnce] === sending}
              onStart={start}
            />
          ))}
        </div>
      ) : (
        <Notice>{t.nothing}</Notice>
      )}
      {failed?.problem ? (
        <ActProblem
          problem={failed.problem}
          onCatchUp={() => {
            failed.reset()
            void seen.catchUp()
          }}
        />
      ) : null}
      {refused.length > 0 ? <RefusedActs title={t.notNow} choices={refused} /> : null}
      {Dialog ? <Dialog dossier={dossier} onClose={() => setOpened(null)} /> : null}
    </section>
  )
}

interface ActButtonProps {
  choice: ActChoice
  /** The main one of those that can be done now. */
  first: boolean
  pending: boolean
  onStart: (act: DeskAct) => void
}

function ActButton({ choice, first, pending, onStart }: ActButtonProps) {
  const show = useWords()
  const [look, icon] = looks[choice.act] ?? ['secondary', 'right']
  return (
    <Button look={first ? 'primary' : look} icon={icon} pending={pending} onClick={() => onStart(choice.act)}>
      {show(choice.words)}
    </Button>
  )
}

function RefusedActs({ title, choices }: { title: string; choices: readonly ActChoice[] }) {
  const show = useWords()
  return (
    <div className="act-refused">
      <h2 className="act-refused-title">{title}</h2>
      <ul>
        {choices.map(({ act, words: said, why }) => (
          <li key={act}>
            <Button notNow={show(why)}>{show(said)}</Button>
          </li>
        ))}
      </ul>
    </div>
  )
}
