import { factorNeeded } from '@platform/server/platform/access.ts'
import { signDecision } from '@platform/server/services'
import { Notice } from '../../kit/Notice.tsx'
import { useCall } from '../../kit/queries.ts'
import { text, useText } from '../../kit/text.ts'
import { SecondFactorDialog } from '../authentication/SecondFactorDialog.tsx'
import { ActDialog } from './ActDialog.tsx'
import { type ActDialogProps, useDossierReply, useSeen } from './acting.ts'
import { EffectList } from './EffectList.tsx'
import { ReasonList } from './ReasonList.tsx'

const words = text({
  title: { vi: 'Ký quyết định', en: 'Sign the decision' },
  approved: { vi: 'Bạn ký đồng ý giải quyết hồ sơ này', en: 'You sign the approval of this dossier' },
  refused: { vi: 'Bạn ký từ chối giải quyết hồ sơ này', en: 'You sign the refusal of this dossier' },
  by: { vi: (name: string) => `Theo đề xuất của ${name}`, en: (name: string) => `As proposed by ${name}` },
  send: { vi: 'Ký', en: 'Sign' },
  done: { vi: 'Đã ký quyết định', en: 'The decision is signed' },
})

/** Signs what was proposed. When the server wants the second factor again, it is asked and the signing goes on. */
export function SignDialog({ dossier, onClose }: ActDialogProps) {
  const t = useText(words)
  const seen = useSeen(dossier)
  const sign = useCall(signDecision, { onReply: useDossierReply(t.done, onClose) })
  const send = () =>
    void sign.send({ params: { dossierId: dossier.dossierId }, body: { version: seen.version } })
  if (sign.problem?.is(factorNeeded)) return <SecondFactorDialog onConfirmed={send} onClose={onClose} />
  const { proposal } = dossier
  return (
    <ActDialog
      dossier={dossier}
      act="sign"
      title={t.title}
      send={t.send}
      seen={seen}
      sender={sign}
      onSend={send}
      onClose={onClose}
    >
      {proposal ? (
        <>
          <Notice look={proposal.outcome === 'approved' ? 'done' : 'wait'} title={t[proposal.outcome]}>
            <p>{t.by(proposal.by)}</p>
          </Notice>
          <ReasonList reasons={proposal.reasons} />
          {proposal.text ? <p>{proposal.text}</p> : null}
          {proposal.outcome === 'approved' ? <EffectList effects={dossier.effects} /> : null}
        </>
      ) : null}
    </ActDialog>
  )
}
