import { Page } from '../../kit/Page.tsx'
import { useFilter } from '../../kit/router.tsx'
import { text, useText } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { lookers } from '../me.ts'
import { SearchForm } from './SearchForm.tsx'
import { SearchResults } from './SearchResults.tsx'

const words = text({
  title: { vi: 'Tra cứu người', en: 'Look up a person' },
  lead: {
    vi: 'Chỉ tìm được người cư trú trong địa bàn bạn phụ trách.',
    en: 'Only people who live in the area you are responsible for are found.',
  },
})

/** Looks a person up without a dossier: only with a reason, on record (Law on Identity 26/2023/QH15, art. 10). */
export function SearchPage() {
  const t = useText(words)
  const [searchId] = useFilter('search')
  const [personId] = useFilter('person')
  return (
    <Page title={t.title} lead={t.lead} width={searchId ? 'wide' : 'reading'}>
      <ForRoles roles={lookers}>
        <SearchForm picked={personId} />
        {searchId ? <SearchResults searchId={searchId} /> : null}
      </ForRoles>
    </Page>
  )
}
