/** What a person is told of checks, of questions for his consent and of answers to his disputes. Nobody's data. */
import type { Worker } from '#platform/jobs.ts'
import type { Words } from '#platform/schemas.ts'
import { consentAsked } from '#privacy/contract'
import { disputeAnswered, personChecked, reportExplained } from '#verification/contract'
import type { AboutKind } from './contract.ts'
import { tell } from './messages.ts'

interface Told {
  kind: string
  title: Words
  body: Words
  about: { kind: AboutKind; id: string }
}

export function privacyJobs(worker: Worker): void {
  worker.on(personChecked, 'notifications.person-checked', async (call, checked, event) => {
    const { callId, personNumber, organisation, purpose } = checked
    await tell(call, { ...messageOf(aCheck(callId, organisation, purpose)), personNumber, ...eventOf(event) })
  })
  worker.on(consentAsked, 'notifications.consent-asked', async (call, asked, event) => {
    const { requestId, personNumber, organisation, purpose } = asked
    await tell(call, {
      ...messageOf(aQuestion(requestId, organisation, purpose)),
      personNumber,
      ...eventOf(event),
    })
  })
  worker.on(reportExplained, 'notifications.report-explained', async (call, explained, event) => {
    const { disputeId, personNumber, organisation } = explained
    await tell(call, {
      ...messageOf(anExplanation(disputeId, organisation)),
      personNumber,
      ...eventOf(event),
    })
  })
  worker.on(disputeAnswered, 'notifications.dispute-answered', async (call, answered, event) => {
    const { disputeId, personNumber, outcome, organisation } = answered
    await tell(call, {
      ...messageOf(anAnswer(disputeId, outcome, organisation)),
      personNumber,
      ...eventOf(event),
    })
  })
}

function anExplanation(disputeId: string, organisation: Words): Told {
  return {
    kind: 'report-explained',
    title: {
      vi: `${organisation.vi} đã giải thích điều bạn báo`,
      en: `${organisation.en} explained what you reported`,
    },
    body: {
      vi: 'Hãy mở ra đọc. Nếu chưa thỏa đáng, bạn chuyển sang thanh tra bằng một nút.',
      en: 'Open it and read. If it is not enough, one button takes it to the inspector.',
    },
    about: { kind: 'dispute', id: disputeId },
  }
}

function aCheck(callId: string, organisation: Words, purpose: Words): Told {
  return {
    kind: 'checked',
    title: {
      vi: `${organisation.vi} đã xác thực thông tin của bạn`,
      en: `${organisation.en} had your data checked`,
    },
    body: {
      vi: `Để làm gì: ${purpose.vi}. Nếu không phải bạn, hãy mở ra và báo ngay.`,
      en: `What for: ${purpose.en}. If this was not you, open it and say so.`,
    },
    about: { kind: 'check', id: callId },
  }
}

function aQuestion(requestId: string, organisation: Words, purpose: Words): Told {
  return {
    kind: 'consent-asked',
    title: {
      vi: `${organisation.vi} xin dùng dữ liệu của bạn`,
      en: `${organisation.en} asks to use your data`,
    },
    body: {
      vi: `Để làm gì: ${purpose.vi}. Hãy đọc kỹ rồi trả lời; bạn có thể từ chối.`,
      en: `What for: ${purpose.en}. Read it and answer; you may refuse.`,
    },
    about: { kind: 'consent-request', id: requestId },
  }
}

function anAnswer(disputeId: string, outcome: 'lawful' | 'misuse', organisation: Words): Told {
  const found = {
    lawful: { vi: 'việc xác thực đúng quy định', en: 'the check was lawful' },
    misuse: { vi: 'có vi phạm, đơn vị này bị chặn', en: 'it was a misuse, the organisation is barred' },
  }[outcome]
  return {
    kind: 'dispute-answered',
    title: {
      vi: `Đã trả lời khiếu nại về ${organisation.vi}`,
      en: `Your dispute about ${organisation.en} was answered`,
    },
    body: { vi: `Kết luận: ${found.vi}. Mở ra để đọc.`, en: `Outcome: ${found.en}. Open it to read.` },
    about: { kind: 'dispute', id: disputeId },
  }
}

function messageOf({ kind, title, body, about }: Told) {
  return { kind, title, body, aboutKind: about.kind, aboutId: about.id }
}

function eventOf({ id, recordedAt }: { id: string; recordedAt: string }) {
  return { notificationId: id, at: recordedAt }
}
