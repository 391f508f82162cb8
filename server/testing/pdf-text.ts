/** The text of a PDF that we drew: glyphs of each subset font back to letters, for tests. */
import { inflateSync } from 'node:zlib'

export function textOfPdf(bytes: Uint8Array): string {
  const objects = objectsOf(Buffer.from(bytes))
  const fonts = new Map<string, Map<string, string>>()
  for (const { head } of objects.values()) {
    for (const [, name, id] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const to = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id!)?.head ?? '')?.[1]
      if (to) fonts.set(name!, lettersOf(objects.get(to)!.body))
    }
  }
  const pages = [...objects.values()].filter(({ body }) => / Tf/.test(body))
  return pages.map(({ body }) => textOfPage(body, fonts)).join('\n')
}

function objectsOf(file: Buffer) {
  const objects = new Map<string, { head: string; body: string }>()
  for (const [, id, content] of file.toString('latin1').matchAll(/\n(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [head = '', packed] = content!.split('\nstream\n')
    const raw =
      packed === undefined ? Buffer.alloc(0) : Buffer.from(packed.replace(/\nendstream$/, ''), 'latin1')
    const body = head.includes('/FlateDecode') ? inflateSync(raw) : raw
    objects.set(id!, { head, body: body.toString('latin1') })
  }
  return objects
}

function lettersOf(map: string): Map<string, string> {
  const letters = new Map<string, string>()
  for (const [, first, list] of map.matchAll(/<(\w{4})> <\w{4}> \[([^\]]*)\]/g)) {
    list!.match(/<[^>]*>/g)?.forEach((code, index) => {
      const glyph = (Number.parseInt(first!, 16) + index).toString(16).padStart(4, '0')
      const units = code.match(/\w{4}/g) ?? []
      letters.set(glyph, String.fromCharCode(...units.map((unit) => Number.parseInt(unit, 16))))
    })
  }
  return letters
}

/** One line of text a line: the pieces of a line are drawn one after the other. */
function textOfPage(page: string, fonts: Map<string, Map<string, string>>): string {
  let font = new Map<string, string>()
  let text = ''
  for (const [, name, shown] of page.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name) font = fonts.get(name) ?? font
    else {
      for (const glyph of shown!.match(/<\w*>/g)?.join('').match(/\w{4}/g) ?? [])
        text += font.get(glyph) ?? '?'
      text += '\n'
    }
  }
  return text
}
