/** Consents and approvals on a phone follow the person to another number. Loaded with the module. */
import { idsToMove, registerRenumbering } from '#population'

registerRenumbering('authentication', async ({ sql }, from, to, how) => {
  const given = idsToMove(how, 'authentication.consents')
  const consents = await sql<{ id: string }[]>`
    update authentication.consents set person_number = ${to}
    where person_number = ${from} and (${given}::uuid[] is null or id = any(${given}::uuid[]))
    returning id`
  const asked = idsToMove(how, 'authentication.device_approvals')
  const approvals = await sql<{ id: string }[]>`
    update authentication.device_approvals set person_number = ${to}
    where person_number = ${from} and (${asked}::uuid[] is null or id = any(${asked}::uuid[]))
    returning id`
  return {
    'authentication.consents': consents.map(({ id }) => id),
    'authentication.device_approvals': approvals.map(({ id }) => id),
  }
})
