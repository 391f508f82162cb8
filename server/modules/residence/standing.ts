/** Where a person stands in the residence register, in words and as the items of article 9 of the Law on Identity. */
import type { Call } from '#platform/call.ts'
import { addDays } from '#platform/day.ts'
import type { Day, Instant, PersonNumber, Uuid, Words } from '#platform/schemas.ts'
import { EVERYTHING_KNOWN, type LifeEvent, peopleByNumbers, selectLifeEvents } from '#population'
import { addressLine, agencyById, codeItem, units } from '#reference'
import { selectAbsencesOn, selectPlaceAsOf } from './absences.store.ts'
import type { AbsenceRow, ResidenceItem, Standing } from './desk.contract.ts'
import { addressOf } from './dwellings.ts'
import { selectMembersAsOf } from './households.store.ts'
import { knownHousehold } from './households.ts'
import { relationWords } from './relation-words.ts'
import { residenceAsOf } from './residence-as-of.ts'

const written = (day: Day) => day.split('-').reverse().join('/')

export async function standingOf(
  call: Call,
  number: PersonNumber,
  day: Day,
  knownAt: Instant = EVERYTHING_KNOWN,
): Promise<Standing> {
  const items = await residenceItems(call, number, day, knownAt)
  const value = (item: number) => items.find((one) => one.item === item)?.value ?? null
  const relation = value(22)
  const file = value(20)
  return {
    permanent: value(16),
    temporary: value(17),
    household: file && (relation ? `${file} (${relation})` : file),
    currentPlace: value(18),
    absence: value(19),
  }
}

/** Absences that a person has declared and not come back from. */
export async function absencesOf(call: Call, number: PersonNumber, day: Day): Promise<AbsenceRow[]> {
  const rows: AbsenceRow[] = []
  for (const one of await selectAbsencesOn(call.sql, number, day, EVERYTHING_KNOWN)) {
    const listed = await codeItem(call, 'absence-grounds', one.ground, one.fromOn)
    rows.push({
      id: one.id,
      ground: one.ground,
      groundWords: { vi: listed?.vi ?? one.ground, en: listed?.en ?? one.ground },
      from: one.fromOn,
      until: one.untilOn,
      destination: one.destination,
      late: one.late,
    })
  }
  return rows
}

const labels: Record<number, [string, Words]> = {
  16: ['permanentResidence', { vi: 'Nơi thường trú', en: 'Permanent residence' }],
  17: ['temporaryResidence', { vi: 'Nơi tạm trú', en: 'Temporary residence' }],
  18: ['currentPlace', { vi: 'Nơi ở hiện tại', en: 'Current place' }],
  19: ['absence', { vi: 'Tình trạng khai báo tạm vắng', en: 'Declared absence' }],
  20: ['residenceFile', { vi: 'Số hồ sơ cư trú', en: 'Residence file' }],
  22: ['relationToHead', { vi: 'Mối quan hệ với chủ hộ', en: 'Relation to the head' }],
  23: ['household', { vi: 'Chủ hộ và các thành viên hộ gia đình', en: 'Head and members of the household' }],
}

/**
 * Items 16–20, 22 and 23 of article 9 (Law on Identity 26/2023/QH15) on a day, as known at an instant, each with where
 * it comes from. The caller enters what he reads in the log, the members of the household included.
 */
