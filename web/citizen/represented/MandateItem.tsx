import {
  answerMandate,
  answerOrganisationMandate,
  endMandate,
  endOrganisationMandate,
  type MandateRow,
} from '@platform/server/accounts'
import { useState } from 'react'
import { useFreshCall } from '../../kit/authenticators/fresh-call.tsx'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { showDay } from '../../kit/format.ts'
import { Actions, Row } from '../../kit/Layout.tsx'
import { useCall } from '../../kit/queries.ts'
import { ErrorState } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText, useWords } from '../../kit/text.ts'

const words = text({
  given: {
    vi: (name: string) => `Bạn ủy quyền cho ${name}`,
    en: (name: string) => `You let ${name} act for you`,
  },
  held: { vi: (name: string) => `${name} ủy quyền cho bạn`, en: (name: string) => `${name} lets you act` },
  givenByIt: {
    vi: (name: string) => `Tổ chức ủy quyền cho ${name}`,
    en: (name: string) => `The organisation lets ${name} act for it`,
  },
  heldByIt: {
    vi: (name: string) => `${name} ủy quyền cho tổ chức`,
    en: (name: string) => `${name} lets the organisation act`,
  },
  term: {
    vi: (from: string, until: string) => `Từ ${from} đến hết ${until}`,
    en: (from: string, until: string) => `From ${from} until ${until}`,
  },
  uses: {
    vi: (uses: number, max: number) => `đã dùng ${uses}/${max} lần`,
    en: (uses: number, max: number) => `used ${uses} of ${max} times`,
  },
  proposed: { vi: 'Chờ đồng ý', en: 'Waiting' },
  'in-force': { vi: 'Đang có hiệu lực', en: 'In force' },
  refused: { vi: 'Bị từ chối', en: 'Refused' },
  withdrawn: { vi: 'Đã rút lại', en: 'Taken back' },
  ended: { vi: 'Đã chấm dứt', en: 'Ended' },
  expired: { vi: 'Đã hết hạn', en: 'Expired' },
  agree: { vi: 'Đồng ý', en: 'Agree' },
  refuse: { vi: 'Từ chối', en: 'Refuse' },
  end: { vi: 'Chấm dứt', en: 'End it' },
  takeBack: { vi: 'Rút lại đề nghị', en: 'Take it back' },
  sure: { vi: 'Chấm dứt giấy ủy quyền?', en: 'End the mandate?' },
  sureWhat: {
    vi: 'Từ lúc này không ai làm thay theo giấy này nữa. Hồ sơ đã nộp vẫn giữ nguyên.',
    en: 'From now on nobody acts by it. What was filed stays filed.',
  },
  cancel: { vi: 'Quay lại', en: 'Go back' },
  done: { vi: 'Đã ghi nhận', en: 'Recorded' },
})

const tones = {
  proposed: 'wait',
  'in-force': 'done',
  refused: 'refused',
  withdrawn: 'neutral',
  ended: 'neutral',
  expired: 'neutral',
} as const

/** One mandate, with what I can do about it, or what an organisation can in whose name I speak. */
export function MandateItem({ mandate, organisationId }: { mandate: MandateRow; organisationId?: string }) {
  const t = useText(words)
  const show = useWords()
  const [ending, setEnding] = useState(false)
  const answered = { onReply: () => say(t.done) }
  const ended = {
    onReply: () => {
      setEnding(false)
      say(t.done)
    },
  }
  const own = { answer: useFreshCall(answerMandate, answered), end: useCall(endMandate, ended) }
  const its = {
    answer: useFreshCall(answerOrganisationMandate, answered),
    end: useCall(endOrganisationMandate, ended),
  }
  const { answer, end } = organisationId ? its : own
  const { mandateId, side, otherName, state, waitsForYou, usesMax, uses } = mandate
  const params = { mandateId, organisationId: organisationId ?? '' }
  const problem = answer.problem ?? end.problem
  const [given, held] = organisationId ? [t.givenByIt, t.heldByIt] : [t.given, t.held]
  const sentence = side === 'principal' ? given : held
  const endable = state === 'in-force' || (state === 'proposed' && !waitsForYou)
  return (
    <li className="stack stack-tight">
      <Row apart>
        <p className="strong">{sentence(otherName)}</p>
        <StatusBadge tone={tones[state]}>{t[state]}</StatusBadge>
      </Row>
      <p>{mandate.services.map(({ name }) => show(name)).join('; ')}</p>
      <p className="small muted">
        {[
          t.term(showDay(mandate.validFrom), showDay(mandate.validUntil)),
          usesMax ? t.uses(uses, usesMax) : '',
        ]
          .filter(Boolean)
          .join(', ')}
      </p>
      {mandate.reason ? <p className="small">{mandate.reason}</p> : null}
      {problem ? <ErrorState problem={problem} /> : null}
      {answer.dialog}
      {waitsForYou ? (
        <Actions>
          <Button
            look="primary"
            pending={answer.pending}
            onClick={() => void answer.send({ params, body: { agree: true } })}
          >
            {t.agree}
          </Button>
          <Button
            pending={answer.pending}
            onClick={() => void answer.send({ params, body: { agree: false } })}
          >
            {t.refuse}
          </Button>
        </Actions>
      ) : null}
      {endable ? (
        <Actions>
          <Button look="danger" onClick={() => setEnding(true)}>
            {state === 'proposed' ? t.takeBack : t.end}
          </Button>
        </Actions>
      ) : null}
      <Dialog title={t.sure} open={ending} onClose={() => setEnding(false)}>
        <p>{t.sureWhat}</p>
        <Actions>
          <Button look="danger" pending={end.pending} onClick={() => void end.send({ params, body: {} })}>
            {state === 'proposed' ? t.takeBack : t.end}
          </Button>
          <Button onClick={() => setEnding(false)}>{t.cancel}</Button>
        </Actions>
      </Dialog>
    </li>
  )
}
