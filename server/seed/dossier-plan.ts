/** Which requests lie on the desks of the demo, and since when, in working days. */

/** How far a request came. */
export type Goal =
  | 'awaiting-approvals'
  | 'new'
  | 'claimed'
  | 'payment-asked'
  | 'processing'
  | 'supplement-asked'
  | 'supplement-given'
  | 'proposed'
  | 'sent-back'
  | 'approved'
  | 'refused'
  | 'rejected'
  | 'withdrawn'
  | 'disagreed'
  | 'confirmation'
  | 'stay'

export interface Planned {
  goal: Goal
  /** Working days before the day of seeding on which it was submitted. */
  daysAgo: number
}

const many = (goal: Goal, daysAgo: readonly number[]): Planned[] =>
  daysAgo.map((days) => ({ goal, daysAgo: days }))

/** The ward: every state, some late. */
const wardDesk: Planned[] = [
  ...many('approved', [24, 17, 11, 9, 6, 5]),
  ...many('refused', [16, 7]),
  ...many('rejected', [14, 3]),
  ...many('withdrawn', [12, 4]),
  ...many('disagreed', [8]),
  ...many('confirmation', [15, 6, 2, 1]),
  ...many('stay', [3, 1]),
  // Late: the statutory term of three working days is over.
  ...many('processing', [11, 7]),
  ...many('proposed', [7]),
  ...many('supplement-asked', [4, 2]),
  ...many('supplement-given', [3]),
  ...many('processing', [3, 2, 2]),
  ...many('claimed', [1]),
  ...many('sent-back', [3]),
  ...many('proposed', [3, 2, 2]),
  ...many('awaiting-approvals', [3, 2, 1]),
  ...many('new', [2, 1, 0, 0, 0]),
]

const communeDesk: Planned[] = [
  ...many('approved', [18, 5]),
  ...many('refused', [9]),
  ...many('confirmation', [1]),
  ...many('processing', [7, 2]),
  ...many('supplement-asked', [3]),
  ...many('payment-asked', [1]),
  ...many('proposed', [2]),
  ...many('awaiting-approvals', [1]),
  ...many('new', [0]),
]

export const desks = {
  ward: { handlers: ['case-officer', 'second-case-officer'], leader: 'signing-leader', plan: wardDesk },
  rural: { handlers: ['other-case-officer'], leader: 'other-signing-leader', plan: communeDesk },
  upland: { handlers: ['upland-case-officer'], leader: 'upland-signing-leader', plan: communeDesk },
} as const
