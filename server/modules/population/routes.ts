import { type Call, reads } from '#platform/call.ts'
import { type Server, serve } from '#platform/http.ts'
import type { PersonNumber } from '#platform/schemas.ts'
import { listChangesInArea, readChanges } from './changes.ts'
import { readFeedHistory } from './feed-history.ts'
import './civil-status-reducers.ts'
import './family-reducers.ts'
import './number-replacement.ts'
import './own-renumbering.ts'
import './status-reducers.ts'
import { readConsequences } from './consequences.ts'
import * as contract from './contract.ts'
import { checkNewcomer, decideNotTheSame, listPairs, readPair } from './duplicates-desk.ts'
import * as exports from './exports.ts'
import { readPersonAsOf } from './file-as-of.ts'
import { readLoadReport } from './load-report.ts'
import * as loads from './loads.ts'
import { decideMerge, previewMerge, proposeMerge, proposeUndo, readMerge } from './merges.ts'
import { readPerson, readPersonTimeline } from './officer-files.ts'
import { fileFields, personFile } from './person-file.ts'
import {
  addProposalFile,
  answerProposal,
  listMyProposals,
  listProposableFields,
  propose,
  readMyProposal,
  withdrawProposal,
} from './proposals.ts'
import {
  askEvidence,
  decideProposal,
  forwardProposal,
  listProposals,
  readProposal,
  readProposalFile,
} from './proposals-desk.ts'
import {
  correctFinding,
  countFindings,
  listFindings,
  readFinding,
  settleFinding,
  takeFinding,
} from './quality-desk.ts'
import { readQualityHistory, readQualityIndex } from './quality-figures.ts'
import { beginSweep } from './quality-sweeps.ts'
import { annulLifeEvent, correctLifeEvent, recordLifeEvent } from './recording.ts'
import { listRegistrations } from './registrations.ts'
import { relativesOf } from './relatives.ts'
import { readSearch, searchPeople } from './searches.ts'
import { timelineOf } from './timeline.ts'

