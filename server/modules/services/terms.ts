/** How long a service takes by how it is filed (thời hạn giải quyết), for the clock and in words. Pure. */
import type { Words } from '#platform/schemas.ts'
import type { Term } from '#reference'
import type { Bundle } from './bundle.ts'
import type { Dossier } from './dossiers.store.ts'

type Timed = Pick<Bundle, 'term'>
type Channel = Dossier['channel']

export function termOf(bundle: Timed, channel: Channel): Term {
  const { workingHours, workingDays = 0 } = lengthOf(bundle, channel)
  return workingHours ? { workingHours } : { workingDays }
}

/** What nobody has confirmed is not printed as the law's: the due date stands, the words say what it rests on. */
export function termWords(bundle: Timed, channel: Channel): Words {
  const { vi, en } = lengthOf(bundle, channel).words
  return bundle.term.unconfirmed
    ? {
        vi: `${vi} (mức thường áp dụng, chưa đối chiếu được với văn bản)`,
        en: `${en} (a usual time, not confirmed by a text)`,
      }
    : { vi, en }
}

const lengthOf = ({ term }: Timed, channel: Channel) => (channel === 'online' ? term : (term.onPaper ?? term))
