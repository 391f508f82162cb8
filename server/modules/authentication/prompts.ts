import { interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider'
import { chosenIn } from './principals.ts'

const { Check, Prompt } = interactionPolicy

/**
 * When a person is asked to sign in or to agree: beside what OpenID Connect says, whoever signed in at one party is
 * asked anew by another, so that nobody gets in with what someone left open; and a party that asks for a higher level
 * of authentication (`acr_values`) than the session reached has it asked for once.
 */
export function policy(hasPrincipals: HasPrincipals): interactionPolicy.DefaultPolicy {
  const prompts = interactionPolicy.base()
  const { checks } = prompts.get('login') as interactionPolicy.Prompt
  checks.add(
    new Check('another_party', 'another party asks', 'login_required', (ctx) =>
      isSignedIn(ctx) && !ctx.oidc.session?.authorizations?.[ctx.oidc.client?.clientId ?? '']
        ? Check.REQUEST_PROMPT
        : Check.NO_NEED_TO_PROMPT,
    ),
  )
  checks.add(
    new Check('level', 'a higher level of authentication is asked for', 'login_required', (ctx) =>
      isSignedIn(ctx) && levelOf(ctx.oidc.session?.acr) < wantedLevel(ctx)
        ? Check.REQUEST_PROMPT
        : Check.NO_NEED_TO_PROMPT,
    ),
  )
  prompts.add(
    new Prompt(
      { name: 'acting', requestable: false },
      new Check('for_whom', 'for whom he signs in is to be chosen', 'interaction_required', async (ctx) =>
        asksForWhom(ctx) && (await hasPrincipals(String(ctx.oidc.session?.accountId)))
          ? Check.REQUEST_PROMPT
          : Check.NO_NEED_TO_PROMPT,
      ),
    ),
    1,
  )
  return prompts
}

/** Whether somebody has anyone to sign in for: nobody else is asked. */
export type HasPrincipals = (accountId: string) => Promise<boolean>

/** The party wants to know for whom, and the person has not said it for this request. */
function asksForWhom({ oidc }: KoaContextWithOIDC): boolean {
  return (
    oidc.session?.accountId !== undefined &&
    oidc.requestParamOIDCScopes.has('on_behalf') &&
    chosenIn(oidc.result) === undefined
  )
}

/** Signed in before this request; what was just proved is not asked for again. */
function isSignedIn({ oidc }: KoaContextWithOIDC): boolean {
  return oidc.session?.accountId !== undefined && oidc.result?.login === undefined
}

/** The lowest of the levels a party would accept; 0 when it names none. */
export function wantedLevel({ oidc }: KoaContextWithOIDC): number {
  const named = String(oidc.params?.['acr_values'] ?? '')
    .split(' ')
    .map(levelOf)
    .filter((level) => level > 0)
  return named.length > 0 ? Math.min(...named) : 0
}

function levelOf(acr: string | undefined): number {
  return Number(/^urn:dean06:authentication-level:([1-4])$/.exec(acr ?? '')?.[1] ?? 0)
}
