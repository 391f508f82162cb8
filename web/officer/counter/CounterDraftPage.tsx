import { findCounterDwellings, listCounterHouseholds, readCounterDraft } from '@platform/server/services'
import { type Lookups, LookupsContext } from '../../kit/form/lookups.ts'
import { Page } from '../../kit/Page.tsx'
import { useRead } from '../../kit/queries.ts'
import { useParam } from '../../kit/router.tsx'
import { Loading, Show } from '../../kit/States.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { counters } from '../me.ts'
import { paths } from '../paths.ts'
import { CounterForm } from './CounterForm.tsx'

const words = text({
  title: { vi: 'Biểu mẫu tại quầy', en: 'Form at the counter' },
  counter: { vi: 'Tiếp nhận tại quầy', en: 'At the counter' },
})

const lookups: Lookups = { dwellings: findCounterDwellings, households: listCounterHouseholds }

/** The form of a service for who stands at the counter. */
export function CounterDraftPage() {
  const t = useText(words)
  const show = useWords()
  const draftId = useParam('draftId')
  const read = useRead(readCounterDraft, { params: { draftId } }, { once: true })
  return (
    <Page
      title={show(read.data?.draft.service.name) || t.title}
      crumbs={[{ label: t.counter, to: paths.counter() }]}
    >
      <ForRoles roles={counters}>
        <LookupsContext value={lookups}>
          <Show read={read} loading={<Loading lines={9} />}>
            {(data) => <CounterForm key={draftId} first={data} />}
          </Show>
        </LookupsContext>
      </ForRoles>
    </Page>
  )
}
