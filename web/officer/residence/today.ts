import { dayOf } from '@platform/server/platform/day.ts'

/** The day in Việt Nam. */
export const today = () => dayOf(new Date())
