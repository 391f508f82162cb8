/**
 * Results reused (tái sử dụng kết quả): a paper that a result in the store stands for is not asked for again, and how
 * often that happens is counted. Decree 118/2025/NĐ-CP (the store of data of persons and organisations); Resolution
 * 66.7/2025/NQ-CP.
 */
import { readFileSync } from 'node:fs'
import { type HeldResult, resultsInForce } from '#documents'
import { type Call, type CitizenActor, reads } from '#platform/call.ts'
import type { PersonNumber } from '#platform/schemas.ts'
import type { Dossier } from './dossiers.store.ts'
import type { PaperView } from './form.contract.ts'
import * as store from './result-store.store.ts'

/** Codes of papers in bundles → kinds of result that stand for them, the better first. */
const results: Record<string, readonly string[]> = JSON.parse(
  readFileSync(new URL('./result-papers.json', import.meta.url), 'utf8'),
)

/** The papers of a dossier, those that a result of the people concerned stands for with that result. */
export async function withResults(
  call: Call,
  papers: readonly PaperView[],
  people: readonly PersonNumber[],
): Promise<PaperView[]> {
  const kinds = papers.flatMap(({ code }) => results[code] ?? [])
  if (kinds.length === 0) return [...papers]
  const held = await resultsInForce(call, people, [...new Set(kinds)])
  return papers.map((paper) => stoodFor(paper, held))
}

/** A needed paper falls away; one that a register replaces anyway only names the result beside it. Pure. */
export function stoodFor(paper: PaperView, held: readonly HeldResult[]): PaperView {
  const result = (results[paper.code] ?? [])
    .map((kind) => held.find((one) => one.kind === kind))
    .find((found) => found !== undefined)
  if (!result) return paper
  const { documentId, name, number } = result
  const why = {
    vi: `Dùng lại ${name.vi} số ${number} đã cấp`,
    en: `Reused: ${name.en} ${number}, already issued`,
  }
  return {
    ...paper,
    needed: false,
    why: paper.needed ? why : paper.why,
    result: { documentId, name, number },
  }
}

/** Keeps which results a dossier reused; they are those of its papers now. */
export async function keepUses(call: Call, dossier: Dossier): Promise<void> {
  const uses = dossier.papers.flatMap(({ code, result }) => (result ? [{ code, id: result.documentId }] : []))
  await store.replaceUses(call.sql, dossier, uses, dossier.submittedAt)
}

/** How many papers I was spared, and how often each result of mine was reused. */
export async function readMyReuse(call: Call) {
  const { number } = call.actor as CitizenActor
  reads(call, number, ['dossiers', 'documents'])
  return store.selectReuse(call.sql, number)
}
