/** What a desk's device compares: whoever stands there with the register that holds him. */
import type { Call } from '#platform/call.ts'
import type { Uuid } from '#platform/schemas.ts'
import { type BiometricKind, BiometricsMissing, type Capture } from '#ports/biometrics.ts'
import * as store from './applications.store.ts'
import * as contract from './contract.ts'
import { atMyDesk, confirming, readAgain } from './desk-applications.ts'
import { foreignerByNumber } from './foreigners.ts'

/** Before the transaction: compares the person with the register that holds him. Throws noDevice. */
export async function compareApplicant(call: Call, applicationId: Uuid, kind: BiometricKind) {
  const { kind: of, applicantNumber, personNumber } = await atMyDesk(call, applicationId)
  // Of a child the parent is compared: it is the parent's account that consents.
  return await compare(call, (of === 'child' ? applicantNumber : personNumber) as string, kind)
}

/** Keeps what the device said. */
export async function captureAtDesk(call: Call, applicationId: Uuid, one: Capture) {
  const application = await confirming(call, applicationId)
  const captures = [...application.captures.filter(({ kind }) => kind !== one.kind), one]
  await store.updateCaptures(call.sql, applicationId, captures)
  return await readAgain(call, applicationId)
}

/** Throws noDevice. */
export async function compare(call: Call, personNumber: string, kind: BiometricKind): Promise<Capture> {
  try {
    const foreigner = await foreignerByNumber(call, personNumber)
    const immigrationId = foreigner?.registerId
    return await call.ports.biometrics.compare({ personNumber, kind, immigrationId })
  } catch (error) {
    if (error instanceof BiometricsMissing) throw contract.noDevice()
    throw error
  }
}
