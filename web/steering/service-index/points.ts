import { showNumber } from '../../kit/format.ts'

/** Points with one decimal; a dash where nothing could be measured. */
export const points = (value: number | null) => (value === null ? '–' : showNumber(value, 1))
