import { pino } from 'pino'

/**
 * Structured logs, one JSON line each, without personal data. Callers give codes and ids; as a last defence any
 * run of nine or more digits (a personal number, an old number, a phone) is blanked before a line leaves.
 */
export function scrub(line: string): string {
  return line.replace(/(?<![0-9a-fA-F-])\d{9,}(?![0-9a-fA-F-])/g, '[…]')
}

/** Where lines go; tests read them. */
export const logLines = {
  write(line: string) {
    process.stdout.write(line)
  },
}

export const log = pino(
  {
    level: process.env['LOG_LEVEL'] ?? 'info',
    base: null,
    timestamp: () => `,"at":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ level: label }) },
  },
  { write: (line: string) => logLines.write(scrub(line)) },
)
