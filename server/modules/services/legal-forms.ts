/**
 * The form (mẫu tờ khai) that the law prescribes for a service: its code, the circular it comes with, its name, who signs.
 * Unconfirmed where no published source at hand says that this service uses it, or that it is still the one in force.
 */
import { readFileSync } from 'node:fs'
import type { Bundle } from './bundle.ts'

export interface LegalForm {
  code: string
  /** Null where it is not known with which document the form was issued. */
  law: string | null
  title: string
  signatures: string[]
  confirmedFor: string[]
  unconfirmedFor: string[]
}

export const legalForms: readonly LegalForm[] = JSON.parse(
  readFileSync(new URL('./legal-forms.json', import.meta.url), 'utf8'),
)

/** What stands at the head of the paper, and who signs at its end. A service without a known form has its own name. */
export function headOf({ code, name }: Pick<Bundle, 'code' | 'name'>) {
  const legal = legalForms.find((form) => [...form.confirmedFor, ...form.unconfirmedFor].includes(code))
  if (!legal) {
    return {
      form: `Tờ khai của thủ tục ${code} (chưa xác nhận mã mẫu)`,
      title: `Tờ khai ${name.vi}`,
      signatures: ['Người kê khai'],
    }
  }
  const law = legal.law ? ` ban hành kèm theo ${legal.law}` : ''
  const doubt = legal.confirmedFor.includes(code) ? '' : ' (chưa xác nhận)'
  return {
    form: `Mẫu số ${legal.code}${law}${doubt}`,
    title: legal.title,
    signatures: legal.signatures,
  }
}
