/** Consents follow the person to another number. Loaded with the module. */
import { idsToMove, registerRenumbering } from '#population'

registerRenumbering('privacy', async ({ sql }, from, to, how) => {
  const only = idsToMove(how, 'privacy.consents')
  const moved = await sql<{ consentId: string }[]>`
    update privacy.consents set person_number = ${to}
    where person_number = ${from} and (${only}::uuid[] is null or consent_id = any(${only}::uuid[]))
    returning consent_id`
  const asked = idsToMove(how, 'privacy.consent_requests')
  const requests = await sql<{ requestId: string }[]>`
    update privacy.consent_requests set person_number = ${to}
    where person_number = ${from} and (${asked}::uuid[] is null or request_id = any(${asked}::uuid[]))
    returning request_id`
  return {
    'privacy.consents': moved.map(({ consentId }) => consentId),
    'privacy.consent_requests': requests.map(({ requestId }) => requestId),
  }
})
