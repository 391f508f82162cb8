import type { Words } from '#platform/schemas.ts'
import { alert, html, page } from './page.ts'
import { otherLanguage, type PageContext } from './sign-in-pages.ts'

const text = {
  title: { vi: 'Đăng ký tài khoản mức độ 1', en: 'Open an account of level 1' },
  lead: {
    vi: 'Dùng số định danh và số điện thoại của chính bạn. Kết quả được gửi đến điện thoại trong 1 ngày làm việc.',
    en: 'With your own personal number and phone. The result comes to your phone within 1 working day.',
  },
  number: { vi: 'Số định danh cá nhân', en: 'Personal number' },
  numberHint: { vi: '12 số trên thẻ căn cước', en: 'The 12 digits on your card' },
  name: { vi: 'Họ, chữ đệm và tên', en: 'Full name' },
  nameHint: { vi: 'Như trên thẻ căn cước', en: 'As on your card' },
  bornOn: { vi: 'Ngày sinh', en: 'Date of birth' },
  phone: { vi: 'Số điện thoại của bạn', en: 'Your phone' },
  phoneHint: {
    vi: 'Mỗi số gắn với một tài khoản. Dùng số đứng tên bạn, nếu không tài khoản có thể bị khóa.',
    en: 'One phone, one account. Use one registered to you, or the account may be locked.',
  },
  next: { vi: 'Gửi mã xác nhận', en: 'Send me a code' },
  signIn: { vi: 'Đã có tài khoản? Đăng nhập', en: 'Have an account? Sign in' },
  others: { vi: 'Trẻ em, tổ chức', en: 'Children, organisations' },
  children: {
    vi: 'Người dưới 14 tuổi: cha, mẹ hoặc người giám hộ đăng ký trong mục Bảo mật tài khoản của mình.',
    en: 'Under 14: a parent or guardian applies on the account page.',
  },
  organisations: {
    vi: 'Tổ chức: người đại diện theo pháp luật có tài khoản mức độ 2 đăng ký trong mục Bảo mật tài khoản.',
    en: 'Organisations: the legal representative with a level-2 account applies on the account page.',
  },
  foreigner: { vi: 'Foreigner? Register here · Người nước ngoài', en: 'Foreigner? Register here' },
  citizen: { vi: 'Công dân Việt Nam đăng ký tại đây', en: 'Vietnamese citizen? Register here' },
  codeTitle: { vi: 'Nhập mã xác nhận', en: 'Enter the code' },
  codeLead: {
    vi: 'Mã 6 số đã gửi đến số điện thoại bạn vừa nhập.',
    en: 'A 6-digit code was sent to the phone you typed.',
  },
  code: { vi: 'Mã xác nhận', en: 'Code' },
  confirm: { vi: 'Gửi hồ sơ', en: 'Hand in' },
  again: { vi: 'Đăng ký lại từ đầu', en: 'Begin again' },
  doneTitle: { vi: 'Đã nhận hồ sơ của bạn', en: 'We have your application' },
  doneLead: {
    vi: 'Chúng tôi đối chiếu với Cơ sở dữ liệu quốc gia về dân cư và nhắn kết quả đến điện thoại của bạn, chậm nhất 1 ngày làm việc. Nếu được duyệt, tin nhắn có mã để kích hoạt.',
    en: 'We compare it with the population register and send the result to your phone, within 1 working day. When it is approved the message has a code to activate.',
  },
  doneForeigner: {
    vi: 'Chúng tôi đối chiếu với dữ liệu của cơ quan quản lý xuất nhập cảnh và nhắn kết quả đến điện thoại của bạn, chậm nhất 1 ngày làm việc. Nếu được duyệt, tin nhắn có mã để kích hoạt.',
    en: 'We compare it with the immigration register and send the result to your phone, within 1 working day. When it is approved the message has a code to activate.',
  },
  nextForeigner: {
    vi: 'Cần mức độ 2? Mang hộ chiếu và thẻ cư trú đến cơ quan quản lý xuất nhập cảnh, Công an cấp tỉnh.',
    en: 'Need level 2? Take passport and residence card to the immigration office of the province police.',
  },
  doneNext: {
    vi: 'Cần mức độ 2? Mang thẻ căn cước đến công an xã, phường bất kỳ.',
    en: 'Need level 2? Take your identity card to any commune police office.',
  },
  activate: { vi: 'Tôi đã có mã kích hoạt', en: 'I have an activation code' },
} as const satisfies Record<string, Words>

