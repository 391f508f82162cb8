import { type Choice, SANDBOX_PASSWORD } from '#accounts'
import type { Realm } from '#accounts/contract'
import type { Words } from '#platform/schemas.ts'
import type { Language } from './language.ts'
import { codeLimits } from './limits.ts'
import { alert, type Html, html, notice, page, tick } from './page.ts'

export interface PageContext {
  language: Language
  realm: Realm
  sandbox: boolean
  /** Path of this step, to which its forms are sent. */
  path: string
}

export type PasswordTrouble =
  | { kind: 'wrong' | 'locked' | 'busy' | 'no-address' | 'too-many-codes' | 'not-sent' }
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
  cancel: { vi: 'Quay lại', en: 'Go back' },
  helpTitle: { vi: 'Quên mật khẩu hoặc mất điện thoại?', en: 'Forgot your password or lost your phone?' },
  helpCitizen: {
    vi: 'Mang thẻ căn cước đến công an xã, phường bất kỳ để được cấp lại. Nếu nghi có người dùng tài khoản của mình, hãy yêu cầu khóa ngay tại đó.',
    en: 'Take your identity card to any commune police office. If you think someone uses your account, ask them to lock it at once.',
  },
  helpOfficer: {
    vi: 'Liên hệ quản trị hệ thống của đơn vị bạn để được cấp lại.',
    en: 'Ask the administrator of your office.',
  },
  codeTitle: { vi: 'Nhập mã một lần', en: 'Enter the one-time code' },
  step: { vi: 'Bước 2 trên 2', en: 'Step 2 of 2' },
  codeLead: { vi: 'Mã 6 số đã gửi đến', en: 'A 6-digit code was sent to' },
  codeLabel: { vi: 'Mã một lần', en: 'One-time code' },
  codeHint: {
    vi: `Mã dùng được trong ${codeLimits.minutes} phút`,
    en: `The code works for ${codeLimits.minutes} minutes`,
  },
  confirm: { vi: 'Đăng nhập', en: 'Sign in' },
  resend: { vi: 'Gửi lại mã', en: 'Send another code' },
  startOver: { vi: 'Dùng tài khoản khác', en: 'Use another account' },
  resent: {
    vi: 'Đã gửi mã mới. Mã cũ không còn dùng được.',
    en: 'A new code was sent. The old one no longer works.',
  },
  tooSoon: {
    vi: `Vừa gửi mã rồi. Vui lòng đợi ${codeLimits.resendSeconds} giây rồi thử lại.`,
    en: `A code was just sent. Please wait ${codeLimits.resendSeconds} seconds.`,
  },
  codeWrong: { vi: 'Mã chưa đúng.', en: 'That code is not right.' },
  codeSpent: {
    vi: 'Mã này không còn dùng được. Hãy gửi lại mã mới.',
    en: 'This code can no longer be used. Send another one.',
  },
  codeExpired: { vi: 'Mã đã hết hạn. Hãy gửi lại mã mới.', en: 'The code has expired. Send another one.' },
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

function aside(realm: Realm, language: Language): Html {
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
<form method="post" action="${path}">
<div class="field"><label for="name">${say(text.name)}</label><span class="hint" id="name-hint">${say(text.nameHint)}</span>
<input id="name" name="name" inputmode="tel" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="40" required value="${typed}"${trouble ? bad : html` aria-describedby="name-hint"`}${typed ? null : html` autofocus`}></div>
<div class="field"><label for="password">${say(text.password)}</label>
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="200" required${bad}${typed ? html` autofocus` : null}></div>
<button class="primary">${say(text.next)}</button>
</form>
<div class="row"><form method="post" action="${path}/cancel"><button class="plain">${say(text.cancel)}</button></form></div>
<details><summary>${say(text.helpTitle)}</summary><p>${say(realm === 'citizen' ? text.helpCitizen : text.helpOfficer)}</p></details>`
  const sandboxHint = html`${say(text.sandboxPassword)} <code>${SANDBOX_PASSWORD}</code>`
  return page({
    language,
    realm,
    sandbox,
    sandboxHint,
    title: say(text.signIn),
    card,
    aside: aside(realm, language),
    otherLanguage: other(context),
  })
}

export type CodeTrouble =
  | { kind: 'wrong'; triesLeft: number }
  | { kind: 'expired' | 'spent' | 'too-soon' | 'too-many-codes' | 'not-sent' }
  | { kind: 'resent' }

/** Step 2: the one-time code. */
export function codePage(context: PageContext, sentTo: string, trouble?: CodeTrouble): string {
  const { language, realm, sandbox, path } = context
  const say = (words: Words) => words[language]
  const refused = trouble !== undefined && trouble.kind !== 'resent' && trouble.kind !== 'too-soon'
  const card = html`<p class="step">${say(text.step)}</p>
<h1>${say(text.codeTitle)}</h1>
<p class="lead">${say(text.codeLead)} <strong>${sentTo}</strong></p>
${trouble ? (refused ? alert(codeWords(trouble)[language]) : notice(codeWords(trouble)[language])) : null}
<form method="post" action="${path}/code" autocomplete="off">
<div class="field"><label for="code">${say(text.codeLabel)}</label><span class="hint" id="code-hint">${say(text.codeHint)}</span>
<input class="code" id="code" name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9 ]{6,7}" maxlength="7" required autofocus aria-describedby="code-hint${refused ? ' problem' : ''}"${refused ? html` aria-invalid="true"` : null}></div>
<button class="primary">${say(text.confirm)}</button>
</form>
<div class="row"><form method="post" action="${path}/resend"><button class="plain">${say(text.resend)}</button></form>
<form method="post" action="${path}/again"><button class="plain">${say(text.startOver)}</button></form></div>`
  return page({
    language,
    realm,
    sandbox,
    title: say(text.codeTitle),
    card,
    aside: aside(realm, language),
    otherLanguage: other(context),
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
  return page({ language, realm, sandbox, title: say(text.chooseTitle), card, otherLanguage: other(context) })
}

function other({ path, language }: PageContext): string {
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
    default:
      return text.wrong
  }
}

function codeWords(trouble: CodeTrouble): Words {
  switch (trouble.kind) {
    case 'wrong':
      return {
        vi: `${text.codeWrong.vi} Bạn còn ${trouble.triesLeft} lần thử.`,
        en: `${text.codeWrong.en} ${trouble.triesLeft} ${trouble.triesLeft === 1 ? 'try' : 'tries'} left.`,
      }
    case 'expired':
      return text.codeExpired
    case 'spent':
      return text.codeSpent
    case 'too-soon':
      return text.tooSoon
    case 'resent':
      return text.resent
    case 'too-many-codes':
      return text.tooManyCodes
    case 'not-sent':
      return text.notSent
  }
}
