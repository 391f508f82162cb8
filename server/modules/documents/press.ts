/**
 * Prints papers on a thread of its own: drawing takes tens of milliseconds of pure computation, which must not hold
 * up the answers of a process that also serves people. The thread starts with the first paper and ends when idle.
 */
import { Worker } from 'node:worker_threads'
import { TemplateMismatch } from './fill.ts'
import type { FormPaper } from './form-paper.ts'
import type { Paper } from './paper.ts'

const IDLE_MS = 30_000
const MAX_HEAP_MB = 128
/** Drawing makes much short-lived rubbish: a small nursery keeps the process small. */
const MAX_YOUNG_MB = 8

export type Printed = { paper: Paper } | { form: FormPaper }
export type PrintRequest = { id: number } & Printed
export type PrintAnswer =
  | { id: number; bytes: Uint8Array }
  | { id: number; mismatch: string }
  | { id: number; failed: string }

interface Waiting {
  resolve(bytes: Buffer): void
  reject(error: Error): void
}

let thread: Worker | undefined
let idle: NodeJS.Timeout | undefined
let lastId = 0
const waiting = new Map<number, Waiting>()

/** The unsigned PDF. Throws TemplateMismatch when the data does not fit the template. */
export function printPaper(paper: Paper): Promise<Buffer> {
  return print({ paper })
}

/** A form (tờ khai), empty or filled in. */
export function printForm(form: FormPaper): Promise<Buffer> {
  return print({ form })
}

function print(what: Printed): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    clearTimeout(idle)
    thread ??= startThread()
    thread.ref()
    const id = ++lastId
    waiting.set(id, { resolve, reject })
    thread.postMessage({ id, ...what } satisfies PrintRequest)
  })
}

function startThread(): Worker {
  const started = new Worker(new URL('./press-thread.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB, maxYoungGenerationSizeMb: MAX_YOUNG_MB },
  })
  started.on('message', (answer: PrintAnswer) => {
    const asked = waiting.get(answer.id)
    waiting.delete(answer.id)
    if ('bytes' in answer) asked?.resolve(Buffer.from(answer.bytes))
    else
      asked?.reject('mismatch' in answer ? new TemplateMismatch(answer.mismatch) : new Error(answer.failed))
    if (waiting.size === 0) rest(started)
  })
  const fall = (error: Error) => {
    if (thread === started) thread = undefined
    for (const [id, asked] of waiting) {
      waiting.delete(id)
      asked.reject(error)
    }
  }
  started.on('error', fall)
  started.on('exit', () => fall(new Error('The printing thread ended')))
  return started
}

/** An idle thread does not keep the process alive, and gives its memory back after a while. */
function rest(started: Worker) {
  started.unref()
  idle = setTimeout(() => {
    if (thread === started) thread = undefined
    void started.terminate()
  }, IDLE_MS).unref()
}
