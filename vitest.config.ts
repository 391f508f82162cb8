import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import type { Reporter } from 'vitest/node'

export default defineConfig({
  test: {
    globalSetup: ['tests/database.ts'],
    reporters: [totalTime(), 'default'],
    projects: [
      {
        extends: true,
        test: {
          name: 'server',
          include: ['server/**/*.test.ts', 'web/**/*.test.ts'],
          exclude: process.env.CRASHES ? [] : ['**/crash.test.ts'], // npm run test:crash:identity
          pool: 'threads',
          isolate: false, // test files share loaded modules, which keep no state of their own
          maxWorkers: Math.max(2, availableParallelism() - 1),
          testTimeout: 300_000,
          hookTimeout: 400_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['tests/**/*.test.ts'],
          globalSetup: ['tests/seeded.ts'],
          expect: { poll: { timeout: 60_000 } },
          pool: 'forks',
          maxWorkers: 3, // each file has a program and a browser of its own
          testTimeout: 400_000,
          hookTimeout: 400_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})

/** Says how long `npm test` took in all, before Vitest's own closing lines. */
function totalTime(): Reporter {
  return {
    onTestRunEnd() {
      const startedAt = Number(process.env.TEST_STARTED_AT)
      if (startedAt)
        console.log(
          `\n Total, with set-up, types and lint: ${((Date.now() - startedAt) / 1000).toFixed(0)} s`,
        )
    },
  }
}
