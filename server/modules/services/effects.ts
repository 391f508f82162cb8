/**
 * Effects (hệ quả trên cơ sở dữ liệu): typed commands that an approval runs, in the same transaction as the decision.
 * The only code a service may need; bundles name them and map their input.
 */
import type { TSchema } from 'typebox'
import { Value } from 'typebox/value'
import type { Call } from '#platform/call.ts'
import type { PersonNumber, Uuid } from '#platform/schemas.ts'
import type { Bundle } from './bundle.ts'
import { type Expression, evaluate, holds, type Scope, withoutNulls } from './rules/expression.ts'

/** The dossier that a command stands on. */
export interface Ground {
  dossierId: Uuid
  code: string
  applicant: PersonNumber
  agencyId: number
  /** The commune whose office decides. */
  unitId: number
  legalBasis: string
}

/** What the effects of a decision made: a number, a place in the book… */
export type Made = Record<string, unknown>

export interface Effect {
  command: string
  input: TSchema
  /** Answers what it made that papers and linked dossiers name. */
  run(call: Call, ground: Ground, input: never): Promise<Made>
}

const known = new Map<string, Effect>()

/** Adds a command; the input that a bundle maps is checked against its schema before it runs. */
export function registerEffect(effect: Effect): void {
  known.set(effect.command, effect)
}

export function effectOf(command: string): Effect | undefined {
  return known.get(command)
}

export interface Planned {
  command: string
  input: unknown
}

/** The commands an approval runs, with their input, in order. Pure. */
export function plannedEffects(bundle: Bundle, scope: Scope): Planned[] {
  return bundle.effects.flatMap(({ command, when, each, input }) => {
    if (when !== undefined && !holds(when, scope)) return []
    const items =
      each === undefined ? [undefined] : ((evaluate(each as Expression, scope) as unknown[]) ?? [])
    return items.map((item) => ({
      command,
      input: evaluate(input as Expression, item === undefined ? scope : { ...scope, item }),
    }))
  })
}

/** Runs them. Throws what the registers throw; an input that does not fit is a mistake in the bundle. */
export async function runEffects(call: Call, ground: Ground, planned: readonly Planned[]): Promise<Made> {
  const made: Made = {}
  for (const { command, input } of planned) {
    const effect = known.get(command)
    if (!effect) throw new Error(`No effect ${command}`)
    const cleaned = withoutNulls(input)
    if (!Value.Check(effect.input, cleaned))
      throw new Error(`The input of ${command} does not fit its schema`)
    Object.assign(made, await effect.run(call, ground, cleaned as never))
  }
  return made
}
