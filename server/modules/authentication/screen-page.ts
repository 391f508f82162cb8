import type { Words } from '#platform/schemas.ts'
import { type Html, html, page, tick } from './page.ts'
import { SCREEN_MINUTES } from './screens.ts'
import type { PageContext } from './sign-in-pages.ts'

const text = {
  title: { vi: 'Đăng nhập bằng điện thoại', en: 'Sign in with your phone' },
  lead: {
    vi: 'Điện thoại của bạn đã đăng nhập ứng dụng công dân.',
    en: 'Your phone is signed in to the citizen app.',
  },
  one: {
    vi: 'Mở máy ảnh của điện thoại, quét mã này.',
    en: 'Open the camera of your phone and scan this code.',
  },
  two: { vi: 'Xem đúng nơi bạn muốn đăng nhập.', en: 'Check that it is the place you want to sign in to.' },
  three: { vi: 'Nhập số dưới đây vào điện thoại.', en: 'Type the number below on your phone.' },
  number: { vi: 'Số của màn hình này', en: 'The number of this screen' },
  qr: { vi: 'Mã QR để đăng nhập', en: 'QR code to sign in' },
  done: { vi: 'Tôi đã xác nhận trên điện thoại', en: 'I have approved it on my phone' },
  minutes: {
    vi: `Mã dùng được ${SCREEN_MINUTES} phút.`,
    en: `The code works for ${SCREEN_MINUTES} minutes.`,
  },
  sandbox: {
    vi: 'Bản thử nghiệm: mở như trên điện thoại',
    en: 'Sandbox: open it as the phone would',
  },
  back: { vi: 'Đăng nhập cách khác', en: 'Sign in another way' },
  again: { vi: 'Tạo mã mới', en: 'Make a new code' },
  overTitle: { vi: 'Mã đã hết hạn hoặc bị từ chối', en: 'The code has expired or was refused' },
  overLead: {
    vi: 'Hãy tạo mã mới, hoặc đăng nhập cách khác.',
    en: 'Make a new code, or sign in another way.',
  },
  warnTitle: { vi: 'Không quét hộ người khác', en: 'Never scan for someone else' },
  warn1: {
    vi: 'Ai gửi cho bạn mã QR và nhờ quét là đang muốn vào tài khoản của bạn.',
    en: 'Whoever sends you a QR code to scan wants to get into your account.',
  },
  warn2: {
    vi: 'Chỉ quét mã trên màn hình bạn đang ngồi trước.',
    en: 'Scan only the code on the screen you sit in front of.',
  },
} as const satisfies Record<string, Words>

/** Asks how far the phone is, and goes on by itself. Without it the button does the same. */
export const screenScript = `(() => {
const form = document.getElementById('done')
const ask = async () => {
  try {
    const { state } = await (await fetch(form.dataset.state, { cache: 'no-store' })).json()
    if (state !== 'shown') return form.submit()
  } catch {}
  setTimeout(ask, 1500)
}
setTimeout(ask, 1500)
})()`

export function screenPage(
  { language, realm, sandbox, path }: PageContext,
  { number, qr, address }: { number: number; qr: Html; address: string },
): string {
  const say = (words: Words) => words[language]
  const card = html`<h1>${say(text.title)}</h1>
<p class="lead">${say(text.lead)}</p>
<ol class="steps"><li>${say(text.one)}</li><li>${say(text.two)}</li><li>${say(text.three)}</li></ol>
<div class="screen"><div class="qr" role="img" aria-label="${say(text.qr)}">${qr}</div>
<p class="number"><span>${say(text.number)}</span><strong>${number}</strong></p></div>
<p class="hint">${say(text.minutes)}</p>
${sandbox ? html`<p><a href="${address}" target="_blank" rel="noopener">${say(text.sandbox)}</a></p>` : null}
<form method="post" action="${path}/screen/done" id="done" data-state="${path}/screen/state"><button class="primary">${say(text.done)}</button></form>
<div class="row"><a class="plain" href="${path}">${say(text.back)}</a></div>
<script>${{ html: screenScript }}</script>`
  const aside = html`<h2>${say(text.warnTitle)}</h2>
<ul>${[text.warn1, text.warn2].map((one) => html`<li>${tick}<span>${say(one)}</span></li>`)}</ul>`
  const otherLanguage = `${path}/screen?language=${language === 'vi' ? 'en' : 'vi'}`
  return page({ language, realm, sandbox, title: say(text.title), card, aside, otherLanguage })
}

export function screenOverPage({ language, realm, sandbox, path }: PageContext): string {
  const say = (words: Words) => words[language]
  const card = html`<h1>${say(text.overTitle)}</h1>
<p class="lead">${say(text.overLead)}</p>
<p><a class="primary" href="${path}/screen">${say(text.again)}</a></p>
<div class="row"><a class="plain" href="${path}">${say(text.back)}</a></div>`
  return page({ language, realm, sandbox, title: say(text.overTitle), card })
}
