/**
 * Checks of a person, his disputes and the systems that may not ask about him follow him to another number. Loaded with
 * the module.
 */
import { idsToMove, registerRenumbering } from '#population'

registerRenumbering('verification', async ({ sql }, from, to, how) => {
  const made = idsToMove(how, 'verification.checks')
  const checks = await sql<{ callId: string }[]>`
    update verification.checks set person_number = ${to}
    where person_number = ${from} and (${made}::uuid[] is null or call_id = any(${made}::uuid[]))
    returning call_id`
  const said = idsToMove(how, 'verification.disputes')
  const disputes = await sql<{ disputeId: string }[]>`
    update verification.disputes set person_number = ${to}
    where person_number = ${from} and (${said}::uuid[] is null or dispute_id = any(${said}::uuid[]))
    returning dispute_id`
  const held = idsToMove(how, 'verification.holds')
  const holds = await sql<{ clientId: string }[]>`
    update verification.holds h set person_number = ${to}
    where person_number = ${from} and (${held}::text[] is null or client_id = any(${held}::text[]))
      and not exists (
        select 1 from verification.holds o where o.person_number = ${to} and o.client_id = h.client_id)
    returning client_id`
  const heard = idsToMove(how, 'verification.told')
  const told = await sql<{ id: string }[]>`
    update verification.told t set person_number = ${to}
    where person_number = ${from}
      and (${heard}::text[] is null or client_id || ' ' || on_day = any(${heard}::text[]))
      and not exists (
        select 1 from verification.told o
        where o.person_number = ${to} and o.client_id = t.client_id and o.on_day = t.on_day)
    returning client_id || ' ' || on_day as id`
  return {
    'verification.checks': checks.map(({ callId }) => callId),
    'verification.disputes': disputes.map(({ disputeId }) => disputeId),
    'verification.holds': holds.map(({ clientId }) => clientId),
    'verification.told': told.map(({ id }) => id),
  }
})
