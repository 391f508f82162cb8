/** Dossiers follow the person to another number; open ones act under it. Loaded with the module. */
import { idsToMove, registerRenumbering } from '#population'

registerRenumbering('services', async ({ sql }, from, to, how) => {
  const dossiers = idsToMove(how, 'services.dossiers')
  const moved = await sql<{ dossierId: string }[]>`
    update services.dossiers set person_number = ${to},
      people = case when closed_at is null then replace(people::text, ${from}, ${to})::jsonb else people end,
      answers = case when closed_at is null then replace(answers::text, ${from}, ${to})::jsonb else answers end,
      facts = case when closed_at is null then replace(facts::text, ${from}, ${to})::jsonb else facts end
    where person_number = ${from} and (${dossiers}::uuid[] is null or dossier_id = any(${dossiers}::uuid[]))
    returning dossier_id`
  const ids = moved.map(({ dossierId }) => dossierId)
  await sql`update services.dossier_codes set person_number = ${to} where dossier_id = any(${ids}::uuid[])`
  await sql`
    update services.dossier_steps set person_number = ${to}
    where person_number = ${from} and dossier_id = any(${ids}::uuid[])`
  await sql`
    update services.dossier_approvals set person_number = ${to}
    where person_number = ${from} and dossier_id = any(${ids}::uuid[])`
  await sql`
    update services.result_uses set person_number = ${to}
    where person_number = ${from} and dossier_id = any(${ids}::uuid[])`
  await sql`
    update services.register_requests set person_number = ${to},
      subject_number = case when subject_number = ${from} then ${to} else subject_number end
    where person_number = ${from} and dossier_id = any(${ids}::uuid[])`
  await sql`
    update services.portal_tellings set person_number = ${to}
    where person_number = ${from} and dossier_id = any(${ids}::uuid[])`
  await sql`
    update services.claims set claimant_number = ${to}
    where claimant_number = ${from} and dossier_id = any(${ids}::uuid[])`
  await sql`
    update services.dossier_opinions set person_number = ${to}
    where person_number = ${from} and dossier_id = any(${ids}::uuid[])`
  await sql`
    update services.dossier_escalations set person_number = ${to}
    where person_number = ${from} and dossier_id = any(${ids}::uuid[])`
  await sql`
    update services.dossier_links set person_number = ${to}
    where person_number = ${from} and dossier_id = any(${ids}::uuid[])`
  await sql`
    update services.deliveries set person_number = ${to}
    where person_number = ${from} and dossier_id = any(${ids}::uuid[])`
  await sql`
    update services.attachments set person_number = ${to}
    where person_number = ${from} and (dossier_id = any(${ids}::uuid[]) or draft_id = any(${ids}::uuid[]))`
  const asked = idsToMove(how, 'services.dossier_approvals')
  const approvals = await sql<{ approvalId: string }[]>`
    update services.dossier_approvals set approver_number = ${to}
    where approver_number = ${from} and (${asked}::uuid[] is null or approval_id = any(${asked}::uuid[]))
    returning approval_id`
  const offered = idsToMove(how, 'services.offers')
  const offers = await sql<{ offerId: string }[]>`
    update services.offers set person_number = case when person_number = ${from} then ${to} else person_number end,
      subject_number = case when subject_number = ${from} then ${to} else subject_number end
    where (person_number = ${from} or subject_number = ${from})
      and (${offered}::uuid[] is null or offer_id = any(${offered}::uuid[]))
    returning offer_id`
  const claimed = idsToMove(how, 'services.claims')
  const claims = await sql<{ claimId: string }[]>`
    update services.claims set person_number = ${to},
      data = case when state = 'raised' then replace(data::text, ${from}, ${to})::jsonb else data end
    where person_number = ${from} and (${claimed}::uuid[] is null or claim_id = any(${claimed}::uuid[]))
    returning claim_id`
  const kept = idsToMove(how, 'services.drafts')
  const drafts = await sql<{ draftId: string }[]>`
    update services.drafts set person_number = ${to}
    where person_number = ${from} and (${kept}::uuid[] is null or draft_id = any(${kept}::uuid[]))
    returning draft_id`
  await sql`
    update services.attachments set person_number = ${to}
    where person_number = ${from} and draft_id = any(${drafts.map(({ draftId }) => draftId)}::uuid[])`
  const booked = idsToMove(how, 'services.bookings')
  const bookings = await sql<{ bookingId: string }[]>`
    update services.bookings set person_number = ${to}
    where person_number = ${from} and (${booked}::uuid[] is null or booking_id = any(${booked}::uuid[]))
    returning booking_id`
  // Both may hold an open number at one office: then each stays where it is until the day is over.
  const held = idsToMove(how, 'services.queue_tickets')
  const tickets = await sql<{ ticketId: string }[]>`
    update services.queue_tickets t set person_number = ${to}
    where person_number = ${from} and (${held}::uuid[] is null or ticket_id = any(${held}::uuid[]))
      and not exists (
        select from services.queue_tickets o
        where o.person_number = ${to} and o.agency_id = t.agency_id and o.day = t.day
          and o.state in ('waiting', 'called'))
    returning ticket_id`
  return {
    'services.bookings': bookings.map(({ bookingId }) => bookingId),
    'services.queue_tickets': tickets.map(({ ticketId }) => ticketId),
    'services.dossiers': ids,
    'services.dossier_approvals': approvals.map(({ approvalId }) => approvalId),
    'services.offers': offers.map(({ offerId }) => offerId),
    'services.claims': claims.map(({ claimId }) => claimId),
    'services.drafts': drafts.map(({ draftId }) => draftId),
  }
})
