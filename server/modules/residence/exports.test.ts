import { beforeAll, expect, test } from 'vitest'
import { askExport, decideExport, listExports, readExportFile } from '#population/contract'
import { type Platform, platform } from '#testing'
import { type Scene, scene } from '#testing/homes.ts'
import { born, officer } from '#testing/people.ts'

let p: Platform
let s: Scene
let asking: ReturnType<Platform['as']>
let second: ReturnType<Platform['as']>
beforeAll(async () => {
  p = await platform()
  p.at('2026-11-21T02:00:00Z')
  s = await scene(p)
  const territory = { level: 'commune', unitId: s.here } as const
  asking = p.as(officer(s.police, territory, ['data-steward']))
  second = p.as(officer(await born(p), territory, ['signing-leader']))
})

const reason = 'Lập danh sách cử tri của phường theo kế hoạch'
const columns = ['number', 'name', 'bornOn', 'phone'] as const
const refused = (type: string, status: number) => ({ type: `/problems/population/${type}`, status })

test('a short list is made at once: marked in its head and on each row, everyone in it entered', async () => {
  const { exportId } = await asking.call(askExport, {
    body: { unitId: s.here, columns: [...columns], reason },
  })
  await p.settle()
  const { rows } = await asking.call(listExports, { query: {} })
  expect(rows[0]).toMatchObject({ exportId, state: 'made', people: 2, askedByMe: true })
  const file = await asking.send(readExportFile, { params: { exportId } })
  const text = file.bytes.toString()
  expect(text).toContain(`lý do: ${reason}`)
  expect(text).toMatch(/Lúc: \d\d:\d\d:\d\d \d{1,2}\/\d{1,2}\/\d{4} \(giờ Việt Nam\)/)
  expect(text).toContain('người yêu cầu: Phạm Văn Công')
  expect(text).toContain(`"${s.husband.number}","Trần Văn Hùng","15/01/1985","","${exportId}"`)
  const [entry] = await p.owner`
    select act, purpose, reason, subject_count, answer_digest is not null as digested
    from audit.entries where act = 'population.make-export' order by recorded_at desc limit 1`
  expect(entry).toEqual({
    act: 'population.make-export',
    purpose: 'population/bulk-export',
    reason,
    subjectCount: 2,
    digested: true,
  })
  const ending = p.app.worker.tasks.find(({ name }) => name === 'population.end-exports')!
  await p.act((call) => ending.run(call, {}, p.server), { now: new Date(Date.now() + 8 * 86_400_000) })
  await expect(asking.call(readExportFile, { params: { exportId } })).rejects.toMatchObject(
    refused('export-unknown', 404),
  )
})

test('a longer one waits for another officer, who may refuse it', async () => {
  const asked = async () => {
    const one = await asking.call(askExport, { body: { unitId: s.here, columns: ['name'], reason } })
    await p.owner`update population.exports set state = 'asked', people = 500 where export_id = ${one.exportId}`
    return { exportId: one.exportId }
  }
  const params = await asked()
  await expect(asking.call(decideExport, { params, body: { agree: true } })).rejects.toMatchObject(
    refused('own-export', 403),
  )
  expect((await second.call(decideExport, { params, body: { agree: false } })).state).toBe('refused')
  await expect(second.call(decideExport, { params, body: { agree: true } })).rejects.toMatchObject(
    refused('export-not-now', 409),
  )
  const other = await asked()
  expect((await second.call(decideExport, { params: other, body: { agree: true } })).state).toBe('agreed')
  await p.settle()
  expect((await second.send(readExportFile, { params: other })).status).toBe(200)
})

test('another area, nobody there, another office, another position: refused', async () => {
  const body = { unitId: s.there, columns: [...columns], reason }
  await expect(asking.call(askExport, { body })).rejects.toMatchObject(refused('out-of-territory', 403))
  const elsewhere = p.as(officer(s.police, { level: 'commune', unitId: s.there }, ['data-steward']))
  await expect(elsewhere.call(askExport, { body })).rejects.toMatchObject(refused('export-too-large', 422))
  const [one] = (await asking.call(listExports, { query: {} })).rows
  await expect(elsewhere.call(readExportFile, { params: { exportId: one!.exportId } })).rejects.toMatchObject(
    refused('export-unknown', 404),
  )
  const police = p.as(officer(s.police, { level: 'commune', unitId: s.here }, ['residence']))
  await expect(police.call(askExport, { body })).rejects.toMatchObject({ status: 403 })
})
