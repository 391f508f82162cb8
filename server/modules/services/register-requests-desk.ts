/** What administrators see of registers of other agencies: what waits, what is stuck, and the sandbox's other side. */

import type { Call } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { Uuid } from '#platform/schemas.ts'
import { otherRegisters, registerOf } from '#ports/other-registers.ts'
import type { Behaviour, SandboxRegisters } from '#ports/sandbox-registers.ts'
import { attributes } from './attributes.ts'
import type { Bundle } from './bundle.ts'
import { selectInForce } from './catalogue.store.ts'
import { bundleOf } from './catalogue.ts'
import { countTellings } from './portal.store.ts'
import { PORTAL } from './portal.ts'
import type { RegisterRequestRow } from './register-requests.contract.ts'
import * as contract from './register-requests.contract.ts'
import * as store from './register-requests.store.ts'
import { requestStateWords } from './states.ts'
import { carryOnLater } from './telling.ts'

export async function listOtherRegisters(call: Call) {
  const counts = new Map<string, Omit<store.RegisterCount, 'register'>>(
    (await store.countRequests(call.sql, call.now)).map((one) => [one.register, one]),
  )
  // What the portal is told of each dossier stands in rows of its own.
  counts.set(PORTAL, { ...(await countTellings(call.sql)), parked: 0 })
  const services = await servicesByRegister(call)
  const side = sandboxSide(call)
  const rows = otherRegisters.map(({ key, name, owner, law, acts }) => {
    const { open = 0, parked = 0, late = 0, done = 0 } = counts.get(key) ?? {}
    return {
      register: key,
      name,
      owner,
      law,
      acts: acts.map(({ words }) => words),
      fills: attributes()
        .filter((one) => one.key.startsWith(`${key}.`))
        .map(({ label }) => label),
      services: services.get(key) ?? [],
      everyService: key === PORTAL,
      open,
      parked,
      late,
      done,
      behaviour: side ? side.behaviourOf(key) : null,
    }
  })
  return { rows }
}

async function servicesByRegister(call: Call): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  for (const { serviceCode, version } of await selectInForce(call.sql, dayOf(call.now))) {
    for (const register of registersOf(await bundleOf(call, serviceCode, version))) {
      found.set(register, [...(found.get(register) ?? []), serviceCode])
    }
  }
  return found
}

/** The registers of other agencies that a service tells something. */
function registersOf({ workflow, effects }: Bundle): Set<string> {
  const told = effects
    .filter(({ command }) => command === 'other-register.tell')
    .map(({ input }) => (input as { register: string }).register)
  return new Set([...(workflow.elsewhere ? [workflow.elsewhere.register] : []), ...told])
}

export async function listRegisterRequests(
  call: Call,
  { limit = 50, ...query }: Omit<store.RequestQuery, 'limit'> & { limit?: number | undefined },
) {
  const found = await store.selectRequests(call.sql, { ...query, limit: limit + 1 })
  const rows = found.slice(0, limit).map((one) => rowOf(call, one))
  return { rows, next: found.length > limit ? (rows.at(-1)?.requestId ?? null) : null }
}

/** Tells again what was parked. Throws requestUnknown, requestNotParked. */
export async function retryRegisterRequest(call: Call, requestId: Uuid): Promise<RegisterRequestRow> {
  const request = await store.lockRequest(call.sql, requestId)
  if (!request) throw contract.requestUnknown()
  if (request.state !== 'parked') throw contract.requestNotParked()
  const state = request.acknowledgedAt ? ('acknowledged' as const) : ('waiting' as const)
  const again = { ...request, state, attempts: 0 }
  await store.updateRequest(call.sql, again)
  await carryOnLater(call, requestId)
  return rowOf(call, again)
}

/** Throws registerUnknown, also where there is no sandbox. */
export async function tellSandboxRegister(call: Call, register: string, behaviour: Behaviour) {
  const side = sandboxSide(call)
  if (!side || !registerOf(register)) throw contract.registerUnknown()
  side.tell(register, behaviour)
  return { behaviour }
}

function sandboxSide({ ports }: Pick<Call, 'ports'>): SandboxRegisters | null {
  return ports.mode === 'sandbox' && 'tell' in ports.otherRegisters
    ? (ports.otherRegisters as SandboxRegisters)
    : null
}

function rowOf({ now }: Pick<Call, 'now'>, request: store.RequestRecord): RegisterRequestRow {
  const { requestId, dossierCode, register, state, attempts, error, receiptNumber } = request
  const { madeAt, acknowledgedAt, acknowledgeDueAt, answeredAt } = request
  const declared = registerOf(register)
  const act = declared?.acts.find((one) => one.act === request.act)
  return {
    requestId,
    dossierCode,
    register,
    registerName: declared?.name ?? { vi: register, en: register },
    act: act?.words ?? { vi: request.act, en: request.act },
    state,
    stateWords: requestStateWords[state],
    attempts,
    error,
    madeAt,
    acknowledgedAt,
    acknowledgeDueAt,
    isLate: acknowledgedAt === null && new Date(acknowledgeDueAt) < now,
    answeredAt,
    receiptNumber,
  }
}
