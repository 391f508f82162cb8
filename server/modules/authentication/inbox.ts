import type { FastifyInstance } from 'fastify'
import type { Server } from '#platform/http.ts'
import type { InboxMessage } from '#ports/messages.ts'
import { chosenLanguage } from './language.ts'
import { html, page, policyWith, sendPage } from './page.ts'

/** Puts the newest messages in place without a reload, so that a reader keeps his place. */
const script = `setInterval(async () => {
  const answer = await fetch(location.href).catch(() => undefined)
  if (!answer?.ok) return
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('messages')
  const shown = document.getElementById('messages')
  if (fresh.innerHTML !== shown.innerHTML) shown.replaceWith(fresh)
}, 1500)`

/**
 * The sandbox's inbox (hộp thư thử nghiệm): every code and notice that would have gone to a phone. In production
 * the route does not exist.
 */
export function inboxRoute(scope: FastifyInstance, { ports }: Server) {
  if (ports.mode !== 'sandbox' || !('inbox' in ports.messages)) return
  const inbox = ports.messages.inbox as () => readonly InboxMessage[]
  scope.get('/sandbox/inbox', async (request, reply) => {
    const language = chosenLanguage(request, reply)
    const vi = language === 'vi'
    const title = vi ? 'Hộp thư thử nghiệm' : 'Sandbox inbox'
    const card = html`<h1>${title}</h1>
<p class="lead">${vi ? 'Tin nhắn lẽ ra gửi đến điện thoại. Trang tự làm mới.' : 'Messages that would go to a phone. This page refreshes itself.'}</p>
<div id="messages" aria-live="polite">${
      inbox().length === 0
        ? html`<p>${vi ? 'Chưa có tin nhắn nào.' : 'No message yet.'}</p>`
        : html`<ul class="messages">${inbox().map(
            ({ to, text, at }) => html`<li>
<p class="when"><span>${to.phone ?? to.email ?? ''}</span><time datetime="${at}">${timeOf(at)}</time></p>
<p>${marked(text)}</p></li>`,
          )}</ul>`
    }</div>
<script>${{ html: script }}</script>`
    const otherLanguage = `/sandbox/inbox?language=${vi ? 'en' : 'vi'}`
    const parts = { language, realm: null, sandbox: true, inbox: true, title, card, otherLanguage }
    return sendPage(reply, 200, page(parts), policyWith(script))
  })
}

/** The code of a message stands out. */
function marked(text: string) {
  const [code] = /^\d{6}/.exec(text) ?? []
  return code ? html`<b>${code}</b>${text.slice(6)}` : html`${text}`
}

const clock = new Intl.DateTimeFormat('vi-VN', { timeStyle: 'medium', timeZone: 'Asia/Ho_Chi_Minh' })
function timeOf(at: string): string {
  return clock.format(new Date(at))
}
