/** What a person is told of his proposals about his own data. Nobody's data. */
import type { Worker } from '#platform/jobs.ts'
import type { Words } from '#platform/schemas.ts'
import { proposalMovedOn } from '#population/contract'
import { tell } from './messages.ts'

const texts: Record<string, { title: Words; body: Words }> = {
  accepted: {
    title: { vi: 'Dữ liệu của bạn đã được điều chỉnh', en: 'Your data was put right' },
    body: {
      vi: 'Đề nghị của bạn được chấp nhận và đã ghi vào dữ liệu dân cư. Bạn không phải nộp giấy tờ nào nữa.',
      en: 'Your proposal was accepted and is recorded in the register. No other paper is needed.',
    },
  },
  refused: {
    title: { vi: 'Đề nghị điều chỉnh dữ liệu không được chấp nhận', en: 'Your proposal was not accepted' },
    body: {
      vi: 'Mở ra để đọc lý do và cách khiếu nại nếu bạn không đồng ý.',
      en: 'Open it to read why, and how to complain if you do not agree.',
    },
  },
  'evidence-asked': {
    title: { vi: 'Cán bộ cần thêm giấy tờ', en: 'The officer needs more evidence' },
    body: {
      vi: 'Hãy mở ra xem cần gì rồi gửi ảnh chụp hoặc tệp. Thời gian chờ bạn không tính vào hạn.',
      en: 'Open it to see what is needed and send a picture or file. Your time does not count.',
    },
  },
}

export function proposalJobs(worker: Worker): void {
  worker.on(proposalMovedOn, 'notifications.proposal', async (call, { proposalId, outcome }, event) => {
    const text = texts[outcome]
    if (!event.personNumber || !text) return
    await tell(call, {
      personNumber: event.personNumber,
      notificationId: event.id,
      at: event.recordedAt,
      kind: `proposal-${outcome}`,
      ...text,
      aboutKind: 'proposal',
      aboutId: proposalId,
    })
  })
}
