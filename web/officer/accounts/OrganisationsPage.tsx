import {
  changeRepresentative,
  type DeskOrganisation,
  findOrganisation,
  moveOrganisation,
} from '@platform/server/accounts'
import { type FormEvent, useState } from 'react'
import { OrganisationHistory } from '../../kit/accounts/OrganisationHistory.tsx'
import { useFreshCall } from '../../kit/authenticators/fresh-call.tsx'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { showInstant } from '../../kit/format.ts'
import { SelectField, TextField } from '../../kit/inputs.tsx'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { Actions, Columns } from '../../kit/Layout.tsx'
import { Page } from '../../kit/Page.tsx'
import { useCall } from '../../kit/queries.ts'
import { ErrorState } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { useHolds } from '../me.ts'

const words = text({
  title: { vi: 'Tài khoản của tổ chức', en: 'Accounts of organisations' },
  lead: {
    vi: 'Khóa, mở, đóng, mở lại hạn kích hoạt và đổi người đại diện, mỗi việc theo một văn bản.',
    en: 'Lock, unlock, close, open the term of activation again, change the representative: each on a paper.',
  },
  find: { vi: 'Tìm tổ chức', en: 'Find an organisation' },
  code: { vi: 'Mã số doanh nghiệp hoặc mã số thuế', en: 'Enterprise or tax code' },
  codeWrong: {
    vi: 'Mã gồm 10 số, hoặc 10 số - 3 số chi nhánh',
    en: '10 digits, or 10 digits - 3 of a branch',
  },
  look: { vi: 'Tìm', en: 'Find' },
  representative: { vi: 'Người đại diện', en: 'Legal representative' },
  state: { vi: 'Trạng thái', en: 'State' },
  approved: { vi: 'Chờ kích hoạt', en: 'Waits for activation' },
  active: { vi: 'Đang dùng', en: 'In use' },
  locked: { vi: 'Đang khóa', en: 'Locked' },
  closed: { vi: 'Đã đóng', en: 'Closed' },
  until: { vi: 'Kích hoạt trước', en: 'Activate before' },
  why: { vi: 'Lý do khóa', en: 'Why it is locked' },
  lock: { vi: 'Khóa', en: 'Lock' },
  unlock: { vi: 'Mở khóa', en: 'Unlock' },
  close: { vi: 'Đóng tài khoản', en: 'Close it' },
  'renew-term': { vi: 'Mở lại hạn kích hoạt', en: 'Open the term again' },
  change: { vi: 'Đổi người đại diện', en: 'Change the representative' },
  ground: { vi: 'Căn cứ khóa', en: 'Ground' },
  holder: { vi: 'Theo yêu cầu của tổ chức', en: 'At the organisation’s wish' },
  breach: { vi: 'Vi phạm điều khoản sử dụng', en: 'Breach of the terms' },
  authority: { vi: 'Theo yêu cầu của cơ quan có thẩm quyền', en: 'At the request of an authority' },
  document: { vi: 'Số văn bản, ngày', en: 'Number of the paper, day' },
  number: { vi: 'Số định danh của người đại diện mới', en: 'Personal number of the new representative' },
  chief: { vi: 'Trưởng công an xã, phường ký việc này', en: 'The chief of the commune police signs this' },
  do: { vi: 'Ký và thực hiện', en: 'Sign and do it' },
  back: { vi: 'Quay lại', en: 'Go back' },
  done: { vi: 'Đã thực hiện', en: 'Done' },
})

/** The desk's page of organisations: found by code, moved by the chief on a paper. */
export function OrganisationsPage() {
  const t = useText(words)
  const [found, setFound] = useState<DeskOrganisation>()
  return (
    <Page title={t.title} lead={t.lead}>
      <ForRoles roles={['residence']}>
        <Columns aside={<FindCard onFound={setFound} />} asideFirst>
          {found ? (
            <>
              <OrganisationCard key={found.organisationId} organisation={found} onMoved={setFound} />
              <OrganisationHistory history={found.history} />
            </>
          ) : null}
        </Columns>
      </ForRoles>
    </Page>
  )
}

function FindCard({ onFound }: { onFound: (one: DeskOrganisation | undefined) => void }) {
  const t = useText(words)
  const [code, setCode] = useState('')
  const [tried, setTried] = useState(false)
  const find = useCall(findOrganisation, { onReply: onFound })
  const right = /^\d{10}(-\d{3})?$/.test(code)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    onFound(undefined)
    if (right) void find.send({ body: { code } })
  }
  return (
    <Card title={t.find} icon="search">
      <form className="stack" onSubmit={onSubmit} noValidate>
        <TextField
          label={t.code}
          value={code}
          onChange={(typed) => setCode(typed.trim())}
          maxLength={14}
          error={tried && !right ? t.codeWrong : null}
        />
        {find.problem ? <ErrorState problem={find.problem} /> : null}
        <Actions>
          <Button look="primary" icon="search" type="submit" pending={find.pending}>
            {t.look}
          </Button>
        </Actions>
      </form>
    </Card>
  )
}

