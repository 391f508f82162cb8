import { dayOf } from '#platform/day.ts'
import { type Server, serve } from '#platform/http.ts'
import { listSuccessors, listUnitsBelow, readUnitDetail, unitsNamed } from './address-picking.ts'
import { selectAgenciesOfUnit } from './agencies.store.ts'
import { selectSpecialDays } from './calendar.store.ts'
import * as contract from './contract.ts'
import { codeList } from './in-memory.ts'
import { findLawParameter } from './law.ts'

export function routes(app: Server) {
  serve(app, contract.listUnits, (call, { query }) => listUnitsBelow(call, query.parent ?? null, query.on))
  serve(app, contract.readUnit, (call, { params, query }) => readUnitDetail(call, params.id, query.on))
  serve(app, contract.listUnitSuccessors, (call, { params, query }) =>
    listSuccessors(call, params.id, query.on),
  )
  serve(app, contract.findUnits, async (call, { query }) => ({ rows: await unitsNamed(call, query.name) }))
  serve(app, contract.listUnitAgencies, async (call, { params }) => ({
    rows: await selectAgenciesOfUnit(call.sql, params.id),
  }))
  serve(app, contract.readCodeList, async (call, { params: { list } }) => {
    const rows = await codeList(call, list)
    if (!rows[0]) throw contract.codeListUnknown()
    return {
      list,
      source: rows[0].source,
      rows: rows.map(({ source: _source, list: _list, ...item }) => item),
    }
  })
  serve(app, contract.listSpecialDays, async (call, { params: { year } }) => ({
    year,
    rows: await selectSpecialDays(call.sql, `${year}-01-01`, `${year}-12-31`),
  }))
  serve(app, contract.readLawParameter, async (call, { params, query }) => {
    const found = await findLawParameter(call, params.key, query.on ?? dayOf(call.now), query.unit)
    if (!found) throw contract.parameterUnknown()
    return found
  })
}
