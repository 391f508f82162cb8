import type { DossierState } from '@platform/server/services'
import type { Tone } from '../../kit/StatusBadge.tsx'

const tones: Record<DossierState, Tone> = {
  'awaiting-approvals': 'wait',
  submitted: 'progress',
  accepted: 'progress',
  processing: 'progress',
  'supplement-asked': 'wait',
  'payment-asked': 'wait',
  proposed: 'progress',
  approved: 'done',
  refused: 'refused',
  rejected: 'refused',
  returned: 'done',
  withdrawn: 'neutral',
  stopped: 'neutral',
}

/** How a dossier's state looks; its word comes from the server. */
export function toneOf(state: DossierState): Tone {
  return tones[state]
}

/** Nothing more will happen to it. */
export function isFinished(state: DossierState): boolean {
  return ['approved', 'refused', 'rejected', 'returned', 'withdrawn', 'stopped'].includes(state)
}
