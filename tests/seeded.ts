import { execFileSync } from 'node:child_process'
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

/** Makes the nation once for all journeys of a run. */
export default async function setup(project: TestProject) {
  const program = await startProgram()
  await signIns(program)
  await program.stop()
  project.provide('seeded', program.dataFolder)
  return () => program.remove()
}

/** A data folder of one's own with the nation in it. Who owns each file stays as it is, which PostgreSQL looks at. */
export function seededFolder(): string {
  const folder = newDataFolder()
  execFileSync('cp', ['-a', `${inject('seeded')}/.`, folder])
  return folder
}
