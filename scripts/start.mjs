// npm start: everything from a fresh clone to a running server.
import { becomeServer } from './server.mjs'
import { ensureDependencies, ensureWeb, findNode } from './setup.mjs'

ensureDependencies()
const node = findNode()
ensureWeb(node)
becomeServer(node, process.argv.slice(2))
