import { beforeAll, expect, test } from 'vitest'
import { enqueue } from '#platform/jobs.ts'
import { contactsOf, personByNumber, rebuild, registerHash, resolveNumber, timelineOf } from '#population'
import * as contract from '#population/contract'
import { type Platform, platform } from '#testing'
import { type Scene, scene } from '#testing/homes.ts'
import { born, officer } from '#testing/people.ts'

let p: Platform
let s: Scene
let steward: ReturnType<Platform['as']>
let second: ReturnType<Platform['as']>
beforeAll(async () => {
  p = await platform()
  p.at('2026-11-21T02:00:00Z')
  s = await scene(p)
  const territory = { level: 'commune', unitId: s.here } as const
  steward = p.as(officer(s.police, territory, ['data-steward']))
  second = p.as(officer(await born(p), territory, ['data-steward']))
})

const reason = 'Nạp danh sách do Công an phường bàn giao theo công văn 12'
const legalBasis = 'Nghị định 70/2024/NĐ-CP'
const refused = (type: string, status: number) => ({ type: `/problems/population/${type}`, status })
const reading = (as: typeof steward, loadId: string) => as.call(contract.readLoad, { params: { loadId } })

async function deliver(lines: string, act: contract.Mapping['act'], more: Partial<contract.Mapping> = {}) {
  const started = await steward.call(contract.startLoad, { body: Buffer.from(lines) as never })
  const { loadId } = started
  const mapping: contract.Mapping = {
    act,
    encoding: started.encodings[0]!.encoding,
    heads: true,
    columns: started.suggested[act]!,
    legalBasis,
    ...more,
  }
  return await steward.call(contract.mapLoad, { params: { loadId }, body: { mapping, reason } })
}

async function check(loadId: string) {
  await steward.call(contract.checkLoad, { params: { loadId } })
  await p.settle()
  return await reading(steward, loadId)
}

async function release({ loadId, digest }: contract.Load) {
  await second.call(contract.releaseLoad, { params: { loadId }, body: { digest: digest! } })
  await p.settle()
  return await reading(second, loadId)
}

const outcomes = (load: contract.Load) =>
  Object.fromEntries(load.outcomes.map(({ outcome, rows }) => [outcome, rows]))

test('people of a delivered file are collected: tried without a trace, released by another, recorded row by row', async () => {
  const lines = [
    'Họ và tên,Ngày sinh,Giới tính,Dân tộc,Số định danh,Điện thoại',
    'Lò Thị Mai,02/05/1991,Nữ,Thái,,0912 345 601',
    'Vàng A Sùng,1975,Nam,Mông,,',
    'Lò Thị Mai,02/05/1991,Nữ,Thái,,',
    'Phạm Văn Sơn,31/02/1980,Nam,Kinh,,',
    'Giàng A Páo,03/1960,Nam,Hmông,001060000123,',
    `${s.husband.name},15/01/1985,Nam,Kinh,${s.husband.number},`,
    'Trần Văn Hùng,15/01/1985,Nam,Kinh,,',
  ].join('\n')
  const mapped = await deliver(lines, 'collection', { unitId: s.province })
  expect(mapped).toMatchObject({ state: 'mapped', rowsTotal: 7, format: 'csv' })
  expect(mapped.columns[1]).toMatchObject({ name: 'Ngày sinh', filled: 1 })
  expect(JSON.stringify(mapped.columns)).not.toContain('Mai')

  const before = await registerHash(p.sql)
  const checked = await check(mapped.loadId)
  expect(await registerHash(p.sql)).toEqual(before)
  expect(outcomes(checked)).toEqual({ ready: 2, refused: 4, 'nothing-new': 1 })
  const report = await steward.send(contract.readLoadReport, { params: { loadId: mapped.loadId } })
  const text = report.bytes.toString()
  expect(text).toContain('"4","Không ghi được","Người này đã có ở một dòng trước trong tệp; dòng 2"')
  expect(text).toContain('"5","Không ghi được","Ngày, tháng, năm sinh: Không đọc được giá trị"')
  expect(text).toContain('"3","Không ghi được","Dân tộc: Không đọc được giá trị"')
  expect(text).toContain('"8","Không ghi được","Có thể đã có người này trong dữ liệu; cần kiểm tra trước"')
  expect(text).not.toContain('Mai')

  const { loadId, digest } = checked
  await expect(
    steward.call(contract.releaseLoad, { params: { loadId }, body: { digest: digest! } }),
  ).rejects.toMatchObject(refused('own-load', 403))
  await expect(
    second.call(contract.releaseLoad, { params: { loadId }, body: { digest: 'f'.repeat(64) } }),
  ).rejects.toMatchObject(refused('load-changed', 409))
  const loaded = await release(checked)
  expect(loaded.state).toBe('loaded')
  expect(outcomes(loaded)).toEqual({ loaded: 2, refused: 4, 'nothing-new': 1 })
  const pao = await personByNumber(p, '001060000123')
  expect(pao).toMatchObject({
    name: 'Giàng A Páo',
    bornOn: '1960-03-01',
    bornPrecision: 'M',
    ethnicGroup: '08',
  })
  const [mai] = await p.owner<{ personNumber: string }[]>`
    select person_number from population.people where name = 'Lò Thị Mai'`
  expect(await contactsOf(p, mai!.personNumber)).toMatchObject({ phone: '0912345601', confirmedOn: null })
  const rows =
    await p.owner`select cells from population.load_rows where load_id = ${loadId} and cells is not null`
  expect(rows).toHaveLength(0)
  expect((await rebuild(p.owner)).same).toBe(true)

  await second.call(contract.undoLoad, {
    params: { loadId },
    body: { reason: 'Danh sách nhầm, bên giao đã thu hồi' },
  })
  await p.settle()
  const undone = await reading(steward, loadId)
  expect(outcomes(undone)).toEqual({ undone: 2, refused: 4, 'nothing-new': 1 })
  expect(await personByNumber(p, '001060000123')).toBeUndefined()
  expect((await rebuild(p.owner)).same).toBe(true)
})

