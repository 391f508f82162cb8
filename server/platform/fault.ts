/** An error for the person at the terminal, with a code that programs and tests can rely on. */
export type Fault = Error & { code: string }

/** The message is Vietnamese first, then English on a line of its own. */
export function fault(code: string, vietnamese: string, english: string): Fault {
  return Object.assign(new Error(`${vietnamese}\n${english}`), { code })
}