/** Citizens are found by their number, foreigners by passport or residence card. */
export type SignUpWay = 'citizen' | 'foreigner'
const foreign = {
  title: {
    vi: 'Người nước ngoài đăng ký tài khoản mức độ 1',
    en: 'Foreigners: open an account of level 1',
  },
  lead: {
    vi: 'Dành cho người từ 14 tuổi có thẻ tạm trú hoặc thẻ thường trú còn giá trị. Kết quả được gửi đến điện thoại trong 1 ngày làm việc.',
    en: 'For whoever is 14 or older and has a valid temporary or permanent residence card. The result comes to your phone within 1 working day.',
  },
  number: { vi: 'Số hộ chiếu hoặc số thẻ cư trú', en: 'Number of your passport or residence card' },
  numberHint: { vi: 'Chữ và số, viết liền', en: 'Letters and digits' },
  sandbox: {
    vi: 'Thử nghiệm: hộ chiếu TS2000003, HARUKA TANAKA, 21/07/1994, điện thoại 0861234567.',
    en: 'Sandbox: passport TS2000003, HARUKA TANAKA, 21/07/1994, phone 0861234567.',
  },
  nameHint: { vi: 'Chữ La-tinh, như trong hộ chiếu', en: 'In Latin letters, as in your passport' },
} as const satisfies Record<string, Words>
const basePaths = { citizen: '/id/citizen/register', foreigner: '/id/citizen/register/foreigner' }

export type SignUpTrouble =
  | 'number'
  | 'document'
  | 'register-down'
  | 'name'
  | 'bornOn'
  | 'phone'
  | 'too-many'
  | 'not-sent'
  | 'wrong'
  | 'over'

const troubles: Record<SignUpTrouble, Words> = {
  number: { vi: 'Số định danh gồm đúng 12 chữ số.', en: 'The personal number has exactly 12 digits.' },
  document: {
    vi: 'Số hộ chiếu hoặc thẻ có từ 5 đến 20 chữ và số.',
    en: 'The number has 5 to 20 letters and digits.',
  },
  'register-down': {
    vi: 'Dữ liệu của cơ quan quản lý xuất nhập cảnh hiện chưa trả lời. Vui lòng thử lại sau ít phút.',
    en: 'The immigration register does not answer just now. Please try again in a few minutes.',
  },
  name: { vi: 'Hãy nhập họ tên đầy đủ.', en: 'Type your full name.' },
  bornOn: { vi: 'Hãy nhập ngày sinh dạng 02/05/1990.', en: 'Type the date of birth like 02/05/1990.' },
  phone: {
    vi: 'Số điện thoại gồm 10 chữ số, bắt đầu bằng 0.',
    en: 'A phone has 10 digits and begins with 0.',
  },
  'too-many': {
    vi: 'Đã đăng ký quá nhiều lần trong ngày. Vui lòng thử lại ngày mai, hoặc đến công an xã, phường bất kỳ.',
    en: 'Too many registrations today. Try again tomorrow, or visit any commune police office.',
  },
  'not-sent': {
    vi: 'Hiện chưa gửi được mã. Vui lòng thử lại sau ít phút.',
    en: 'The code could not be sent. Please try again in a few minutes.',
  },
  wrong: {
    vi: 'Mã chưa đúng hoặc không còn dùng được.',
    en: 'The code is not right, or can no longer be used.',
  },
  over: {
    vi: 'Lần đăng ký này không còn dùng được. Hãy đăng ký lại.',
    en: 'This registration can no longer be used. Please begin again.',
  },
}

export interface Typed {
  number: string
  name: string
  bornOn: string
  phone: string
}

