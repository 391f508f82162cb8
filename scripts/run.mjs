// npm run backup, restore, reset, seed, admin …: one command of the server, with the dependencies it needs.
import { becomeServer } from './server.mjs'
import { ensureDependencies, findNode } from './setup.mjs'

ensureDependencies()
becomeServer(findNode(), process.argv.slice(2))
