/** The thread behind `press.ts`: one paper after the other. */
import { parentPort } from 'node:worker_threads'
import { TemplateMismatch } from './fill.ts'
import { drawForm } from './form-paper.ts'
import { drawPaper } from './paper.ts'
import type { PrintAnswer, PrintRequest } from './press.ts'

parentPort?.on('message', async (request: PrintRequest) => {
  parentPort?.postMessage(await print(request))
})

async function print({ id, ...what }: PrintRequest): Promise<PrintAnswer> {
  try {
    return { id, bytes: await ('form' in what ? drawForm(what.form) : drawPaper(what.paper)) }
  } catch (error) {
    if (error instanceof TemplateMismatch) return { id, mismatch: error.message }
    return { id, failed: error instanceof Error ? error.name : 'unknown' }
  }
}
