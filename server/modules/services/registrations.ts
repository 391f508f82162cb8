/** Everything that bundles may name is registered before any bundle is read. */
import './register-approvers.ts'
import './register-attributes.ts'
import './register-effects.ts'
import './register-dossier-check.ts'
import './register-facts.ts'
