import {
  listMyMandates,
  listRepresented,
  type Represented,
  SIGN_IN,
  signInWords,
} from '@platform/server/accounts'
import { listServices } from '@platform/server/services'
import { useState } from 'react'
import { actFor } from '../../kit/acting-for.ts'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { showDay } from '../../kit/format.ts'
import { Actions, Row, Stack } from '../../kit/Layout.tsx'
import { Page } from '../../kit/Page.tsx'
import { useRead } from '../../kit/queries.ts'
import { Show } from '../../kit/States.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { MandateItem } from './MandateItem.tsx'
import { NewMandateForm } from './NewMandateForm.tsx'

const words = text({
  title: { vi: 'Làm thay người khác', en: 'Acting for others' },
  lead: {
    vi: 'Cha mẹ làm thay con chưa thành niên, người giám hộ làm thay người được giám hộ. Với người khác cần giấy ủy quyền mà hai bên cùng đồng ý.',
    en: 'Parents act for minor children, guardians for their wards. For anybody else it takes a mandate that both agree to.',
  },
  whom: { vi: 'Bạn có thể làm thay', en: 'You may act for' },
  nobody: { vi: 'Hiện bạn không đại diện cho ai.', en: 'You represent nobody at present.' },
  act: { vi: (name: string) => `Làm thay ${name}`, en: (name: string) => `Act for ${name}` },
  until: { vi: (day: string) => `đến hết ${day}`, en: (day: string) => `until ${day}` },
  through: { vi: (name: string) => `giao cho ${name}`, en: (name: string) => `given to ${name}` },
  mandates: { vi: 'Giấy ủy quyền', en: 'Mandates' },
  none: { vi: 'Chưa có giấy ủy quyền nào.', en: 'There is no mandate yet.' },
  make: { vi: 'Lập giấy ủy quyền', en: 'Make a mandate' },
})

/** Whom I may act for, which mandates I gave and hold, and a new one. */
export function RepresentedPage() {
  const t = useText(words)
  const represented = useRead(listRepresented, {})
  const mandates = useRead(listMyMandates, {})
  const services = useRead(listServices, {})
  const [making, setMaking] = useState(false)
  return (
    <Page title={t.title} lead={t.lead} width="reading">
      <Stack gap="loose">
        <Card title={t.whom} icon="user">
          <Show read={represented}>
            {({ rows }) =>
              rows.length === 0 ? (
                <p className="muted">{t.nobody}</p>
              ) : (
                <ul className="stack">
                  {rows.map((one) => (
                    <Principal
                      key={`${one.personId}-${one.basis}-${one.organisation}`}
                      one={one}
                      names={services.data?.rows ?? []}
                    />
                  ))}
                </ul>
              )
            }
          </Show>
        </Card>
        <Card title={t.mandates} icon="pen">
          <Show read={mandates}>
            {({ rows }) =>
              rows.length === 0 ? (
                <p className="muted">{t.none}</p>
              ) : (
                <ul className="stack">
                  {rows.map((row) => (
                    <MandateItem key={row.mandateId} mandate={row} />
                  ))}
                </ul>
              )
            }
          </Show>
          {making ? (
            <NewMandateForm services={services.data?.rows ?? []} onDone={() => setMaking(false)} />
          ) : (
            <Actions>
              <Button look="primary" icon="pen" onClick={() => setMaking(true)}>
                {t.make}
              </Button>
            </Actions>
          )}
        </Card>
      </Stack>
    </Page>
  )
}

function Principal({
  one,
  names,
}: {
  one: Represented
  names: readonly { code: string; name: { vi: string; en: string } }[]
}) {
  const t = useText(words)
  const show = useWords()
  const covered = one.services?.map(
    (code) =>
      show(code === SIGN_IN ? signInWords : (names.find((service) => service.code === code)?.name ?? null)) ||
      code,
  )
  return (
    <li>
      <Row apart>
        <div>
          <p className="strong">{one.name}</p>
          <p className="small muted">
            {[
              show(one.basisWords),
              one.organisation ? t.through(one.organisation) : '',
              one.until ? t.until(showDay(one.until)) : '',
            ]
              .filter(Boolean)
              .join(', ')}
          </p>
          {covered ? <p className="small">{covered.join('; ')}</p> : null}
        </div>
        <Button onClick={() => actFor(one, '/citizen/')}>{t.act(one.name)}</Button>
      </Row>
    </li>
  )
}
