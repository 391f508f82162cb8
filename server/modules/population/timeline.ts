/** The life of a person in the register, event by event. */
import type { Call } from '#platform/call.ts'
import type { PersonNumber, Words } from '#platform/schemas.ts'
import { agencyById } from '#reference'
import type { TimelineEvent } from './contract.ts'
import { selectLifeEvents } from './life-events.store.ts'

const words = new Map<string, Words>([
  ['merged-into', { vi: 'Hợp nhất bản ghi', en: 'Record merged into another' }],
  ['birth', { vi: 'Khai sinh', en: 'Birth' }],
  ['death', { vi: 'Khai tử', en: 'Death' }],
  ['marriage', { vi: 'Kết hôn', en: 'Marriage' }],
  ['divorce', { vi: 'Ly hôn', en: 'Divorce' }],
  ['widowhood', { vi: 'Vợ hoặc chồng mất', en: 'Death of the spouse' }],
  ['details-change', { vi: 'Thay đổi hộ tịch', en: 'Change of details' }],
  ['details-correction', { vi: 'Cải chính hộ tịch', en: 'Correction of details' }],
  ['marriage-annulment', { vi: 'Hủy kết hôn trái pháp luật', en: 'Marriage annulled' }],
  ['marriage-restoration', { vi: 'Hôn nhân được khôi phục', en: 'Marriage holds again' }],
  ['adoption', { vi: 'Được nhận làm con nuôi', en: 'Adopted' }],
  ['adoption-end', { vi: 'Chấm dứt nuôi con nuôi', en: 'Adoption ended' }],
  ['parent-recognition', { vi: 'Nhận cha, mẹ, con', en: 'Parent recognised' }],
  ['parent-denial', { vi: 'Xác định không phải cha, mẹ, con', en: 'Parent denied by a court' }],
  ['guardianship', { vi: 'Đăng ký giám hộ', en: 'Guardian appointed' }],
  ['guardianship-end', { vi: 'Chấm dứt giám hộ', en: 'Guardianship ended' }],
  ['representation', { vi: 'Có người đại diện', en: 'Representative named' }],
  ['representation-end', { vi: 'Chấm dứt đại diện', en: 'Representation ended' }],
  ['missing-declaration', { vi: 'Bị tuyên bố mất tích', en: 'Declared missing' }],
  ['death-declaration', { vi: 'Bị tuyên bố là đã chết', en: 'Declared dead' }],
  ['coming-back', { vi: 'Hủy tuyên bố, người đã trở về', en: 'Declaration set aside: came back' }],
  ['nationality-loss', { vi: 'Thôi, mất quốc tịch Việt Nam', en: 'Nationality lost' }],
  ['nationality-gain', { vi: 'Có thêm quốc tịch', en: 'Nationality gained' }],
  ['emigration', { vi: 'Ra nước ngoài định cư', en: 'Settled abroad' }],
  ['homecoming', { vi: 'Về nước sinh sống', en: 'Came home' }],
  ['contacts-change', { vi: 'Đổi số điện thoại, thư điện tử', en: 'Contacts changed' }],
  ['number-replacement', { vi: 'Hủy, xác lập lại số định danh', en: 'Number cancelled and set again' }],
  ['relative-renumbering', { vi: 'Người thân đổi số định danh', en: 'A relative’s number was set again' }],
  ['annulment', { vi: 'Hủy bỏ việc đã ghi', en: 'Annulment of a record' }],
])

/** Names a kind of event of another module as people read it. */
export function nameLifeEvent(kind: string, ofKind: Words): void {
  words.set(kind, ofKind)
}

export function wordsOfKind(kind: string): Words {
  return words.get(kind) ?? { vi: kind, en: kind }
}

/** A kind of event as people read it. */
export function kindWords(kind: string): Words {
  return words.get(kind) ?? { vi: kind, en: kind }
}

/** All events of a person, newest first, annulled ones marked. */
export async function timelineOf(call: Call, number: PersonNumber): Promise<TimelineEvent[]> {
  const events = await selectLifeEvents(call.sql, [number])
  const annulled = new Set(events.map(({ annuls }) => annuls))
  const agencyIds = new Set(events.map(({ agencyId }) => agencyId).filter((id) => id !== null))
  const agencies = new Map<number, Words>()
  for (const id of agencyIds) {
    const agency = await agencyById(call.sql, id)
    if (agency) agencies.set(id, { vi: agency.nameVi, en: agency.nameEn })
  }
  return events
    .map((one) => ({
      id: one.id,
      kind: one.kind,
      words: wordsOfKind(one.kind),
      effectiveOn: one.effectiveOn,
      recordedAt: one.recordedAt,
      legalBasis: one.legalBasis,
      agency: one.agencyId === null ? null : (agencies.get(one.agencyId) ?? null),
      dossierId: one.dossierId,
      annulled: annulled.has(one.id),
    }))
    .reverse()
}
