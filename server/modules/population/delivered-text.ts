/**
 * The text of a delivered file in whatever it was written: tried in every encoding that offices use, each judged by
 * how many of its marked words could be Vietnamese. Pure.
 */
import { fromTcvn3, fromVni } from './legacy-vietnamese.ts'

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1258', 'tcvn3', 'vni'] as const
export type Encoding = (typeof encodings)[number]

export interface Guess {
  encoding: Encoding
  /** 0 to 1: the share of marked words that read as Vietnamese. */
  confidence: number
}

/** Bytes that are judged. */
const SAMPLE_BYTES = 256 * 1024

/** Decodes, composed (NFC) and without a byte order mark. Bytes that mean nothing become U+FFFD. */
export function decode(bytes: Uint8Array, encoding: Encoding): string {
  if (encoding === 'tcvn3') return fromTcvn3(windows1252(bytes))
  if (encoding === 'vni') return fromVni(windows1252(bytes))
  return new TextDecoder(encoding).decode(bytes).normalize('NFC')
}

/** All encodings, the likeliest first. */
export function guessEncoding(bytes: Uint8Array): Guess[] {
  const sample = bytes.subarray(0, SAMPLE_BYTES)
  const marked = byteOrderMark(sample)
  const guesses = encodings.map((encoding) => ({
    encoding,
    confidence: encoding === marked ? 1 : Math.round(confidenceOf(sample, encoding) * 100) / 100,
  }))
  return guesses.toSorted((a, b) => b.confidence - a.confidence)
}

function byteOrderMark(bytes: Uint8Array): Encoding | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined
}

function confidenceOf(sample: Uint8Array, encoding: Encoding): number {
  const wide = encoding === 'utf-16le' || encoding === 'utf-16be'
  const zeros = sample.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0)
  if (wide !== zeros > sample.length / 8) return 0
  const text = decode(sample, encoding)
  const broken = text.slice(0, -1).split('\ufffd').length - 1
  if (wide && text.split('\u0000').length > 1) return 0
  const words = text.match(/[\p{L}\p{M}\u00a1-\u00ff]+/gu) ?? []
  const foreign = words.filter((word) => /[^A-Za-z]/.test(word))
  if (foreign.length === 0) return encoding === 'utf-8' || wide ? (broken > 0 ? 0 : 1) : 0.5
  if (encoding === 'utf-8' && broken > 0) return 0
  const vietnamese = foreign.filter(isSyllable).length
  const share = vietnamese / foreign.length
  return encoding === 'utf-8' ? 0.9 + share / 10 : share * (1 - Math.min(broken / foreign.length, 1)) * 0.99
}

const onsets = 'ngh|gh|kh|ng|nh|ch|ph|th|tr|gi|qu|[bcdđghklmnprstvx]'
const codas = 'ng|nh|ch|[cmnpt]'
const vowels = '[aăâeêioôơuưy]{1,3}'
const syllable = new RegExp(`^(${onsets})?${vowels}(${codas})?$`)
const tones = /[\u0300\u0301\u0303\u0309\u0323]/g

/** Whether a word could be a Vietnamese syllable: onset, vowels, coda, at most one tone. */
function isSyllable(word: string): boolean {
  const small = word.toLocaleLowerCase('vi')
  const mixed = /\p{Ll}\p{Lu}/u.test(word)
  const apart = small.normalize('NFD')
  if (mixed || (apart.match(tones)?.length ?? 0) > 1) return false
  return syllable.test(apart.replace(tones, '').normalize('NFC'))
}

function windows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}
