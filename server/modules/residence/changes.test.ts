import { beforeAll, expect, test } from 'vitest'
import { changeDetails, registerDeath } from '#population'
import { listChangesInArea, readChanges } from '#population/contract'
import { type Platform, platform } from '#testing'
import { type Scene, scene } from '#testing/homes.ts'
import { type Born, born, grounds, officer } from '#testing/people.ts'
import { removePermanentResidence } from './index.ts'

let p: Platform
let s: Scene
let system: ReturnType<Platform['as']>
beforeAll(async () => {
  p = await platform()
  s = await scene(p)
  system = p.as({ kind: 'relying-party', clientId: 'insurer', agencyId: 1, scopes: ['population.changes'] })
})

const change = (one: Born, otherName: string) =>
  p.act((call) =>
    changeDetails(call, { personNumber: one.number, on: '2026-11-01', details: { otherName } }, grounds),
  )

/** Waits until no transaction that wrote an event is running any more, whoever else works on this server. */
async function settled() {
  for (;;) {
    const [row] = await p.owner`
      select 1 from platform.events where xid >= pg_snapshot_xmin(pg_current_snapshot()) limit 1`
    if (!row) return
  }
}

/** Reads everything after a position, in small pages. */
async function readAll(after?: string, limit = 7) {
  const rows = []
  let position = after
  for (;;) {
    const query = { limit, ...(position === undefined ? {} : { after: position }) }
    const page = await system.call(readChanges, { query })
    rows.push(...page.rows)
    position = page.next ?? position
    if (!page.more) return { rows, position }
  }
}

/** All life events of the register, by person in the order of recording. */
const recorded = () => p.owner<{ id: string; personNumber: string }[]>`
  select id, person_number from population.life_events order by recorded_at, id`

test('the feed has every life event once, from any position, in the order of each person', async () => {
  await settled()
  const { rows, position } = await readAll()
  const ids = rows.map(({ eventId }) => eventId)
  const all = await recorded()
  expect(ids.toSorted()).toEqual(all.map(({ id }) => id).toSorted())
  const middle = rows[Math.floor(rows.length / 2)]!
  const rest = await readAll(middle.position)
  expect(rest.rows).toEqual(rows.slice(rows.indexOf(middle) + 1))
  expect(rest.position).toBe(position)
  expect((await readAll(position)).rows).toEqual([])
})

test('writers at once, some of whom commit late, are all heard, each person in order', async () => {
  const names = ['Lê Văn An', 'Phạm Thị Bích', 'Hoàng Minh Cường', 'Đỗ Thu Dung']
  const people = await Promise.all(
    names.map((name, i) => born(p, { name, bornOn: `19${60 + i * 9}-0${i + 1}-1${i}` })),
  )
  await settled()
  const { position } = await readAll()
  const heard: { eventId: string; personNumber: string }[] = []
  let writing = true
  const reader = (async () => {
    let at = position
    while (writing) {
      const read = await readAll(at)
      heard.push(...read.rows)
      at = read.position
    }
    heard.push(...(await readAll(at)).rows)
  })()
  const writers = Array.from({ length: 24 }, (_, i) =>
    p.act(async (call) => {
      const first = people[i % people.length]!
      const later = people[(i * 7 + 1) % people.length]!
      await changeDetails(
        call,
        { personNumber: first.number, on: '2026-11-01', details: { otherName: `Một ${i}` } },
        grounds,
      )
      if (i % 3 === 0 && later.number > first.number) {
        await changeDetails(
          call,
          { personNumber: later.number, on: '2026-11-01', details: { otherName: `Hai ${i}` } },
          grounds,
        )
      }
    }),
  )
  await Promise.all(writers)
  await settled()
  writing = false
  await reader
  const numbers = new Set(people.map(({ number }) => number))
  for (const number of numbers) {
    const told = heard.filter(({ personNumber }) => personNumber === number).map(({ eventId }) => eventId)
    const made = (await recorded()).filter(({ personNumber }) => personNumber === number).map(({ id }) => id)
    expect(told).toEqual(made.slice(1))
  }
})

