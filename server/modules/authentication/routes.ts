import type { FastifyInstance } from 'fastify'
import type { Identify } from '#accounts'
import { type AppName, apps, realmOf } from '#accounts/contract'
import { type Server, serve } from '#platform/http.ts'
import { registerConsentSource } from '#privacy'
import { registerAccountCodes } from './account-codes.ts'
import { actingRoutes } from './acting-routes.ts'
import { activationRoutes } from './activation-routes.ts'
import { apiTokens } from './api-tokens.ts'
import * as own from './authenticators.ts'
import { consentRoutes } from './consent-routes.ts'
import { signInConsents } from './consent-source.ts'
import * as contract from './contract.ts'
import { deviceApprovalRoutes } from './device-approval-routes.ts'
import { answerErrorsWithPages } from './error-page.ts'
import { acceptForms } from './forms.ts'
import { inboxRoute } from './inbox.ts'
import { interactionRoutes } from './interaction-routes.ts'
import { mountProvider } from './mount.ts'
import { notMeRoutes } from './not-me-routes.ts'
import type { RealmProvider } from './provider.ts'
import { providersOf } from './providers.ts'
import { registrationRoutes } from './registration-routes.ts'
import './renumbering.ts'
import { screenRoutes } from './screen-routes.ts'
import { askSecondFactor, confirmSecondFactor } from './second-factor.ts'
import { signUpRoutes } from './sign-up-routes.ts'
import { webRoutes } from './web-routes.ts'

export function routes(server: Server) {
  serve(server, contract.askSecondFactor, (call) => askSecondFactor(call, server))
  serve(server, contract.confirmSecondFactor, (call, { body }) =>
    confirmSecondFactor(call, server, body.code),
  )
  registrationRoutes(server)
  registerConsentSource(signInConsents)
  authenticatorRoutes(server)
  deviceApprovalRoutes(server)
  registerAccountCodes()
  server.fastify.register(async (scope) => pages(scope, server))
}

function authenticatorRoutes(server: Server) {
  serve(server, contract.listMyAuthenticators, (call) => own.myAuthenticators(call))
  serve(server, contract.beginPasskey, (call) => own.beginPasskey(call, server))
  serve(server, contract.addPasskey, (call, { body }) => own.addPasskey(call, server, body))
  serve(server, contract.renamePasskey, (call, { params, body }) =>
    own.renamePasskey(call, params.passkeyId, body.name),
  )
  serve(server, contract.removePasskey, (call, { params }) => own.removePasskey(call, params.passkeyId))
  serve(server, contract.beginTotp, (call) => own.beginTotp(call))
  serve(server, contract.addTotp, (call, { body }) => own.addTotp(call, server, body.code))
  serve(server, contract.removeTotp, (call) => own.removeTotp(call))
  serve(server, contract.makeRecoveryCodes, (call) => own.makeRecoveryCodes(call))
  serve(server, contract.askPasskey, (call) => own.askPasskey(call, server))
  serve(server, contract.confirmPasskey, (call, { body }) =>
    own.confirmPasskey(call, server, body.credential),
  )
  serve(server, contract.confirmTotp, (call, { body }) => own.confirmTotp(call, server, body.code))
}

/** Everything that is a page or speaks OpenID: outside `/api`, for browsers and relying parties. */
async function pages(scope: FastifyInstance, server: Server) {
  const providers = await providersOf(server)
  const of = (app: AppName) => providers.find(({ realm }) => realm === realmOf(app)) as RealmProvider
  for (const one of providers) mountProvider(scope, one, server.ports.publicUrl)
  // Tests may stand somebody else in front of it.
  const { tokens } = server.identify as Identify
  tokens.read = apiTokens(server, of('citizen').parties)
  scope.register(async (forms) => {
    acceptForms(forms)
    answerErrorsWithPages(forms, server)
    for (const one of providers) {
      interactionRoutes(forms, server, one)
      activationRoutes(forms, server, one.realm)
      consentRoutes(forms, server, one)
      if (one.realm === 'citizen') {
        screenRoutes(forms, server, one)
        actingRoutes(forms, server, one)
      }
    }
    for (const app of apps) webRoutes(forms, server, app, of(app))
    notMeRoutes(forms, server)
    signUpRoutes(forms, server)
    inboxRoute(forms, server)
  })
}
