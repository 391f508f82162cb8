import {
  activateOrganisation,
  listOrganisationMandates,
  lockOrganisation,
  type OrganisationView,
  readOrganisation,
  unlockOrganisation,
} from '@platform/server/accounts'
import { listServices } from '@platform/server/services'
import { useState } from 'react'
import { OrganisationHistory } from '../../kit/accounts/OrganisationHistory.tsx'
import { useFreshCall } from '../../kit/authenticators/fresh-call.tsx'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { showInstant } from '../../kit/format.ts'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { Actions, Stack } from '../../kit/Layout.tsx'
import { Page } from '../../kit/Page.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { useParam } from '../../kit/router.tsx'
import { ErrorState, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { MandateItem } from '../represented/MandateItem.tsx'
import { NewMandateForm } from '../represented/NewMandateForm.tsx'

const words = text({
  title: { vi: 'Tài khoản của tổ chức', en: 'Account of an organisation' },
  lead: {
    vi: 'Bạn là người đại diện theo pháp luật. Mọi việc làm thay tổ chức được ghi tên bạn và tên tổ chức.',
    en: 'You are its legal representative. Whatever is done for it is entered with your name and its name.',
  },
  code: { vi: 'Mã số', en: 'Code' },
  state: { vi: 'Trạng thái', en: 'State' },
  approved: { vi: 'Chờ kích hoạt', en: 'Waits for activation' },
  active: { vi: 'Đang dùng', en: 'In use' },
  locked: { vi: 'Đang khóa', en: 'Locked' },
  closed: { vi: 'Đã đóng', en: 'Closed' },
  until: { vi: 'Kích hoạt trước', en: 'Activate before' },
  why: { vi: 'Lý do khóa', en: 'Why it is locked' },
  activate: { vi: 'Kích hoạt', en: 'Activate' },
  activated: { vi: 'Đã kích hoạt tài khoản của tổ chức', en: 'The account was activated' },
  lock: { vi: 'Khóa tài khoản', en: 'Lock the account' },
  lockWhat: {
    vi: 'Không ai làm thay tổ chức được nữa cho đến khi bạn mở khóa.',
    en: 'Nobody can act for the organisation until you unlock it.',
  },
  lockNow: { vi: 'Khóa ngay', en: 'Lock it now' },
  unlock: { vi: 'Mở khóa', en: 'Unlock' },
  byOffice: {
    vi: 'Khóa này do cơ quan công an đặt. Mang giấy tờ đến công an xã, phường để được mở.',
    en: 'The police set this lock. Take your papers to a commune police office to have it lifted.',
  },
  done: { vi: 'Đã thực hiện', en: 'Done' },
  cancel: { vi: 'Thôi', en: 'Cancel' },
  mandates: { vi: 'Giấy ủy quyền của tổ chức', en: 'Mandates of the organisation' },
  mandatesWhat: {
    vi: 'Cho nhân viên hoặc tổ chức khác làm thay, hoặc nhận làm thay người khác: việc nào, đến bao giờ, mấy lần.',
    en: 'Let staff or others act for it, or act for others: for what, until when, how many times.',
  },
  none: { vi: 'Chưa có giấy ủy quyền nào.', en: 'There is no mandate yet.' },
  make: { vi: 'Lập giấy ủy quyền', en: 'Make a mandate' },
})

/** The account of an organisation, for its legal representative. Decree 69/2024/NĐ-CP. */
export function OrganisationPage() {
  const t = useText(words)
  const organisationId = useParam('organisationId')
  const read = useRead(readOrganisation, { params: { organisationId } })
  return (
    <Page title={read.data?.name ?? t.title} lead={t.lead} width="reading">
      <Show read={read}>
        {(organisation) => (
          <Stack gap="loose">
            <StateCard organisation={organisation} />
            {organisation.status === 'active' ? <MandatesCard organisationId={organisationId} /> : null}
            <OrganisationHistory history={organisation.history} />
          </Stack>
        )}
      </Show>
    </Page>
  )
}

const tones = { approved: 'wait', active: 'done', locked: 'refused', closed: 'neutral' } as const

function StateCard({ organisation }: { organisation: OrganisationView }) {
  const t = useText(words)
  const show = useWords()
  const [locking, setLocking] = useState(false)
  const { organisationId, code, status, lockGround, activateUntil, mayUnlock } = organisation
  const params = { organisationId }
  const activate = useFreshCall(activateOrganisation, { onReply: () => say(t.activated) })
  const unlock = useFreshCall(unlockOrganisation, { onReply: () => say(t.done) })
  const lock = useCall(lockOrganisation, {
    onReply: () => {
      setLocking(false)
      say(t.done)
    },
  })
  const problem = activate.problem ?? unlock.problem
  return (
    <Card title={t.title} icon="building">
      <KeyValueList
        items={[
          { key: t.code, value: code },
          { key: t.state, value: <StatusBadge tone={tones[status]}>{t[status]}</StatusBadge> },
          ...(activateUntil ? [{ key: t.until, value: showInstant(activateUntil) }] : []),
          ...(lockGround ? [{ key: t.why, value: show(lockGround) }] : []),
        ]}
      />
      {problem ? <ErrorState problem={problem} /> : null}
      {status === 'locked' && !mayUnlock ? <p>{t.byOffice}</p> : null}
      <Actions>
        {status === 'approved' ? (
          <Button look="primary" pending={activate.pending} onClick={() => void activate.send({ params })}>
            {t.activate}
          </Button>
        ) : null}
        {mayUnlock ? (
          <Button look="primary" pending={unlock.pending} onClick={() => void unlock.send({ params })}>
            {t.unlock}
          </Button>
        ) : null}
        {status === 'active' || status === 'approved' ? (
          <Button look="danger" icon="lock" onClick={() => setLocking(true)}>
            {t.lock}
          </Button>
        ) : null}
      </Actions>
      {activate.dialog ?? unlock.dialog}
      <Dialog title={t.lock} open={locking} onClose={() => setLocking(false)}>
        <p>{t.lockWhat}</p>
        {lock.problem ? <ErrorState problem={lock.problem} /> : null}
        <Actions>
          <Button look="danger" pending={lock.pending} onClick={() => void lock.send({ params })}>
            {t.lockNow}
          </Button>
          <Button onClick={() => setLocking(false)}>{t.cancel}</Button>
        </Actions>
      </Dialog>
    </Card>
  )
}

function MandatesCard({ organisationId }: { organisationId: string }) {
  const t = useText(words)
  const read = useRead(listOrganisationMandates, { params: { organisationId } })
  const services = useRead(listServices, {})
  const [making, setMaking] = useState(false)
  return (
    <Card title={t.mandates} icon="pen">
      <p className="muted">{t.mandatesWhat}</p>
      <Show read={read}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="muted">{t.none}</p>
          ) : (
            <ul className="stack">
              {rows.map((row) => (
                <MandateItem key={row.mandateId} mandate={row} organisationId={organisationId} />
              ))}
            </ul>
          )
        }
      </Show>
      {making ? (
        <NewMandateForm
          services={services.data?.rows ?? []}
          organisationId={organisationId}
          onDone={() => setMaking(false)}
        />
      ) : (
        <Actions>
          <Button look="primary" icon="pen" onClick={() => setMaking(true)}>
            {t.make}
          </Button>
        </Actions>
      )}
    </Card>
  )
}
