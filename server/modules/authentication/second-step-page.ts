import type { Words } from '#platform/schemas.ts'
import { codeLimits } from './limits.ts'
import { alert, type Html, html, notice, page } from './page.ts'
import { passkeyForm, passkeyScriptTag } from './passkey-form.ts'
import type { StepTrouble, Way } from './second-steps.ts'
import { aside, otherLanguage, type PageContext } from './sign-in-pages.ts'

export type SecondStepTrouble =
  | StepTrouble
  | { kind: 'too-soon' | 'too-many-codes' | 'not-sent' | 'resent' | 'passkey' }

const text = {
  step: { vi: 'Bước 2 trên 2', en: 'Step 2 of 2' },
  title: { vi: 'Nhập mã một lần', en: 'Enter the one-time code' },
  lead: { vi: 'Mã 6 số đã gửi đến', en: 'A 6-digit code was sent to' },
  code: { vi: 'Mã một lần', en: 'One-time code' },
  codeHint: {
    vi: `Mã dùng được trong ${codeLimits.minutes} phút`,
    en: `The code works for ${codeLimits.minutes} minutes`,
  },
  totpTitle: { vi: 'Nhập mã từ ứng dụng', en: 'Enter the code of your app' },
  totpLead: {
    vi: 'Mở ứng dụng tạo mã trên điện thoại của bạn.',
    en: 'Open the authenticator app on your phone.',
  },
  totpHint: { vi: 'Mã 6 số, đổi sau mỗi 30 giây', en: '6 digits, new every 30 seconds' },
  recoveryTitle: { vi: 'Nhập mã khôi phục', en: 'Enter a recovery code' },
  recoveryLead: {
    vi: 'Một trong các mã bạn đã ghi lại. Mỗi mã dùng được một lần.',
    en: 'One of the codes you wrote down. Each works once.',
  },
  recoveryHint: { vi: 'Dạng XXXXX-XXXXX', en: 'Like XXXXX-XXXXX' },
  passkeyTitle: { vi: 'Dùng khóa truy cập', en: 'Use your passkey' },
  passkeyLead: {
    vi: 'Xác nhận bằng vân tay, khuôn mặt hoặc mã mở khóa của máy.',
    en: 'Confirm with your fingerprint, face or screen lock.',
  },
  noScript: {
    vi: 'Trình duyệt này không dùng được khóa truy cập. Hãy chọn cách khác bên dưới.',
    en: 'This browser cannot use a passkey. Choose another way below.',
  },
  confirm: { vi: 'Đăng nhập', en: 'Sign in' },
  resend: { vi: 'Gửi lại mã', en: 'Send another code' },
  byPasskey: { vi: 'Dùng khóa truy cập', en: 'Use a passkey' },
  byTotp: { vi: 'Dùng ứng dụng tạo mã', en: 'Use the authenticator app' },
  byMessage: { vi: 'Gửi mã qua tin nhắn', en: 'Send a code by message' },
  byRecovery: { vi: 'Dùng mã khôi phục', en: 'Use a recovery code' },
  startOver: { vi: 'Dùng tài khoản khác', en: 'Use another account' },
} as const satisfies Record<string, Words>

const troubles: Record<SecondStepTrouble['kind'], Words> = {
  wrong: { vi: 'Mã chưa đúng.', en: 'That code is not right.' },
  expired: { vi: 'Mã đã hết hạn. Hãy gửi lại mã mới.', en: 'The code has expired. Send another one.' },
  spent: {
    vi: 'Mã này không còn dùng được. Hãy gửi lại mã mới.',
    en: 'This code can no longer be used. Send another one.',
  },
  'too-many': {
    vi: 'Đã thử quá nhiều mã. Vui lòng đợi một giờ, hoặc dùng cách khác bên dưới.',
    en: 'Too many codes were tried. Please wait an hour, or use another way below.',
  },
  'too-soon': {
    vi: `Vừa gửi mã rồi. Vui lòng đợi ${codeLimits.resendSeconds} giây rồi thử lại.`,
    en: `A code was just sent. Please wait ${codeLimits.resendSeconds} seconds.`,
  },
  'too-many-codes': {
    vi: 'Đã gửi nhiều mã trong thời gian ngắn. Vui lòng đợi một giờ rồi thử lại.',
    en: 'Too many codes were sent. Please wait an hour and try again.',
  },
  'not-sent': {
    vi: 'Hiện chưa gửi được mã. Vui lòng thử lại sau ít phút.',
    en: 'The code could not be sent. Please try again in a few minutes.',
  },
  resent: {
    vi: 'Đã gửi mã mới. Mã cũ không còn dùng được.',
    en: 'A new code was sent. The old one no longer works.',
  },
  passkey: {
    vi: 'Khóa truy cập chưa dùng được. Hãy thử lại hoặc chọn cách khác.',
    en: 'The passkey could not be used. Try again, or choose another way.',
  },
}

