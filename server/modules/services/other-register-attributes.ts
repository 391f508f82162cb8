/** What registers of other agencies fill into forms, each as its declaration says. Decree 278/2025/NĐ-CP. */

import { otherRegisters } from '#ports/other-registers.ts'
import { registerAttribute } from './attributes.ts'

for (const { key: register, name, holds } of otherRegisters) {
  for (const { key, label } of holds) {
    registerAttribute({
      key: `${register}.${kebab(key)}`,
      label,
      source: name,
      verified: true,
      fields: [register],
      async read({ ports }, subject, once) {
        const held = await once(`register ${register}`, () => ports.otherRegisters.read(register, subject))
        const value = held?.[key]
        return value === undefined ? null : { value, version: null }
      },
    })
  }
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
