import { FunnelView } from '../../kit/accounts/FunnelView.tsx'
import { ForRoles } from '../ForRoles.tsx'
import { paths } from '../paths.ts'

/** The funnel of the officer's own territory. */
export function FunnelPage() {
  return (
    <ForRoles roles={['residence', 'data-steward']}>
      <FunnelView pathOf={paths.funnel} />
    </ForRoles>
  )
}
