import { type Server, serve } from '#platform/http.ts'
import { deskDossier } from './acting.ts'
import { apologise } from './apologies.ts'
import * as approvals from './approvals.ts'
import * as asked from './asked-opinions.ts'
import * as attachments from './attachments.ts'
import * as bookings from './bookings.ts'
import { bundleFaults } from './bundle-check.ts'
import * as catalogue from './catalogue.ts'
import * as citizen from './citizen-acts.ts'
import { listClaims } from './claims-desk.ts'
import * as contract from './contract.ts'
import { issueControlSheet } from './control-sheets.ts'
import * as counter from './counter.ts'
import { listCounterFilings } from './counter-filings.ts'
import * as deadlines from './deadlines.ts'
import * as deliveries from './deliveries.ts'
import * as desk from './desk.ts'
import * as book from './dossier-book.ts'
import * as dossiers from './dossier-view.ts'
import { draftDwellings, draftHouseholds } from './draft-places.ts'
import * as drafts from './drafts.ts'
import { listLateSyncs } from './late-syncs.ts'
import * as offers from './offers.ts'
import * as opinions from './opinions.ts'
import * as ownNumbers from './own-numbers.ts'
import * as printable from './printable-forms.ts'
import * as publishing from './publishing.ts'
import * as queue from './queue.ts'
import {
  listOtherRegisters,
  listRegisterRequests,
  retryRegisterRequest,
  tellSandboxRegister,
} from './register-requests-desk.ts'
import { readMyReuse } from './result-store.ts'
import { submitDraft } from './submission.ts'
import * as substitutions from './substitutions.ts'
import * as supplementPapers from './supplement-papers.ts'
import { migrateDossiers } from './version-migration.ts'
import { makeVisitorCode } from './visitor-codes.ts'
import * as worklist from './worklist.ts'
import './registrations.ts'
import './register-dependents.ts'
import './renumbering.ts'
import { listStranded, takeStranded } from './stranded.ts'

