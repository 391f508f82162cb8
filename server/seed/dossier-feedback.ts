/** What people say afterwards: marks, comments, complaints, some answered and some overdue. */
import { answerCase, rateDossier, sendCase } from '#feedback'
import * as contract from '#feedback/contract'
import type { Uuid } from '#platform/schemas.ts'
import type { Applicant } from './dossier-people.store.ts'
import type { Goal } from './dossier-plan.ts'
import type { Office } from './dossier-steps.ts'
import { citizenActor, type Walk } from './dossier-walk.ts'
import type { Random } from './random.ts'

/** Marks by how it ended: 4 is very content. */
const marks: Partial<Record<Goal, readonly number[]>> = {
  approved: [4, 4, 3, 3, 3, 2],
  confirmation: [4, 4, 3],
  stay: [4, 3],
  refused: [1, 2, 2, 3],
  rejected: [1, 2, 2],
}
const praise = ['Cán bộ hướng dẫn rõ ràng', 'Làm nhanh, không phải đi lại', 'Dễ làm trên điện thoại']
const blame = ['Trả lời chưa rõ lý do', 'Phải chờ lâu mới có người trả lời']
/** An answer older than this many working days was given; a younger case still waits. */
const ANSWERED_AFTER_DAYS = 9

export interface Ended {
  applicant: Applicant
  dossierId: Uuid
  goal: Goal
  daysAgo: number
}

/** Of a stream of chance of its own, so that nothing before depends on it. */
export async function sayAfterwards(going: Walk, random: Random, office: Office, ended: Ended) {
  const { applicant, dossierId, goal, daysAgo } = ended
  const given = marks[goal]
  if (!given) return
  const citizen = citizenActor(applicant)
  if (random.chance(0.75)) {
    const mark = random.pick(given)
    const comment = random.chance(0.5) ? { comment: random.pick(mark >= 3 ? praise : blame) } : {}
    await going.act(contract.rateDossier, citizen, 30, (call) =>
      rateDossier(call, dossierId, { mark, ...comment }),
    )
  }
  const complains = goal === 'refused' || goal === 'rejected'
  if (!complains && !(goal === 'approved' && random.chance(0.5))) return
  const said = complains
    ? 'Tôi đã ở tại địa chỉ này từ đầu tháng, đề nghị cơ quan kiểm tra lại và trả lời rõ lý do từ chối'
    : 'Buổi sáng quầy đông, nên có thêm người hướng dẫn điền hồ sơ'
  const one = await going.act(contract.sendCase, citizen, 60, (call) =>
    sendCase(call, {
      kind: complains ? 'complaint' : 'comment',
      dossierId,
      subject: complains ? 'Khiếu nại' : 'Hướng dẫn tại quầy',
      said,
      mayPublish: !complains,
    }),
  )
  // Half of those long enough ago were answered; the rest lie on the desk, some of them overdue.
  if (daysAgo < ANSWERED_AFTER_DAYS || random.chance(0.5)) return
  await going.act(contract.answerCase, office.leader, 600, (call) =>
    answerCase(call, one.caseId, {
      version: one.version,
      outcome: complains ? 'unfounded' : 'founded',
      answer: complains
        ? 'Cán bộ đã xác minh hai lần có mặt tổ trưởng tổ dân phố. Bạn có thể nộp lại khi đã về ở.'
        : 'Cảm ơn góp ý của bạn. Từ tuần tới có thêm một cán bộ hướng dẫn vào buổi sáng.',
    }),
  )
}
