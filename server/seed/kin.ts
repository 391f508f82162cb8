/**
 * The rarer acts about children: a father recognised after the birth, a stepfather who adopts, a grandparent who becomes
 * guardian. They draw nothing by chance, so that the rest of the nation is the same with and without them.
 */

import { NEVER, years } from './days.ts'
import type { Marriage, Person } from './people-and-homes.ts'
import type { HomesSettings, Scene } from './scene.ts'

type Settings = Pick<HomesSettings, 'today' | 'knownFrom'>

const RECOGNISED_AFTER = 240
/** One birth in so many has its father recognised later. */
const ONE_IN = 211

/** Whether the birth names no father and he is recognised later, in the time that the register knows. */
export function isRecognisedLater(person: Person, { today, knownFrom }: Settings): boolean {
  const { born, father } = person
  const on = born + RECOGNISED_AFTER
  return (
    born % ONE_IN === 7 &&
    born >= knownFrom &&
    on < today - 20 &&
    person.died > on &&
    person.mother !== undefined &&
    father?.registered === true &&
    father.died > on
  )
}

/** A father recognised, when the birth named none. */
export function recognise({ at, tell, settings }: Scene, person: Person): void {
  if (!isRecognisedLater(person, settings)) return
  const parent = person.father!
  at(person.born + RECOGNISED_AFTER, (on) => {
    tell({ kind: 'parent-recognition', person, parent, on, knownOn: on })
  })
}

/** A stepfather adopts his wife’s child some months after the wedding. */
export function adoptAfter({ at, tell, settings }: Scene, { husband, wife, on: married }: Marriage): void {
  for (const child of wife.children) {
    if (child.father === husband || child.born >= married || child.born % 3 !== 0) continue
    at(married + 200, (on) => {
      const fits =
        child.died > on && on - child.born < years(15) && wife.spouse === husband && on >= settings.knownFrom
      if (fits && child.registered && husband.registered && !child.adopted) {
        child.adopted = true
        tell({ kind: 'adoption', person: child, parent: husband, on, knownOn: on })
      }
    })
  }
}

/** A child whose parents are both dead has a grandparent as guardian until it is of age. */
export function guardChildren({ at, tell, settings }: Scene, dead: Person, on: number): void {
  if (on < settings.knownFrom) return
  for (const child of dead.children) {
    const grown = child.born + years(18) + 1
    const orphan = (child.father?.died ?? NEVER) <= on && (child.mother?.died ?? NEVER) <= on
    if (!child.registered || child.died !== NEVER || !orphan || grown <= on + 60) continue
    const guardian = [child.father, child.mother]
      .flatMap((parent) => [parent?.mother, parent?.father])
      .find((one) => one?.registered && one.died > grown)
    if (!guardian) continue
    at(on + 40, (day) => tell({ kind: 'guardianship', person: child, guardian, on: day, knownOn: day }))
    if (grown < settings.today) {
      at(grown, (day) => tell({ kind: 'guardianship-end', person: child, guardian, on: day, knownOn: day }))
    }
  }
}