function troubleWords(trouble: SecondStepTrouble): Words {
  const words = troubles[trouble.kind]
  if (trouble.kind !== 'wrong' || trouble.triesLeft === undefined) return words
  const { triesLeft } = trouble
  return {
    vi: `${words.vi} Bạn còn ${triesLeft} lần thử.`,
    en: `${words.en} ${triesLeft} ${triesLeft === 1 ? 'try' : 'tries'} left.`,
  }
}

/** What stands on the page of a way: its words, and the field it needs. */
const fields = {
  message: { title: text.title, lead: text.lead, label: text.code, hint: text.codeHint, digits: true },
  totp: { title: text.totpTitle, lead: text.totpLead, label: text.code, hint: text.totpHint, digits: true },
  recovery: {
    title: text.recoveryTitle,
    lead: text.recoveryLead,
    label: text.recoveryTitle,
    hint: text.recoveryHint,
    digits: false,
  },
} as const

/** Step 2: a one-time code by message or app, a recovery code, or a passkey; with links to the other ways. */
export function secondStepPage(
  context: PageContext,
  way: Way,
  open: readonly Way[],
  sentTo: string,
  trouble?: SecondStepTrouble,
): string {
  const { language, realm, sandbox, path } = context
  const title = way === 'passkey' ? text.passkeyTitle : fields[way].title
  const card = html`<p class="step">${text.step[language]}</p>
<h1>${title[language]}</h1>
${way === 'passkey' ? passkeyPart(context, trouble) : codePart(context, way, sentTo, trouble)}
<div class="row">${way === 'message' ? post(path, 'resend', text.resend[language]) : null}
${open.filter((one) => one !== way).map((one) => another(context, one))}
${post(path, 'again', text.startOver[language])}</div>
${way === 'passkey' ? passkeyScriptTag : null}`
  return page({
    language,
    realm,
    sandbox,
    title: title[language],
    card,
    aside: aside(realm, language),
    otherLanguage: `${otherLanguage(context)}&by=${way}`,
  })
}

function codePart(
  { language, path }: PageContext,
  way: Exclude<Way, 'passkey'>,
  sentTo: string,
  trouble?: SecondStepTrouble,
): Html {
  const { lead, label, hint, digits } = fields[way]
  const calm = trouble?.kind === 'resent' || trouble?.kind === 'too-soon'
  const refused = trouble !== undefined && !calm
  const shape = digits
    ? html` inputmode="numeric" autocomplete="one-time-code" pattern="[0-9 ]{6,7}" maxlength="7"`
    : html` autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="20"`
  return html`<p class="lead">${lead[language]} ${way === 'message' ? html`<strong>${sentTo}</strong>` : null}</p>
${trouble ? (refused ? alert(troubleWords(trouble)[language]) : notice(troubleWords(trouble)[language])) : null}
<form method="post" action="${path}/code" autocomplete="off">
<input type="hidden" name="by" value="${way}">
<div class="field"><label for="code">${label[language]}</label><span class="hint" id="code-hint">${hint[language]}</span>
<input class="code" id="code" name="code"${shape} required autofocus aria-describedby="code-hint${refused ? ' problem' : ''}"${refused ? html` aria-invalid="true"` : null}></div>
<button class="primary">${text.confirm[language]}</button>
</form>`
}

function passkeyPart({ language, path }: PageContext, trouble?: SecondStepTrouble): Html {
  return html`<p class="lead">${text.passkeyLead[language]}</p>
${trouble ? alert(troubleWords(trouble)[language]) : null}
${passkeyForm(path, language, false)}
<noscript><p>${text.noScript[language]}</p></noscript>`
}

function another({ language, path }: PageContext, way: Way): Html {
  // A message costs something and says that someone is there: it is sent when asked for, never by following a link.
  if (way === 'message') return post(path, 'resend', text.byMessage[language])
  const words = { passkey: text.byPasskey, totp: text.byTotp, recovery: text.byRecovery }[way]
  return html`<a class="plain" href="${path}?by=${way}">${words[language]}</a>`
}

function post(path: string, act: string, label: string): Html {
  return html`<form method="post" action="${path}/${act}"><button class="plain">${label}</button></form>`
}
