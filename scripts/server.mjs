// Hands over to the server on Node 24, as if it had been started directly: same terminal, signals, exit code.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { join } from 'node:path'
import { environment, root } from './setup.mjs'

export function becomeServer(node, args) {
  const command = [join(root, 'server', 'main.ts'), ...args]
  process.chdir(root)
  if (process.execve) {
    process.removeAllListeners('warning') // "experimental"; where it is missing we spawn
    process.execve(node, [node, ...command], environment(node))
  }
  const server = spawn(node, command, { stdio: 'inherit', env: environment(node) })
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal))
  // A terminal sends Ctrl-C to the server as well; without one, somebody meant this process alone.
  process.on('SIGINT', () => process.stdin.isTTY || server.kill('SIGINT'))
  server.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
}
