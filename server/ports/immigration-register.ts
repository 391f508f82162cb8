/**
 * The register of the immigration authority (cơ quan quản lý xuất nhập cảnh): who lives here with a residence card.
 * It is asked before a transaction opens; what it answers is kept with its time, the register itself is not copied.
 * Its real name and interface are not known to us: this is the least that Decree 69/2024/NĐ-CP needs of it.
 */
import sandboxPeople from './sandbox-foreigners.json' with { type: 'json' }

export interface ResidentForeigner {
  /** Whom that register means, through every passport and card of his. */
  registerId: string
  /** In Latin letters, as in the passport. */
  name: string
  bornOn: string
  sex: 'male' | 'female'
  /** ISO 3166-1 alpha-3, as in the passport. */
  nationality: string
  passportNumber: string
  /** Thẻ tạm trú, thẻ thường trú; null when he has none. */
  card: { kind: 'temporary' | 'permanent'; number: string; validUntil: string | null } | null
  /** Where he lives, as that register writes it, and the code of the province today. */
  address: string | null
  provinceCode: string | null
  /** Which biometrics that register holds, to compare him with. */
  holds: { face: boolean; fingerprint: boolean }
}

/** Throws ImmigrationUnreachable when the register does not answer. */
export interface ImmigrationRegister {
  /** By the number of his passport or of his residence card; null when nobody has it. */
  find(document: string): Promise<ResidentForeigner | null>
  /** What it says today of somebody it told us of; null when it has him no more. */
  read(registerId: string): Promise<ResidentForeigner | null>
}

export class ImmigrationUnreachable extends Error {}

const TIMEOUT_MS = 10_000

/** Through the integration platform of the installation, as the registers of other agencies are reached. */
export function gatewayImmigration(url: string, token: string): ImmigrationRegister {
  // The number of a paper stands in no address: it is asked in the body.
  async function ask(
    asked: { document: string } | { registerId: string },
  ): Promise<ResidentForeigner | null> {
    const answer = await fetch(`${url}/registers/immigration/read`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(asked),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch(() => undefined)
    if (!answer?.ok) throw new ImmigrationUnreachable('the immigration register does not answer')
    return (await answer.json()) as ResidentForeigner | null
  }
  return { find: (document) => ask({ document }), read: (registerId) => ask({ registerId }) }
}

export interface SandboxImmigration extends ImmigrationRegister {
  /** Enters somebody, or what changed of him; for tests. */
  enter(person: ResidentForeigner): void
  /** From now on it does not answer, or does again. */
  down(is: boolean): void
}

/** A handful of made-up people. Never in production. */
export function sandboxImmigration(): SandboxImmigration {
  const people = new Map((sandboxPeople as ResidentForeigner[]).map((one) => [one.registerId, one]))
  let isDown = false
  function mustBeUp() {
    if (isDown) throw new ImmigrationUnreachable('the sandbox register was told to be down')
  }
  return {
    enter(person) {
      people.set(person.registerId, person)
    },
    down(is) {
      isDown = is
    },
    async read(registerId) {
      mustBeUp()
      return people.get(registerId) ?? null
    },
    async find(document) {
      mustBeUp()
      const all = [...people.values()]
      return all.find(({ passportNumber, card }) => [passportNumber, card?.number].includes(document)) ?? null
    },
  }
}

/** Where none is connected. */
export const noImmigration: ImmigrationRegister = {
  find: () => Promise.reject(new ImmigrationUnreachable('no immigration register is connected')),
  read: () => Promise.reject(new ImmigrationUnreachable('no immigration register is connected')),
}

/** The made-up people, for the seed and the start page. */
export const sandboxForeigners = sandboxPeople as readonly ResidentForeigner[]
