import type { Words } from '#platform/schemas.ts'
import { type Html, html, page, tick } from './page.ts'
import type { PurposeOfScope, RelyingParty } from './relying-party.ts'
import { scopes } from './scopes.ts'
import type { PageContext } from './sign-in-pages.ts'

const text = {
  title: { vi: 'Bạn có đồng ý chia sẻ thông tin?', en: 'Do you agree to share your data?' },
  asks: { vi: 'xin những thông tin này của bạn:', en: 'asks for these data of yours:' },
  asksFor: {
    vi: 'xin những thông tin này của người được làm thay:',
    en: 'asks for these data of whom you act for:',
  },
  onBehalf: { vi: 'Bạn đăng nhập thay cho', en: 'You sign in for' },
  childAsked: {
    vi: 'Trẻ đủ tuổi được hỏi ý kiến cũng phải đồng ý.',
    en: 'A child who is old enough to be asked has to agree too.',
  },
  childAgrees: { vi: 'Tôi đã hỏi, con tôi đồng ý', en: 'I asked, and my child agrees' },
  by: { vi: 'Thuộc', en: 'Part of' },
  why: { vi: 'Để', en: 'For' },
  law: { vi: 'Căn cứ', en: 'By' },
  optional: { vi: 'Bạn có thể cho thêm, không bắt buộc:', en: 'You may add these, you need not:' },
  agree: { vi: 'Đồng ý', en: 'I agree' },
  refuse: { vi: 'Không đồng ý', en: 'I do not agree' },
  after: {
    vi: 'Không đồng ý thì bạn chưa đăng nhập được vào trang này; không có gì được gửi đi. Đồng ý rồi vẫn rút lại được bất cứ lúc nào, trong mục Sự đồng ý của ứng dụng công dân.',
    en: 'If you do not agree you are not signed in there, and nothing is sent. What you agree to you can take back at any time, under Consents in the citizen app.',
  },
  asideTitle: { vi: 'Bạn quyết định', en: 'You decide' },
  aside1: {
    vi: 'Chỉ những thông tin ghi ở đây được gửi, không gì khác.',
    en: 'Only what is listed is sent.',
  },
  aside2: {
    vi: 'Mỗi lần nơi này xem thông tin của bạn đều hiện trong nhật ký truy cập.',
    en: 'Each time they look at your data, you see it in your access log.',
  },
  aside3: {
    vi: 'Nếu không phải bạn đang đăng nhập ở đó, hãy chọn Không đồng ý.',
    en: 'If it is not you who signs in there, choose “I do not agree”.',
  },
} as const satisfies Record<string, Words>

/**
 * Consent in plain words (sự đồng ý): who asks, for what, what for, by which right. Nothing is ticked beforehand, and
 * refusing is as easy as agreeing. Law 91/2025/QH15.
 */
export function consentPage(
  { language, realm, sandbox, path }: PageContext,
  party: RelyingParty,
  asked: readonly PurposeOfScope[],
  forWhom: { name: string; childAgrees: boolean } | null = null,
): string {
  const say = (words: Words) => words[language]
  const reason = ({ purpose, legalBasis }: PurposeOfScope): Html =>
    html`<span>${say(text.why)}: ${purpose[language]}${legalBasis ? html` · ${say(text.law)} ${legalBasis}` : null}</span>`
  const needed = asked.filter((one) => one.needed)
  const optional = asked.filter((one) => !one.needed)
  const child = forWhom?.childAgrees
    ? html`<fieldset class="asked"><legend>${say(text.childAsked)}</legend><label><input type="checkbox" name="child" value="yes" required><span class="what"><strong>${say(text.childAgrees)}</strong></span></label></fieldset>`
    : null
  const card = html`<h1>${say(text.title)}</h1>
${forWhom ? html`<p class="lead"><strong>${say(text.onBehalf)} ${forWhom.name}</strong></p>` : null}
<p class="lead"><strong>${party.names[language]}</strong> ${say(forWhom ? text.asksFor : text.asks)}<br><small>${say(text.by)} ${party.organisation[language]}</small></p>
<form method="post" action="${path}">
<ul class="asked">${needed.map((one) => html`<li>${tick}<div><strong>${say(scopes[one.scope].words)}</strong>${reason(one)}</div></li>`)}</ul>
${
  optional.length > 0
    ? html`<fieldset class="asked"><legend>${say(text.optional)}</legend>
${optional.map((one) => html`<label><input type="checkbox" name="${one.scope}" value="yes"><span class="what"><strong>${say(scopes[one.scope].words)}</strong>${reason(one)}</span></label>`)}</fieldset>`
    : null
}
${child}
<div class="pair"><button class="primary other" formnovalidate name="decision" value="refuse">${say(text.refuse)}</button>
<button class="primary" name="decision" value="agree">${say(text.agree)}</button></div>
</form>
<p class="lead after">${say(text.after)}</p>`
  const aside = html`<h2>${say(text.asideTitle)}</h2>
<ul>${[text.aside1, text.aside2, text.aside3].map((one) => html`<li>${tick}<span>${say(one)}</span></li>`)}</ul>`
  const other = `${path}?language=${language === 'vi' ? 'en' : 'vi'}`
  return page({ language, realm, sandbox, title: say(text.title), card, aside, otherLanguage: other })
}
