/** The kind of life event by which one record of a person gives way to another (hợp nhất bản ghi). */
import { Type } from 'typebox'
import { PersonNumber } from '#platform/schemas.ts'
import { lifeEvent, MERGED_INTO } from './life-event.ts'

/**
 * This record is of the same person as another, under which everything goes on: an event of the record that gives way.
 * While it holds, nothing else of the record counts. Annulled, the record stands again as it stood.
 */
export const mergedInto = lifeEvent(
  MERGED_INTO,
  'population.record-merged',
  Type.Object({ into: PersonNumber }),
)
