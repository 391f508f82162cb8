/**
 * The sandbox's other side: stands for every register of other agencies, keeps its own state in files of its own, and
 * can be told to be down, slow or to refuse. Never in production.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type OtherRegisters,
  type RegisterAnswer,
  type RegisterDue,
  type RegisterReceipt,
  type RegisterRequest,
  type RegisterValue,
  registerOf,
} from './other-registers.ts'

export const behaviours = ['works', 'slow', 'refuses', 'down'] as const
export type Behaviour = (typeof behaviours)[number]

export interface SandboxRegisters extends OtherRegisters {
  /** How a register behaves from now on. */
  tell(register: string, behaviour: Behaviour): void
  behaviourOf(register: string): Behaviour
  /** What it holds of somebody from now on, beside what it held. */
  hold(register: string, personNumber: string, values: Record<string, string>): void
}

interface Taken {
  request: RegisterRequest
  receipt: RegisterReceipt
}

/** A slow register never answers until it is told to work again. */
export function sandboxRegisters(folder: string, { answersAfterMs = 0 } = {}): SandboxRegisters {
  const fileOf = (...parts: string[]) =>
    join(folder, ...parts.map((part) => part.replaceAll(/[^a-z0-9-]/g, '_')))
  const behaviourOf = (register: string) => load<Behaviour>(fileOf('behaviour', register)) ?? 'works'
  const personFile = (register: string, number: string) => fileOf(register, 'people', digest(number))
  function mustBeUp(register: string): void {
    if (behaviourOf(register) === 'down') throw new Error('The register is down')
  }
  function held(register: string, number: string): Record<string, string> | null {
    const kept = load<Record<string, string>>(personFile(register, number))
    const declared = registerOf(register)
    if (kept || !declared || declared.holds.length === 0) return kept
    const { sandboxFromAge, sandboxUntilAge = Number.POSITIVE_INFINITY } = declared
    const isIn =
      sandboxFromAge !== null && ageOf(number) >= sandboxFromAge && ageOf(number) <= sandboxUntilAge
    return isIn ? madeUp(declared.holds, `${register} ${number}`) : null
  }
  const dueFile = (register: string, code: string) => fileOf(register, 'dues', digest(code))
  /** What an act changes on the other side: what is held of the person, and a sum that is paid now. */
  function done(
    { register, act, personNumber, data }: RegisterRequest,
    result: Record<string, string>,
  ): void {
    const code = registerOf(register)?.acts.find((one) => one.act === act)?.pays
    const paid = code === undefined ? undefined : String(data[code])
    const due = paid === undefined ? null : madeUpDue(register, paid)
    if (paid !== undefined && due)
      keep(dueFile(register, paid), { ...due, state: 'paid' } satisfies RegisterDue)
    for (const number of Array.isArray(data.people) ? data.people.map(String) : [personNumber]) {
      const rest = Object.entries(held(register, number) ?? {}).filter(([, value]) => value !== paid)
      keep(personFile(register, number), { ...Object.fromEntries(rest), ...result })
    }
  }
  return {
    async send(request) {
      mustBeUp(request.register)
      const file = fileOf(request.register, 'requests', request.id)
      const before = load<Taken>(file)
      if (before) return before.receipt
      const receipt = { number: `SB-${digits(request.id, 8)}`, at: new Date().toISOString() }
      keep(file, { request, receipt } satisfies Taken)
      return receipt
    },
    async answer(register, id): Promise<RegisterAnswer> {
      mustBeUp(register)
      const taken = load<Taken>(fileOf(register, 'requests', id))
      if (!taken) throw new Error('The register does not know this request')
      const file = fileOf(register, 'answers', id)
      const before = load<RegisterAnswer>(file)
      if (before) return before
      const behaviour = behaviourOf(register)
      const isYoung = Date.now() < Date.parse(taken.receipt.at) + answersAfterMs
      if (behaviour === 'slow' || isYoung) return { state: 'pending' }
      const answer: RegisterAnswer =
        behaviour === 'refuses'
          ? { state: 'refused', reason: 'Dữ liệu của cơ quan quản lý không đủ điều kiện để giải quyết' }
          : { state: 'done', result: resultOf(taken.request) }
      keep(file, answer)
      if (answer.state === 'done') done(taken.request, answer.result)
      return answer
    },
    async due(register, code) {
      mustBeUp(register)
      return load<RegisterDue>(dueFile(register, code)) ?? madeUpDue(register, code)
    },
    async read(register, personNumber) {
      mustBeUp(register)
      return held(register, personNumber)
    },
    hold(register, personNumber, values) {
      keep(personFile(register, personNumber), { ...held(register, personNumber), ...values })
    },
    tell(register, behaviour) {
      keep(fileOf('behaviour', register), behaviour)
    },
    behaviourOf,
  }
}

function resultOf({ id, register, act }: RegisterRequest): Record<string, string> {
  const declared = registerOf(register)?.acts.find((one) => one.act === act)
  return declared ? madeUp(declared.makes, id) : {}
}

function madeUp(values: readonly RegisterValue[], seed: string): Record<string, string> {
  return Object.fromEntries(
    values.flatMap(({ key, sample }) =>
      sample === null ? [] : [[key, madeUpValue(sample, `${seed} ${key}`)] as const],
    ),
  )
}

function madeUpDue(register: string, code: string): RegisterDue | null {
  const sandbox = registerOf(register)?.dues?.sandbox
  if (!sandbox || !new RegExp(sandbox.codes).test(code)) return null
  const [least, most] = [sandbox.fromDong / 50_000, sandbox.untilDong / 50_000]
  const amountDong = (least + (Number(digits(code, 6)) % (most - least + 1))) * 50_000
  return { amountDong, state: 'open', payBy: madeUpValue('+10d', code) }
}

function madeUpValue(sample: string, seed: string): string {
  const days = /^\+(\d+)d$/.exec(sample)?.[1]
  if (days) return new Date(Date.now() + Number(days) * 86_400_000).toISOString().slice(0, 10)
  const found = [...digits(seed, 20)]
  return sample.replaceAll('#', () => found.shift() ?? '0')
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function digits(seed: string, count: number): string {
  return BigInt(`0x${digest(seed)}`)
    .toString()
    .slice(-count)
}

/** By the number itself: its fourth digit is sex and century, the next two the year. Law on Identity, art. 12. */
function ageOf(number: string): number {
  const century = 1900 + 100 * Math.floor(Number(number[3]) / 2)
  return new Date().getFullYear() - (century + Number(number.slice(4, 6)))
}

function load<T>(file: string): T | null {
  try {
    return JSON.parse(readFileSync(`${file}.json`, 'utf8')) as T
  } catch {
    return null
  }
}

/** Whole or not at all: another process reads it at the same time. */
function keep(file: string, value: unknown): void {
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(value))
  renameSync(`${file}.${process.pid}`, `${file}.json`)
}
