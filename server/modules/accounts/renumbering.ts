/** Accounts follow the person to another number; he signs in again. Loaded with the module. */
import { changes } from '#platform/call.ts'
import { poke } from '#platform/live.ts'
import { idsToMove, registerRenumbering } from '#population'
import { renumberApplications } from './applications.store.ts'
import { renumberMandates } from './mandates.store.ts'
import { renumberOrganisations } from './organisations.store.ts'
import { deleteSessions } from './sessions.store.ts'
import { renumberVisits } from './visits.store.ts'

registerRenumbering('accounts', async (call, from, to, how) => {
  const { sql } = call
  const only = idsToMove(how, 'accounts.accounts')
  const moved = await sql<{ accountId: string; personId: string }[]>`
    update accounts.accounts a set person_number = ${to}
    where person_number = ${from} and (${only}::uuid[] is null or account_id = any(${only}::uuid[]))
      and not exists (select 1 from accounts.accounts b where b.realm = a.realm and b.person_number = ${to})
    returning account_id, person_id`
  const mandateIds = await renumberMandates(sql, from, to, idsToMove(how, 'accounts.mandates'))
  const accountIds = moved.map(({ accountId }) => accountId)
  await sql`
    update accounts.appointments set person_number = ${to}
    where person_number = ${from} and account_id = any(${accountIds}::uuid[])`
  const applicationIds = await renumberApplications(sql, from, to, idsToMove(how, 'accounts.applications'))
  const organisationIds = await renumberOrganisations(sql, from, to, idsToMove(how, 'accounts.organisations'))
  const visitIds = await renumberVisits(sql, from, to, idsToMove(how, 'accounts.visits'))
  for (const { accountId, personId } of moved) {
    changes(call, to, ['sessions'])
    if ((await deleteSessions(sql, accountId)) > 0) await poke(call, [`person:${personId}`], 'session')
  }
  return {
    'accounts.accounts': accountIds,
    'accounts.mandates': mandateIds,
    'accounts.applications': applicationIds,
    'accounts.organisations': organisationIds,
    'accounts.visits': visitIds,
  }
})
