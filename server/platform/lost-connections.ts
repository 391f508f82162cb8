/**
 * postgres.js 3.4.9 may write once more to a connection that has just closed, outside of any promise, and that would
 * end the program when only the database restarted (porsager/postgres issues 1154 and 1208). The query it belonged to
 * has been refused already. Every other uncaught error still ends the program.
 */
export function surviveLostConnections(onLost: () => void): void {
  process.on('uncaughtException', (error) => {
    if (isWriteToClosedConnection(error)) return onLost()
    console.error(error)
    process.exit(1)
  })
}

function isWriteToClosedConnection(error: unknown): boolean {
  return (
    error instanceof TypeError &&
    error.message.includes("reading 'write'") &&
    /at .*nextWrite .*postgres[/\\]src[/\\]connection\.js/.test(error.stack ?? '')
  )
}
