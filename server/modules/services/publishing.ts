/** Publishing from the officer app: an administrator's bundle comes into force without a restart. */
import type { Call, OfficerActor } from '#platform/call.ts'
import type { Bundle } from './bundle.ts'
import { publishBundle } from './catalogue.ts'

export async function publishAs(call: Call, given: unknown) {
  const { accountId } = call.actor as OfficerActor
  const published = await publishBundle(call.sql, given, `officer:${accountId}`, call.now)
  const { code, version } = given as Bundle
  return { code, version, published }
}