test('a call that began early and waited for the person stands behind the one it waited for', async () => {
  const one = await born(p, { name: 'Vũ Quốc Khánh', bornOn: '1977-09-02' })
  await settled()
  const { position } = await readAll()
  const begun = Promise.withResolvers<void>()
  const go = Promise.withResolvers<void>()
  const early = p.act(async (call) => {
    await call.sql`select pg_current_xact_id()`
    begun.resolve()
    await go.promise
    await changeDetails(
      call,
      { personNumber: one.number, on: '2026-11-01', details: { otherName: 'Sau' } },
      grounds,
    )
  })
  try {
    await begun.promise
    await change(one, 'Trước')
    expect((await readAll(position)).rows).toEqual([])
  } finally {
    go.resolve()
    await early
  }
  await settled()
  const { rows } = await readAll(position)
  expect(
    rows.map(({ details }) => (details as { details: { otherName: string } }).details.otherName),
  ).toEqual(['Trước', 'Sau'])
})

test('a list of kinds, and the people of one commune: also the event by which somebody leaves it', async () => {
  const { position } = await readAll()
  await p.act((call) => registerDeath(call, { personNumber: s.wife.number, diedOn: '2026-11-10' }, grounds))
  await p.act((call) =>
    removePermanentResidence(call, { personNumber: s.wife.number, on: '2026-11-12', ground: 'a' }),
  )
  await settled()
  const query = { after: position!, unitId: s.here }
  const here = await system.call(readChanges, { query })
  expect(here.rows.map(({ kind }) => kind)).toEqual(['death', 'widowhood', 'permanent-residence-removal'])
  const deaths = await system.call(readChanges, { query: { ...query, kinds: 'death,birth' } })
  expect(deaths.rows.map(({ kind, personNumber }) => [kind, personNumber])).toEqual([
    ['death', s.wife.number],
  ])
  expect((await system.call(readChanges, { query: { after: position!, unitId: s.there } })).rows).toEqual([])
})

test('an officer sees the changes of his territory by name, entered as read; others see nothing of them', async () => {
  const roles = ['residence'] as const
  const own = p.as(officer(s.police, { level: 'commune', unitId: s.here }, [...roles]))
  const { rows, kinds } = await own.call(listChangesInArea, { query: { kinds: 'death' } })
  expect(rows).toMatchObject([{ name: s.wife.name, words: { vi: 'Khai tử' } }])
  expect(kinds.map(({ kind }) => kind)).toContain('permanent-residence-registration')
  expect(JSON.stringify(rows)).not.toContain(s.wife.number)
  const [entry] = await p.owner`
    select purpose, outcome, subject_count from audit.entries order by recorded_at desc limit 1`
  expect(entry).toMatchObject({ purpose: 'population/change-feed', outcome: 'done', subjectCount: 1 })
  const strange = p.as(officer(s.police, { level: 'commune', unitId: s.there }, [...roles]))
  expect((await strange.call(listChangesInArea, { query: { unitId: s.here } })).rows).toEqual([])
})

test('no scope, an unknown kind, and a position of one’s own making are refused', async () => {
  const other = p.as({ kind: 'relying-party', clientId: 'bank', agencyId: 1, scopes: [] })
  await expect(other.call(readChanges, { query: {} })).rejects.toMatchObject({ status: 403 })
  await expect(system.call(readChanges, { query: { kinds: 'wedding' } })).rejects.toMatchObject({
    type: '/problems/population/kind-unknown',
  })
  await expect(
    system.call(readChanges, { query: { after: '1-2-01900000-0000-7000-8000-00000000000x' } }),
  ).rejects.toMatchObject({
    type: '/problems/platform/position-unreadable',
  })
})
