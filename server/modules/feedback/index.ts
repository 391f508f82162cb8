/** What other parts of the program may ask of feedback. */
export { sendCase } from './cases.ts'
export { answerCase } from './desk.ts'
export { rateDossier } from './ratings.ts'