type Act = 'lock' | 'unlock' | 'close' | 'renew-term' | 'change'
const tones = { approved: 'wait', active: 'done', locked: 'refused', closed: 'neutral' } as const
const acts: Record<DeskOrganisation['status'], Act[]> = {
  approved: ['renew-term', 'lock', 'change', 'close'],
  active: ['lock', 'change', 'close'],
  locked: ['unlock', 'change', 'close'],
  closed: [],
}

interface OrganisationCardProps {
  organisation: DeskOrganisation
  onMoved: (one: DeskOrganisation) => void
}

function OrganisationCard({ organisation, onMoved }: OrganisationCardProps) {
  const t = useText(words)
  const show = useWords()
  const signs = useHolds(['signing-leader'])
  const [asking, setAsking] = useState<Act>()
  const { name, status, representative, maskedNumber, lockGround, activateUntil } = organisation
  return (
    <Card title={name} icon="building">
      <KeyValueList
        items={[
          { key: t.code, value: organisation.code },
          { key: t.representative, value: `${representative} · ${maskedNumber}` },
          { key: t.state, value: <StatusBadge tone={tones[status]}>{t[status]}</StatusBadge> },
          ...(activateUntil ? [{ key: t.until, value: showInstant(activateUntil) }] : []),
          ...(lockGround ? [{ key: t.why, value: show(lockGround) }] : []),
        ]}
      />
      <Actions>
        {acts[status].map((act) => (
          <Button
            key={act}
            look={act === 'lock' || act === 'close' ? 'danger' : 'secondary'}
            {...(signs ? {} : { notNow: t.chief })}
            onClick={() => setAsking(act)}
          >
            {t[act]}
          </Button>
        ))}
      </Actions>
      {asking ? (
        <ActDialog
          act={asking}
          organisation={organisation}
          onClose={() => setAsking(undefined)}
          onMoved={onMoved}
        />
      ) : null}
    </Card>
  )
}

interface ActDialogProps extends OrganisationCardProps {
  act: Act
  onClose: () => void
}

function ActDialog({ act, organisation, onClose, onMoved }: ActDialogProps) {
  const t = useText(words)
  const [document, setDocument] = useState('')
  const [ground, setGround] = useState<'holder' | 'breach' | 'authority'>('authority')
  const [number, setNumber] = useState('')
  const options = {
    onReply: (moved: DeskOrganisation) => {
      say(t.done)
      onMoved(moved)
      onClose()
    },
  }
  const move = useFreshCall(moveOrganisation, options)
  const change = useFreshCall(changeRepresentative, options)
  const params = { organisationId: organisation.organisationId }
  const complete = document.trim().length >= 3 && (act !== 'change' || /^\d{12}$/.test(number))
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (!complete) return
    if (act === 'change') void change.send({ params, body: { number, document } })
    else if (act === 'lock') void move.send({ params, body: { act, ground, document } })
    else void move.send({ params, body: { act, document } })
  }
  const problem = move.problem ?? change.problem
  return (
    <>
      <Dialog title={t[act]} open onClose={onClose}>
        <form className="stack" onSubmit={onSubmit} noValidate>
          {act === 'lock' ? (
            <SelectField
              label={t.ground}
              value={ground}
              onChange={(chosen) => setGround(grounds.find((one) => one === chosen) ?? 'authority')}
              options={grounds.map((one) => ({ value: one, label: t[one] }))}
            />
          ) : null}
          {act === 'change' ? (
            <TextField
              label={t.number}
              value={number}
              inputMode="numeric"
              maxLength={12}
              onChange={(typed) => setNumber(typed.replace(/\D/g, ''))}
            />
          ) : null}
          <TextField label={t.document} value={document} onChange={setDocument} maxLength={100} />
          {problem ? <ErrorState problem={problem} /> : null}
          <Actions>
            <Button type="submit" look="primary" pending={move.pending || change.pending}>
              {t.do}
            </Button>
            <Button onClick={onClose}>{t.back}</Button>
          </Actions>
        </form>
      </Dialog>
      {move.dialog ?? change.dialog}
    </>
  )
}

const grounds = ['authority', 'breach', 'holder'] as const
