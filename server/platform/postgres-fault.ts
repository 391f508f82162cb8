export type PostgresFaultCode =
  | 'binaries-cannot-run'
  | 'binaries-missing'
  | 'data-folder-in-use'
  | 'data-folder-not-ours'
  | 'data-folder-other-version'
  | 'data-folder-unreachable'
  | 'platform-unsupported'
  | 'start-failed'
  | 'user-missing'

export type PostgresFault = Error & { code: PostgresFaultCode }

/** An error whose message is meant for the person at the terminal: Vietnamese, then English on its own line. */
export function fault(code: PostgresFaultCode, vietnamese: string, english: string): PostgresFault {
  return Object.assign(new Error(`${vietnamese}\n${english}`), { code })
}
