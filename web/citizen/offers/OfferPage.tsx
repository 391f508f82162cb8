import {
  type Offer,
  type RefusalReason,
  readMyOffer,
  refuseOffer,
  takeOffer,
} from '@platform/server/services'
import { useState } from 'react'
import { actFor } from '../../kit/acting-for.ts'
import { Button, ButtonLink } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { ChoiceField } from '../../kit/choices.tsx'
import { showDay } from '../../kit/format.ts'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { Actions, Stack } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Page } from '../../kit/Page.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { useGo, useParam } from '../../kit/router.tsx'
import { ErrorState, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useCitation, useText, useWords } from '../../kit/text.ts'
import { paths } from '../paths.ts'
import { refusalWords, stateWords } from './offer-words.ts'

const words = text({
  title: { vi: 'Việc sắp đến lúc phải làm', en: 'What it is soon time for' },
  due: { vi: 'Đến ngày', en: 'On' },
  until: { vi: 'Nhắc đến hết ngày', en: 'Reminded until' },
  about: { vi: 'Cho ai', en: 'For' },
  service: { vi: 'Thủ tục', en: 'Service' },
  law: { vi: 'Theo', en: 'Under' },
  open: { vi: 'Mở hồ sơ đã điền sẵn', en: 'Open the dossier, filled in' },
  act: { vi: (name: string) => `Làm thay ${name}`, en: (name: string) => `Act for ${name}` },
  actWhy: {
    vi: 'Hồ sơ đứng tên con bạn. Bấm nút dưới đây để làm thay con, rồi mở hồ sơ.',
    en: 'The dossier is in your child’s name. Press below to act for your child, then open it.',
  },
  refuse: { vi: 'Tôi không cần', en: 'I do not need this' },
  why: { vi: 'Vì sao', en: 'Why' },
  send: { vi: 'Từ chối', en: 'Refuse' },
  back: { vi: 'Để xem lại', en: 'Keep it' },
  choose: { vi: 'Hãy chọn một lý do', en: 'Choose a reason' },
  done: { vi: 'Đã ghi: bạn không cần việc này', en: 'Recorded: you do not need this' },
  dossier: { vi: 'Xem hồ sơ', en: 'See the dossier' },
})

/** One offer: why it is time, one tap to go on, and the right to refuse. */
export function OfferPage() {
  const t = useText(words)
  const show = useWords()
  const states = useText(stateWords)
  const offerId = useParam('offerId')
  const read = useRead(readMyOffer, { params: { offerId } })
  const one = read.data
  return (
    <Page
      title={one ? show(one.title) : t.title}
      crumbs={[{ label: t.title, to: paths.offers() }]}
      width="reading"
      aside={
        one ? (
          <StatusBadge tone={one.state === 'offered' ? 'wait' : one.state === 'filed' ? 'done' : 'neutral'}>
            {states[one.state]}
          </StatusBadge>
        ) : null
      }
    >
      <Show read={read}>{(offer) => <OneOffer offer={offer} />}</Show>
    </Page>
  )
}

function OneOffer({ offer }: { offer: Offer }) {
  const t = useText(words)
  const show = useWords()
  const cite = useCitation()
  const { about, service, dueOn, lapsesOn, law, state, dossierId } = offer
  return (
    <>
      <Card>
        <Stack>
          <p>{show(offer.why)}</p>
          <KeyValueList
            items={[
              ...(about ? [{ key: t.about, value: about.name }] : []),
              { key: t.due, value: showDay(dueOn) },
              ...(service ? [{ key: t.service, value: show(service.name) }] : []),
              ...(state === 'offered' ? [{ key: t.until, value: showDay(lapsesOn) }] : []),
              { key: t.law, value: cite(law) },
            ]}
          />
          {dossierId ? <ButtonLink to={paths.dossier(dossierId)}>{t.dossier}</ButtonLink> : null}
        </Stack>
      </Card>
      {state === 'offered' ? <Choices offer={offer} /> : null}
    </>
  )
}

function Choices({ offer }: { offer: Offer }) {
  const t = useText(words)
  const reasons = useText(refusalWords)
  const go = useGo()
  const [refusing, setRefusing] = useState(false)
  const [reason, setReason] = useState('')
  const params = { offerId: offer.offerId }
  const take = useCall(takeOffer, { onReply: ({ draftId }) => go(paths.draft(draftId)) })
  const refuse = useCall(refuseOffer, { onReply: () => say(t.done) })
  const { about } = offer
  return (
    <>
      {offer.actFor ? <Notice>{t.actWhy}</Notice> : null}
      {take.problem ? <ErrorState problem={take.problem} onRetry={take.reset} /> : null}
      {refuse.problem ? <ErrorState problem={refuse.problem} onRetry={refuse.reset} /> : null}
      {refusing ? (
        <Card>
          <Stack>
            <ChoiceField
              label={t.why}
              value={reason}
              onChange={setReason}
              options={(['not-needed', 'done-elsewhere', 'wrong', 'never'] as const).map((value) => ({
                value,
                label: reasons[value],
              }))}
            />
            <Actions>
              <Button
                look="danger"
                notNow={reason ? null : t.choose}
                pending={refuse.pending}
                onClick={() => void refuse.send({ params, body: { reason: reason as RefusalReason } })}
              >
                {t.send}
              </Button>
              <Button onClick={() => setRefusing(false)}>{t.back}</Button>
            </Actions>
          </Stack>
        </Card>
      ) : (
        <Actions>
          {offer.service && !offer.actFor ? (
            <Button
              look="primary"
              icon="edit"
              pending={take.pending}
              onClick={() => void take.send({ params })}
            >
              {t.open}
            </Button>
          ) : null}
          {offer.actFor && about ? (
            <Button
              look="primary"
              icon="user"
              onClick={() => actFor(about, `/citizen${paths.offer(offer.offerId)}`)}
            >
              {t.act(about.name)}
            </Button>
          ) : null}
          <Button onClick={() => setRefusing(true)}>{t.refuse}</Button>
        </Actions>
      )}
    </>
  )
}