export function routes(server: Server): void {
  serve(server, contract.listStranded, (call) => listStranded(call))
  serve(server, contract.takeStranded, (call, { params, body }) =>
    takeStranded(call, params.dossierId, body.reason),
  )
  serve(server, contract.listServices, (call) => catalogue.listServices(call))
  serve(server, contract.readService, (call, { params }) => catalogue.readService(call, params.code))
  serve(server, contract.readEmptyForm, (call, { params }) => printable.readEmptyForm(call, params.code))
  serve(server, contract.readDraftForm, (call, { params }) => printable.readDraftForm(call, params.draftId))
  serve(server, contract.readCounterForm, (call, { params }) => printable.readDraftForm(call, params.draftId))
  serve(server, contract.readDossierForm, (call, { params }) =>
    printable.readDossierForm(call, params.dossierId),
  )
  serve(server, contract.sizeDossierBook, (call, { query }) => book.sizeDossierBook(call, query))
  serve(server, contract.readDossierBook, (call, { query }) => book.readDossierBook(call, query))
  serve(server, contract.downloadDossierBook, (call, { query }) => book.downloadDossierBook(call, query))
  serve(server, contract.readDeskForm, (call, { params }) => printable.readDeskForm(call, params.dossierId))
  serve(server, contract.checkService, async (_call, { body }) => ({ faults: bundleFaults(body.bundle) }))
  serve(server, contract.publishService, (call, { body }) => publishing.publishAs(call, body.bundle))
  serve(server, contract.trackDossier, (call, { body }) => citizen.track(call, body))

  serve(server, contract.listMyOffers, (call, { query }) => offers.listMyOffers(call, query))
  serve(server, contract.readMyOffer, (call, { params }) => offers.readMyOffer(call, params.offerId))
  serve(server, contract.takeOffer, (call, { params }) => offers.takeOffer(call, params.offerId))
  serve(server, contract.refuseOffer, (call, { params, body }) =>
    offers.refuseOffer(call, params.offerId, body),
  )

  serve(server, contract.openDraft, (call, { params }) => drafts.openDraft(call, params.code))
  serve(server, contract.listDrafts, (call) => drafts.listDrafts(call))
  serve(server, contract.readDraft, (call, { params }) => drafts.readDraft(call, params.draftId))
  serve(server, contract.saveDraft, (call, { params, body }) => drafts.saveDraft(call, params.draftId, body))
  serve(server, contract.refreshDraft, (call, { params }) => drafts.refreshDraft(call, params.draftId))
  serve(server, contract.deleteDraft, (call, { params }) => drafts.deleteDraft(call, params.draftId))
  serve(server, contract.findDwellings, (call, { params, query }) =>
    draftDwellings(call, params.draftId, query),
  )
  serve(server, contract.listHouseholdChoices, (call, { params }) =>
    draftHouseholds(call, params.draftId, params.dwellingId),
  )
  serve(server, contract.submitDraft, (call, { params, body }) => submitDraft(call, params.draftId, body))

  serve(server, contract.openCounterDraft, (call, { body }) => counter.openAtCounter(call, body))
  serve(server, contract.readCounterDraft, (call, { params }) => counter.readAtCounter(call, params.draftId))
  serve(server, contract.saveCounterDraft, (call, { params, body }) =>
    drafts.saveDraft(call, params.draftId, body),
  )
  serve(server, contract.refreshCounterDraft, (call, { params }) => drafts.refreshDraft(call, params.draftId))
  serve(server, contract.findCounterDwellings, (call, { params, query }) =>
    draftDwellings(call, params.draftId, query),
  )
  serve(server, contract.listCounterHouseholds, (call, { params }) =>
    draftHouseholds(call, params.draftId, params.dwellingId),
  )
  serve(server, contract.submitCounterDraft, (call, { params, body }) =>
    counter.fileAtCounter(call, params.draftId, body),
  )
  serve(server, contract.listCounterFilings, (call, { query }) => listCounterFilings(call, query))

  serve(server, contract.makeVisitorCode, (call) => makeVisitorCode(call))
  serve(server, contract.readDelivery, (call, { params }) => deliveries.readDelivery(call, params.dossierId))
  serve(server, contract.askDelivery, (call, { params, body }) =>
    deliveries.askDelivery(call, params.dossierId, body),
  )
  serve(server, contract.readDeskDelivery, (call, { params }) =>
    deliveries.readDeskDelivery(call, params.dossierId),
  )
  serve(server, contract.recordCollected, (call, { params, body }) =>
    deliveries.recordCollected(call, params.dossierId, body),
  )
  serve(server, contract.recordPosted, (call, { params, body }) =>
    deliveries.recordPosted(call, params.dossierId, body.tracking),
  )
  serve(server, contract.recordPostOutcome, (call, { params, body }) =>
    deliveries.recordPostOutcome(call, params.dossierId, body),
  )
  serve(server, contract.listBookingTimes, (call, { query }) => bookings.bookingTimes(call, query))
  serve(server, contract.listMyBookings, (call) => bookings.myBookings(call))
  serve(server, contract.bookCounter, (call, { body }) => bookings.bookCounter(call, body))
  serve(server, contract.moveBooking, (call, { params, body }) =>
    bookings.moveBooking(call, params.bookingId, body),
  )
  serve(server, contract.cancelBooking, (call, { params }) => bookings.cancelBooking(call, params.bookingId))
  serve(server, contract.listBookings, (call) => bookings.bookingsToday(call))
  serve(server, contract.recordArrival, (call, { params }) => bookings.recordArrival(call, params.bookingId))
  serve(server, contract.takeTicket, (call) => queue.takeTicket(call))
  serve(server, contract.callNext, (call, { body }) => queue.callNext(call, body.desk))
  serve(server, contract.endTicket, (call, { params, body }) =>
    queue.endTicket(call, params.ticketId, body.outcome),
  )
  serve(server, contract.readOfficeQueue, (call) => queue.readOfficeQueue(call))
  serve(server, contract.readQueueBoard, (call, { params }) => queue.readBoard(call, params.agencyId))

  serve(server, contract.readHall, (call, { params }) => ownNumbers.readHall(call, params.agencyId))
  serve(server, contract.readPoster, (call, { params }) => ownNumbers.readPoster(call, params.agencyId))
  serve(server, contract.followTicket, (call, { params }) =>
    ownNumbers.followTicket(call, params.agencyId, params.ticketId),
  )
  serve(server, contract.readSlip, (call, { params }) =>
    ownNumbers.readSlip(call, params.agencyId, params.ticketId),
  )
  serve(server, contract.listMyNumbers, (call) => ownNumbers.listMyNumbers(call))
  serve(server, contract.takeMyNumber, (call, { params }) => ownNumbers.takeMyNumber(call, params.agencyId))
  serve(server, contract.giveUpNumber, (call, { params }) => ownNumbers.giveUpNumber(call, params.ticketId))

  serve(server, contract.addAttachment, (call, { params, body }) =>
    attachments.addAttachment(call, params.draftId, params.slot, body as unknown as Buffer),
  )
  serve(server, contract.orderAttachments, (call, { params, body }) =>
    attachments.orderAttachments(call, params.draftId, params.slot, body.attachmentIds),
  )
  serve(server, contract.removeAttachment, (call, { params }) =>
    attachments.removeAttachment(call, params.draftId, params.attachmentId),
  )
  serve(server, contract.readAttachment, (call, { params }) =>
    attachments.readAttachment(call, params.draftId, params.attachmentId),
  )
  serve(server, contract.addCounterAttachment, (call, { params, body }) =>
    attachments.addAttachment(call, params.draftId, params.slot, body as unknown as Buffer),
  )
  serve(server, contract.compareCounterAttachments, (call, { params, body }) =>
    attachments.compareAttachments(call, params.draftId, params.slot, body.compared),
  )
  serve(server, contract.orderCounterAttachments, (call, { params, body }) =>
    attachments.orderAttachments(call, params.draftId, params.slot, body.attachmentIds),
  )
  serve(server, contract.removeCounterAttachment, (call, { params }) =>
    attachments.removeAttachment(call, params.draftId, params.attachmentId),
  )
  serve(server, contract.readCounterAttachment, (call, { params }) =>
    attachments.readAttachment(call, params.draftId, params.attachmentId),
  )
  serve(server, contract.readMyAttachment, async (call, { params }) =>
    attachments.openOfDossier(call, await dossiers.myDossier(call, params.dossierId), params.attachmentId),
  )
  serve(server, contract.readDeskAttachment, async (call, { params }) =>
    attachments.openOfDossier(call, await deskDossier(call, params.dossierId), params.attachmentId),
  )

  serve(server, contract.listPublished, (call) => publishing.listPublished(call))
  serve(server, contract.readPublished, (call, { params, query }) =>
    publishing.readPublished(call, params.code, query.version),
  )
  serve(server, contract.compareBundles, (call, { params, body }) =>
    publishing.compareBundles(call, params.code, body),
  )
  serve(server, contract.rollBackService, (call, { params, body }) =>
    publishing.rollBackService(call, params.code, body),
  )
  serve(server, contract.migrateDossiers, (call, { params, body }) =>
    migrateDossiers(call, params.code, body),
  )
  serve(server, contract.listOtherRegisters, (call) => listOtherRegisters(call))
  serve(server, contract.listClaims, (call, { query }) => listClaims(call, query))
  serve(server, contract.listRegisterRequests, (call, { query }) => listRegisterRequests(call, query))
  serve(server, contract.retryRegisterRequest, (call, { params }) =>
    retryRegisterRequest(call, params.requestId),
  )
  serve(server, contract.tellSandboxRegister, (call, { params, body }) =>
    tellSandboxRegister(call, params.register, body.behaviour),
  )

  serve(server, contract.listMyDossiers, (call, { query }) => dossiers.listMyDossiers(call, query))
  serve(server, contract.readMyDossier, (call, { params }) => dossiers.readMyDossier(call, params.dossierId))
  serve(server, contract.readMyReuse, (call) => readMyReuse(call))
  serve(server, contract.withdrawDossier, (call, { params, body }) =>
    citizen.withdraw(call, params.dossierId, body),
  )
  serve(server, contract.readSupplement, (call, { params }) => citizen.readSupplement(call, params.dossierId))
  serve(server, contract.addSupplementPaper, (call, { params, body }) =>
    supplementPapers.addSupplementPaper(call, params.dossierId, params.slot, body as unknown as Buffer),
  )
  serve(server, contract.orderSupplementPapers, (call, { params, body }) =>
    supplementPapers.orderSupplementPapers(call, params.dossierId, params.slot, body.attachmentIds),
  )
  serve(server, contract.removeSupplementPaper, (call, { params }) =>
    supplementPapers.removeSupplementPaper(call, params.dossierId, params.attachmentId),
  )
  serve(server, contract.readSupplementPaper, (call, { params }) =>
    supplementPapers.readSupplementPaper(call, params.dossierId, params.attachmentId),
  )
  serve(server, contract.supplementDossier, (call, { params, body }) =>
    citizen.supplement(call, params.dossierId, body),
  )
  serve(server, contract.listMyApprovals, (call, { query }) =>
    approvals.listMyApprovals(call, query.waiting ?? false),
  )
  serve(server, contract.readApproval, (call, { params }) => approvals.readApproval(call, params.approvalId))
  serve(server, contract.decideApproval, (call, { params, body }) =>
    approvals.decideApproval(call, params.approvalId, body),
  )

  serve(server, contract.listWorklist, (call, { query }) => worklist.listWorklist(call, query))
  serve(server, contract.countWorklist, (call, { query }) => worklist.countWorklist(call, query))
  serve(server, contract.listColleagues, (call) => desk.listColleagues(call))
  serve(server, contract.readDeskDossier, (call, { params }) => desk.readDeskDossier(call, params.dossierId))
  serve(server, contract.readDeskPdf, (call, { params }) =>
    desk.readDeskPdf(call, params.dossierId, params.documentId),
  )
  serve(server, contract.claimDossier, (call, { params, body }) => desk.claim(call, params.dossierId, body))
  serve(server, contract.releaseDossier, (call, { params, body }) =>
    desk.release(call, params.dossierId, body),
  )
  serve(server, contract.handOverDossier, (call, { params, body }) =>
    desk.handOver(call, params.dossierId, body),
  )
  serve(server, contract.acceptDossier, (call, { params, body }) => desk.accept(call, params.dossierId, body))
  serve(server, contract.rejectDossier, (call, { params, body }) => desk.reject(call, params.dossierId, body))
  serve(server, contract.askSupplement, (call, { params, body }) =>
    desk.askSupplement(call, params.dossierId, body),
  )
  serve(server, contract.recordPaperApproval, (call, { params, body }) =>
    desk.recordPaperApproval(call, params.dossierId, params.approvalId, body),
  )
  serve(server, contract.recordPayment, (call, { params, body }) =>
    desk.recordPayment(call, params.dossierId, body),
  )
  serve(server, contract.proposeDecision, (call, { params, body }) =>
    desk.propose(call, params.dossierId, body),
  )
  serve(server, contract.sendBackProposal, (call, { params, body }) =>
    desk.sendBack(call, params.dossierId, body),
  )
  serve(server, contract.signDecision, (call, { params, body }) => desk.sign(call, params.dossierId, body))
  serve(server, contract.listAskableAgencies, (call, { query }) => opinions.listAskableAgencies(call, query))
  serve(server, contract.askOpinions, (call, { params, body }) =>
    opinions.askOpinions(call, params.dossierId, body),
  )
  serve(server, contract.withdrawOpinion, (call, { params, body }) =>
    opinions.withdrawOpinion(call, params.dossierId, params.opinionId, body.version),
  )
  serve(server, contract.listAskedOpinions, (call, { query }) => asked.listAskedOpinions(call, query))
  serve(server, contract.countAskedOpinions, (call) => asked.countAskedOpinions(call))
  serve(server, contract.readAskedOpinion, (call, { params }) =>
    asked.readAskedOpinion(call, params.opinionId),
  )
  serve(server, contract.answerOpinion, (call, { params, body }) =>
    asked.answerOpinion(call, params.opinionId, body),
  )
  serve(server, contract.listLateSyncs, (call, { query }) => listLateSyncs(call, query))
  serve(server, contract.listEscalated, (call, { query }) => deadlines.listEscalated(call, query))
  serve(server, contract.readForecast, (call) => deadlines.readForecast(call))
  serve(server, contract.listDueTomorrow, (call, { query }) => deadlines.listDueTomorrow(call, query))
  serve(server, contract.listSubstitutions, (call) => substitutions.listSubstitutions(call))
  serve(server, contract.nameSubstitute, (call, { body }) => substitutions.nameSubstitute(call, body))
  serve(server, contract.endSubstitution, (call, { params }) =>
    substitutions.endSubstitution(call, params.substitutionId),
  )
  serve(server, contract.apologise, (call, { params, body }) => apologise(call, params.dossierId, body))
  serve(server, contract.issueControlSheet, (call, { params, body }) =>
    issueControlSheet(call, params.dossierId, body),
  )
}
