/** Where “digitised” and “told to the national portal” of the index come from. Decision 766/QĐ-TTg (2022). */
import { beforeAll, expect, test } from 'vitest'
import type { OfficerActor } from '#platform/call.ts'
import { uuidv7 } from '#platform/ids.ts'
import { platform } from '#testing'
import * as contract from './contract.ts'

const NOW = new Date('2026-11-23T02:00:00Z')
const query = { from: '2026-11-01', to: '2026-11-23' }
const PERSON = '001090000001'

beforeAll(async () => {
  const { at } = await platform()
  at(NOW)
})

/** A dossier with papers, of which some are needed. */
async function dossier(needed: readonly string[]): Promise<string> {
  const { owner } = await platform()
  const dossierId = uuidv7()
  const papers = [{ code: 'held', needed: false }, ...needed.map((code) => ({ code, needed: true }))]
  const at = new Date('2026-11-20T02:00:00Z')
  await owner`
    insert into services.dossiers ${owner({
      ...{
        personNumber: PERSON,
        dossierId,
        code: `T-${dossierId}`,
        serviceCode: '1.004194',
        serviceVersion: 1,
      },
      ...{ agencyId: 1, unitId: 1001, channel: 'counter', version: 3, state: 'processing', submittedAt: at },
      ...{ answers: {}, provenance: {}, facts: {}, fee: { amountDong: 0 }, shown: {}, people: [], papers },
      ...{
        acceptedAt: at,
        dueAt: new Date('2026-11-30T02:00:00Z'),
        nextDueAt: new Date('2026-11-30T02:00:00Z'),
      },
      ...{ papersKnown: papers.length, papersAvoided: 1 },
    } as never)}`
  return dossierId
}

/** A file for a paper: sent by the citizen, or scanned at the counter, compared or not. */
async function scan(dossierId: string, slot: string, by: 'citizen' | 'compared' | 'not-compared') {
  const { owner } = await platform()
  const done = { accountId: uuidv7(), at: NOW.toISOString() }
  const digitised =
    by === 'citizen' ? null : { ...done, agencyId: 1, comparison: by === 'compared' ? done : null }
  await owner`
    insert into services.attachments (person_number, attachment_id, draft_id, dossier_id, slot, position, file_id,
      content_type, size_bytes, sha256, pages, signature, digitised, added_at)
    values (${PERSON}, ${uuidv7()}, ${uuidv7()}, ${dossierId}, ${slot}, 0, ${uuidv7()}, 'image/jpeg', 1, '\\x00', 1,
      'none', ${digitised === null ? null : owner.json(digitised)}, ${NOW})`
}

async function told(dossierId: string, version: number, toldVersion: number | null): Promise<void> {
  const { owner } = await platform()
  await owner`
    insert into services.portal_tellings (person_number, dossier_id, version, request_id, told_version, told_at, try_at)
    values (${PERSON}, ${dossierId}, ${version}, ${uuidv7()}, ${toldVersion}, ${toldVersion === null ? null : NOW},
      ${NOW})`
}

test('a dossier is digitised when every needed paper is a file, compared where a counter scanned it; told when its latest step is', async () => {
  const none = await dossier([])
  const sent = await dossier(['photo'])
  await scan(sent, 'photo', 'citizen')
  const compared = await dossier(['photo'])
  await scan(compared, 'photo', 'compared')
  const loose = await dossier(['photo', 'form'])
  await scan(loose, 'photo', 'compared')
  await scan(loose, 'form', 'not-compared')
  const missing = await dossier(['photo', 'form'])
  await scan(missing, 'photo', 'citizen')
  // A file for another field does not stand for a paper.
  await scan(missing, 'held', 'citizen')
  await told(none, 3, 3)
  await told(sent, 3, 2)
  await told(compared, 3, null)
  const { as } = await platform()
  const leader = as(nation)
  const { score } = await leader.call(contract.readIndex, { query })
  const lines = score.groups.flatMap(({ indicators }) => indicators)
  const of = (measure: contract.Measure) => lines.find((line) => line.measure === measure)
  expect(of('digitised')).toMatchObject({ counted: 3, of: 5, lacking: 2 })
  expect(of('synced')).toMatchObject({ counted: 1, of: 5, lacking: 4 })
  const why = async (measure: contract.Measure) => {
    const { rows } = await leader.call(contract.listIndexRows, { query: { ...query, measure } })
    return new Map(rows.map(({ dossierId, lack }) => [dossierId, lack]))
  }
  expect(await why('digitised')).toEqual(
    new Map([
      [loose, 'not-compared'],
      [missing, 'not-scanned'],
    ]),
  )
  expect(await why('synced')).toEqual(
    new Map([
      [sent, 'told-older'],
      [compared, 'not-told'],
      [loose, 'not-told'],
      [missing, 'not-told'],
    ]),
  )
})

const nation: OfficerActor = {
  kind: 'officer',
  number: '001099999998',
  personId: uuidv7(),
  accountId: uuidv7(),
  appointmentId: uuidv7(),
  position: 'leader',
  agencyId: 1,
  roles: ['steering'],
  territory: { level: 'nation', unitId: 0 },
  sessionId: 's',
  factorAt: NOW.toISOString(),
}
