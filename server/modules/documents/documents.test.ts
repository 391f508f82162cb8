import { X509Certificate } from 'node:crypto'
import { expect, test } from 'vitest'
import type { CitizenActor } from '#platform/call.ts'
import { emit } from '#platform/events.ts'
import { uuidv7 } from '#platform/ids.ts'
import { agencyIdOf } from '#reference'
import { stay, temporaryRemoval } from '#residence/contract'
import { type Platform, platform } from '#testing'
import {
  listAuthorities,
  listMyDocuments,
  MAX_VERIFY_BYTES,
  readMyDocument,
  readMyPdf,
  verifyCode,
  verifyFile,
} from './contract.ts'
import {
  documentsOfDossier,
  issueDocument,
  type NewDocument,
  pdfOfDossier,
  retrySigning,
  revokeDocument,
} from './index.ts'
import { endConfirmations } from './issuing.ts'
import { registerTemplate } from './kinds.ts'
import { specimenIssuer, specimenSigner, specimens } from './specimens.ts'

const anonymous = { kind: 'anonymous' } as const
let made = 0

/** A person of this test's own, in the register. */
async function someone({ owner }: Platform, name = 'Nguyễn Thị Hường'): Promise<CitizenActor> {
  const number = `0011900${String(++made).padStart(5, '0')}`
  const personId = uuidv7()
  await owner`
    insert into population.people (person_number, person_id, version, name, name_folded, sex, born_on, ethnic_group,
      religion, marital_status, valid_from, recorded_at, event_id)
    values (${number}, ${personId}, 1, ${name}, 'x', 'female', '1990-03-05', '01', '00', 'single', '1990-03-05',
      now(), ${uuidv7()})`
  await owner`insert into population.person_ids (person_id, person_number) values (${personId}, ${number})`
  return { kind: 'citizen', number, personId, accountId: uuidv7(), level: 2, sessionId: 'test' }
}

async function agency({ sql }: Platform): Promise<number> {
  const [row] = await sql<{ unitId: number }[]>`
    select unit_id from reference.unit_versions where level = 'commune' and valid_until is null order by 1 limit 1`
  return agencyIdOf('commune-police', row!.unitId)
}

async function confirmation(on: Platform, person: CitizenActor, more: Partial<NewDocument> = {}) {
  const agencyId = await agency(on)
  return on.act((call) =>
    issueDocument(call, {
      person: person.number,
      kind: 'CT07',
      data: specimens.CT07!,
      agencyId,
      signer: specimenSigner,
      ...more,
    }),
  )
}

test('a paper is recorded with the decision, and signed a moment later', async () => {
  const on = await platform()
  const citizen = await someone(on)
  const issued = await confirmation(on, citizen)
  expect(issued.state).toBe('pending-signature')
  const before = await on.as(citizen).send(readMyPdf, { params: { id: issued.id } })
  expect(before.status).toBe(409)
  await on.settle()
  const detail = await on.as(citizen).call(readMyDocument, { params: { id: issued.id } })
  expect(detail).toMatchObject({ state: 'signed', number: issued.number, data: specimens.CT07 })
  const pdf = await on.as(citizen).send(readMyPdf, { params: { id: issued.id } })
  expect(pdf.headers['content-type']).toBe('application/pdf')
  const said = await on.as(anonymous).call(verifyFile, { body: pdf.bytes })
  expect(said).toMatchObject({
    file: 'unchanged',
    verdict: 'genuine',
    signer: 'dean06 SANDBOX Document Signer',
  })
})

test('a paper of a decision that was rolled back is never made', async () => {
  const on = await platform()
  const citizen = await someone(on)
  const agencyId = await agency(on)
  const failing = on.act(async (call) => {
    await issueDocument(call, { person: citizen.number, kind: 'CT07', data: specimens.CT07!, agencyId })
    throw new Error('rolled back')
  })
  await expect(failing).rejects.toThrow('rolled back')
  await on.settle()
  expect((await on.as(citizen).call(listMyDocuments)).rows).toEqual([])
})

test('data that does not fit the template fails with the decision, before anything is recorded', async () => {
  const on = await platform()
  const citizen = await someone(on)
  await expect(confirmation(on, citizen, { data: { person: { name: 'An' } } })).rejects.toThrow('is missing')
  expect((await on.as(citizen).call(listMyDocuments)).rows).toEqual([])
})

test('a paper without a job, as the seeder leaves it, is signed when it is first opened', async () => {
  const on = await platform()
  const citizen = await someone(on)
  const { id } = await confirmation(on, citizen)
  await on.sql`select graphile_worker.remove_job(${`documents.sign:${id}`})`
  await on.settle()
  const open = () => on.as(citizen).send(readMyPdf, { params: { id } })
  expect((await open()).body).toMatchObject({ type: '/problems/documents/not-signed-yet' })
  await on.settle()
  expect((await open()).status).toBe(200)
})

