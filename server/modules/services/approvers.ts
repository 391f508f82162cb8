/**
 * Whose agreement a service needs (người phải có ý kiến đồng ý). Bundles name a finder and say when; the finder is
 * typed code over the registers.
 */
import type { Call } from '#platform/call.ts'
import type { PersonNumber } from '#platform/schemas.ts'
import type { Bundle } from './bundle.ts'
import type { Matter } from './facts.ts'
import { holds, type Scope } from './rules/expression.ts'

/** Someone who may agree; an organisation or a person outside the register has no number. */
export interface Party {
  number: PersonNumber | null
  name: string
}

/** People of whom all, or one, must agree. A finder gives several groups when several people need each their own. */
export interface Group {
  /** Tells groups of one capacity apart, e.g. each minor's parents; '' when there is one. */
  key: string
  parties: Party[]
}

export type FindParties = (call: Call, matter: Matter) => Promise<Group[]>

const known = new Map<string, FindParties>()

export function registerApprovers(key: string, find: FindParties): void {
  known.set(key, find)
}

export function approversOf(key: string): FindParties | undefined {
  return known.get(key)
}

/** One agreement that must be reached, in one capacity. */
export interface Need {
  id: string
  capacity: string
  quorum: 'all' | 'one'
  law: string
}

export interface NeededApprovals {
  needs: Need[]
  /** Each person once, with every need he counts for. */
  parties: (Party & { needs: string[] })[]
}

/** Which agreements a request needs and from whom. A person who holds several capacities is asked once. */
export async function neededApprovals(
  call: Call,
  bundle: Bundle,
  matter: Matter,
  scope: Scope,
): Promise<NeededApprovals> {
  const needs: Need[] = []
  const parties = new Map<string, Party & { needs: string[] }>()
  for (const line of bundle.approvals.filter(({ when }) => holds(when, scope))) {
    const find = known.get(line.people)
    if (!find) throw new Error(`No finder of approvers ${line.people}`)
    const one = line.oneIsEnough !== undefined && holds(line.oneIsEnough.when, scope)
    for (const group of await find(call, matter)) {
      const id = group.key ? `${line.capacity}:${group.key}` : line.capacity
      const law = one ? line.oneIsEnough!.law : line.law
      needs.push({ id, capacity: line.capacity, quorum: one ? 'one' : line.quorum, law })
      for (const party of group.parties) {
        const key = party.number ?? `name:${party.name}`
        const before = parties.get(key) ?? { ...party, needs: [] }
        parties.set(key, { ...before, needs: [...before.needs, id] })
      }
    }
  }
  return { needs, parties: [...parties.values()] }
}

/** Capacities whose rule holds: for worked examples and for the form. Pure. */
export function expectedCapacities(bundle: Bundle, scope: Scope): Bundle['approvals'] {
  return bundle.approvals.filter(({ when }) => holds(when, scope))
}

/** How a need stands, given what its people have said. */
export function needState(
  need: Need,
  said: readonly { state: string; requirements: readonly string[] }[],
): 'met' | 'open' | 'impossible' {
  const mine = said.filter(({ requirements, state }) => requirements.includes(need.id) && state !== 'void')
  const given = mine.filter(({ state }) => state === 'given').length
  const lost = mine.filter(({ state }) => state === 'refused' || state === 'expired').length
  if (need.quorum === 'one') return given > 0 ? 'met' : lost === mine.length ? 'impossible' : 'open'
  return lost > 0 ? 'impossible' : given === mine.length && mine.length > 0 ? 'met' : 'open'
}