export function routes(server: Server) {
  serve(server, contract.readMe, (call) => personFile(call, self(call, fileFields)))
  serve(server, contract.listMyRelatives, async (call) => {
    const rows = await relativesOf(call, self(call, ['relatives']))
    return { rows: rows.map(({ personNumber: _number, personId: _id, ...row }) => row) }
  })
  serve(server, contract.readMyTimeline, async (call) => ({
    rows: await timelineOf(call, self(call, ['life-events'])),
  }))
  serve(server, contract.readPersonAsOf, (call, { params, query }) =>
    readPersonAsOf(call, params.personId, query),
  )
  serve(server, contract.recordLifeEvent, (call, { params, body }) =>
    recordLifeEvent(call, params.personId, body),
  )
  serve(server, contract.readConsequences, (call, { params, query }) =>
    readConsequences(call, params.personId, params.eventId, query),
  )
  serve(server, contract.annulLifeEvent, (call, { params, body }) =>
    annulLifeEvent(call, params.personId, params.eventId, body),
  )
  serve(server, contract.correctLifeEvent, (call, { params, body }) =>
    correctLifeEvent(call, params.personId, params.eventId, body),
  )
  serve(server, contract.listRegistrations, (call, { query }) => listRegistrations(call, query))
  serve(server, contract.searchPeople, (call, { body }) => searchPeople(call, body))
  serve(server, contract.readSearch, (call, { params }) => readSearch(call, params.searchId))
  serve(server, contract.readChanges, (call, { query }) => readChanges(call, query))
  serve(server, contract.readFeedHistory, (call, { query }) => readFeedHistory(call, query))
  serve(server, contract.listChangesInArea, (call, { query }) => listChangesInArea(call, query))
  serve(server, contract.listFindings, (call, { query }) => listFindings(call, query))
  serve(server, contract.countFindings, (call) => countFindings(call))
  serve(server, contract.readFinding, (call, { params }) => readFinding(call, params.findingId))
  serve(server, contract.takeFinding, (call, { params, body }) =>
    takeFinding(call, params.findingId, body.version),
  )
  serve(server, contract.correctFinding, (call, { params, body }) =>
    correctFinding(call, params.findingId, body),
  )
  serve(server, contract.settleFinding, (call, { params, body }) =>
    settleFinding(call, params.findingId, body),
  )
  serve(server, contract.listPairs, (call, { query }) => listPairs(call, query))
  serve(server, contract.checkNewcomer, (call, { body }) => checkNewcomer(call, body))
  serve(server, contract.readPair, (call, { params }) => readPair(call, params.pairId))
  serve(server, contract.decideNotTheSame, (call, { params, body }) =>
    decideNotTheSame(call, params.pairId, body),
  )
  serve(server, contract.proposeMerge, (call, { params, body }) => proposeMerge(call, params.pairId, body))
  serve(server, contract.readMerge, (call, { params }) => readMerge(call, params.mergeId))
  serve(server, contract.previewMerge, (call, { params }) => previewMerge(call, params.mergeId))
  serve(server, contract.decideMerge, (call, { params, body }) => decideMerge(call, params.mergeId, body))
  serve(server, contract.proposeUndo, (call, { params, body }) => proposeUndo(call, params.mergeId, body))
  serve(server, contract.listProposableFields, (call) => listProposableFields(call))
  serve(server, contract.listMyProposals, (call) => listMyProposals(call))
  serve(server, contract.readMyProposal, (call, { params }) => readMyProposal(call, params.proposalId))
  serve(server, contract.propose, (call, { body }) => propose(call, body))
  serve(server, contract.addProposalFile, (call, { params, body }) =>
    addProposalFile(call, params.proposalId, body as unknown as Buffer),
  )
  serve(server, contract.answerProposal, (call, { params, body }) =>
    answerProposal(call, params.proposalId, body),
  )
  serve(server, contract.withdrawProposal, (call, { params, body }) =>
    withdrawProposal(call, params.proposalId, body.version),
  )
  serve(server, contract.listProposals, (call, { query }) => listProposals(call, query))
  serve(server, contract.readProposal, (call, { params }) => readProposal(call, params.proposalId))
  serve(server, contract.readProposalFile, (call, { params }) =>
    readProposalFile(call, params.proposalId, params.fileId),
  )
  serve(server, contract.decideProposal, (call, { params, body }) =>
    decideProposal(call, params.proposalId, body),
  )
  serve(server, contract.askEvidence, (call, { params, body }) => askEvidence(call, params.proposalId, body))
  serve(server, contract.forwardProposal, (call, { params, body }) =>
    forwardProposal(call, params.proposalId, body.version),
  )
  serve(server, contract.readQualityIndex, (call, { query }) => readQualityIndex(call, query.unitId))
  serve(server, contract.readQualityHistory, (call, { query }) => readQualityHistory(call, query))
  serve(server, contract.sweepQuality, (call) => beginSweep(call))
  serve(server, contract.askExport, (call, { body }) => exports.askExport(call, body))
  serve(server, contract.decideExport, (call, { params, body }) =>
    exports.decideExport(call, params.exportId, body.agree),
  )
  serve(server, contract.listExports, (call, { query }) => exports.listExports(call, query))
  serve(server, contract.readExportFile, (call, { params }) => exports.readExportFile(call, params.exportId))
  serve(server, contract.startLoad, (call, { body }) => loads.startLoad(call, body as unknown as Buffer))
  serve(server, contract.mapLoad, (call, { params, body }) => loads.mapLoad(call, params.loadId, body))
  serve(server, contract.checkLoad, (call, { params }) => loads.checkLoad(call, params.loadId))
  serve(server, contract.releaseLoad, (call, { params, body }) =>
    loads.releaseLoad(call, params.loadId, body.digest),
  )
  serve(server, contract.withdrawLoad, (call, { params }) => loads.withdrawLoad(call, params.loadId))
  serve(server, contract.undoLoad, (call, { params, body }) =>
    loads.undoLoad(call, params.loadId, body.reason),
  )
  serve(server, contract.readLoad, (call, { params }) => loads.readLoad(call, params.loadId))
  serve(server, contract.listLoads, (call, { query }) => loads.listLoads(call, query))
  serve(server, contract.readLoadReport, (call, { params }) => readLoadReport(call, params.loadId))
  serve(server, contract.readPerson, (call, { params, query }) => readPerson(call, params.personId, query))
  serve(server, contract.readPersonTimeline, (call, { params, query }) =>
    readPersonTimeline(call, params.personId, query),
  )
}

/** The citizen's own number, entered as read. */
function self(call: Call, fields: readonly string[]): PersonNumber {
  if (call.actor.kind !== 'citizen') throw new Error('Only a citizen reads himself')
  reads(call, call.actor.number, fields)
  return call.actor.number
}
