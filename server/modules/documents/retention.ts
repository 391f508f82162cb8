/** How long papers are kept (thời hạn lưu trữ): by kind, dated. Law on Archives 33/2024/QH15. */
import { type Call, changes } from '#platform/call.ts'
import { addYears, dayOf } from '#platform/day.ts'
import { releaseFile } from '#platform/files.ts'
import { lawParameter } from '#reference'
import * as store from './documents.store.ts'

/** Years by kind of paper, null for ever; `default` for the others. */
export type Retention = Record<string, number | null>
const AT_ONCE = 500

/** Empties papers whose time is over: number, day and office stay, so that the public page can say what became of it. */
export async function forgetOld(call: Call): Promise<void> {
  const { value: years } = await lawParameter<Retention>(call, 'documents.retention-years', dayOf(call.now))
  const named = Object.keys(years).filter((kind) => kind !== 'default')
  const rules = [
    ...named.map((kind) => ({ kinds: { only: [kind] }, years: years[kind] })),
    { kinds: { except: named }, years: years.default },
  ]
  for (const rule of rules) {
    if (typeof rule.years !== 'number') continue
    const before = addYears(dayOf(call.now), -rule.years)
    for (const old of await store.toForget(call.sql, rule.kinds, before, AT_ONCE)) {
      changes(call, old.personNumber, ['documents'])
      await store.forget(call.sql, old, call.now)
      if (old.fileId) await releaseFile(call, old.fileId, `documents:${old.id}`)
    }
  }
}
