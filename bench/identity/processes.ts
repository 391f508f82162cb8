/** Web processes of their own, told what they cost, and requests to them that can be said again. */
import { type ChildProcess, spawn } from 'node:child_process'
import { Agent, request } from 'node:http'

export interface Child {
  url: string
  /** CPU so far, in milliseconds. */
  cpu(): Promise<number>
  end(): void
}

export async function child(file: string, args: string[]): Promise<Child> {
  const started: ChildProcess = spawn(process.execPath, [file, ...args], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const url = await new Promise<string>((done, fail) => {
    started.stdout?.on('data', (text) => {
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(String(text))
      if (found) done(found[0])
    })
    started.once('exit', (code) => fail(new Error(`${file} ended with ${code}`)))
  })
  return {
    url,
    cpu: () =>
      new Promise((done) => {
        started.once('message', (said) => {
          const { user, system } = said as NodeJS.CpuUsage
          done((user + system) / 1000)
        })
        started.send('cpu')
      }),
    end: () => started.kill('SIGKILL'),
  }
}

export interface Exchange {
  method: string
  headers: Record<string, string>
  body: string | undefined
  answerBytes: number
}

export interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
}

const agent = new Agent({ keepAlive: true })
let heard: Exchange[] | undefined

/** What one operation says and is answered, to be said again to a server that does nothing. */
export async function hear(operation: () => Promise<unknown>): Promise<readonly Exchange[]> {
  const exchanges: Exchange[] = []
  heard = exchanges
  await operation()
  heard = undefined
  return exchanges
}

export function send(
  url: string,
  method: string,
  headers: Record<string, string>,
  body?: string,
): Promise<Answer> {
  return new Promise((done, fail) => {
    const asked = request(url, { method, agent, headers }, (answer) => {
      let text = ''
      answer.on('data', (chunk) => {
        text += chunk
      })
      answer.on('end', () => {
        heard?.push({ method, headers, body, answerBytes: Buffer.byteLength(text) })
        done({ status: answer.statusCode ?? 0, headers: answer.headers, body: text })
      })
    })
    asked.on('error', fail)
    asked.end(body)
  })
}

export const closeConnections = () => agent.destroy()
