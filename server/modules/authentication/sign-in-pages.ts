import { type Choice, SANDBOX_PASSWORD } from '#accounts'
import type { Realm } from '#accounts/contract'
import type { Words } from '#platform/schemas.ts'
import type { Language } from './language.ts'
import { alert, type Html, html, page, tick } from './page.ts'
import { passkeyForm, passkeyScriptTag } from './passkey-form.ts'

export interface PageContext {
  language: Language
  realm: Realm
  sandbox: boolean
  /** Path of this step, to which its forms are sent. */
  path: string
}

export type PasswordTrouble =
  | { kind: 'wrong' | 'locked' | 'busy' | 'no-address' | 'too-many-codes' | 'not-sent' | 'passkey' }
  | { kind: 'wait'; minutes: number }

const text = {
  signIn: { vi: 'Đăng nhập', en: 'Sign in' },
  leadCitizen: {
    vi: 'Dùng tài khoản định danh điện tử của bạn.',
    en: 'Use your electronic identity.',
  },
  leadOfficer: { vi: 'Dùng tài khoản công vụ của bạn.', en: 'Use your official account.' },
  name: { vi: 'Số định danh hoặc số điện thoại', en: 'Personal number or phone number' },
  nameHint: {
    vi: '12 số trên thẻ căn cước, hoặc 10 số điện thoại',
    en: 'The 12 digits on your card, or your phone number',
  },
  password: { vi: 'Mật khẩu', en: 'Password' },
  next: { vi: 'Tiếp tục', en: 'Continue' },
  register: { vi: 'Đăng ký tài khoản', en: 'Open an account' },
  activate: { vi: 'Kích hoạt tài khoản', en: 'Activate an account' },
  cancel: { vi: 'Quay lại', en: 'Go back' },
  helpTitle: { vi: 'Quên mật khẩu hoặc mất điện thoại?', en: 'Forgot your password or lost your phone?' },
  helpCitizen: {
    vi: 'Có khóa truy cập: đăng nhập bằng khóa rồi đặt mật khẩu mới. Không có: mang thẻ căn cước đến công an xã, phường bất kỳ để được cấp lại. Nếu nghi có người dùng tài khoản của mình, hãy yêu cầu khóa ngay tại đó.',
    en: 'With a passkey: sign in with it and set a new password. Without: take your identity card to any commune police office. If you think someone uses your account, ask them to lock it at once.',
  },
  helpOfficer: {
    vi: 'Liên hệ quản trị hệ thống của đơn vị bạn để được cấp lại.',
    en: 'Ask the administrator of your office.',
  },
  wrong: {
    vi: 'Số hoặc mật khẩu chưa đúng. Hãy kiểm tra rồi nhập lại.',
    en: 'The number or the password is not right. Please check and try again.',
  },
  locked: {
    vi: 'Tài khoản này đang bị khóa. Hãy đến công an xã, phường bất kỳ cùng thẻ căn cước để được mở.',
    en: 'This account is locked. Visit any commune police office with your identity card.',
  },
  busy: {
    vi: 'Đang có quá nhiều người đăng nhập. Vui lòng thử lại sau ít phút.',
    en: 'Too many people are signing in right now. Please try again in a few minutes.',
  },
  noAddress: {
    vi: 'Tài khoản này chưa có số điện thoại để nhận mã. Hãy đến công an xã, phường bất kỳ để bổ sung.',
    en: 'This account has no phone to send a code to. Visit any commune police office to add one.',
  },
  tooManyCodes: {
    vi: 'Đã gửi nhiều mã trong thời gian ngắn. Vui lòng đợi một giờ rồi thử lại.',
    en: 'Too many codes were sent. Please wait an hour and try again.',
  },
  notSent: {
    vi: 'Hiện chưa gửi được mã. Vui lòng thử lại sau ít phút.',
    en: 'The code could not be sent. Please try again in a few minutes.',
  },
  passkeyRefused: {
    vi: 'Khóa truy cập này không dùng được ở đây, hoặc đã được xóa. Hãy đăng nhập theo cách khác.',
    en: 'This passkey cannot be used here, or was removed. Sign in another way.',
  },
  byPhone: {
    vi: 'Quét mã QR bằng điện thoại đã đăng nhập',
    en: 'Scan a QR code with a phone that is signed in',
  },
  chooseTitle: { vi: 'Bạn làm việc ở vị trí nào?', en: 'Which position do you act in?' },
  chooseLead: {
    vi: 'Quyền xem và xử lý đi theo vị trí này. Có thể đổi bằng cách đăng nhập lại.',
    en: 'What you may see and do follows from it. Sign in again to change.',
  },
  lockedOfficer: {
    vi: 'Tài khoản này đang bị khóa. Hãy liên hệ quản trị hệ thống của đơn vị bạn.',
    en: 'This account is locked. Contact the administrator of your office.',
  },
  sandboxPassword: { vi: 'Mật khẩu của mọi người:', en: 'Everybody’s password:' },
} as const satisfies Record<string, Words>

