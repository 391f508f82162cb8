/**
 * Folded names near to one that was typed: one slip of the finger or the ear away. A national index finds a name that
 * is spelled out, never one that is "similar" to it, so a misspelt name is looked up under each of its near
 * spellings, some hundred short steps into one B-tree. Pure.
 */

const ALPHABET = ' abcdefghiklmnopqrstuvxy'
/** Names longer than this are looked up as typed: their near spellings would be too many. */
const LONGEST = 40
/** Beginnings of syllables that sound alike to some. */
const alike: readonly [string, string][] = [
  ['tr', 'ch'],
  ['gi', 'd'],
  ['gi', 'r'],
  ['qu', 'w'],
  ['ph', 'f'],
  ['ngh', 'ng'],
  ['gh', 'g'],
]
/** Surnames and words that North and South write differently. */
const regional: readonly [string, string][] = [
  ['hoang', 'huynh'],
  ['vu', 'vo'],
  ['phuc', 'phuoc'],
  ['canh', 'kieng'],
  ['nhan', 'nhon'],
  ['nhat', 'nhut'],
  ['chau', 'chu'],
]
/** Middle words that people leave out most; 18.1 of the sources gives their shares. */
const middles: readonly string[] = (
  'van thi minh hoang ngoc thanh duc thu kim xuan quang huu dinh cong tuan quoc hong my bich phuong gia bao anh ' +
  'tien trung hai viet manh ba nhu thuy dang khanh tan the trong phu nguyen ngan lan diem cam tuyet'
).split(' ')

/** Every folded spelling that is one slip from this one, itself left out; none for names that are too long. */
export function spellingsNear(folded: string): ReadonlySet<string> {
  const near = new Set<string>()
  if (folded.length > LONGEST) return near
  for (let at = 0; at <= folded.length; at++) {
    const before = folded.slice(0, at)
    const after = folded.slice(at)
    for (const letter of ALPHABET) {
      near.add(before + letter + after)
      if (after !== '') near.add(before + letter + after.slice(1))
    }
    near.add(before + after.slice(1))
    if (after.length > 1) near.add(before + after[1] + after[0] + after.slice(2))
  }
  const words = folded.split(' ')
  for (const [at, word] of words.entries()) {
    for (const other of otherWords(word)) near.add(words.with(at, other).join(' '))
    if (words.length > 2) near.add(words.toSpliced(at, 1).join(' '))
    if (at > 0) {
      for (const middle of middles) near.add(words.toSpliced(at, 0, middle).join(' '))
      near.add([...words.slice(at), ...words.slice(0, at)].join(' '))
    }
  }
  near.delete(folded)
  return new Set([...near].filter((spelling) => /^[a-z0-9]+( [a-z0-9]+)*$/.test(spelling)))
}

function otherWords(word: string): string[] {
  const others: string[] = []
  for (const [one, other] of [...regional, ...alike]) {
    for (const [from, to] of [
      [one, other],
      [other, one],
    ] as const) {
      const whole = regional.some(([a, b]) => a === from || b === from)
      if (whole ? word === from : word.startsWith(from)) others.push(to + word.slice(from.length))
    }
  }
  return others
}

/** Tells of a folded name whether it is another but for slips: one in a short name, two in a longer one. */
export function nearTo(folded: string): (other: string) => boolean {
  const near = spellingsNear(folded)
  return (other) => {
    const most = Math.min(folded.length, other.length) < 9 ? 1 : 2
    return near.has(other) || slipsBetween(folded, other, most) <= most
  }
}

/**
 * Slips between two texts: a letter left out, put in, changed, or two that changed places; `most + 1` when there are
 * more than `most`.
 */
export function slipsBetween(a: string, b: string, most: number): number {
  const tooMany = most + 1
  if (Math.abs(a.length - b.length) > most) return tooMany
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let slips = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        slips = Math.min(slips, before[j - 2]! + 1)
      }
      row.push(slips)
      if (slips < least) least = slips
    }
    if (least > most) return tooMany
    before = last
    last = row
  }
  return Math.min(last[b.length]!, tooMany)
}
