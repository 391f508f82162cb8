import { type Server, serve } from '#platform/http.ts'
import { registerPlaceSearch, registerPresenceCheck, registerTerritoryCheck } from '#population'
import { orderBoundaryAct } from './boundary-acts.ts'
import { chooseUnit, listBoundaryActs, listUnsettled, listUnsettledDwellings } from './boundary-choices.ts'
import * as contract from './contract.ts'
import { listExpiring, listHouseholds, listResidents, readHousehold } from './desk.ts'
import * as desk from './desk-acts.ts'
import * as dwellings from './dwelling-acts.ts'
import { changeAddress } from './dwelling-lines.ts'
import { dwellingsIn } from './dwellings.ts'
import { readFigures } from './figures.ts'
import { myResidence } from './my-residence.ts'
import { personResidence } from './person-residence.ts'
import { listUnitPeople, readUnitPopulation } from './populations.ts'
import './renumbering.ts'
import './residence-reducers.ts'
import { placeSearch } from './place-search.ts'
import { presentIn, registeredIn } from './territory.ts'

export function routes(server: Server) {
  registerTerritoryCheck(registeredIn)
  registerPresenceCheck(presentIn)
  registerPlaceSearch(placeSearch)
  serve(server, contract.readMyResidence, (call) => myResidence(call))
  serve(server, contract.listDwellings, (call, { query: { unitId, ...asked } }) =>
    dwellingsIn(call, unitId, asked),
  )
  serve(server, contract.readHousehold, (call, { params, query }) =>
    readHousehold(call, params.householdId, query),
  )
  serve(server, contract.readPersonResidence, (call, { params, query }) =>
    personResidence(call, params.personId, query),
  )
  serve(server, contract.listResidents, (call, { params, query }) =>
    listResidents(call, params.unitId, query),
  )
  serve(server, contract.listHouseholds, (call, { params, query }) =>
    listHouseholds(call, params.unitId, query),
  )
  serve(server, contract.listExpiring, (call, { params, query }) => listExpiring(call, params.unitId, query))
  serve(server, contract.readUnitPopulation, (call, { params, query }) =>
    readUnitPopulation(call, params.unitId, query),
  )
  serve(server, contract.listUnitPeople, (call, { params, query }) =>
    listUnitPeople(call, params.unitId, query),
  )
  serve(server, contract.changeAddress, (call, { params, body }) =>
    changeAddress(call, params.dwellingId, body),
  )
  serve(server, contract.readDwelling, (call, { params }) => dwellings.readDwelling(call, params.dwellingId))
  serve(server, contract.changeDwellingOwners, (call, { params, body }) =>
    dwellings.changeDwellingOwners(call, params.dwellingId, body),
  )
  serve(server, contract.endDwelling, (call, { params, body }) =>
    dwellings.endDwelling(call, params.dwellingId, body),
  )
  serve(server, contract.reopenDwelling, (call, { params, body }) =>
    dwellings.reopenDwelling(call, params.dwellingId, body),
  )
  serve(server, contract.removeResidence, (call, { body }) => desk.removeResidence(call, body))
  serve(server, contract.declareAbsence, (call, { body }) => desk.declareAbsence(call, body))
  serve(server, contract.endAbsence, (call, { params, body }) =>
    desk.endAbsence(call, params.absenceId, body),
  )
  serve(server, contract.declareCurrentPlace, (call, { body }) => desk.declareCurrentPlace(call, body))
  serve(server, contract.changeHead, (call, { params, body }) =>
    desk.changeHead(call, params.householdId, body),
  )
  serve(server, contract.joinHousehold, (call, { params, body }) =>
    desk.joinHousehold(call, params.householdId, body),
  )
  serve(server, contract.leaveHousehold, (call, { params, body }) =>
    desk.leaveHousehold(call, params.householdId, body),
  )
  serve(server, contract.mergeHouseholds, (call, { params, body }) =>
    desk.mergeHouseholds(call, params.householdId, body),
  )
  serve(server, contract.listBoundaryActs, (call) => listBoundaryActs(call))
  serve(server, contract.orderBoundaryAct, async (call, { body }) => ({
    actId: await orderBoundaryAct(call, body.effectiveOn),
  }))
  serve(server, contract.listUnsettled, (call) => listUnsettled(call))
  serve(server, contract.listUnsettledDwellings, (call, { params, query }) =>
    listUnsettledDwellings(call, params.oldUnitId, query),
  )
  serve(server, contract.chooseUnit, (call, { params, body }) => chooseUnit(call, params.actId, body))
  serve(server, contract.readFigures, (call, { query }) => readFigures(call, query.unitId ?? null))
}