/** Four facts and nothing else; what was typed is shown again, and which field is wrong is said. */
export function signUpPage(
  context: PageContext,
  typed: Typed,
  trouble?: SignUpTrouble,
  way: SignUpWay = 'citizen',
): string {
  const asked = way === 'foreigner' ? { ...text, ...foreign } : text
  const wrong = trouble === 'document' ? 'number' : trouble
  const { language, path } = context
  const say = (words: Words) => words[language]
  const field = (
    name: keyof Typed,
    attributes: string,
    hint?: Words,
  ) => html`<div class="field"><label for="${name}">${say(asked[name])}</label>${hint ? html`<span class="hint" id="${name}-hint">${say(hint)}</span>` : null}
<input id="${name}" name="${name}"${{ html: attributes }} required value="${typed[name]}"${wrong === name ? html` aria-invalid="true" aria-describedby="problem"` : hint ? html` aria-describedby="${name}-hint"` : null}></div>`
  const card = html`<h1>${say(asked.title)}</h1>
<p class="lead">${say(asked.lead)}</p>
${way === 'foreigner' && context.sandbox ? html`<p class="lead">${say(foreign.sandbox)}</p>` : null}
${trouble ? alert(say(troubles[trouble])) : null}
<form method="post" action="${path}">
${field('number', way === 'citizen' ? ' inputmode="numeric" autocomplete="off" maxlength="16"' : ' autocomplete="off" autocapitalize="characters" maxlength="24"', asked.numberHint)}
${field('name', ' autocomplete="name" maxlength="100"', asked.nameHint)}
${field('bornOn', ' inputmode="numeric" autocomplete="bday" placeholder="02/05/1990" maxlength="10"')}
${field('phone', ' type="tel" autocomplete="tel" maxlength="16"', text.phoneHint)}
<button class="primary">${say(text.next)}</button>
</form>
<p class="links"><a href="/auth/citizen/sign-in">${say(text.signIn)}</a></p>
${
  way === 'foreigner'
    ? html`<p class="links"><a href="${basePaths.citizen}">${say(text.citizen)}</a></p>`
    : html`<p class="links"><a href="${basePaths.foreigner}">${say(text.foreigner)}</a></p>
<details><summary>${say(text.others)}</summary><p>${say(text.children)}</p><p>${say(text.organisations)}</p></details>`
}`
  return page({ ...context, title: say(asked.title), card, otherLanguage: otherLanguage(context) })
}

export function signUpCodePage(
  context: PageContext,
  trouble?: SignUpTrouble,
  way: SignUpWay = 'citizen',
): string {
  const { language, path } = context
  const card = html`<h1>${text.codeTitle[language]}</h1>
<p class="lead">${text.codeLead[language]}</p>
${trouble ? alert(troubles[trouble][language]) : null}
${
  trouble === 'over'
    ? null
    : html`<form method="post" action="${path}" autocomplete="off">
<div class="field"><label for="code">${text.code[language]}</label>
<input class="code" id="code" name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9 ]{6,7}" maxlength="7" required autofocus${trouble ? html` aria-invalid="true" aria-describedby="problem"` : null}></div>
<button class="primary">${text.confirm[language]}</button>
</form>`
}
<p class="links"><a href="${basePaths[way]}">${text.again[language]}</a></p>`
  return page({ ...context, title: text.codeTitle[language], card, otherLanguage: otherLanguage(context) })
}

/** The same for everybody: what was found is told to the phone. */
export function signedUpPage(context: PageContext, way: SignUpWay = 'citizen'): string {
  const { language } = context
  const card = html`<h1>${text.doneTitle[language]}</h1>
<p class="lead">${(way === 'foreigner' ? text.doneForeigner : text.doneLead)[language]}</p>
<p>${(way === 'foreigner' ? text.nextForeigner : text.doneNext)[language]}</p>
<p class="links"><a href="/id/citizen/activate">${text.activate[language]}</a></p>`
  return page({ ...context, title: text.doneTitle[language], card })
}
