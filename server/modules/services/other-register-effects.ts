/** The one effect on registers of other agencies: which register and act, the bundle says as data. */

import { Type } from 'typebox'
import { PersonNumber, type Words } from '#platform/schemas.ts'
import { registerOf } from '#ports/other-registers.ts'
import { registerEffect } from './effects.ts'
import { tellRegister } from './telling.ts'

export const TELL_REGISTER = 'other-register.tell'

export interface Told {
  register: string
  act: string
  about?: string
  data: Record<string, unknown>
}

registerEffect({
  command: TELL_REGISTER,
  input: Type.Object({
    register: Type.String(),
    act: Type.String(),
    about: Type.Optional(PersonNumber),
    data: Type.Record(Type.String(), Type.Unknown()),
  }),
  async run(call, ground, { register, act, about, data }: Told) {
    const { applicant: personNumber, dossierId, code, agencyId, unitId } = ground
    const dossier = { personNumber, dossierId, code, agencyId, unitId }
    await tellRegister(call, dossier, {
      register,
      act,
      about: about ?? ground.applicant,
      data,
      decides: false,
    })
    return {}
  },
})

/** What is wrong with what a bundle tells a register; empty when the register takes it. Pure. */
export function tellingFaults(register: unknown, act: unknown, data: unknown): Words[] {
  const declared = registerOf(String(register))
  if (!declared) return [{ vi: `không có sổ đăng ký ${register}`, en: `no register ${register}` }]
  const known = declared.acts.find((one) => one.act === act)
  if (!known)
    return [{ vi: `sổ ${register} không có việc ${act}`, en: `register ${register} has no act ${act}` }]
  const given = new Set(Object.keys((data ?? {}) as object))
  const taken = known.takes.map((name) => ({ name: name.replace('?', ''), must: !name.endsWith('?') }))
  return [
    ...taken
      .filter(({ name, must }) => must && !given.has(name))
      .map(({ name }) => ({ vi: `${register}/${act} cần ${name}`, en: `${register}/${act} needs ${name}` })),
    ...[...given]
      .filter((name) => !taken.some((one) => one.name === name))
      .map((name) => ({
        vi: `${register}/${act} không nhận ${name}`,
        en: `${register}/${act} does not take ${name}`,
      })),
  ]
}
