/** Who stands at a counter, by a code that he shows in his app instead of his card (mã làm việc tại quầy). */
import { createHmac, randomInt } from 'node:crypto'
import { qrPath } from '#documents'
import { countAttempt } from '#platform/attempts.ts'
import { type Call, type CitizenActor, type OfficerActor, reads } from '#platform/call.ts'
import type { PersonNumber } from '#platform/schemas.ts'
import { VISITOR_CODE_MINUTES, visitorCodeWrong } from './contract.ts'

/** An officer who types more codes an hour is not serving anybody, but guessing. */
const MOST_AN_HOUR = 100

/** A new code; the ones before end. */
export async function makeVisitorCode(call: Call) {
  const { number } = call.actor as CitizenActor
  reads(call, number, ['name'])
  const code = String(randomInt(100_000_000)).padStart(8, '0')
  const expiresAt = new Date(call.now.getTime() + VISITOR_CODE_MINUTES * 60_000)
  await call.sql`
    delete from services.visitor_codes where person_number = ${number} or expires_at <= ${call.now}`
  await call.sql`
    insert into services.visitor_codes (code_digest, person_number, expires_at)
    values (${digestOf(call, code)}, ${number}, ${expiresAt}) on conflict (code_digest) do nothing`
  return { code, expiresAt: expiresAt.toISOString(), qr: qrPath(code) }
}

/** Whose code it is; it ends with this. Throws visitorCodeWrong. */
export async function visitorOfCode(call: Call, code: string): Promise<PersonNumber> {
  const { accountId } = call.actor as OfficerActor
  const tried = await countAttempt(call.sql, `visitor-code:${accountId}`, 60, call.now)
  if (tried > MOST_AN_HOUR) throw visitorCodeWrong()
  const [found] = await call.sql<{ personNumber: PersonNumber }[]>`
    delete from services.visitor_codes
    where code_digest = ${digestOf(call, code)} and expires_at > ${call.now} returning person_number`
  if (!found) throw visitorCodeWrong()
  return found.personNumber
}

function digestOf({ ports }: Pick<Call, 'ports'>, code: string): Buffer {
  return createHmac('sha256', ports.seal.digestKey).update(`visitor code ${code}`).digest()
}
