import type { Realm } from '#accounts/contract'
import type { Words } from '#platform/schemas.ts'
import type { Activated } from './activations.ts'
import { alert, html, page } from './page.ts'
import type { PageContext } from './sign-in-pages.ts'

const text = {
  title: { vi: 'Kích hoạt tài khoản', en: 'Activate your account' },
  lead: {
    vi: 'Dùng mã kích hoạt bạn nhận được khi tài khoản được cấp, rồi tự chọn mật khẩu.',
    en: 'Use the activation code you were given, and choose a password of your own.',
  },
  name: { vi: 'Số định danh hoặc số điện thoại', en: 'Personal number or phone number' },
  code: { vi: 'Mã kích hoạt', en: 'Activation code' },
  codeHint: { vi: 'Dạng XXXX-XXXX-XXXX-XXXX', en: 'Like XXXX-XXXX-XXXX-XXXX' },
  password: { vi: 'Mật khẩu mới', en: 'New password' },
  passwordHint: {
    vi: 'Từ 10 ký tự, không phải từ hay số dễ đoán. Một câu ngắn của riêng bạn là tốt nhất.',
    en: '10 characters or more, nothing easy to guess. A short sentence of your own is best.',
  },
  again: { vi: 'Nhập lại mật khẩu mới', en: 'The new password again' },
  activate: { vi: 'Kích hoạt', en: 'Activate' },
  doneTitle: { vi: 'Tài khoản đã được kích hoạt', en: 'Your account is active' },
  doneLead: { vi: 'Bây giờ bạn có thể đăng nhập.', en: 'You can sign in now.' },
  signIn: { vi: 'Đăng nhập', en: 'Sign in' },
  noCode: { vi: 'Mã đã hết hạn hoặc chưa nhận được?', en: 'Has the code expired, or did it not come?' },
  noCodeWhat: {
    vi: 'Nhập số của bạn, chúng tôi gửi mã mới đến điện thoại của tài khoản. Hoặc đến công an xã, phường bất kỳ để được kích hoạt giúp.',
    en: 'Type your number and a new code is sent to the phone of the account. Or let any commune police office help you.',
  },
  renew: { vi: 'Gửi mã kích hoạt mới', en: 'Send a new activation code' },
  renewedTitle: { vi: 'Đã nhận yêu cầu', en: 'We have your request' },
  renewedLead: {
    vi: 'Nếu có tài khoản đang chờ kích hoạt, mã mới được gửi đến điện thoại của tài khoản đó.',
    en: 'If an account waits for activation, a new code is sent to its phone.',
  },
  back: { vi: 'Nhập mã kích hoạt', en: 'Enter the activation code' },
} as const satisfies Record<string, Words>

export type ActivationTrouble = Exclude<Activated, 'done'> | 'different'

const troubles: Record<ActivationTrouble, Words> = {
  refused: {
    vi: 'Số hoặc mã kích hoạt chưa đúng, hoặc mã đã hết hạn.',
    en: 'The number or the code is not right, or the code has expired.',
  },
  weak: {
    vi: 'Mật khẩu này dễ đoán. Hãy chọn mật khẩu khác, dài từ 10 ký tự.',
    en: 'This password is easy to guess. Choose another of 10 characters or more.',
  },
  wait: {
    vi: 'Đã thử quá nhiều lần. Vui lòng đợi 15 phút rồi thử lại.',
    en: 'Too many tries. Please wait 15 minutes and try again.',
  },
  different: { vi: 'Hai lần nhập mật khẩu chưa giống nhau.', en: 'The two passwords are not the same.' },
}

/** Number, activation code, password twice; the code and the name are shown again, passwords never. */
export function activationPage(
  context: PageContext,
  typed: { name: string; code: string } = { name: '', code: '' },
  trouble?: ActivationTrouble,
): string {
  const { language, path } = context
  const say = (words: Words) => words[language]
  const card = html`<h1>${say(text.title)}</h1>
<p class="lead">${say(text.lead)}</p>
${trouble ? alert(say(troubles[trouble])) : null}
<form method="post" action="${path}">
<div class="field"><label for="name">${say(text.name)}</label>
<input id="name" name="name" inputmode="tel" autocomplete="username" maxlength="40" required value="${typed.name}"></div>
<div class="field"><label for="code">${say(text.code)}</label><span class="hint" id="code-hint">${say(text.codeHint)}</span>
<input id="code" name="code" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="30" required aria-describedby="code-hint" value="${typed.code}"></div>
<div class="field"><label for="password">${say(text.password)}</label><span class="hint" id="password-hint">${say(text.passwordHint)}</span>
<input id="password" name="password" type="password" autocomplete="new-password" minlength="10" maxlength="200" required aria-describedby="password-hint"></div>
<div class="field"><label for="again">${say(text.again)}</label>
<input id="again" name="again" type="password" autocomplete="new-password" minlength="10" maxlength="200" required></div>
<button class="primary">${say(text.activate)}</button>
</form>
${
  context.realm === 'citizen'
    ? html`<details><summary>${say(text.noCode)}</summary><p>${say(text.noCodeWhat)}</p>
<form method="post" action="${path}/again">
<div class="field"><label for="again-name">${say(text.name)}</label>
<input id="again-name" name="name" inputmode="tel" autocomplete="username" maxlength="40" required></div>
<button class="plain">${say(text.renew)}</button></form></details>`
    : null
}`
  return page({ ...context, title: say(text.title), card, otherLanguage: other(context) })
}

/** The same for every number. */
export function codeRenewedPage(context: PageContext): string {
  const { language, path } = context
  const card = html`<h1>${text.renewedTitle[language]}</h1>
<p class="lead">${text.renewedLead[language]}</p>
<p class="links"><a href="${path}">${text.back[language]}</a></p>`
  return page({ ...context, title: text.renewedTitle[language], card })
}

export function activatedPage(context: PageContext): string {
  const { language, realm } = context
  const card = html`<h1>${text.doneTitle[language]}</h1>
<p class="lead">${text.doneLead[language]}</p>
<p><a class="primary" href="/auth/${firstApp[realm]}/sign-in">${text.signIn[language]}</a></p>`
  return page({ ...context, title: text.doneTitle[language], card })
}

const firstApp: Record<Realm, string> = { citizen: 'citizen', officer: 'officer' }

function other({ path, language }: PageContext): string {
  return `${path}?language=${language === 'vi' ? 'en' : 'vi'}`
}
