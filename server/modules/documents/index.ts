/** What other modules may ask of documents. */

export { type Book, signedBook } from './books.ts'
export { copyColumns } from './copy-columns.ts'
export { checkData } from './data-check.ts'
export { type Data, TemplateMismatch } from './fill.ts'
export type { FormPaper, FormRow } from './form-paper.ts'
export {
  type IssuedDocument,
  issueDocument,
  issuerOf,
  markOf,
  type NewDocument,
  newCode,
  revokeDocument,
} from './issuing.ts'
export { checkTemplate, findTemplate, registerTemplate, TemplateRefused } from './kinds.ts'
export { printForm } from './press.ts'
export { qrPath } from './qr.ts'
export { forgetOld } from './retention.ts'
export type { Issuer, OfficialSigner } from './signature-block.ts'
export { retrySigning } from './signing.ts'
export { DocumentTemplate } from './templates.ts'
export {
  documentOfDossier,
  documentsOfDossier,
  type HeldResult,
  pdfOfDossier,
  pdfOfReused,
  resultsInForce,
} from './wallet.ts'
