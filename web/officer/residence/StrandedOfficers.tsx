import { listStrandedAppointments, settleAppointment } from '@platform/server/accounts'
import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { SelectField } from '../../kit/inputs.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { ErrorState, Show } from '../../kit/States.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText, useWords } from '../../kit/text.ts'

const words = text({
  title: { vi: 'Cán bộ chờ bố trí về cơ quan mới', en: 'Officers to be placed in a new office' },
  what: {
    vi: 'Cơ quan cũ đã chia về nhiều nơi. Hãy chọn cơ quan mới của từng người theo quyết định điều động.',
    en: 'Their office was divided. Choose each one’s new office by the decision that moves him.',
  },
  of: {
    vi: (title: string, agency: string) => `${title}, ${agency}`,
    en: (title: string, agency: string) => `${title}, ${agency}`,
  },
  where: { vi: (name: string) => `Cơ quan mới của ${name}`, en: (name: string) => `New office of ${name}` },
  settle: { vi: 'Bố trí', en: 'Place' },
  choose: { vi: 'Hãy chọn cơ quan', en: 'Choose an office' },
  done: { vi: 'Đã bố trí', en: 'Placed' },
})

/** Officers whose agency was divided; an administrator says where each goes on. Nothing when there is none. */
export function StrandedOfficers() {
  const t = useText(words)
  const read = useRead(listStrandedAppointments, {})
  return (
    <Show read={read}>
      {({ rows }) =>
        rows.length === 0 ? null : (
          <Card title={t.title} icon="people" look="attention">
            <p>{t.what}</p>
            {rows.map((row) => (
              <Officer key={row.appointmentId} {...row} />
            ))}
          </Card>
        )
      }
    </Show>
  )
}

interface OfficerProps {
  appointmentId: string
  name: string
  title: { vi: string; en: string }
  agency: { vi: string; en: string }
  candidates: readonly { agencyId: number; name: { vi: string; en: string } }[]
}

function Officer({ appointmentId, name, title, agency, candidates }: OfficerProps) {
  const t = useText(words)
  const show = useWords()
  const [to, setTo] = useState('')
  const settle = useCall(settleAppointment, { onReply: () => say(t.done) })
  return (
    <div className="stack stack-tight">
      <p>
        <strong>{name}</strong> <span className="muted">{t.of(show(title), show(agency))}</span>
      </p>
      <SelectField
        label={t.where(name)}
        value={to}
        onChange={setTo}
        options={candidates.map((one) => ({ value: String(one.agencyId), label: show(one.name) }))}
      />
      {settle.problem ? <ErrorState problem={settle.problem} /> : null}
      <Button
        pending={settle.pending}
        notNow={to ? null : t.choose}
        onClick={() => void settle.send({ params: { appointmentId }, body: { agencyId: Number(to) } })}
      >
        {t.settle}
      </Button>
    </div>
  )
}
