import type { Words } from '#platform/schemas.ts'
import type { Language } from './language.ts'
import { type Html, html } from './page.ts'
import { passkeyScript } from './passkey-script.ts'

const text = {
  use: { vi: 'Đăng nhập bằng khóa truy cập', en: 'Sign in with a passkey' },
  what: {
    vi: 'Bằng vân tay, khuôn mặt hoặc mã mở khóa máy. Không cần mật khẩu, không cần tin nhắn.',
    en: 'With your fingerprint, face or screen lock. No password, no message.',
  },
  trouble: {
    vi: 'Chưa dùng được khóa truy cập trên máy này. Hãy thử lại, hoặc đăng nhập theo cách bên dưới.',
    en: 'The passkey could not be used on this device. Try again, or sign in another way below.',
  },
  or: { vi: 'hoặc', en: 'or' },
} as const satisfies Record<string, Words>

/** The passkey's button: hidden until the script says that this browser can use one. */
export function passkeyForm(path: string, language: Language, divided = true): Html {
  return html`<form method="post" action="${path}/passkey" id="passkey" data-options="${path}/passkey-options" hidden>
<div class="alert" role="alert" hidden><p>${text.trouble[language]}</p></div>
<input type="hidden" name="credential">
<button class="key" aria-describedby="passkey-what">${key}${text.use[language]}</button>
<p class="hint" id="passkey-what">${text.what[language]}</p>
${divided ? html`<p class="or"><span>${text.or[language]}</span></p>` : null}
</form>`
}

export const passkeyScriptTag: Html = { html: `<script>${passkeyScript}</script>` }

const key: Html = {
  html: '<svg viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><circle cx="8" cy="9" r="4.5"/><path d="M11.500 12 20 20.500M16 16.500l2.500-2.500M18.500 19l2-2"/></svg>',
}
