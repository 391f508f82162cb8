/** What all doors of leaders share: who may come in, how a unit and a holder are shown. Browser-safe. */
import { Type } from 'typebox'
import { problem } from '#platform/problem.ts'
import { Nullable, UnitId, Words } from '#platform/schemas.ts'

export const outsideTerritory = problem(403, 'steering/outside-territory', {
  vi: 'Đơn vị này ngoài phạm vi phụ trách của bạn',
  en: 'This unit lies outside your territory',
})

export const UnitRef = Type.Object({ unitId: UnitId, label: Type.String(), level: Type.String() })

/** The officer on whose desk a dossier lies. */
export const Holder = Type.Object({ name: Type.String(), position: Nullable(Words) })

export const leaders = {
  officer: { roles: ['steering'], within: 'territory', purpose: 'steering/figures' },
} as const
