/** Acts about where a person stands: missing, declared dead, come back, of which nationality, settled abroad. */
import type { Call } from '#platform/call.ts'
import type { Day, PersonNumber } from '#platform/schemas.ts'
import { type Grounds, lockWithRelatives } from './civil-status.ts'
import * as contract from './contract.ts'
import type { LifeEvent } from './life-event.ts'
import { declare } from './life-events.ts'

interface Act {
  personNumber: PersonNumber
  on: Day
  certificate?: string
}

/** Declared missing by a court. Throws tooEarlyToDeclare. Civil Code 91/2015/QH13, art. 68. */
export async function declareMissing(
  call: Call,
  act: Act & { lastHeardOn: Day },
  grounds: Grounds,
): Promise<LifeEvent> {
  const { personNumber, on: effectiveOn, ...payload } = act
  return await declare(call, contract.missingDeclaration, { ...grounds, personNumber, effectiveOn, payload })
}

/** Declared dead by a court, on the day that it finds to be that of death. Same, art. 71. */
export async function declareDead(
  call: Call,
  act: Act & { ground: 'a' | 'b' | 'c' | 'd'; decidedOn: Day; lastHeardOn: Day },
  grounds: Grounds,
): Promise<LifeEvent> {
  const { personNumber, on: effectiveOn, ...payload } = act
  await lockWithRelatives(call, [personNumber])
  return await declare(call, contract.deathDeclaration, { ...grounds, personNumber, effectiveOn, payload })
}

/**
 * The declaration is set aside: the person came back. His marriage holds again unless the spouse married another.
 * Throws notDeclared. Same, art. 70, 73.
 */
export async function recordComingBack(call: Call, act: Act, grounds: Grounds): Promise<LifeEvent> {
  const { personNumber, on: effectiveOn, ...payload } = act
  await lockWithRelatives(call, [personNumber])
  return await declare(call, contract.comingBack, { ...grounds, personNumber, effectiveOn, payload })
}

/** Vietnamese nationality is lost. Throws notNational. */
export async function loseNationality(
  call: Call,
  act: Act & { way: 'released' | 'deprived' },
  grounds: Grounds,
): Promise<LifeEvent> {
  const { personNumber, on: effectiveOn, ...payload } = act
  return await declare(call, contract.nationalityLoss, { ...grounds, personNumber, effectiveOn, payload })
}

/** A nationality is gained or recovered. Throws hasNationality. */
export async function gainNationality(
  call: Call,
  act: Act & { country: string; way: 'naturalised' | 'recovered' },
  grounds: Grounds,
): Promise<LifeEvent> {
  const { personNumber, on: effectiveOn, ...payload } = act
  return await declare(call, contract.nationalityGain, { ...grounds, personNumber, effectiveOn, payload })
}

/** Settled abroad. Throws notAtHome. */
export async function recordEmigration(
  call: Call,
  act: { personNumber: PersonNumber; on: Day; country: string },
  grounds: Grounds,
): Promise<LifeEvent> {
  const { personNumber, on: effectiveOn, country } = act
  return await declare(call, contract.emigration, {
    ...grounds,
    personNumber,
    effectiveOn,
    payload: { country },
  })
}

/** Came home to live in Viet Nam. Throws notAbroad. */
export async function recordHomecoming(
  call: Call,
  act: { personNumber: PersonNumber; on: Day },
  grounds: Grounds,
): Promise<LifeEvent> {
  const { personNumber, on: effectiveOn } = act
  return await declare(call, contract.homecoming, { ...grounds, personNumber, effectiveOn, payload: {} })
}
