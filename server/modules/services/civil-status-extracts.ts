/**
 * What the register says of a person's civil status, for papers: extracts of registrations (trích lục hộ tịch) and the
 * confirmation of marital status. Law on Civil Status 60/2014/QH13, art. 63–64; Decree 123/2015/NĐ-CP, art. 21–23.
 */

import { Type } from 'typebox'
import { type Call, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { PersonNumber } from '#platform/schemas.ts'
import {
  enterRegistration,
  eventsInForce,
  labelOf,
  nextPlace,
  parentsOf,
  registrationsOf,
  selectLifeEvents,
  spouseOf,
} from '#population'
import { birth, eventUnknown, marriage } from '#population/contract'
import { agencyById } from '#reference'
import { maritalStatusWords } from './civil-status-attributes.ts'
import { type Ground, registerEffect } from './effects.ts'
import { personOnPaper } from './on-paper.ts'
import { knownPerson } from './registers.ts'

interface Line {
  label: string
  value: string
}

const spoken = (day: string) => day.split('-').reverse().join('/')

registerEffect({
  command: 'civil-status.extract',
  input: Type.Object({
    book: Type.Union([Type.Literal('birth'), Type.Literal('marriage')]),
    number: PersonNumber,
  }),
  /** Throws eventUnknown when the register holds no such registration. */
  async run(
    call: Call,
    _ground: Ground,
    { book, number }: { book: 'birth' | 'marriage'; number: PersonNumber },
  ) {
    const kind = book === 'birth' ? birth.name : marriage.name
    const events = eventsInForce(await selectLifeEvents(call.sql, [number]))
    const event = events.findLast((one) => one.kind === kind)
    if (!event) throw eventUnknown()
    reads(call, number, ['life-events'])
    const [registration] = await registrationsOf(call, number, book)
    const agency = event.agencyId === null ? null : await agencyById(call.sql, event.agencyId)
    const lines = book === 'birth' ? await birthLines(call, number) : await marriageLines(call, number)
    return {
      extract: {
        of: book === 'birth' ? 'khai sinh' : 'kết hôn',
        person: await personOnPaper(call, number),
        lines: lines.filter(({ value }) => value !== ''),
        registeredOn: registration?.registeredOn ?? event.effectiveOn,
        label: registration ? labelOf(registration) : null,
        registeredAt: agency?.nameVi ?? null,
      },
    }
  },
})

async function birthLines(call: Call, number: string): Promise<Line[]> {
  const one = await personOnPaper(call, number)
  const { mother, father } = await parentsOf(call, number)
  const parent = async (of: string | null) => (of ? (await personOnPaper(call, of)).name : '')
  return [
    { label: 'Ngày, tháng, năm sinh', value: spoken(one.bornOn) },
    { label: 'Giới tính', value: one.sex === 'male' ? 'Nam' : 'Nữ' },
    { label: 'Dân tộc', value: one.ethnicGroup ?? '' },
    { label: 'Quốc tịch', value: one.nationality ?? '' },
    { label: 'Nơi sinh', value: one.birthPlace ?? '' },
    { label: 'Quê quán', value: one.homeTown ?? '' },
    { label: 'Họ, chữ đệm, tên người mẹ', value: await parent(mother) },
    { label: 'Họ, chữ đệm, tên người cha', value: await parent(father) },
  ]
}

async function marriageLines(call: Call, number: string): Promise<Line[]> {
  const spouse = await spouseOf(call, number)
  const both = [await personOnPaper(call, number), ...(spouse ? [await personOnPaper(call, spouse)] : [])]
  return both.flatMap((one) => [
    { label: one.sex === 'female' ? 'Họ, chữ đệm, tên vợ' : 'Họ, chữ đệm, tên chồng', value: one.name },
    { label: 'Ngày, tháng, năm sinh', value: spoken(one.bornOn) },
    { label: 'Số định danh cá nhân', value: one.number },
  ])
}

registerEffect({
  command: 'civil-status.confirm-marital-status',
  input: Type.Object({ number: PersonNumber, purpose: Type.String() }),
  async run(call: Call, ground: Ground, { number }: { number: PersonNumber; purpose: string }) {
    reads(call, number, ['maritalStatus', 'spouse'])
    const { maritalStatus } = await knownPerson(call, number)
    const spouse = await spouseOf(call, number)
    const place = await nextPlace(call, 'marital-status', ground.unitId)
    await enterRegistration(call, place, {
      book: 'marital-status',
      unitId: ground.unitId,
      personNumber: number,
      effectiveOn: dayOf(call.now),
      dossierId: ground.dossierId,
      eventId: null,
    })
    return {
      registration: { label: place.label, registeredOn: dayOf(call.now) },
      maritalStatus: {
        words: maritalStatusWords(maritalStatus).vi,
        spouse: spouse ? (await personOnPaper(call, spouse)).name : null,
      },
      subject: await personOnPaper(call, number),
    }
  },
})
