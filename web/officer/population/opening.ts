/** The dossier or the search that lets the officer open a file. */
export interface Why {
  dossierId?: string
  searchId?: string
}
