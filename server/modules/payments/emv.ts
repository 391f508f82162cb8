/**
 * A payment as QR text: EMV QRCPS merchant-presented mode, with the merchant account of NAPAS (VietQR). Each field is
 * two digits of its name, two of its length, and its value; the last is a CRC-16 over all before it.
 */

export interface TransferQr {
  /** Number of the bank at NAPAS (BIN). */
  bankBin: string
  accountNumber: string
  amountDong: number
  /** Handed to the receiver with the money: field 62, purpose of transaction. */
  purpose: string
  /** Field 62, bill number. */
  bill?: string
}

const NAPAS = 'A000000727'
const TO_ACCOUNT = 'QRIBFTTA'
const VND = '704'

/** The text of a VietQR for one transfer of one amount. Throws when a part does not fit. */
export function transferQr({ bankBin, accountNumber, amountDong, purpose, bill }: TransferQr): string {
  if (!Number.isSafeInteger(amountDong) || amountDong <= 0) throw new Error('An amount is whole đồng')
  const account = field('00', bankBin) + field('01', accountNumber)
  const said =
    field('00', '01') +
    // 12: good for one payment; 11 would be a poster at a till.
    field('01', '12') +
    field('38', field('00', NAPAS) + field('01', account) + field('02', TO_ACCOUNT)) +
    field('53', VND) +
    field('54', String(amountDong)) +
    field('58', 'VN') +
    field('62', (bill ? field('01', bill) : '') + field('08', purpose)) +
    '6304'
  return said + crc16(said)
}

function field(id: string, value: string): string {
  if (value.length > 99 || !/^[\x20-\x7e]*$/.test(value)) throw new Error(`Field ${id} does not fit`)
  return id + String(value.length).padStart(2, '0') + value
}

/** CRC-16/IBM-3740 (CCITT with all ones before), as EMV QRCPS 4.7.3 asks: four capital hexadecimal digits. */
export function crc16(text: string): string {
  let crc = 0xffff
  for (const byte of Buffer.from(text, 'ascii')) {
    crc ^= byte << 8
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1
    crc &= 0xffff
  }
  return crc.toString(16).toUpperCase().padStart(4, '0')
}

/** The fields of a QR text by name, its CRC checked; undefined when it is not one. */
export function readQr(text: string): Map<string, string> | undefined {
  if (text.slice(-8, -4) !== '6304' || crc16(text.slice(0, -4)) !== text.slice(-4)) return undefined
  const fields = new Map<string, string>()
  for (let at = 0; at < text.length; ) {
    const length = Number(text.slice(at + 2, at + 4))
    if (!Number.isInteger(length) || at + 4 + length > text.length) return undefined
    fields.set(text.slice(at, at + 2), text.slice(at + 4, at + 4 + length))
    at += 4 + length
  }
  return fields
}
