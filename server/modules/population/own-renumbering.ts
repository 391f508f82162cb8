/**
 * What this module keeps beside the facts follows the person to another number: his proposals, what was explained of
 * his data, what was decided of whom he is not. Facts, their events and the books keep the number of their day.
 */
import type { Sql } from '#platform/db.ts'
import type { PersonNumber } from '#platform/schemas.ts'
import { mergedInto } from './merge-events.ts'
import { type HowRenumbered, idsToMove, registerRenumbering } from './renumbering.ts'

registerRenumbering('population', async ({ sql }, from, to, how) => ({
  'population.proposals': await moveProposals(sql, from, to, how),
  'population.quality_findings': await moveFindings(sql, from, to, how),
  'population.duplicate_pairs': await movePairs(sql, from, to, how),
}))

/** One open proposal a field: of two open ones that of the other number stays where it is. */
async function moveProposals(sql: Sql, from: PersonNumber, to: PersonNumber, how: HowRenumbered) {
  const only = idsToMove(how, 'population.proposals')
  const moved = await sql<{ proposalId: string }[]>`
    update population.proposals r set person_number = ${to}
    where person_number = ${from} and (${only}::uuid[] is null or proposal_id = any(${only}::uuid[]))
      and not (state in ('submitted', 'evidence-asked') and exists (
        select 1 from population.proposals o
        where o.person_number = ${to} and o.field = r.field and o.state in ('submitted', 'evidence-asked')))
    returning proposal_id`
  const ids = moved.map(({ proposalId }) => proposalId)
  await sql`
    update population.proposal_files set person_number = ${to}
    where person_number = ${from} and proposal_id = any(${ids}::uuid[])`
  await sql`
    update population.proposal_steps set person_number = ${to}
    where person_number = ${from} and proposal_id = any(${ids}::uuid[])`
  return ids
}

async function moveFindings(sql: Sql, from: PersonNumber, to: PersonNumber, how: HowRenumbered) {
  const only = idsToMove(how, 'population.quality_findings')
  const moved = await sql<{ findingId: string }[]>`
    update population.quality_findings f set person_number = ${to}
    where person_number = ${from} and (${only}::uuid[] is null or finding_id = any(${only}::uuid[]))
      and not exists (
        select 1 from population.quality_findings o where o.person_number = ${to} and o.rule = f.rule)
    returning finding_id`
  const ids = moved.map(({ findingId }) => findingId)
  await sql`
    update population.quality_finding_steps set person_number = ${to}
    where person_number = ${from} and finding_id = any(${ids}::uuid[])`
  return ids
}

/** Of a record that gives way only decisions move: whom the person still looks like is asked of his own record. */
async function movePairs(sql: Sql, from: PersonNumber, to: PersonNumber, how: HowRenumbered) {
  const only = idsToMove(how, 'population.duplicate_pairs')
  const states = how.by.kind === mergedInto.name ? ['not-the-same'] : ['not-the-same', 'open', 'merging']
  const moved = await sql<{ pairId: string }[]>`
    update population.duplicate_pairs d
    set (first_number, second_number, first_unit_id, second_unit_id, version) = (
      select least(${to}, other), greatest(${to}, other), case when ${to} < other then mine else its end,
        case when ${to} < other then its else mine end, d.version + 1
      from (select (case when d.first_number = ${from} then d.second_number else d.first_number end) collate "C" as other,
        case when d.first_number = ${from} then d.first_unit_id else d.second_unit_id end as mine,
        case when d.first_number = ${from} then d.second_unit_id else d.first_unit_id end as its) as side)
    where ${from} in (first_number, second_number) and ${to} not in (first_number, second_number)
      and (case when ${only}::uuid[] is null then state = any(${states}) else pair_id = any(${only}::uuid[]) end)
      and not exists (
        select 1 from population.duplicate_pairs o
        where (o.first_number, o.second_number) in (
          (d.first_number, ${to}), (${to}, d.first_number), (d.second_number, ${to}), (${to}, d.second_number)))
    returning pair_id`
  return moved.map(({ pairId }) => pairId)
}
