/** What is owed and was paid follows the person to another number. Loaded with the module. */
import { idsToMove, registerRenumbering } from '#population'

registerRenumbering('payments', async ({ sql }, from, to, how) => {
  const only = idsToMove(how, 'payments.dues')
  const moved = await sql<{ dueId: string }[]>`
    update payments.dues set person_number = ${to}
    where person_number = ${from} and (${only}::uuid[] is null or due_id = any(${only}::uuid[]))
    returning due_id`
  return { 'payments.dues': moved.map(({ dueId }) => dueId) }
})
