/** The acts of one request, each by whom and when it would have been done. */
import { type Actor, type Call, type CitizenActor, newEntry } from '#platform/call.ts'
import { instantAt } from '#platform/day.ts'
import type { AnyEndpoint } from '#platform/endpoint.ts'
import { actOf, type Server } from '#platform/http.ts'
import type { Day } from '#platform/schemas.ts'
import type { WorkingCalendar } from '#reference'
import { openDraft, saveDraft, submitDraft } from '#services'
import * as contract from '#services/contract'
import type { Applicant } from './dossier-people.store.ts'
import type { Random } from './random.ts'
import { later, workingDaysBefore } from './working-moments.ts'

export interface Setting {
  server: Server
  calendar: WorkingCalendar
  random: Random
  today: Day
}

/** One request on its way: who acts, and what time it is. */
export interface Walk {
  /** One call of somebody, some working minutes after the one before, as an endpoint would run it. */
  act<T>(endpoint: AnyEndpoint, actor: Actor, minutes: number, work: (call: Call) => Promise<T>): Promise<T>
  now(): Date
}

export function walkFrom({ server, calendar, random, today }: Setting, daysAgo: number): Walk {
  const first = workingDaysBefore(today, daysAgo, calendar)
  const latest = server.clock().getTime() - 60_000
  let now = instantAt(first, random.between(7 * 60 + 45, 16 * 60))
  if (now.getTime() > latest) now = new Date(latest - random.between(0, 5) * 60_000)
  return {
    now: () => now,
    async act(endpoint, actor, minutes, work) {
      if (minutes > 0) now = new Date(Math.min(later(now, minutes, calendar).getTime(), latest))
      const at = actor.kind === 'officer' ? { ...actor, factorAt: now.toISOString() } : actor
      const entry = newEntry(
        actOf(endpoint),
        now,
        'purpose' in endpoint ? (endpoint.purpose as string) : null,
      )
      return (await server.db.begin(async (sql) => {
        const answer = await work({ sql, actor: at, now, ports: server.ports, entry })
        if (entry.subjects.size > 0) await server.audit.write(sql, at, entry)
        return answer
      })) as never
    },
  }
}

export const citizenActor = ({ number, personId, accountId }: Applicant): CitizenActor => ({
  kind: 'citizen',
  number,
  personId,
  accountId,
  level: 2,
  sessionId: 'seed',
})

/** Opens the form, types what the registers do not hold, submits. */
export async function file(
  going: Walk,
  applicant: Applicant,
  code: string,
  answers: Record<string, unknown>,
) {
  const actor = citizenActor(applicant)
  const draft = await going.act(contract.openDraft, actor, 0, (call) => openDraft(call, code))
  const serviceVersion = draft.service.version
  const saved = await going.act(contract.saveDraft, actor, 4, (call) =>
    saveDraft(call, draft.draftId, {
      revision: draft.revision,
      serviceVersion,
      answers: { ...draft.answers, ...answers },
    }),
  )
  return going.act(contract.submitDraft, actor, 1, (call) =>
    submitDraft(call, draft.draftId, { revision: saved.revision, serviceVersion }),
  )
}
