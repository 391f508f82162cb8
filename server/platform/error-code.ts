/** What an error was, without what it was about. */
export function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const { code, constraint_name: constraint } = error as { code?: string; constraint_name?: string }
  const problem = error.name === 'Problem' ? error.message : ''
  return [error.name, problem, code, constraint].filter(Boolean).join(' ').slice(0, 200)
}
