/**
 * Papers follow the person to another number: what is printed and signed stays as it was issued, and is found where
 * the person is. Loaded with the module.
 */
import { idsToMove, registerRenumbering } from '#population'

registerRenumbering('documents', async ({ sql }, from, to, how) => {
  const only = idsToMove(how, 'documents.documents')
  const moved = await sql<{ id: string }[]>`
    update documents.documents set person_number = ${to}
    where person_number = ${from} and (${only}::uuid[] is null or id = any(${only}::uuid[]))
    returning id`
  const ids = moved.map(({ id }) => id)
  await sql`update documents.codes set person_number = ${to} where document_id = any(${ids}::uuid[])`
  await sql`update documents.digests set person_number = ${to} where document_id = any(${ids}::uuid[])`
  await sql`update documents.also_for set owner_number = ${to} where document_id = any(${ids}::uuid[])`
  const shared = idsToMove(how, 'documents.also_for')
  const also = await sql<{ documentId: string }[]>`
    update documents.also_for a set person_number = ${to}
    where person_number = ${from} and (${shared}::uuid[] is null or document_id = any(${shared}::uuid[]))
      and not exists (
        select 1 from documents.also_for b where b.person_number = ${to} and b.document_id = a.document_id)
    returning document_id`
  return { 'documents.documents': ids, 'documents.also_for': also.map(({ documentId }) => documentId) }
})
