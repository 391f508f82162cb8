/** A text to a person's own phone or e-mail: one-time codes and notices. Never stored in an event, a job or the log. */
export interface Message {
  to: { phone?: string | undefined; email?: string | undefined }
  text: string
  /** What it is, for the sandbox inbox. */
  kind: 'code' | 'notice'
}

export interface Messages {
  send(message: Message): Promise<void>
}

export interface InboxMessage extends Message {
  at: string
}

const KEPT = 200

/** The sandbox's fake: the last messages, kept in memory and shown at /sandbox/inbox. Never in production. */
export function sandboxMessages(): Messages & { inbox(): readonly InboxMessage[] } {
  const kept: InboxMessage[] = []
  return {
    async send(message) {
      kept.unshift({ ...message, at: new Date().toISOString() })
      if (kept.length > KEPT) kept.length = KEPT
    },
    inbox: () => kept,
  }
}

/** Hands messages to a gateway of the operator's by HTTPS POST; a failure is the world's and is thrown. */
export function gatewayMessages(url: string, token: string): Messages {
  return {
    async send({ to, text }) {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ to, text }),
        signal: AbortSignal.timeout(10_000),
      })
      if (!answer.ok) throw new Error(`Message gateway answered ${answer.status}`)
    },
  }
}
