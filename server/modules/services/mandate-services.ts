/** Which services a mandate may name: those of the catalogue in force. */
import { registerMandateServices } from '#accounts'
import { listServices } from './catalogue.ts'

registerMandateServices(async (call) => {
  const { rows } = await listServices(call)
  return new Map(rows.map(({ code, name }) => [code, name]))
})
