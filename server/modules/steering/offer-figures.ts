/** Offers in figures, from the view of `services`: nobody's number is in it. */
import type { Call, OfficerActor } from '#platform/call.ts'
import { offerRules } from '#services'
import { scopeOf } from './figures.ts'
import { placesOf } from './index-places.ts'
import type { OfferFigure } from './offer-figures.contract.ts'

/** Throws outsideTerritory. */
export async function offerFigures(
  call: Call,
  leader: OfficerActor,
  asked: number | undefined,
): Promise<{ rows: OfferFigure[] }> {
  const scope = await scopeOf(call, leader, asked)
  const { units } = placesOf(scope, false)
  const sums = await call.sql<Omit<OfferFigure, 'title' | 'level'>[]>`
    select rule, count(*) filter (where state = 'offered')::integer as offered,
      count(*) filter (where state = 'filed')::integer as filed,
      count(*) filter (where state = 'refused')::integer as refused,
      count(*) filter (where state in ('withdrawn', 'lapsed'))::integer as ended
    from services.offers_v1
    where made_at >= ${scope.since} and unit_id = any(${units}::integer[])
    group by rule`
  const rules = await offerRules(call)
  return {
    rows: rules.map(({ id, title, level }) => ({
      ...(sums.find(({ rule }) => rule === id) ?? { offered: 0, filed: 0, refused: 0, ended: 0 }),
      rule: id,
      title,
      level,
    })),
  }
}
