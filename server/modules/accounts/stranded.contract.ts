/** Officers whose agency was divided by a boundary change: an administrator says where each goes on. */
import { Type } from 'typebox'
import { endpoint } from '#platform/endpoint.ts'
import { problem } from '#platform/problem.ts'
import { Uuid, Words } from '#platform/schemas.ts'

export const notStranded = problem(404, 'accounts/not-stranded', {
  vi: 'Vị trí này không chờ chuyển, hoặc cơ quan được chọn không nhận phần nào của cơ quan cũ',
  en: 'This position does not wait, or the chosen agency took no part of the former one',
})

const access = {
  officer: { roles: ['administrator'], within: 'nation', purpose: 'platform/operate' },
} as const

/** At most 200. */
export const listStrandedAppointments = endpoint({
  method: 'GET',
  path: '/accounts/appointments/stranded',
  summary: 'List officers whose agency was divided, and the agencies they may go on in',
  access,
  personal: true,
  reply: Type.Object({
    rows: Type.Array(
      Type.Object({
        appointmentId: Uuid,
        name: Type.String(),
        title: Words,
        agency: Words,
        candidates: Type.Array(Type.Object({ agencyId: Type.Integer(), name: Words })),
      }),
    ),
  }),
})

export const settleAppointment = endpoint({
  method: 'POST',
  path: '/accounts/appointments/:appointmentId/successor',
  summary: 'Say in which agency an officer of a divided one goes on',
  access,
  personal: true,
  params: Type.Object({ appointmentId: Uuid }),
  body: Type.Object({ agencyId: Type.Integer({ minimum: 1, maximum: 999_999 }) }),
  reply: Type.Object({ appointmentId: Uuid }),
  problems: [notStranded],
})
