import type { FastifyInstance } from 'fastify'
import type { Server } from '#platform/http.ts'
import type { Words } from '#platform/schemas.ts'
import { chosenLanguage } from './language.ts'
import { accountOfLink, lockByLink } from './not-me-links.ts'
import { html, page, sendPage } from './page.ts'

const text = {
  title: { vi: 'Không phải bạn?', en: 'Was this not you?' },
  lead: {
    vi: 'Bấm nút dưới đây để khóa tài khoản ngay. Mọi thiết bị bị đăng xuất. Để mở lại, mang thẻ căn cước đến công an xã, phường bất kỳ.',
    en: 'Press the button to lock your account at once. Every device is signed out. To unlock it, take your identity card to any commune police office.',
  },
  lock: { vi: 'Khóa tài khoản của tôi', en: 'Lock my account' },
  lockedTitle: { vi: 'Tài khoản đã khóa', en: 'The account is locked' },
  lockedLead: {
    vi: 'Không ai vào được nữa. Mang thẻ căn cước đến công an xã, phường bất kỳ để được mở lại.',
    en: 'Nobody can enter any more. Take your identity card to any commune police office to have it unlocked.',
  },
  overTitle: { vi: 'Đường dẫn không còn dùng được', en: 'This link no longer works' },
  overLead: {
    vi: 'Đường dẫn trong tin nhắn dùng được 7 ngày. Hãy đăng nhập rồi khóa ở mục Bảo mật tài khoản, hoặc đến công an xã, phường.',
    en: 'A link in a message works for 7 days. Sign in and lock the account there, or visit a commune police office.',
  },
} as const satisfies Record<string, Words>

/** Where the link of a notice leads: `/id/not-me/<token>`. Opening it changes nothing, pressing the button does. */
export function notMeRoutes(scope: FastifyInstance, server: Server) {
  const { ports } = server
  const path = '/id/not-me/:token'

  scope.get(path, async (request, reply) => {
    const { token } = request.params as { token: string }
    const language = chosenLanguage(request, reply)
    const parts = { language, realm: null, sandbox: ports.mode === 'sandbox' }
    const here = `/id/not-me/${encodeURIComponent(token)}`
    const otherLanguage = `${here}?language=${language === 'vi' ? 'en' : 'vi'}`
    if (!(await accountOfLink(ports, token, server.clock()))) {
      const card = html`<h1>${text.overTitle[language]}</h1><p class="lead">${text.overLead[language]}</p>`
      return sendPage(reply, 404, page({ ...parts, title: text.overTitle[language], card, otherLanguage }))
    }
    const card = html`<h1>${text.title[language]}</h1>
<p class="lead">${text.lead[language]}</p>
<form method="post" action="${here}"><button class="primary">${text.lock[language]}</button></form>`
    return sendPage(reply, 200, page({ ...parts, title: text.title[language], card, otherLanguage }))
  })

  scope.post(path, async (request, reply) => {
    const { token } = request.params as { token: string }
    const language = chosenLanguage(request, reply)
    const done = await lockByLink(server, token)
    const [title, lead] = done ? [text.lockedTitle, text.lockedLead] : [text.overTitle, text.overLead]
    const card = html`<h1>${title[language]}</h1><p class="lead">${lead[language]}</p>`
    const parts = { language, realm: null, sandbox: ports.mode === 'sandbox', title: title[language], card }
    return sendPage(reply, done ? 200 : 404, page(parts))
  })
}
