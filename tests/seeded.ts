import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { inject } from 'vitest'
import type { TestProject } from 'vitest/node'
import { signIns } from './people.ts'
import { newDataFolder, startProgram } from './program.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The data folder of a program that made its nation and was stopped. */
    seeded: string
  }
}

/** Says beside the folder that the nation stands, or why it does not. */
const madeMark = (folder: string) => `${folder}.made`

/** Makes the nation once for all journeys of a run, while other tests run: nobody waits for it but the journeys. */
export default function setup(project: TestProject) {
  const dataFolder = newDataFolder()
  project.provide('seeded', dataFolder)
  const made = make(dataFolder).then(
    () => writeFileSync(madeMark(dataFolder), ''),
    (error: Error) => writeFileSync(madeMark(dataFolder), error.stack ?? error.message),
  )
  return async () => {
    await made
    for (const path of [dataFolder, madeMark(dataFolder)]) rmSync(path, { recursive: true, force: true })
  }
}

async function make(dataFolder: string): Promise<void> {
  const program = await startProgram({ dataFolder })
  await signIns(program)
  await program.stop()
}

/** A data folder of one's own with the nation in it. Who owns each file stays as it is, which PostgreSQL looks at. */
export async function seededFolder(): Promise<string> {
  const mark = madeMark(inject('seeded'))
  while (!existsSync(mark)) await pause(100)
  const failed = readFileSync(mark, 'utf8')
  if (failed) throw new Error(`No nation for the journeys: ${failed}`)
  const folder = newDataFolder()
  execFileSync('cp', ['-a', `${inject('seeded')}/.`, folder])
  return folder
}
