/** The thread behind `hashing.ts`: one password after the other, at a lower priority than whatever serves people. */
import { setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import { hashSync, verifySync } from '@node-rs/argon2'
import type { HashAnswer, HashRequest } from './hashing.ts'

const NICE = 10
// On Linux this is the thread alone; elsewhere it would be the whole program.
if (process.platform === 'linux') setPriority(NICE)

parentPort?.on('message', (asked: HashRequest) => {
  let answer: HashAnswer
  try {
    const done =
      'against' in asked ? verifySync(asked.against, asked.password) : hashSync(asked.password, asked.cost)
    answer = { id: asked.id, done }
  } catch (error) {
    answer = { id: asked.id, failed: error instanceof Error ? error.name : 'unknown' }
  }
  parentPort?.postMessage(answer)
})
