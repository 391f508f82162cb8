/** Vietnamese text: NFC at every border, folding for search, grading for comparison. Browser-safe. */

/** Trims, collapses spaces and composes (NFC). A registered spelling is otherwise never rewritten. */
export function tidy(text: string): string {
  return text.normalize('NFC').trim().replace(/\s+/g, ' ')
}

const folded = new Map<string, string>()

function foldLetter(letter: string): string {
  const base = letter
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
  if (base === 'đ') return 'd'
  return /^[a-z0-9]$/.test(base) ? base : base === "'" || base === '’' || base === '-' ? '' : base
}

/**
 * Search key of a name: no marks, đ = d, lower case, i for y after a consonant, single spaces. Tone placement
 * (hòa / hoà) disappears with the marks. Used only to find people, never to compare them (domain 18.2).
 */
export function fold(text: string): string {
  let key = ''
  for (const letter of text.normalize('NFC')) {
    let base = folded.get(letter)
    if (base === undefined) {
      base = foldLetter(letter)
      folded.set(letter, base)
    }
    key += base
  }
  return key
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/([bcdghklmnpqrstvx])y(?=$| )/g, '$1i')
}
