import { run } from './commands.ts'
import { log } from './platform/log.ts'
import { surviveLostConnections } from './platform/lost-connections.ts'

surviveLostConnections(() => log.warn('a database connection was lost'))

// A seeding that is cut short may still wait for a database that is closed: the program ends all the same.
process.exit(await run(process.argv.slice(2), process.env))
