import type { Notification } from '@platform/server/notifications'
import { paths } from '../paths.ts'

/** The page a message is about. */
export function addressOf({ kind, id }: Notification['about']): string {
  if (kind === 'approval') return paths.approval(id)
  if (kind === 'account') return paths.account()
  if (kind === 'proposal') return paths.proposal(id)
  if (kind === 'offer') return paths.offer(id)
  if (kind === 'feedback') return paths.case(id)
  if (kind === 'booking') return paths.bookings()
  if (kind === 'mandate') return paths.represented()
  if (kind === 'check' || kind === 'consent-request' || kind === 'dispute') return paths.consents()
  return kind === 'document' ? paths.document(id) : paths.dossier(id)
}
