/** Messages follow the person to another number. Loaded with the module. */
import { idsToMove, registerRenumbering } from '#population'

registerRenumbering('notifications', async ({ sql }, from, to, how) => {
  const only = idsToMove(how, 'notifications.messages')
  const moved = await sql<{ notificationId: string }[]>`
    update notifications.messages m set person_number = ${to}
    where person_number = ${from} and (${only}::uuid[] is null or notification_id = any(${only}::uuid[]))
      and not exists (
        select 1 from notifications.messages n
        where n.person_number = ${to} and n.notification_id = m.notification_id)
    returning notification_id`
  return { 'notifications.messages': moved.map(({ notificationId }) => notificationId) }
})