test('signing twice makes one paper', async () => {
  const on = await platform()
  const citizen = await someone(on)
  const { id } = await confirmation(on, citizen)
  const task = on.app.worker.tasks.find(({ name }) => name === 'documents.sign')!
  await Promise.all([1, 2].map(() => on.act((call) => task.run(call, { id }, on.server))))
  const files = await on.sql`select 1 from platform.files where kept_by = ${`documents:${id}`}`
  expect(files).toHaveLength(1)
})

test('a citizen sees his own papers, newest first, and nobody else’s', async () => {
  const on = await platform()
  const [citizen, stranger] = [await someone(on), await someone(on, 'Lê Văn Bình')]
  const first = await confirmation(on, citizen)
  const second = await confirmation(on, citizen)
  const page = await on.as(citizen).call(listMyDocuments, { query: { limit: 1 } })
  expect(page.rows.map(({ id }) => id)).toEqual([second.id])
  const rest = await on.as(citizen).call(listMyDocuments, { query: { after: page.next! } })
  expect(rest.rows.map(({ id }) => id)).toEqual([first.id])
  expect((await on.as(stranger).call(listMyDocuments)).rows).toEqual([])
  for (const endpoint of [readMyDocument, readMyPdf]) {
    const refused = await on
      .as(stranger)
      .send(endpoint as typeof readMyDocument, { params: { id: first.id } })
    expect(refused.status).toBe(404)
  }
  expect((await on.as(anonymous).send(readMyDocument, { params: { id: first.id } })).status).toBe(401)
})

test('a paper that is another person’s as well stands among his too', async () => {
  const on = await platform()
  const [mother, father] = [await someone(on), await someone(on, 'Trần Văn Thủy')]
  const { id } = await confirmation(on, mother, { alsoFor: [father.number, mother.number] })
  expect((await on.as(father).call(listMyDocuments)).rows.map((row) => row.id)).toEqual([id])
  expect((await on.as(father).call(readMyDocument, { params: { id } })).id).toBe(id)
  expect((await on.as(mother).call(listMyDocuments)).rows).toHaveLength(1)
})

test('reading and issuing a paper stand in the log with the person and the kind', async () => {
  const on = await platform()
  const citizen = await someone(on)
  const { id } = await confirmation(on, citizen)
  await on.settle()
  await on.as(citizen).call(readMyDocument, { params: { id } })
  const { listAccesses } = await import('#audit/contract')
  const { rows } = await on.as(citizen).call(listAccesses, { query: { own: true } })
  const acts = rows.map(({ act, action, fields }) => `${action} ${act} ${fields.join()}`)
  expect(acts).toContain('read GET /documents/mine/:id document:CT07')
  expect(acts).toContain('change documents.sign document:CT07')
})

test('numbers run by agency, symbol and year without a gap, also when two officers sign at once', async () => {
  const on = await platform()
  const citizen = await someone(on)
  const agencyId = (await agency(on)) + 1
  const issued = await Promise.all(
    [1, 2, 3].map(() =>
      confirmation(on, citizen, { agencyId, issuer: specimenIssuer, issuedOn: '2027-01-04' }),
    ),
  )
  expect(issued.map(({ number }) => number).sort()).toEqual(['01/XN-CT', '02/XN-CT', '03/XN-CT'])
  const refusal = await confirmation(on, citizen, {
    agencyId,
    issuer: specimenIssuer,
    issuedOn: '2027-01-04',
    kind: 'CT06',
    data: specimens.CT06!,
  })
  expect(refusal.number).toBe('01/TCHS')
})

test('the issuer printed is the agency, its superior and its place', async () => {
  const on = await platform()
  const citizen = await someone(on)
  const { id } = await confirmation(on, citizen)
  const [row] = await on.sql<{ issuer: { agency: string; superior: string; place: string } }[]>`
    select issuer from documents.documents where id = ${id}`
  expect(row!.issuer.agency).toMatch(/^Công an (xã|phường|đặc khu) /)
  expect(row!.issuer.superior).toMatch(/^Công an (tỉnh|thành phố) /)
  expect(row!.issuer.agency).toContain(row!.issuer.place)
})

test('a confirmation of residence is good for a year; the day after it has expired', async () => {
  const on = await platform()
  const citizen = await someone(on)
  const issued = await confirmation(on, citizen, { issuedOn: '2026-11-21' })
  await on.settle()
  expect(issued.validUntil).toBe('2027-11-20')
  const verdictAt = async (instant: string) => {
    on.at(instant)
    return (await on.as(anonymous).call(verifyCode, { params: { code: issued.code } })).verdict
  }
  expect(await verdictAt('2027-11-20T23:59:00+07:00')).toBe('genuine')
  expect(await verdictAt('2027-11-21T00:00:00+07:00')).toBe('expired')
  on.at(null)
})