test('an old identity number is collected with the person, finds him everywhere, and is nobody else’s', async () => {
  const lines = [
    'Họ và tên,Ngày sinh,Giới tính,Số định danh,Số CMND',
    'Quàng Văn Pẩu,02/05/1971,Nam,001071000124,12345678',
    'Lường Thị Ón,03/06/1972,Nữ,001172000125,012345678',
    'Cầm Văn Ánh,04/07/1973,Nam,001073000126,12-AB',
  ].join('\n')
  const mapped = await deliver(lines, 'collection', { unitId: s.province })
  const checked = await check(mapped.loadId)
  expect(outcomes(checked)).toEqual({ ready: 1, refused: 2 })
  const loaded = await release(checked)
  expect(outcomes(loaded)).toEqual({ loaded: 1, refused: 2 })
  const found = await p.act((call) => resolveNumber(call, '012345678'))
  expect(found).toBe('001071000124')
  expect((await rebuild(p.owner)).same).toBe(true)
  await second.call(contract.undoLoad, {
    params: { loadId: mapped.loadId },
    body: { reason: 'Danh sách nhầm, bên giao đã thu hồi' },
  })
  await p.settle()
  expect(await p.act((call) => resolveNumber(call, '012345678'))).toBeUndefined()
  expect((await rebuild(p.owner)).same).toBe(true)
})

test('a load whose process died with a step in its hands is taken over while the program runs', async () => {
  const lines = ['Họ và tên,Ngày sinh,Giới tính,Dân tộc', 'Lò Văn Pánh,02/05/1992,Nam,Thái'].join('\n')
  const { loadId } = await deliver(lines, 'collection', { unitId: s.province })
  await steward.call(contract.checkLoad, { params: { loadId } })
  await p.owner`
    update graphile_worker._private_jobs set locked_at = now(), locked_by = 'died' where key like ${`%${loadId}`}`
  await p.settle()
  expect(await reading(steward, loadId)).toMatchObject({ state: 'checking' })
  await p.act((call) => enqueue(call, 'population.resume-loads', {}))
  await p.settle()
  expect(await reading(steward, loadId)).toMatchObject({ state: 'checked' })
})

