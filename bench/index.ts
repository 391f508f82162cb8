/** `npm run bench`: every claim about speed, in one run on one machine. PERSONS=100000 unless said. */
import { cpus, totalmem } from 'node:os'
import { benchDossiers } from './dossiers.ts'
import { openNation } from './nation.ts'
import { addPlainRead, benchPerson } from './person.ts'
import { benchPublishing } from './publishing.ts'
import { benchVerification } from './verification.ts'

const persons = Number(process.env['PERSONS'] ?? 100_000)
console.log(
  `${new Date().toISOString()} · ${cpus().length} cores ${cpus()[0]?.model} · ${Math.round(totalmem() / 2 ** 30)} GiB · Node ${process.versions.node}\n`,
)
const nation = await openNation(persons, addPlainRead)
console.log(`### Seeding\n\n${persons} people in ${nation.seedSeconds.toFixed(1)} s\n`)
console.log(await benchPerson(nation))
console.log(await benchDossiers(nation))
console.log(await benchPublishing(nation))
console.log(await benchVerification(nation))
await nation.close()
process.exit(0)