test('anyone may verify by the code on the paper, however typed, and learns initials only', async () => {
  const on = await platform()
  const citizen = await someone(on)
  const { code } = await confirmation(on, citizen)
  const ask = (typed: string) => on.as(anonymous).call(verifyCode, { params: { code: typed } })
  expect((await ask(code)).verdict).toBe('pending')
  await on.settle()
  const said = await ask(code.replaceAll('-', '').toLowerCase())
  expect(said.verdict).toBe('genuine')
  expect(said.document).toMatchObject({ holder: `N. T. H., số định danh …${citizen.number.slice(-3)}` })
  const text = JSON.stringify(said)
  for (const secret of [citizen.number, 'Hường', '1990', 'phố Huế']) expect(text).not.toContain(secret)
})

test('an unknown code is unknown, a malformed one is refused', async () => {
  const on = await platform()
  const unknown = await on.as(anonymous).call(verifyCode, { params: { code: '2222-2222-2222-2222' } })
  expect(unknown).toEqual({ verdict: 'unknown', document: null })
  for (const code of ['x', '../../../etc/passwd', "' or 1=1 --xxxxxx"]) {
    const answer = await on.as(anonymous).send(verifyCode, { params: { code } })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
  }
})

test('guessing codes is slowed down', async () => {
  const on = await platform()
  on.at('2030-01-01T00:00:10Z')
  const statuses = new Set<number>()
  for (let i = 0; i < 40; i++) {
    statuses.add(
      (await on.as(anonymous).send(verifyCode, { params: { code: '3333-3333-3333-3333' } })).status,
    )
  }
  on.at(null)
  expect([...statuses]).toEqual([200, 429])
})

test('a revoked paper says so by its code and by its file, and revoking twice changes nothing', async () => {
  const on = await platform()
  const citizen = await someone(on)
  const { id, code } = await confirmation(on, citizen)
  await on.settle()
  const { bytes } = await on.as(citizen).send(readMyPdf, { params: { id } })
  await on.act((call) => revokeDocument(call, id, 'Thông tin cư trú đã thay đổi'))
  await on.act((call) => revokeDocument(call, id, 'once more'))
  on.at('2031-01-01T00:00:10Z')
  expect((await on.as(anonymous).call(verifyCode, { params: { code } })).verdict).toBe('revoked')
  const file = await on.as(anonymous).call(verifyFile, { body: bytes })
  expect(file).toMatchObject({ file: 'unchanged', verdict: 'revoked' })
  on.at(null)
  const mine = await on.as(citizen).call(readMyDocument, { params: { id } })
  expect(mine).toMatchObject({ state: 'revoked', revokeReason: 'Thông tin cư trú đã thay đổi' })
})

test('a change of residence ends the confirmations given before it, and nothing else', async () => {
  const on = await platform()
  const citizen = await someone(on)
  const before = await confirmation(on, citizen)
  const refusal = await confirmation(on, citizen, { kind: 'CT06', data: specimens.CT06! })
  const changedAt = new Date(Date.now() + 1)
  const after = await on.act(
    async (call) =>
      issueDocument(call, {
        person: citizen.number,
        kind: 'CT07',
        data: specimens.CT07!,
        agencyId: await agency(on),
      }),
    { now: new Date(changedAt.getTime() + 1) },
  )
  for (const _ of [1, 2]) {
    await on.act((call) => endConfirmations(call, citizen.number, changedAt.toISOString()))
  }
  await on.settle()
  const { rows } = await on.as(citizen).call(listMyDocuments)
  const states = new Map(rows.map(({ id, state }) => [id, state]))
  expect(states.get(before.id)).toBe('revoked')
  expect(states.get(refusal.id)).toBe('signed')
  expect(states.get(after.id)).toBe('signed')
})

test('the register’s own events end a confirmation: a removal does, a short stay does not', async () => {
  const on = await platform()
  const [moved, guest] = [await someone(on), await someone(on)]
  const [first, second] = [await confirmation(on, moved), await confirmation(on, guest)]
  await on.settle()
  const said = ({ number }: CitizenActor) => ({
    eventId: uuidv7(),
    personNumber: number,
    effectiveOn: '2026-11-21',
    recordedAt: new Date(Date.now() + 1000).toISOString(),
    agencyId: null,
    dossierId: null,
    causedBy: null,
    annuls: null,
  })
  await on.act(async (call) => {
    await emit(
      call,
      temporaryRemoval.declared,
      { ...said(moved), details: { ground: 'moved' } },
      { person: moved.number },
    )
    const details = { unitId: 1, place: 'x', leavesOn: '2026-11-30', declaredBy: guest.number, late: false }
    await emit(call, stay.declared, { ...said(guest), details }, { person: guest.number })
  })
  await on.settle()
  const state = async (who: CitizenActor, id: string) =>
    (await on.as(who).call(readMyDocument, { params: { id } })).state
  expect(await state(moved, first.id)).toBe('revoked')
  expect(await state(guest, second.id)).toBe('signed')
})

