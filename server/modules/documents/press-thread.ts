/** The thread behind `press.ts`: one paper after the other. */
import { parentPort } from 'node:worker_threads'
import { TemplateMismatch } from './fill.ts'
import { drawPaper } from './paper.ts'
import type { PrintAnswer, PrintRequest } from './press.ts'

parentPort?.on('message', async ({ id, paper }: PrintRequest) => {
  parentPort?.postMessage(await print(id, paper))
})

async function print(id: number, paper: PrintRequest['paper']): Promise<PrintAnswer> {
  try {
    return { id, bytes: await drawPaper(paper) }
  } catch (error) {
    if (error instanceof TemplateMismatch) return { id, mismatch: error.message }
    return { id, failed: error instanceof Error ? error.name : 'unknown' }
  }
}