export async function residenceItems(
  call: Call,
  number: PersonNumber,
  day: Day,
  knownAt: Instant = EVERYTHING_KNOWN,
): Promise<ResidenceItem[]> {
  const held = await residenceAsOf(call, number, day, knownAt)
  const place = await selectPlaceAsOf(call.sql, number, day, knownAt)
  const [absence] = (await selectAbsencesOn(call.sql, number, day, knownAt)).filter(
    ({ fromOn }) => fromOn <= day,
  )
  const membership = held.memberships.find(({ kind }) => kind === 'permanent') ?? held.memberships.at(0)
  const household = membership && (await knownHousehold(call, membership.householdId))
  const relation = await relationWords(call)
  const events = await selectLifeEvents(call.sql, [number])
  const item = (
    of: number,
    value: string | null,
    empty: Words,
    from?: { eventId: Uuid; since: Day } | undefined,
  ) => itemOf(call, events, of, value, empty, from)
  const { permanent, temporary } = held
  const lived = async (row: typeof permanent) =>
    row ? await addressOf(call, row.dwellingId, day, knownAt) : null
  const from = (row: { eventId: Uuid; validFrom: Day } | undefined) =>
    row && { eventId: row.eventId, since: row.validFrom }
  const temporaryAddress = await lived(temporary)
  const until = temporary?.validUntil ? ` (đến hết ${written(addDays(temporary.validUntil, -1))})` : ''
  return [
    await item(16, await lived(permanent), empty.permanent, from(permanent)),
    await item(17, temporaryAddress && `${temporaryAddress}${until}`, empty.temporary, from(temporary)),
    await item(
      18,
      place
        ? addressLine(await units(call), place.unitId, place.place, day)
        : (temporaryAddress ?? (await lived(permanent))),
      empty.current,
      from(place ?? temporary ?? permanent),
    ),
    await item(
      19,
      absence ? absenceWords(absence) : null,
      empty.absence,
      absence && { eventId: absence.id, since: absence.fromOn },
    ),
    await item(20, household?.fileNumber ?? null, empty.household, from(membership)),
    await item(
      22,
      membership ? relation(membership.relationToHead) : null,
      empty.household,
      from(membership),
    ),
    await item(
      23,
      membership ? await membersInWords(call, membership.householdId, day, knownAt, relation) : null,
      empty.household,
      from(membership),
    ),
  ]
}

const empty = {
  permanent: { vi: 'Không có nơi thường trú', en: 'No permanent residence' },
  temporary: { vi: 'Không đăng ký tạm trú', en: 'No temporary residence' },
  current: { vi: 'Chưa khai báo', en: 'Not declared' },
  absence: { vi: 'Không khai báo tạm vắng', en: 'No absence declared' },
  household: { vi: 'Không thuộc hộ nào', en: 'In no household' },
}

function absenceWords({
  fromOn,
  untilOn,
  destination,
}: Pick<AbsenceRowLike, 'fromOn' | 'untilOn' | 'destination'>) {
  const end = untilOn ? ` đến hết ${written(untilOn)}` : ''
  return `Từ ${written(fromOn)}${end}, đến ${destination}`
}
interface AbsenceRowLike {
  fromOn: Day
  untilOn: Day | null
  destination: string
}

async function membersInWords(
  call: Call,
  householdId: Uuid,
  day: Day,
  knownAt: Instant,
  relation: (code: string) => string,
): Promise<string> {
  const members = await selectMembersAsOf(call.sql, householdId, day, knownAt)
  const people = await peopleByNumbers(
    call,
    members.map(({ personNumber }) => personNumber),
  )
  return members
    .map(({ personNumber, relationToHead }) => {
      const name = people.get(personNumber)?.name ?? ''
      return `${name} (${relation(relationToHead)})`
    })
    .join('; ')
}

async function itemOf(
  call: Call,
  events: readonly LifeEvent[],
  item: number,
  value: string | null,
  emptyBecause: Words,
  from: { eventId: Uuid; since: Day } | undefined,
): Promise<ResidenceItem> {
  const [code, label] = labels[item]!
  const event = value === null ? undefined : events.find(({ id }) => id === from?.eventId)
  const agency = event?.agencyId ? await agencyById(call.sql, event.agencyId) : undefined
  return {
    item,
    code,
    label,
    value,
    emptyBecause: value === null ? emptyBecause : null,
    since: value === null ? null : (from?.since ?? null),
    recordedAt: event?.recordedAt ?? null,
    eventId: event?.id ?? null,
    authority: agency ? { vi: agency.nameVi, en: agency.nameEn } : null,
    legalBasis: event?.legalBasis ?? null,
  }
}
