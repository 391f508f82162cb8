import type { Provider } from 'oidc-provider'

type Ping = (request: unknown) => Promise<void>
const pings = new WeakMap<Provider, Ping>()

/** A ping is a job, sent after the decision is kept and tried again while the party does not answer. */
export function sendPingsByJob(provider: Provider): void {
  const prototype = provider.Client.prototype as unknown as { backchannelPing: Ping }
  pings.set(provider, prototype.backchannelPing)
  prototype.backchannelPing = async () => {}
}

/** Sends the ping of a request, as the provider would have done at once. */
export async function ping(provider: Provider, client: unknown, request: unknown): Promise<void> {
  await pings.get(provider)?.call(client as never, request)
}
