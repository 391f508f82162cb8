import { FunnelView } from '../../kit/accounts/FunnelView.tsx'
import { paths } from '../paths.ts'

/** How many of those who applied came to use their account, by unit. */
export function FunnelPage() {
  return <FunnelView pathOf={paths.funnel} />
}
