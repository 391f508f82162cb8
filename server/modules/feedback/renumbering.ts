/** What someone said and how he rated follows him to another number. Loaded with the module. */
import { idsToMove, registerRenumbering } from '#population'

registerRenumbering('feedback', async ({ sql }, from, to, how) => {
  const cases = idsToMove(how, 'feedback.cases')
  const moved = await sql<{ caseId: string }[]>`
    update feedback.cases set person_number = ${to}
    where person_number = ${from} and (${cases}::uuid[] is null or case_id = any(${cases}::uuid[]))
    returning case_id`
  const ids = moved.map(({ caseId }) => caseId)
  await sql`
    update feedback.case_steps set person_number = ${to}
    where person_number = ${from} and case_id = any(${ids}::uuid[])`
  const ratings = idsToMove(how, 'feedback.ratings')
  const rated = await sql<{ dossierId: string }[]>`
    update feedback.ratings set person_number = ${to}
    where person_number = ${from} and (${ratings}::uuid[] is null or dossier_id = any(${ratings}::uuid[]))
    returning dossier_id`
  return { 'feedback.cases': ids, 'feedback.ratings': rated.map(({ dossierId }) => dossierId) }
})
