/**
 * The change feed: what the platform keeps as message rows, of life events only. Each row that is answered is entered
 * as read of its person. A territory sees the events of whoever was registered in it on the day the event took
 * effect; the day somebody leaves counts, so the office that loses him hears of it.
 */
import { type Call, reads, type Territory } from '#platform/call.ts'
import { type FeedRow, readFeed } from '#platform/feed.ts'
import type { Day, PersonNumber, Words } from '#platform/schemas.ts'
import * as contract from './contract.ts'
import { type FeedAsked, feedRights, toldOf } from './feed-rights.ts'
import type { Declared } from './life-event.ts'
import { declaredNames } from './life-events.ts'
import { peopleByNumbers } from './people.ts'
import { officerOf } from './territory.ts'
import { wordsOfKind } from './timeline.ts'

/** Of these people, each on a day, those registered in the territory then; in the form `number day`. */
export type PresenceCheck = (
  call: Call,
  asked: readonly { personNumber: PersonNumber; on: Day }[],
  territory: Territory,
) => Promise<ReadonlySet<string>>

let presenceCheck: PresenceCheck | undefined

export function registerPresenceCheck(check: PresenceCheck): void {
  presenceCheck = check
}

export const presenceKey = (personNumber: PersonNumber, on: Day) => `${personNumber} ${on}`

interface ChangesAsked {
  after?: string | undefined
  kinds?: readonly string[] | undefined
  territory?: Territory | undefined
  /** Of the changes that were found, those that may be told; absent tells all. */
  told?: ((rows: contract.Change[]) => Promise<contract.Change[]>) | undefined
  /** Events looked at. */
  scan: number
}

interface Changes {
  rows: contract.Change[]
  next: string | null
  more: boolean
}

/** Reads the feed and enters each person as read. Throws kindUnknown, positionUnreadable. */
async function changesAfter(call: Call, asked: ChangesAsked): Promise<Changes> {
  const names = namesOf(asked.kinds)
  const kindOf = new Map([...declaredNames()].map(([kind, name]) => [name, kind]))
  const page = await readFeed(call.sql, {
    after: asked.after ?? null,
    names,
    scan: asked.scan,
  })
  const rows = page.rows.map((row) => changeOf(row, kindOf.get(row.name)!))
  const within = asked.territory === undefined ? rows : await inside(call, rows, asked.territory)
  const told = asked.told === undefined ? within : await asked.told(within)
  for (const { personNumber } of told) reads(call, personNumber, ['life-events'])
  return { rows: told, next: page.next, more: page.more }
}

const MOST_AT_ONCE = 500
const MOST_IN_A_LIST = 100

/** For a system of an organisation, by the scope of its token and the terms of its registration. */
export async function readChanges(call: Call, query: ChangesQuery & FeedAsked): Promise<Changes> {
  const rights = await feedRights(call, query)
  return await changesAfter(call, {
    told: (rows) => toldOf(call, rights, rows),
    ...given(query),
    ...(query.unitId === undefined ? {} : { territory: { level: 'commune', unitId: query.unitId } }),
    scan: query.limit ?? MOST_AT_ONCE,
  })
}

/** For an officer: the people of his territory, or of a unit within it, by name. */
export async function listChangesInArea(call: Call, query: ChangesQuery) {
  const { territory } = officerOf(call)
  const asked: Territory = query.unitId === undefined ? territory : { level: 'commune', unitId: query.unitId }
  const page = await changesAfter(call, {
    ...given(query),
    territory: asked,
    scan: query.limit ?? MOST_IN_A_LIST,
  })
  const theirs = asked === territory ? page.rows : await inside(call, page.rows, territory)
  const people = await peopleByNumbers(
    call,
    theirs.map(({ personNumber }) => personNumber),
  )
  const kinds = [...declaredNames().keys()].map((kind) => ({ kind, words: wordsOfKind(kind) }))
  return {
    rows: theirs.flatMap(({ personNumber, details: _, causedBy: _cause, annuls: _annulled, ...row }) => {
      const person = people.get(personNumber)
      if (!person) return []
      reads(call, personNumber, ['name'])
      return [
        {
          ...row,
          personId: person.personId,
          name: person.name,
          words: wordsOfKind(row.kind) satisfies Words,
        },
      ]
    }),
    next: page.next,
    more: page.more,
    kinds,
  }
}

interface ChangesQuery {
  after?: string
  kinds?: string
  unitId?: number
  limit?: number
}

function given({ after, kinds }: ChangesQuery): Pick<ChangesAsked, 'after' | 'kinds'> {
  return { after, kinds: kinds?.split(',').map((kind) => kind.trim()) }
}

function namesOf(kinds: readonly string[] | undefined): string[] {
  const all = declaredNames()
  if (kinds === undefined) return [...all.values()]
  return kinds.map((kind) => {
    const name = all.get(kind)
    if (name === undefined) throw contract.kindUnknown()
    return name
  })
}

function changeOf({ position, payload }: FeedRow, kind: string): contract.Change {
  const said = payload as Declared
  return {
    position,
    eventId: said.eventId,
    kind,
    effectiveOn: said.effectiveOn,
    recordedAt: said.recordedAt,
    personNumber: said.personNumber,
    causedBy: said.causedBy,
    annuls: said.annuls,
    details: said.details,
  }
}

async function inside(
  call: Call,
  rows: readonly contract.Change[],
  territory: Territory,
): Promise<contract.Change[]> {
  if (territory.level === 'nation') return [...rows]
  if (!presenceCheck) throw new Error('No module has said who lives where')
  const present = await presenceCheck(
    call,
    rows.map(({ personNumber, effectiveOn }) => ({ personNumber, on: effectiveOn })),
    territory,
  )
  return rows.filter(({ personNumber, effectiveOn }) => present.has(presenceKey(personNumber, effectiveOn)))
}
