import type { Role } from '@platform/server/platform/endpoint.ts'
import type { ReactNode } from 'react'
import { ButtonLink } from '../kit/Button.tsx'
import { Empty, Show } from '../kit/States.tsx'
import { text, useText, useWords } from '../kit/text.ts'
import { useMe } from './me.ts'
import { paths } from './paths.ts'

const words = text({
  title: { vi: 'Vị trí của bạn không dùng trang này', en: 'Your position does not use this page' },
  why: {
    vi: (position: string, roles: string) =>
      `Bạn đang làm việc với vị trí ${position}. Trang này dành cho ${roles}. Nếu bạn cần quyền này để làm việc, hãy báo người quản trị của cơ quan.`,
    en: (position: string, roles: string) =>
      `You act as ${position}. This page is for ${roles}. If you need it for your work, tell the administrator of your office.`,
  },
  home: { vi: 'Về trang đầu', en: 'Back to the first page' },
  residence: { vi: 'cán bộ cư trú', en: 'residence officers' },
  counter: { vi: 'cán bộ tiếp nhận', en: 'counter officers' },
  'case-officer': { vi: 'cán bộ thụ lý', en: 'case officers' },
  'signing-leader': { vi: 'lãnh đạo ký', en: 'signing leaders' },
  'civil-status': { vi: 'công chức hộ tịch', en: 'civil status officers' },
  'data-steward': { vi: 'cán bộ dữ liệu', en: 'register stewards' },
  inspector: { vi: 'thanh tra', en: 'inspectors' },
  steering: { vi: 'lãnh đạo điều hành', en: 'steering leaders' },
  partner: { vi: 'kỹ sư kết nối của tổ chức', en: 'agency engineers' },
  administrator: { vi: 'quản trị hệ thống', en: 'administrators' },
})

/** Shows a page to those whose position needs it; tells the others why not, before the server is asked. */
export function ForRoles({ roles, children }: { roles: readonly Role[]; children: ReactNode }) {
  const t = useText(words)
  const show = useWords()
  return (
    <Show read={useMe()}>
      {({ actingAs }) =>
        roles.some((role) => actingAs?.roles.includes(role)) ? (
          children
        ) : (
          <Empty icon="lock" title={t.title}>
            <p className="muted">{t.why(show(actingAs?.title), roles.map((role) => t[role]).join(', '))}</p>
            <ButtonLink to={paths.home()}>{t.home}</ButtonLink>
          </Empty>
        )
      }
    </Show>
  )
}
