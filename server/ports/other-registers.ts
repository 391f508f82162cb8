/**
 * Registers that other agencies keep (vehicles, electricity, land, tax, health insurance…): one contract for all of
 * them, each register and act declared as data in `other-registers.json`. What we tell is taken once; it is
 * acknowledged at once or within the hours that the law gives, and answered when the other side has decided.
 */
import { readFileSync } from 'node:fs'

interface Words {
  vi: string
  en: string
}

/** A value that a register holds or makes; `sample` is how the sandbox's side makes one up. */
export interface RegisterValue {
  key: string
  label: Words
  /** Letters stay, `#` becomes a digit; `+90d` a day from today; null: it makes up none. */
  sample: string | null
}

export interface RegisterAct {
  act: string
  words: Words
  /** Names of the data it needs; those with a question mark may be missing. */
  takes: string[]
  makes: RegisterValue[]
  /** It asks something of a register of this program whose module comes later. */
  claim?: DeclaredClaim
  /** The name of the data that says which sum owed there it pays: the money comes first, the register hears after. */
  pays?: string
}

export interface DeclaredClaim {
  of: 'card' | 'benefits'
  /** The name of the data that says whom it is about, where that is not who asks. */
  about?: string
  /** Kinds of life events it follows from, each claimed once; without any, each dossier is one. */
  restsOn?: string[]
  /** The act that takes it back when that event is annulled. */
  undoneBy?: string
}

/** Sums owed to this register's agency, each under a code on a decision or notice. */
export interface DeclaredDues {
  /** What carries the code: a decision, a notice. */
  words: Words
  law: string
  /** Which codes the sandbox's side knows, as a regular expression; the least and most it asks for. */
  sandbox: { codes: string; fromDong: number; untilDong: number }
}

export interface DeclaredRegister {
  key: string
  name: Words
  /** Whose it is today. */
  owner: Words
  law: string
  /** What can be read about a person, to fill in forms. */
  holds: RegisterValue[]
  /** Since which age the sandbox's people are in it. */
  sandboxFromAge: number | null
  /** Until which age, where one leaves it again. */
  sandboxUntilAge?: number
  acts: RegisterAct[]
  dues?: DeclaredDues
}

export const otherRegisters: readonly DeclaredRegister[] = JSON.parse(
  readFileSync(new URL('./other-registers.json', import.meta.url), 'utf8'),
)

export function registerOf(key: string): DeclaredRegister | undefined {
  return otherRegisters.find((one) => one.key === key)
}

/** What we tell a register. The id is ours: told again, nothing happens twice. */
export interface RegisterRequest {
  id: string
  register: string
  act: string
  /** Of the dossier, for people on both sides to speak about. */
  dossierCode: string
  personNumber: string
  data: Readonly<Record<string, unknown>>
}

/** The other side has it: its own number, and when. */
export interface RegisterReceipt {
  number: string
  at: string
}

export type RegisterAnswer =
  | { state: 'pending' }
  | { state: 'done'; result: Record<string, string> }
  | { state: 'refused'; reason: string }

/** A sum owed under a code. Who owes it is not said: whoever has the decision in hand may pay it. */
export interface RegisterDue {
  amountDong: number
  state: 'open' | 'paid'
  /** The last day, where there is one. */
  payBy: string | null
}

/** Every method throws when the register does not answer; the caller tries again. */
export interface OtherRegisters {
  send(request: RegisterRequest): Promise<RegisterReceipt>
  answer(register: string, id: string): Promise<RegisterAnswer>
  /** What it holds about a person, by the names of `holds`; null when he is not in it. */
  read(register: string, personNumber: string): Promise<Record<string, string> | null>
  /** What is owed under a code; null when the register does not know it. */
  due(register: string, code: string): Promise<RegisterDue | null>
}

const TIMEOUT_MS = 10_000

/** By HTTPS to the integration platform of the installation (NDXP, LGSP), which knows where each register stands. */
export function gatewayRegisters(url: string, token: string): OtherRegisters {
  async function ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`${url}/registers/${path}`, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    if (!answer.ok) throw new Error(`Register answered ${answer.status}`)
    return answer.json()
  }
  return {
    send: async ({ id, register, ...told }) =>
      (await ask('PUT', `${register}/requests/${id}`, told)) as RegisterReceipt,
    answer: async (register, id) => (await ask('GET', `${register}/requests/${id}`)) as RegisterAnswer,
    // A person's number stands in no address: it is asked in the body.
    read: async (register, personNumber) =>
      (await ask('POST', `${register}/read`, { personNumber })) as Record<string, string> | null,
    due: async (register, code) => (await ask('POST', `${register}/due`, { code })) as RegisterDue | null,
  }
}

/** Where no platform is connected: what is told waits, visibly, until one is. */
export const noRegisters: OtherRegisters = {
  send: () => Promise.reject(new Error('No integration platform is connected')),
  answer: () => Promise.reject(new Error('No integration platform is connected')),
  read: () => Promise.reject(new Error('No integration platform is connected')),
  due: () => Promise.reject(new Error('No integration platform is connected')),
}
