/**
 * The form (mẫu tờ khai) that the law prescribes for a service: its code, the circular it comes with, its name, who signs.
 * Unconfirmed where no published source at hand says that this service uses it, or that it is still the one in force.
 */
import { readFileSync } from 'node:fs'
import type { Day } from '#platform/schemas.ts'
import type { Bundle } from './bundle.ts'

export interface LegalForm {
  code: string
  title: string
  signatures: string[]
  /** With which document it was issued, in force on which days; one of them on any day. */
  issued: Issued[]
  confirmedFor: string[]
  unconfirmedFor: string[]
}

interface Issued {
  /** Null where it is not known with which document the form was issued. */
  law: string | null
  effectiveFrom: Day | null
  effectiveUntil: Day | null
  citation: string | null
  /** False where the document or its days were not compared with the text at hand. */
  confirmed: boolean
}

export const legalForms: readonly LegalForm[] = JSON.parse(
  readFileSync(new URL('./legal-forms.json', import.meta.url), 'utf8'),
)

/**
 * What stands at the head of the paper, and who signs at its end, by the form in force on that day: a dossier's own day.
 * A service without a known form has its own name.
 */
export function headOf({ code, name }: Pick<Bundle, 'code' | 'name'>, on: Day) {
  const legal = legalForms.find((form) => [...form.confirmedFor, ...form.unconfirmedFor].includes(code))
  const issued = legal?.issued.find((one) => isInForce(one, on))
  if (!legal || !issued) {
    return {
      form: `Tờ khai của thủ tục ${code} (chưa xác nhận mã mẫu)`,
      title: `Tờ khai ${name.vi}`,
      signatures: ['Người kê khai'],
    }
  }
  const law = issued.law ? ` ban hành kèm theo ${issued.law}` : ''
  const doubt = issued.confirmed && legal.confirmedFor.includes(code) ? '' : ' (chưa xác nhận)'
  return {
    form: `Mẫu số ${legal.code}${law}${doubt}`,
    title: legal.title,
    signatures: legal.signatures,
  }
}

function isInForce({ effectiveFrom, effectiveUntil }: Issued, on: Day): boolean {
  return (effectiveFrom === null || effectiveFrom <= on) && (effectiveUntil === null || on <= effectiveUntil)
}
