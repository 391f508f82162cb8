/** What residence adds to data quality: rules about its tables, and which commune answers for a person. */
import { readFileSync } from 'node:fs'
import { registerHomes, registerQualityRules } from '#population'
import { selectHomes } from './residences.store.ts'

registerQualityRules('residence', {
  joins: 'left join residence.current_residences h on h.person_number = p.person_number',
  rules: JSON.parse(readFileSync(new URL('./data/quality-rules.json', import.meta.url), 'utf8')),
})

registerHomes(async ({ sql }, numbers) => {
  const homes = await selectHomes(sql, numbers)
  return new Map(homes.map(({ personNumber, unitId }) => [personNumber, unitId]))
})
