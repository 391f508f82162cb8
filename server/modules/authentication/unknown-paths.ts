import type { Provider } from 'oidc-provider'
import type { Realm } from '#accounts/contract'
import { notFound } from '#platform/access.ts'
import { problemBody } from '#platform/problem.ts'
import type { Ports } from '#ports/ports.ts'
import { errorPage } from './error-page.ts'
import { languageOf } from './language.ts'

/** A path nobody answers: a page for browsers that says where to begin, a problem document for programs. */
export function answerUnknownPaths(provider: Provider, realm: Realm, mode: Ports['mode']): void {
  provider.use(async (ctx, next) => {
    await next()
    if (ctx.status !== 404 || ctx.body || ctx.oidc) return
    if (ctx.accepts('json', 'html') === 'html') {
      const { html, policy } = errorPage(languageOf(ctx.get('cookie')), { kind: 'unknown', realm, mode })
      ctx.set('content-security-policy', policy)
      ctx.type = 'html'
      ctx.body = html
    } else {
      ctx.body = JSON.stringify(problemBody(notFound()))
      ctx.type = 'application/problem+json'
    }
    // A body alone would make it a success.
    ctx.status = 404
  })
}
