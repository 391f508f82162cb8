import type { Configuration } from 'oidc-provider'
import type { Realm } from '#accounts/contract'
import type { Server } from '#platform/http.ts'
import type { Words } from '#platform/schemas.ts'
import { languageOf } from './language.ts'
import { contentPolicy, endingAt, html, page } from './page.ts'

const text = {
  title: { vi: 'Đăng xuất', en: 'Sign out' },
  lead: {
    vi: 'Bạn muốn đăng xuất khỏi định danh điện tử trên trình duyệt này?',
    en: 'Do you want to sign out of your electronic identity in this browser?',
  },
  everywhere: {
    vi: 'Các trang bạn đã đăng nhập bằng định danh điện tử trong trình duyệt này cũng được báo để đăng xuất.',
    en: 'Sites where you signed in with it in this browser are told to sign you out, too.',
  },
  yes: { vi: 'Đăng xuất', en: 'Sign out' },
  no: { vi: 'Ở lại', en: 'Stay signed in' },
  done: { vi: 'Bạn đã đăng xuất', en: 'You are signed out' },
  close: { vi: 'Có thể đóng trang này.', en: 'You can close this page.' },
} as const satisfies Record<string, Words>

type LogoutFeature = NonNullable<NonNullable<Configuration['features']>['rpInitiatedLogout']>

/** Signing out at a party's wish: the person is asked; a forged link alone ends nothing. */
export function logoutFeature({ ports }: Server, realm: Realm): LogoutFeature {
  const sandbox = ports.mode === 'sandbox'
  return {
    enabled: true,
    logoutSource(ctx, form) {
      const language = languageOf(ctx.get('cookie'))
      const card = html`<h1>${text.title[language]}</h1>
<p class="lead">${text.lead[language]}</p><p>${text.everywhere[language]}</p>
${{ html: form }}
<p><button class="primary" form="op.logoutForm" name="logout" value="yes">${text.yes[language]}</button></p>
<p><button class="primary other" form="op.logoutForm">${text.no[language]}</button></p>`
      const back = ctx.oidc.params?.['post_logout_redirect_uri']
      ctx.type = 'html'
      ctx.set('content-security-policy', endingAt(contentPolicy, typeof back === 'string' ? back : ''))
      ctx.body = page({ language, realm, sandbox, title: text.title[language], card })
    },
    postLogoutSuccessSource(ctx) {
      const language = languageOf(ctx.get('cookie'))
      const card = html`<h1>${text.done[language]}</h1><p class="lead">${text.close[language]}</p>`
      ctx.type = 'html'
      ctx.set('content-security-policy', contentPolicy)
      ctx.body = page({ language, realm, sandbox, title: text.done[language], card })
    },
  }
}
