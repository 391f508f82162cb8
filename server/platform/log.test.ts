import { expect, test } from 'vitest'
import { log, logLines, scrub } from './log.ts'

test('threat: logs, a person number, an old number or a phone never leaves in a log line', () => {
  const lines: string[] = []
  const { write } = logLines
  logLines.write = (line) => lines.push(line)
  try {
    log.error({ error: 'Key (person_number)=(001099012345) exists', phone: '0912345678' }, 'old 012345678')
  } finally {
    logLines.write = write
  }
  expect(lines.join('')).not.toMatch(/001099012345|0912345678|012345678/)
  expect(lines.join('')).toContain('[…]')
})

test('ids and times stay readable', () => {
  const line =
    '{"id":"019aa0c2-12ab-7def-8123-123456789abc","at":"2026-11-21T21:46:00.123Z","seconds":12345678}'
  expect(scrub(line)).toBe(line)
})
