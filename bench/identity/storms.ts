/** What a read of everybody's waits while passwords are hashed, and what happens when far too much is asked. */
import { median, percentile, table } from '../ratio.ts'
import { passwordSteps, tokenAsked, typePassword } from './flows.ts'
import { type Answer, send } from './processes.ts'
import { program } from './scene.ts'

const READS = 400
const SECONDS = 5

/** An open loop: a slow answer does not spare the next one. */
async function waitsOf(times: number): Promise<number[]> {
  const waited = await Promise.all(
    Array.from({ length: times }, async (_, i) => {
      await new Promise((go) => setTimeout(go, (i * SECONDS * 1000) / times))
      const started = performance.now()
      await send(`${program.url}/id/citizen/jwks`, 'GET', {})
      return performance.now() - started
    }),
  )
  return waited
}

/** Passwords of numbers nobody has: each is a try of its own, counted, hashed and refused as a wrong password is. */
async function storm(perSecond: number, run: () => Promise<number[]>) {
  const steps = await passwordSteps(20)
  const answers: { answer: Answer; ms: number }[] = []
  const sent: Promise<unknown>[] = []
  let at = 0
  const began = performance.now()
  const timer = setInterval(() => {
    for (const due = ((performance.now() - began) / 1000) * perSecond; at < due; at++) {
      const started = performance.now()
      const name = `0${String(10_000_000_000 + Math.floor(Math.random() * 80_000_000_000))}`
      sent.push(
        typePassword(steps[at % steps.length] as never, name, 'a wrong password').then((answer) =>
          answers.push({ answer, ms: performance.now() - started }),
        ),
      )
    }
  }, 5)
  const before = await program.cpu()
  const waits = await run()
  clearInterval(timer)
  const seconds = (performance.now() - began) / 1000
  const cores = ((await program.cpu()) - before) / 1000 / seconds
  await Promise.all(sent)
  return { waits, answers, seconds, cores }
}

const of = (answers: readonly { answer: Answer }[], status: number) =>
  answers.filter(({ answer }) => answer.status === status).length

export async function whileHashing(hashMs: number): Promise<string> {
  const alone = await waitsOf(READS)
  const row = async (name: string, perSecond: number) => {
    const { waits, answers, seconds, cores } = await storm(perSecond, () => waitsOf(READS))
    const told = answers.filter(({ answer }) => answer.status === 429)
    const served = answers.filter(({ answer }) => answer.status === 401).map(({ ms }) => ms)
    return {
      'sign-ins asked': name,
      'a second': Math.round(answers.length / seconds),
      'hashed and refused (401)': served.length,
      'told to wait (429)': told.length,
      'of them with Retry-After': told.filter(({ answer }) => Number(answer.headers['retry-after']) > 0)
        .length,
      'other answers': answers.length - of(answers, 401) - told.length,
      'p99 of the served, ms': Math.round(percentile(served, 0.99)),
      'read p99 alone → then, ms': `${percentile(alone, 0.99).toFixed(1)} → ${percentile(waits, 0.99).toFixed(1)}`,
      'read median, ms': `${median(alone).toFixed(1)} → ${median(waits).toFixed(1)}`,
      'cores used': cores.toFixed(2),
    }
  }
  const capacity = 1000 / hashMs
  return table('Reads while passwords are hashed', [
    await row('0.8× what one thread hashes', 0.8 * capacity),
    await row('10×', 10 * capacity),
  ])
}

/** Far more token requests at one moment than are worked on at once. */
export async function flood(many: number): Promise<string> {
  const waits: number[] = []
  const answers = await Promise.all(
    Array.from({ length: many }, async () => {
      const started = performance.now()
      const answer = await tokenAsked()
      if (answer.status === 200) waits.push(performance.now() - started)
      return { answer }
    }),
  )
  const afterwards = (await tokenAsked()).status === 200
  const told = answers.filter(({ answer }) => answer.status === 429)
  return table(`Overload: ${many} token requests at the same moment`, [
    {
      served: of(answers, 200),
      'told to wait (429)': told.length,
      'of them with Retry-After': told.filter(({ answer }) => Number(answer.headers['retry-after']) > 0)
        .length,
      'other answers': many - of(answers, 200) - told.length,
      'p99 of the served, ms': Math.round(percentile(waits, 0.99)),
      'serves afterwards': afterwards ? 'yes' : 'NO',
    },
  ])
}
