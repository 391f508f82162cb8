import type { PrincipalShown } from '#accounts'
import type { Words } from '#platform/schemas.ts'
import { alert, html, page, tick } from './page.ts'
import { keyOf } from './principals.ts'
import type { RelyingParty } from './relying-party.ts'
import type { PageContext } from './sign-in-pages.ts'

const text = {
  title: { vi: 'Bạn đăng nhập cho ai?', en: 'For whom do you sign in?' },
  at: { vi: 'vào', en: 'at' },
  by: { vi: 'Thuộc', en: 'Part of' },
  self: { vi: 'Cho chính tôi', en: 'For myself' },
  go: { vi: 'Tiếp tục', en: 'Continue' },
  cancel: { vi: 'Thôi, không đăng nhập', en: 'Do not sign in' },
  missing: { vi: 'Hãy chọn một dòng.', en: 'Please choose one.' },
  usedUp: {
    vi: 'Quyền làm thay này đã hết hoặc đã dùng hết số lần. Hãy chọn lại.',
    en: 'This right has ended or was used as often as it allows. Please choose again.',
  },
  asideTitle: { vi: 'Làm thay người khác', en: 'Acting for somebody else' },
  aside1: {
    vi: 'Nơi bạn đăng nhập biết cả hai: ai thực hiện và thực hiện cho ai.',
    en: 'They are told both: who acts, and for whom.',
  },
  aside2: {
    vi: 'Người được làm thay thấy việc này trong nhật ký của mình.',
    en: 'Whom you act for sees it in his own log.',
  },
} as const satisfies Record<string, Words>

const bases: Record<PrincipalShown['basis'], Words> = {
  parent: { vi: 'Con của bạn', en: 'Your child' },
  guardian: { vi: 'Bạn là người giám hộ', en: 'Your ward' },
  mandate: { vi: 'Theo giấy ủy quyền', en: 'By mandate' },
  representative: { vi: 'Bạn là người đại diện theo pháp luật', en: 'You are its legal representative' },
}

export type ActingTrouble = 'missing' | 'usedUp'

/** For whom somebody signs in: nothing is chosen beforehand. */
export function actingPage(
  { language, realm, sandbox, path }: PageContext,
  party: RelyingParty,
  choices: readonly PrincipalShown[],
  trouble?: ActingTrouble,
): string {
  const say = (words: Words) => words[language]
  const row = (value: string, name: string, note: string | null) =>
    html`<label><input type="radio" name="whom" value="${value}"><span class="what"><strong>${name}</strong>${note ? html`<span>${note}</span>` : null}</span></label>`
  const card = html`<h1>${say(text.title)}</h1>
<p class="lead">${say(text.at)} <strong>${party.names[language]}</strong><br><small>${say(text.by)} ${party.organisation[language]}</small></p>
${trouble ? alert(say(text[trouble])) : null}
<form method="post" action="${path}">
<fieldset class="asked" aria-label="${say(text.title)}">
${row('self', say(text.self), null)}
${choices.map((one) => row(keyOf(one), one.name, say(bases[one.basis])))}</fieldset>
<div class="pair"><button class="primary other" name="decision" value="cancel">${say(text.cancel)}</button>
<button class="primary" name="decision" value="go">${say(text.go)}</button></div>
</form>`
  const aside = html`<h2>${say(text.asideTitle)}</h2>
<ul>${[text.aside1, text.aside2].map((one) => html`<li>${tick}<span>${say(one)}</span></li>`)}</ul>`
  const other = `${path}?language=${language === 'vi' ? 'en' : 'vi'}`
  return page({ language, realm, sandbox, title: say(text.title), card, aside, otherLanguage: other })
}