test('a changed file and one with something appended are found out, and open nothing', async () => {
  const on = await platform()
  const citizen = await someone(on)
  const { id } = await confirmation(on, citizen)
  await on.settle()
  const { bytes } = await on.as(citizen).send(readMyPdf, { params: { id } })
  on.at('2032-01-01T00:00:10Z')
  const changed = Buffer.from(bytes)
  changed.writeUInt8(changed.readUInt8(changed.length - 400) ^ 1, changed.length - 400)
  const ask = (body: Buffer) => on.as(anonymous).call(verifyFile, { body })
  expect(await ask(changed)).toMatchObject({ file: 'altered', verdict: 'unknown', document: null })
  const appended = Buffer.concat([bytes, Buffer.from('\n%%EOF\n')])
  expect(await ask(appended)).toMatchObject({ file: 'appended', verdict: 'unknown', document: null })
  on.at(null)
})

test('what is no PDF, too large or sent as something else is refused clearly', async () => {
  const on = await platform()
  on.at('2033-01-01T00:00:10Z')
  const send = (body: Buffer, headers?: Record<string, string>) =>
    on.as(anonymous).send(verifyFile, { body, ...(headers ? { headers } : {}) })
  expect((await send(Buffer.from('hello'))).body).toMatchObject({ type: '/problems/documents/not-a-pdf' })
  expect((await send(Buffer.alloc(MAX_VERIFY_BYTES + 1))).status).toBe(413)
  expect((await send(Buffer.from('{}'), { 'content-type': 'application/json' })).status).toBeLessThan(500)
  on.at(null)
})

test('an office reads the papers of a dossier, and none of another dossier', async () => {
  const on = await platform()
  const citizen = await someone(on)
  const dossierId = uuidv7()
  const { id } = await confirmation(on, citizen, { dossierId })
  await on.settle()
  const rows = await on.act((call) => documentsOfDossier(call, dossierId))
  expect(rows.map((row) => row.id)).toEqual([id])
  const pdf = await on.act((call) => pdfOfDossier(call, dossierId, id))
  expect(Buffer.from(pdf.bytes).subarray(0, 5).toString()).toBe('%PDF-')
  await expect(on.act((call) => pdfOfDossier(call, uuidv7(), id))).rejects.toThrow(
    'documents/document-unknown',
  )
})

test('a signature is announced once, with keys only', async () => {
  const on = await platform()
  const citizen = await someone(on)
  const { id } = await confirmation(on, citizen)
  await on.settle()
  const rows = await on.sql<{ payload: unknown }[]>`
    select payload from platform.events where name = 'documents.signed' and person_number = ${citizen.number}`
  expect(rows.map(({ payload }) => payload)).toEqual([{ id, kind: 'CT07', dossierId: null }])
})

test('a paper whose template fails at the press is marked, announced, and can be tried again', async () => {
  const on = await platform()
  const citizen = await someone(on)
  // On the press the number of rows is bounded; the check at issuing does not count them.
  registerTemplate({
    kind: 'Long',
    version: 1,
    name: { vi: 'Danh sách', en: 'List' },
    title: 'DANH SÁCH',
    blocks: [{ block: 'list', rows: 'rows', text: '{{row.x}}' }],
  })
  const rows = Array.from({ length: 501 }, () => ({ x: 1 }))
  const { id } = await confirmation(on, citizen, { kind: 'Long', data: { rows } })
  await on.settle()
  const state = async () => (await on.as(citizen).call(readMyDocument, { params: { id } })).state
  expect(await state()).toBe('failed')
  await on.act((call) => retrySigning(call, id))
  expect(await state()).toBe('pending-signature')
  await on.settle()
  expect(await state()).toBe('failed')
})

test('whoever checks with tools of his own gets the authority’s certificate', async () => {
  const on = await platform()
  const { rows } = await on.as(anonymous).call(listAuthorities)
  const signer = on.ports.keys.certificateChain('documents')[0]!
  expect(rows).toHaveLength(1)
  expect(signer.verify(new X509Certificate(rows[0]!.pem).publicKey)).toBe(true)
})
