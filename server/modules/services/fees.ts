/** Fees (phí, lệ phí): dated data by service, channel and province; the reason is always shown. */

import type { Call } from '#platform/call.ts'
import type { ChannelFees } from '#reference'
import { lawParameter } from '#reference'
import type { Bundle } from './bundle.ts'
import type { Fee } from './form.contract.ts'
import { holds, type Scope } from './rules/expression.ts'

/**
 * What is to be paid for a service on a day, through a channel, at an office of this commune. The province's own
 * rule goes before the nation's, and the difference is told.
 */
export async function feeOf(
  call: Pick<Call, 'sql' | 'ports'>,
  bundle: Bundle,
  scope: Scope,
  channel: keyof ChannelFees | 'counter',
  unitId: number | null,
): Promise<Fee> {
  const on = scope.today
  const { param } = bundle.fee.instead?.find(({ when }) => holds(when, scope)) ?? bundle.fee
  const nation = await lawParameter<ChannelFees>(call, param, on)
  const here = unitId === null ? nation : await lawParameter<ChannelFees>(call, param, on, unitId)
  const by = channel === 'counter' ? 'direct' : channel
  const amountDong = here.value[by]
  const standardDong = nation.value.direct
  return {
    amountDong,
    standardDong,
    reason: reasonOf(amountDong, nation.value, by, here.unitId !== null),
    law: here.citation,
  }
}

function reasonOf(amountDong: number, nation: ChannelFees, by: keyof ChannelFees, ownRule: boolean) {
  if (nation.direct === 0)
    return { vi: 'Thủ tục này không thu lệ phí', en: 'This procedure is free of charge' }
  if (ownRule && amountDong < nation[by]) {
    return amountDong === 0
      ? { vi: 'Được miễn theo quy định riêng của tỉnh, thành phố', en: 'Waived by a rule of the province' }
      : { vi: 'Được giảm theo quy định riêng của tỉnh, thành phố', en: 'Reduced by a rule of the province' }
  }
  if (amountDong < nation.direct) {
    return { vi: 'Mức giảm khi nộp trực tuyến', en: 'Reduced because it is filed online' }
  }
  return { vi: 'Mức thu theo quy định', en: 'The regular fee' }
}
