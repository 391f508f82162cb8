import { createHash } from 'node:crypto'
import type { Words } from '#platform/schemas.ts'
import { type ConsentField, consentFieldWords } from './contract.ts'

export interface Terms {
  organisation: Words
  system: Words
  through: Words | null
  purpose: Words
  legalBasis: string
  fields: readonly ConsentField[]
  days: number
  usesMax: number | null
}

/**
 * What a person is shown before he agrees: who, through whom, what, what for, by which law, how long, and that he may
 * say no or take it back. The same terms give the same text, and the text is kept. Law 91/2025/QH15.
 */
export function consentText(terms: Terms): Words {
  const { organisation, system, through, purpose, legalBasis, fields, days, usesMax } = terms
  const list = (language: 'vi' | 'en') => fields.map((field) => consentFieldWords[field][language]).join('; ')
  return {
    vi: [
      `${organisation.vi} (${system.vi}) xin được dùng dữ liệu của bạn trong Cơ sở dữ liệu quốc gia về dân cư.`,
      through ? `Dữ liệu được hỏi qua ${through.vi}.` : '',
      `Dữ liệu: ${list('vi')}.`,
      `Để làm gì: ${purpose.vi}. Căn cứ: ${legalBasis}.`,
      usesMax === null
        ? `Có hiệu lực ${days} ngày kể từ khi bạn đồng ý.`
        : `Được dùng ${usesMax} lần, trong ${days} ngày kể từ khi bạn đồng ý.`,
      'Kết quả không được bán, chia sẻ hay dùng vào việc khác. Bạn có thể từ chối, và rút lại sự đồng ý bất cứ lúc nào.',
    ]
      .filter(Boolean)
      .join('\n'),
    en: [
      `${organisation.en} (${system.en}) asks to use your data in the national population database.`,
      through ? `It asks through ${through.en}.` : '',
      `Data: ${list('en')}.`,
      `What for: ${purpose.en}. Legal basis: ${legalBasis}.`,
      usesMax === null
        ? `Valid for ${days} days from when you agree.`
        : `May be used ${usesMax} time(s), within ${days} days from when you agree.`,
      'The result may not be sold, shared or used for anything else. You may refuse, and take your consent back at any time.',
    ]
      .filter(Boolean)
      .join('\n'),
  }
}

export function textIdOf({ vi, en }: Words): string {
  return createHash('sha256').update(vi).update('\0').update(en).digest('base64url')
}
