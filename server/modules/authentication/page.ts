import { createHash } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import type { Realm } from '#accounts/contract'
import type { Words } from '#platform/schemas.ts'
import type { Language } from './language.ts'
import { style } from './page-style.ts'

/** Text that is safe to send as HTML. Made by `html` alone. */
export interface Html {
  html: string
}

type Part = Html | readonly Html[] | string | number | null | undefined | false

/** A template whose values are escaped unless they are HTML themselves. */
export function html(strings: TemplateStringsArray, ...values: readonly Part[]): Html {
  return { html: strings.map((text, i) => text + written(values[i])).join('') }
}

function written(value: Part): string {
  if (value === null || value === undefined || value === false) return ''
  if (Array.isArray(value)) return value.map((one: Html) => one.html).join('')
  if (typeof value === 'object') return (value as Html).html
  return String(value).replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
}

export interface PageParts {
  language: Language
  realm: Realm | null
  sandbox: boolean
  title: string
  card: Html
  aside?: Html | undefined
  /** Where the other language is; no switch without it. */
  otherLanguage?: string | undefined
  /** Said in the sandbox's own line, beside the way to its inbox. */
  sandboxHint?: Html | undefined
  /** The page is the sandbox's inbox itself. */
  inbox?: boolean
}

const styleHash = hashOf(style)

/** Nothing is fetched, no script runs, no other site frames the page or receives its form. */
export const contentPolicy = policyWith()

/**
 * A policy for a page whose form ends at a relying party: browsers follow a form's redirects only to where it may
 * go, so its return address is named, and no other.
 */
export function endingAt(policy: string, returnAddress: string): string {
  const origin = URL.canParse(returnAddress) ? ` ${new URL(returnAddress).origin}` : ''
  return policy.replace("form-action 'self'", `form-action 'self'${origin}`)
}

/** The same with one script of the page's own, that may ask this site. */
export function policyWith(script?: string): string {
  return [
    "default-src 'none'",
    `style-src 'sha256-${styleHash}'`,
    ...(script ? [`script-src 'sha256-${hashOf(script)}'`, "connect-src 'self'"] : []),
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64')
}

const words = {
  portal: { vi: 'Định danh điện tử', en: 'Electronic identity' },
  citizen: { vi: 'Dành cho công dân', en: 'For citizens' },
  officer: { vi: 'Dành cho cán bộ, công chức', en: 'For public officers' },
  sandbox: {
    vi: 'Bản thử nghiệm, mọi người ở đây đều không có thật.',
    en: 'A sandbox: nobody here is a real person.',
  },
  sandboxLabel: { vi: 'Bản thử nghiệm', en: 'Sandbox' },
  inbox: { vi: 'Mở hộp thư thử nghiệm', en: 'Open the sandbox inbox' },
  footer: {
    vi: 'Chỉ nhập mật khẩu và mã ở trang này. Cán bộ không bao giờ hỏi mã của bạn.',
    en: 'Type your password and code on this page only. No officer will ever ask for your code.',
  },
} as const satisfies Record<string, Words>

/** One page of signing in: Vietnamese or English, phone and desktop, readable without script or network. */
export function page(parts: PageParts): string {
  const { language, realm, sandbox, title, card, aside, otherLanguage, sandboxHint, inbox } = parts
  const say = (text: Words) => text[language]
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="theme-color" content="#faf7f2">
<title>${title} · dean06</title>
<style>${{ html: style }}</style>
</head>
<body>
${
  sandbox
    ? html`<section class="sandbox" aria-label="${say(words.sandboxLabel)}">${say(words.sandbox)} ${sandboxHint} ${inbox ? null : html`<a href="/sandbox/inbox" target="_blank" rel="noopener">${say(words.inbox)}</a>`}</section>`
    : null
}
<header class="top">
${emblem}
<div><strong>${say(words.portal)}</strong>${realm ? html`<small>${say(words[realm])}</small>` : null}</div>
${
  otherLanguage
    ? html`<a href="${otherLanguage}" hreflang="${language === 'vi' ? 'en' : 'vi'}" lang="${language === 'vi' ? 'en' : 'vi'}">${language === 'vi' ? 'English' : 'Tiếng Việt'}</a>`
    : null
}
</header>
<main${{ html: aside ? '' : ' class="alone"' }}>
<section class="card">
${card}
</section>
${aside ? html`<aside class="aside">${aside}</aside>` : null}
</main>
${drum}
<footer>${say(words.footer)}</footer>
</body>
</html>
`.html
}

export function sendPage(
  reply: FastifyReply,
  status: number,
  text: string,
  policy = contentPolicy,
): FastifyReply {
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('content-security-policy', policy)
    .header('cache-control', 'no-store')
    .send(text)
}

const emblem: Html = {
  html: `<svg viewBox="0 0 40 40" aria-hidden="true"><circle cx="20" cy="20" r="20" fill="#c8102e"/><path fill="#f2c230" d="M20 7.5l3.1 9.2 9.7.1-7.8 5.8 2.9 9.3L20 26.3l-7.9 5.6 2.9-9.3-7.800-5.800 9.700-.1z"/></svg>`,
}

/** The bronze drum of Đông Sơn, faint, where there is room. */
const drum: Html = {
  html: `<svg class="drum" viewBox="-100 -100 200 200" aria-hidden="true" fill="none" stroke="currentColor">${[
    96, 90, 74, 70, 52, 48, 30,
  ]
    .map((r) => `<circle r="${r}"/>`)
    .join(
      '',
    )}<circle r="82" stroke-width="9" stroke-dasharray="3 5"/><circle r="61" stroke-width="12" stroke-dasharray="9 4"/><circle r="39" stroke-width="7" stroke-dasharray="2 4"/><path fill="currentColor" stroke="none" d="${star(14, 27, 8)}"/></svg>`,
}

/** A star of so many rays around the middle. */
function star(rays: number, outer: number, inner: number): string {
  const points = Array.from({ length: rays * 2 }, (_, i) => {
    const [radius, angle] = [i % 2 ? inner : outer, (Math.PI * i) / rays]
    return `${(radius * Math.sin(angle)).toFixed(2)} ${(-radius * Math.cos(angle)).toFixed(2)}`
  })
  return `M${points.join('L')}Z`
}

const warning: Html = {
  html: `<svg viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="#a50d26" stroke-width="2" stroke-linecap="round"><circle cx="12" cy="12" r="9.5"/><path d="M12 7v6M12 16.8v.1"/></svg>`,
}

const hint: Html = {
  html: `<svg viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="#6b5200" stroke-width="2" stroke-linecap="round"><circle cx="12" cy="12" r="9.5"/><path d="M12 11v6M12 7.2v.1"/></svg>`,
}

export const tick: Html = {
  html: `<svg viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"><path d="M4.5 12.5l5 5 10-11"/></svg>`,
}

/** What went wrong, read out at once by screen readers; `#problem` is what the field points to. */
export function alert(text: string): Html {
  return html`<div class="alert" role="alert" id="problem">${warning}<p>${text}</p></div>`
}

export function notice(text: string): Html {
  return html`<div class="alert note" role="status">${hint}<p>${text}</p></div>`
}