test('corrections reach the person of the number only when name or birthday agree, within the area', async () => {
  const stranger = await born(p, { name: 'Đỗ Thị Thu', bornOn: '1970-03-04' })
  const lines = [
    'Số CCCD;Họ tên;Tôn giáo;Nhóm máu',
    `${s.wife.number};NGUYEN THI HOA;Công giáo;o+`,
    `${s.husband.number};Trần Văn Hưng;Phật giáo;`,
    `${stranger.number};Đỗ Thị Thu;Phật giáo;`,
    '001185999999;Lê Văn Tám;Phật giáo;',
  ].join('\r\n')
  const checked = await check((await deliver(lines, 'correction')).loadId)
  expect(outcomes(checked)).toEqual({ ready: 1, refused: 3 })
  expect(checked.reasons.map(({ reason: { vi } }) => vi).toSorted()).toEqual([
    'Họ tên hoặc ngày sinh không khớp với người có số định danh này',
    'Không tìm thấy người này trong Cơ sở dữ liệu quốc gia về dân cư',
    'Người này không cư trú trong địa bàn bạn phụ trách',
  ])
  await release(checked)
  expect(await personByNumber(p, s.wife.number)).toMatchObject({ religion: '02', bloodGroup: 'O+' })
  const [entry] = await p.owner`
    select e.act, e.purpose, e.reason from audit.entries e
    join audit.entry_subjects s on s.entry_id = e.id where e.act = 'population.load-step' and s.action = 'change'
    order by e.recorded_at desc limit 1`
  expect(entry).toMatchObject({ purpose: 'population/bulk-load', reason })
})

test('deaths and contacts are loaded, and taken back by annulments', async () => {
  const deaths = await check(
    (await deliver(`number,name,died\n${s.husband.number},Tran Van Hung,20/11/2026\n`, 'death')).loadId,
  )
  const loaded = await release(deaths)
  expect(await personByNumber(p, s.husband.number)).toMatchObject({ status: 'dead', diedOn: '2026-11-20' })
  const params = { loadId: loaded.loadId }
  await second.call(contract.undoLoad, {
    params,
    body: { reason: 'Danh sách nhầm người, bên giao đã đính chính' },
  })
  await p.settle()
  const undone = await reading(steward, loaded.loadId)
  expect(undone.state).toBe('undone')
  expect(outcomes(undone)).toEqual({ undone: 1 })
  expect(await personByNumber(p, s.husband.number)).toMatchObject({ status: 'alive', diedOn: null })
  expect(await p.act((call) => timelineOf(call, s.husband.number))).toContainEqual(
    expect.objectContaining({ kind: 'death', annulled: true }),
  )
  const phones = await check(
    (await deliver(`number,name,phone\n${s.husband.number},Tran Van Hung,0987654321\n`, 'contacts')).loadId,
  )
  await release(phones)
  expect(await contactsOf(p, s.husband.number)).toMatchObject({ phone: '0987654321' })
  await second.call(contract.undoLoad, {
    params: { loadId: phones.loadId },
    body: { reason: 'Danh sách nhầm người, bên giao đã đính chính' },
  })
  await p.settle()
  expect(await contactsOf(p, s.husband.number)).toBeUndefined()
})

test('a load is its office’s own, goes step by step, and can be given up', async () => {
  const mapped = await deliver('number,name,phone\n001185999999,Ai Do,0987654321\n', 'contacts')
  const params = { loadId: mapped.loadId }
  const strange = p.as(officer(s.police, { level: 'commune', unitId: s.there }, ['data-steward']))
  await expect(reading(strange, mapped.loadId)).rejects.toMatchObject(refused('load-unknown', 404))
  await expect(
    second.call(contract.releaseLoad, { params, body: { digest: mapped.digest! } }),
  ).rejects.toMatchObject(refused('load-not-now', 409))
  const mapping = { ...mapped.mapping!, columns: { number: 0 } }
  await expect(steward.call(contract.mapLoad, { params, body: { mapping, reason } })).rejects.toMatchObject(
    refused('mapping-incomplete', 422),
  )
  expect((await steward.call(contract.withdrawLoad, { params })).state).toBe('withdrawn')
  await expect(steward.call(contract.checkLoad, { params })).rejects.toMatchObject(
    refused('load-not-now', 409),
  )
  const left = await deliver('number,name,phone\n001185999999,Ai Do,0987654321\n', 'contacts')
  const forgetting = p.app.worker.tasks.find(({ name }) => name === 'population.forget-loads')!
  await p.act((call) => forgetting.run(call, {}, p.server), { now: new Date('2026-12-25T02:00:00Z') })
  expect((await reading(steward, left.loadId)).state).toBe('withdrawn')
  const kept = await p.owner`select 1 from population.load_rows where load_id = ${left.loadId}`
  expect(kept).toHaveLength(0)
  const rows = (await steward.call(contract.listLoads, { query: {} })).rows.slice(1)
  expect(rows[0]).toMatchObject({ loadId: mapped.loadId, state: 'withdrawn', preparedByMe: true })
  const nobody = p.as(officer(s.police, { level: 'commune', unitId: s.here }, ['residence']))
  await expect(nobody.call(contract.listLoads, { query: {} })).rejects.toMatchObject({ status: 403 })
})
