import { type Server, serve } from '#platform/http.ts'
import { registerPlaceSearch, registerPresenceCheck, registerTerritoryCheck } from '#population'
import { orderBoundaryAct } from './boundary-acts.ts'
import { chooseUnit, listBoundaryActs, listUnsettled, listUnsettledDwellings } from './boundary-choices.ts'
import * as contract from './contract.ts'
import { listHouseholds, listResidents, readHousehold } from './desk.ts'
import { dwellingsIn } from './dwellings.ts'
import { readFigures } from './figures.ts'
import { myResidence } from './my-residence.ts'
import { personResidence } from './person-residence.ts'
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
  serve(server, contract.readHousehold, (call, { params }) => readHousehold(call, params.householdId))
  serve(server, contract.readPersonResidence, (call, { params, query }) =>
    personResidence(call, params.personId, query),
  )
  serve(server, contract.listResidents, (call, { params, query }) =>
    listResidents(call, params.unitId, query),
  )
  serve(server, contract.listHouseholds, (call, { params, query }) =>
    listHouseholds(call, params.unitId, query),
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
