/** What others may ask of authentication. */

export { type Activation, AdministratorExists, firstAdministrator, newActivation } from './activations.ts'
