import type { PersonResidence } from '@platform/server/residence'
import { useState } from 'react'
import { Button, ButtonLink } from '../../kit/Button.tsx'
import { Actions } from '../../kit/Layout.tsx'
import { text, useText } from '../../kit/text.ts'
import { useHolds } from '../me.ts'
import { paths } from '../paths.ts'
import { AbsenceDialog, ReturnDialog } from './AbsenceDialog.tsx'
import { CurrentPlaceDialog } from './CurrentPlaceDialog.tsx'
import { RemovalDialog } from './RemovalDialog.tsx'

const words = text({
  absence: { vi: 'Khai báo tạm vắng', en: 'Declare an absence' },
  back: { vi: 'Ghi nhận đã trở về', en: 'Record the return' },
  place: { vi: 'Khai báo nơi ở hiện tại', en: 'Declare the current place' },
  permanent: { vi: 'Xóa đăng ký thường trú', en: 'Remove permanent residence' },
  temporary: { vi: 'Xóa đăng ký tạm trú', en: 'Remove temporary residence' },
  register: { vi: 'Lập hồ sơ đăng ký, gia hạn', en: 'File a registration or extension' },
  registered: {
    vi: 'Người này đang có nơi thường trú hoặc tạm trú',
    en: 'This person has a registered residence',
  },
  nowhere: { vi: 'Người này chưa đăng ký cư trú ở đâu', en: 'This person is registered nowhere' },
  notPermanent: { vi: 'Không có đăng ký thường trú', en: 'No permanent residence' },
  notTemporary: { vi: 'Không có đăng ký tạm trú', en: 'No temporary residence' },
})

type Open = 'absence' | 'back' | 'place' | 'permanent' | 'temporary' | null

/** What the residence officer does for a person who came to the desk. What needs a decision becomes a dossier. */
export function PersonActs({ personId, residence }: { personId: string; residence: PersonResidence }) {
  const t = useText(words)
  const may = useHolds(['residence'])
  const [open, setOpen] = useState<Open>(null)
  if (!may) return null
  const { permanent, temporary, absences } = residence
  const registered = permanent !== null || temporary !== null
  const [away] = absences
  const close = () => setOpen(null)
  return (
    <>
      <Actions>
        {away ? (
          <Button icon="undo" onClick={() => setOpen('back')}>
            {t.back}
          </Button>
        ) : (
          <Button icon="out" onClick={() => setOpen('absence')} notNow={registered ? null : t.nowhere}>
            {t.absence}
          </Button>
        )}
        <Button icon="map" onClick={() => setOpen('place')} notNow={registered ? t.registered : null}>
          {t.place}
        </Button>
        <Button icon="close" onClick={() => setOpen('permanent')} notNow={permanent ? null : t.notPermanent}>
          {t.permanent}
        </Button>
        <Button icon="close" onClick={() => setOpen('temporary')} notNow={temporary ? null : t.notTemporary}>
          {t.temporary}
        </Button>
        <ButtonLink to={paths.counter()} icon="folder">
          {t.register}
        </ButtonLink>
      </Actions>
      {open === 'absence' ? <AbsenceDialog personId={personId} onClose={close} /> : null}
      {open === 'back' && away ? (
        <ReturnDialog personId={personId} absenceId={away.id} onClose={close} />
      ) : null}
      {open === 'place' ? <CurrentPlaceDialog personId={personId} onClose={close} /> : null}
      {open === 'permanent' || open === 'temporary' ? (
        <RemovalDialog personId={personId} kind={open} onClose={close} />
      ) : null}
    </>
  )
}
