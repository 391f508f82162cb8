/**
 * Vietnamese of before Unicode, as old offices still deliver it: TCVN3 (fonts .VnTime; capitals of a word in its own
 * capital font look like small letters in the data) and VNI-Windows (a letter, then its marks as another letter).
 * Pure; both are read from the text that Windows-1252 makes of their bytes.
 */

const tcvn3Letters =
  'µà¸á¶ả·ã¹ạ¨ă»ằ¾ắ¼ẳ½ẵÆặ©âÇầÊấÈẩÉẫËậ®đÌèÐéÎẻÏẽÑẹªêÒềÕếÓểÔễÖệ×ìÝíØỉÜĩÞịßòãóáỏâõäọ«ôåồèốæổçỗéộ¬ơêờíớëởìỡîợ' +
  'ïùóúñủòũôụ\u00adưõừøứöử÷ữùựúỳýýûỷüỹþỵ¡Ă¢Â§Đ£Ê¤Ô¥Ơ¦Ư'

const tcvn3 = new Map<string, string>()
for (let at = 0; at < tcvn3Letters.length; at += 2) tcvn3.set(tcvn3Letters[at]!, tcvn3Letters[at + 1]!)

export function fromTcvn3(text: string): string {
  let read = ''
  for (const letter of text) read += tcvn3.get(letter) ?? letter
  return read
}

const GRAVE = '\u0300'
const ACUTE = '\u0301'
const HOOK = '\u0309'
const TILDE = '\u0303'
const DOT = '\u0323'
const CIRCUMFLEX = '\u0302'
const BREVE = '\u0306'
const HORN = '\u031b'

/** What a mark letter adds to the letter before it. */
const vniMarks = new Map<string, string>([
  ['ø', GRAVE],
  ['ù', ACUTE],
  ['û', HOOK],
  ['õ', TILDE],
  ['ï', DOT],
  ['â', CIRCUMFLEX],
  ['à', CIRCUMFLEX + GRAVE],
  ['á', CIRCUMFLEX + ACUTE],
  ['å', CIRCUMFLEX + HOOK],
  ['ã', CIRCUMFLEX + TILDE],
  ['ä', CIRCUMFLEX + DOT],
  ['ê', BREVE],
  ['è', BREVE + GRAVE],
  ['é', BREVE + ACUTE],
  ['ú', BREVE + HOOK],
  ['ü', BREVE + TILDE],
  ['ë', BREVE + DOT],
])
/** Letters that stand for themselves with their marks. */
const vniLetters = new Map<string, string>([
  ['ô', `o${HORN}`],
  ['ö', `u${HORN}`],
  ['ñ', 'đ'],
  ['î', `y${DOT}`],
  ['ì', `i${GRAVE}`],
  ['í', `i${ACUTE}`],
  ['æ', `i${HOOK}`],
  ['ó', `i${TILDE}`],
  ['ò', `i${DOT}`],
])
for (const [letter, meant] of [...vniLetters]) {
  const upper = meant === 'đ' ? 'Đ' : meant[0]!.toUpperCase() + meant.slice(1)
  vniLetters.set(letter.toUpperCase(), upper)
}

export function fromVni(text: string): string {
  let read = ''
  let takesMark = false
  for (const letter of text) {
    const mark = vniMarks.get(letter.toLowerCase())
    if (takesMark && mark) {
      read += mark
      takesMark = false
      continue
    }
    read += vniLetters.get(letter) ?? letter
    takesMark = /^[aeouyôö]$/i.test(letter)
  }
  return read.normalize('NFC')
}
