/** What residence adds to the hash of the registers and to a replay of all life events. Loaded with the module. */
import { isKind, type LifeEvent, partOf, registerHashPart, registerReplay, wholePartOf } from '#population'
import { replayBoundaries } from './boundary-replay.ts'
import { copyColumns } from './copy-columns.ts'
import { keepAllDissolutions } from './households.store.ts'
import { absencesOf, placeHistoryOf } from './presence-history.ts'
import { householdFormed, permanentResidence, stay, temporaryResidence } from './residence-events.ts'
import { residenceHistoryOf } from './residence-history.ts'
import { recountUnits } from './unit-counts.store.ts'

const day = (column: string) => `t.${column} - date '2000-01-01'`
const instant = (column: string) => `extract(epoch from t.${column})`

registerHashPart(
  'residence.residences',
  partOf(
    'residence.residences',
    `row(t.person_number, t.kind, t.dwelling_id, t.unit_id, ${day('valid_from')}, ${day('valid_until')},
      ${instant('recorded_at')}, ${instant('superseded_at')}, t.event_id)::text`,
  ),
)
registerHashPart(
  'residence.memberships',
  partOf(
    'residence.memberships',
    `row(t.person_number, t.household_id, t.kind, t.relation_to_head, ${day('valid_from')}, ${day('valid_until')},
      ${instant('recorded_at')}, ${instant('superseded_at')}, t.event_id)::text`,
  ),
)
registerHashPart(
  'residence.current_residences',
  partOf(
    'residence.current_residences',
    `row(t.person_number, t.permanent_unit_id, t.permanent_dwelling_id, t.permanent_household_id,
      t.relation_to_head, t.temporary_unit_id, t.temporary_dwelling_id, t.temporary_household_id,
      t.temporary_relation, ${day('temporary_from')}, ${day('temporary_until')}, t.version,
      ${instant('recorded_at')})::text`,
  ),
)
registerHashPart(
  'residence.stays',
  partOf(
    'residence.stays',
    `row(t.person_number, t.id, t.unit_id, t.dwelling_id, t.place, ${day('arrives_on')}, ${day('leaves_on')},
      t.reason, t.declared_by, ${instant('declared_at')}, t.late, t.dossier_id, ${instant('annulled_at')})::text`,
  ),
)
registerHashPart(
  'residence.absences',
  partOf(
    'residence.absences',
    `row(t.person_number, t.id, t.unit_id, t.ground, ${day('from_on')}, ${day('until_on')}, t.destination, t.reason,
      t.consent, ${instant('declared_at')}, t.late, t.dossier_id, ${day('ended_on')}, ${instant('annulled_at')})::text`,
  ),
)
registerHashPart(
  'residence.current_places',
  partOf(
    'residence.current_places',
    `row(t.person_number, t.unit_id, t.dwelling_id, t.place, ${day('valid_from')}, ${day('valid_until')},
      ${instant('recorded_at')}, ${instant('superseded_at')}, t.event_id)::text`,
  ),
)
registerHashPart(
  'residence.households',
  wholePartOf(
    'residence.households',
    `row(t.household_id, t.dwelling_id, t.unit_id, t.file_number, ${day('formed_on')}, ${day('dissolved_on')},
      ${instant('recorded_at')})::text`,
    't.unit_id',
  ),
)
registerHashPart(
  'residence.dwellings',
  wholePartOf(
    'residence.dwellings',
    `row(t.dwelling_id, t.unit_id, t.address_line, t.kind, t.area_m2, ${instant('recorded_at')},
      ${day('closed_on')})::text`,
    't.unit_id',
  ),
)
registerHashPart(
  'residence.dwelling_owners',
  wholePartOf(
    'residence.dwelling_owners',
    `row(t.dwelling_id, t.person_number, t.organisation, ${day('valid_from')}, ${day('valid_until')},
      ${instant('recorded_at')}, ${instant('superseded_at')}, t.event_id)::text`,
    `left(t.dwelling_id::text, 13) collate "C"`,
  ),
)
registerHashPart(
  'residence.dwelling_moves',
  wholePartOf(
    'residence.dwelling_moves',
    `row(t.dwelling_id, ${day('effective_on')}, t.from_unit_id, t.to_unit_id, t.act_id, t.choice_id,
      ${instant('recorded_at')}, ${instant('superseded_at')})::text`,
    `left(t.dwelling_id::text, 13) collate "C"`,
  ),
)
registerHashPart(
  'residence.unit_counts',
  wholePartOf(
    '(select * from residence.unit_counts_v1 where people <> 0 or temporary <> 0 or households <> 0)',
    'row(t.unit_id, t.people, t.temporary, t.households)::text',
    't.unit_id',
  ),
)

registerReplay({
  tables: {
    'residence.residences': copyColumns['residence.residences'],
    'residence.memberships': copyColumns['residence.memberships'],
    'residence.current_residences': copyColumns['residence.current_residences'],
    'residence.stays': copyColumns['residence.stays'],
    'residence.absences': copyColumns['residence.absences'],
    'residence.current_places': copyColumns['residence.current_places'],
    'residence.households': copyColumns['residence.households'],
    'residence.dwelling_moves': [],
  },
  rows: (events) => {
    const { current, residences, memberships } = residenceHistoryOf(events)
    return {
      'residence.residences': residences,
      'residence.memberships': memberships,
      'residence.current_residences': current ? [current] : [],
      'residence.stays': events.flatMap((one) => (isKind(one, stay) ? [stayRow(one, events)] : [])),
      'residence.absences': absencesOf(events),
      'residence.current_places': placeHistoryOf(events),
      'residence.households': events.flatMap(householdRow),
    }
  },
  async finish(sql) {
    await replayBoundaries(sql)
    await keepAllDissolutions(sql)
    await recountUnits(sql)
  },
})

/** The household that an event forms; empty for every other event. For the seeder as well. */
export function householdRow(one: LifeEvent): object[] {
  const forms =
    isKind(one, permanentResidence) || isKind(one, temporaryResidence) || isKind(one, householdFormed)
  if (!forms || one.payload.fileNumber === undefined) return []
  const { householdId, dwellingId, unitId, fileNumber } = one.payload
  const { effectiveOn: formedOn, recordedAt } = one
  return [{ householdId, dwellingId, unitId, fileNumber, formedOn, dissolvedOn: null, recordedAt }]
}

type StayEvent = LifeEvent<{
  unitId: number
  dwellingId?: string
  place: string
  leavesOn: string
  reason?: string
  declaredBy: string
  late: boolean
}>

/** The row of a stay. For the seeder as well. */
export function stayRow(one: StayEvent, events: readonly LifeEvent[]): object {
  const { personNumber, id, effectiveOn: arrivesOn, recordedAt: declaredAt, dossierId, payload } = one
  const annulledAt = events.find(({ annuls }) => annuls === id)?.recordedAt ?? null
  return { ...payload, personNumber, id, arrivesOn, declaredAt, dossierId, annulledAt }
}
