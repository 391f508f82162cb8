/**
 * Columns in the order in which the seeder streams rows by COPY; keys of a row are their camelCase. A streamed paper
 * has no job: it is signed when it is first opened.
 */
export const copyColumns = {
  'documents.documents': [
    'person_number',
    'id',
    'code',
    'kind',
    'version',
    'number',
    'dossier_id',
    'agency_id',
    'issuer',
    'signer',
    'holder_mark',
    'data',
    'state',
    'issued_on',
    'valid_until',
    'issued_at',
  ],
  'documents.codes': ['code', 'person_number', 'document_id'],
} as const
