import { Link } from '../../kit/router.tsx'
import { lookers, useHolds } from '../me.ts'
import { paths } from '../paths.ts'

/** A name in a list; for those who may look people up it leads to the file, which asks for the reason first. */
export function PersonName({ personId, name }: { personId: string; name: string }) {
  return useHolds(lookers) ? <Link to={paths.lookUp(personId)}>{name}</Link> : name
}
