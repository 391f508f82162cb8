/** The article that an act of civil status stands on, by the law in force on the day on which it is registered. */
import type { Call } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { lawParameter } from '#reference'

export async function basisOf(call: Pick<Call, 'sql' | 'ports' | 'now'>, kind: string): Promise<string> {
  const basis = await lawParameter<string>(call, `life-event.basis.${kind}`, dayOf(call.now))
  return basis.value
}
