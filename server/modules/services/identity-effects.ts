/** What approvals about identity and absence do: numbers that someone held are told, an absence is recorded. */

import { Type } from 'typebox'
import { changes, reads } from '#platform/call.ts'
import { Day } from '#platform/schemas.ts'
import { selectNumbers } from '#population'
import { declareAbsence } from '#residence'
import { registerEffect } from './effects.ts'
import { personOnPaper } from './on-paper.ts'

/** Numbers of earlier papers, for who must still show them. Decree 70/2024/NĐ-CP, amended by Decree 58/2026/NĐ-CP. */
registerEffect({
  command: 'identity.confirm-numbers',
  input: Type.Object({}),
  async run(call, { applicant }) {
    reads(call, applicant, ['number', 'aliases'])
    const [number, ...old] = await selectNumbers(call.sql, applicant)
    return {
      person: await personOnPaper(call, applicant),
      numbers: old.map((one) => ({ number: one })),
      current: number,
      none: old.length === 0,
    }
  },
})

interface Absence {
  ground: string
  fromOn: string
  untilOn?: string
  destination: string
  reason: string
  consent?: string
}

/** Temporary absence (tạm vắng). Law on Residence 68/2020/QH14, art. 31. */
registerEffect({
  command: 'residence.declare-absence',
  input: Type.Object({
    ground: Type.String(),
    fromOn: Day,
    untilOn: Type.Optional(Day),
    destination: Type.String(),
    reason: Type.String(),
    consent: Type.Optional(Type.String()),
  }),
  async run(call, { applicant, dossierId, agencyId, code }, input: Absence) {
    const { fromOn, untilOn, ...more } = input
    changes(call, applicant, ['absences'])
    await declareAbsence(call, {
      ...more,
      personNumber: applicant,
      from: fromOn,
      ...(untilOn ? { until: untilOn } : {}),
      dossierId,
      agencyId,
      evidence: { dossier: code },
    })
    return {}
  },
})