const assurances: Record<Realm, readonly Words[]> = {
  citizen: [
    {
      vi: 'Điều Nhà nước đã biết, bạn không phải khai lại.',
      en: 'What the State already knows, you need not type again.',
    },
    { vi: 'Ai xem thông tin của bạn, bạn đều thấy.', en: 'You see everyone who looks at your data.' },
    {
      vi: 'Có thể đăng xuất khỏi mọi thiết bị bất cứ lúc nào.',
      en: 'You can sign out of every device at any time.',
    },
  ],
  officer: [
    {
      vi: 'Mỗi lần xem dữ liệu của người dân đều được ghi lại, người dân nhìn thấy.',
      en: 'Every look at a person’s data is recorded, and the person sees it.',
    },
    { vi: 'Tự đăng xuất sau 15 phút không dùng.', en: 'You are signed out after 15 minutes of rest.' },
    {
      vi: 'Trước khi ký, hệ thống hỏi lại mã một lần.',
      en: 'Before a signature you are asked for a code again.',
    },
  ],
}

const assuranceTitle: Record<Realm, Words> = {
  citizen: { vi: 'Thông tin của bạn được giữ an toàn', en: 'Your data are kept safe' },
  officer: { vi: 'Khi làm việc ở đây', en: 'When you work here' },
}

export function aside(realm: Realm, language: Language): Html {
  return html`<h2>${assuranceTitle[realm][language]}</h2>
<ul>${assurances[realm].map((one) => html`<li>${tick}<span>${one[language]}</span></li>`)}</ul>`
}

/** Step 1: who, and the password. What was typed as name is shown again, the password never. */
export function passwordPage(context: PageContext, typed = '', trouble?: PasswordTrouble): string {
  const { language, realm, sandbox, path } = context
  const say = (words: Words) => words[language]
  const bad = trouble ? html` aria-invalid="true" aria-describedby="problem"` : null
  const card = html`<h1>${say(text.signIn)}</h1>
<p class="lead">${say(realm === 'citizen' ? text.leadCitizen : text.leadOfficer)}</p>
${trouble ? alert(troubleWords(trouble, realm)[language]) : null}
${passkeyForm(path, language)}
<form method="post" action="${path}">
<div class="field"><label for="name">${say(text.name)}</label><span class="hint" id="name-hint">${say(text.nameHint)}</span>
<input id="name" name="name" inputmode="tel" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="40" required value="${typed}"${trouble ? bad : html` aria-describedby="name-hint"`}${typed ? null : html` autofocus`}></div>
<div class="field"><label for="password">${say(text.password)}</label>
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="200" required${bad}${typed ? html` autofocus` : null}></div>
<button class="primary">${say(text.next)}</button>
</form>
<div class="row"><form method="post" action="${path}/cancel"><button class="plain">${say(text.cancel)}</button></form></div>
${realm === 'citizen' ? html`<p class="links wide"><a href="${path}/screen">${say(text.byPhone)}</a></p>` : null}
${realm === 'citizen' ? html`<p class="links"><a href="/id/citizen/register">${say(text.register)}</a> <a href="/id/citizen/activate">${say(text.activate)}</a></p>` : null}
<details><summary>${say(text.helpTitle)}</summary><p>${say(realm === 'citizen' ? text.helpCitizen : text.helpOfficer)}</p></details>
${passkeyScriptTag}`
  const sandboxHint = html`${say(text.sandboxPassword)} <code>${SANDBOX_PASSWORD}</code>`
  return page({
    language,
    realm,
    sandbox,
    sandboxHint,
    title: say(text.signIn),
    card,
    aside: aside(realm, language),
    otherLanguage: otherLanguage(context),
  })
}

/** An officer of several positions says in which one he acts. */
export function choicePage(context: PageContext, choices: readonly Choice[]): string {
  const { language, realm, sandbox, path } = context
  const say = (words: Words) => words[language]
  const card = html`<h1>${say(text.chooseTitle)}</h1>
<p class="lead">${say(text.chooseLead)}</p>
<form method="post" action="${path}">${choices.map(
    ({ actingAs }) =>
      html`<button class="choice" name="appointment" value="${actingAs.appointmentId}">${actingAs.title[language]}<span>${actingAs.agency[language]}${actingAs.territory.names.length > 1 ? html` · ${actingAs.territory.names.at(-1)}` : null}</span></button>`,
  )}</form>`
  return page({
    language,
    realm,
    sandbox,
    title: say(text.chooseTitle),
    card,
    otherLanguage: otherLanguage(context),
  })
}

export function otherLanguage({ path, language }: PageContext): string {
  return `${path}?language=${language === 'vi' ? 'en' : 'vi'}`
}

function troubleWords(trouble: PasswordTrouble, realm: Realm): Words {
  switch (trouble.kind) {
    case 'wait':
      return {
        vi: `Đã thử quá nhiều lần. Vui lòng đợi ${trouble.minutes} phút rồi thử lại.`,
        en: `Too many tries. Please wait ${trouble.minutes} ${trouble.minutes === 1 ? 'minute' : 'minutes'} and try again.`,
      }
    case 'locked':
      return realm === 'officer' ? text.lockedOfficer : text.locked
    case 'busy':
      return text.busy
    case 'no-address':
      return text.noAddress
    case 'too-many-codes':
      return text.tooManyCodes
    case 'not-sent':
      return text.notSent
    case 'passkey':
      return text.passkeyRefused
    default:
      return text.wrong
  }
}
