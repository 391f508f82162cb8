import { type Server, serve } from '#platform/http.ts'
import * as contract from './contract.ts'
import { listPersonDocuments } from './person-documents.ts'
import './register-dependents.ts'
import './renumbering.ts'
import { authorities, verifyCode, verifyFile } from './verification.ts'
import { myDocument, myDocuments, myPdf } from './wallet.ts'

export function routes(server: Server) {
  serve(server, contract.listPersonDocuments, (call, { params, query }) =>
    listPersonDocuments(call, params.personId, query),
  )
  serve(server, contract.listMyDocuments, (call, { query }) => myDocuments(call, query))
  serve(server, contract.readMyDocument, (call, { params }) => myDocument(call, params.id))
  serve(server, contract.readMyPdf, (call, { params }) => myPdf(call, params.id))
  serve(server, contract.verifyCode, (call, { params }) => verifyCode(call, params.code))
  serve(server, contract.listAuthorities, (call) => authorities(call))
  serve(server, contract.verifyFile, (call, { body }) => verifyFile(call, body as Buffer))
}
