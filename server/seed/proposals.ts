/**
 * What citizens said of their own data, waiting on the desks of the communes shown closely: some new, one late. Filed
 * through the register's own function, by people who file nothing else.
 */
import type { Server } from '#platform/http.ts'
import { isProblem } from '#platform/problem.ts'
import type { Day } from '#platform/schemas.ts'
import { proposeCorrection } from '#population'
import { propose, sameValue } from '#population/contract'
import { readCalendar } from '#reference'
import type { DemoPerson } from './demo.ts'
import { selectApplicants } from './dossier-people.store.ts'
import { citizenActor, walkFrom } from './dossier-walk.ts'
import { denseCommunes } from './places.ts'
import { random } from './random.ts'

interface Wanted {
  field: string
  /** The second where the first stands there already. */
  values: readonly [string, string]
  explanation: string
  daysAgo: number
}

const wanted: readonly Wanted[] = [
  {
    field: 'bloodGroup',
    values: ['O+', 'A+'],
    explanation: 'Tôi mới xét nghiệm ở bệnh viện, kết quả ghi nhóm máu này.',
    daysAgo: 4,
  },
  {
    field: 'otherName',
    values: ['Tư', 'Ba'],
    explanation: 'Ở quê mọi người gọi tôi bằng tên này, giấy tờ cũ của gia đình cũng ghi như vậy.',
    daysAgo: 1,
  },
  {
    field: 'religion',
    values: ['01', '02'],
    explanation: 'Khi thu thập thông tin năm trước chưa ghi tôn giáo của tôi.',
    daysAgo: 1,
  },
  {
    field: 'phone',
    values: ['0912345670', '0912345671'],
    explanation: 'Tôi đã đổi số điện thoại, số cũ không dùng nữa.',
    daysAgo: 0,
  },
]

/** Returns how many wait. */
export async function seedProposals(settings: {
  server: Server
  today: Day
  seed: number
  people: readonly DemoPerson[]
}): Promise<number> {
  const { server, today, seed, people } = settings
  const calendar = await readCalendar(server.db)
  const taken = people.map(({ number }) => number)
  let made = 0
  for (const [place, code] of Object.values(denseCommunes).entries()) {
    const who = await selectApplicants(server.db, code, taken, wanted.length)
    const setting = { server, calendar, random: random(seed, 301, place), today }
    for (const [at, applicant] of who.entries()) {
      const { field, values, explanation, daysAgo } = wanted[at]!
      const going = walkFrom(setting, daysAgo)
      const file = (value: string) =>
        going.act(propose, citizenActor(applicant), 0, (call) =>
          proposeCorrection(call, { field, value, explanation }),
        )
      await file(values[0]).catch(async (error: unknown) => {
        if (!isProblem(error) || error.type !== sameValue.type) throw error
        await file(values[1])
      })
      made += 1
    }
  }
  return made
}
