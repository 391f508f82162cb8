import { readPublished } from '@platform/server/services'
import { useState } from 'react'
import { Page } from '../../kit/Page.tsx'
import { useRead } from '../../kit/queries.ts'
import { useParam } from '../../kit/router.tsx'
import { Show } from '../../kit/States.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { administrators } from '../me.ts'
import { paths } from '../paths.ts'
import { BundleEditor } from './BundleEditor.tsx'
import { OpenDossiersCard } from './OpenDossiersCard.tsx'
import { VersionsCard } from './VersionsCard.tsx'

const words = text({
  title: { vi: 'Dịch vụ', en: 'Service' },
  all: { vi: 'Công bố dịch vụ', en: 'Publishing services' },
})

/** One service: its versions, what differs between them, a new one, and back to an older one. */
export function PublishedServicePage() {
  const t = useText(words)
  const show = useWords()
  const code = useParam('code')
  const read = useRead(readPublished, { params: { code } })
  return (
    <Page
      title={read.data ? show(read.data.name) : t.title}
      crumbs={[{ label: t.all, to: paths.publishing() }]}
    >
      <ForRoles roles={administrators}>
        <Show read={read}>
          {({ versions, version, bundle }) => (
            <Parts key={version} {...{ code, versions, version, bundle }} />
          )}
        </Show>
      </ForRoles>
    </Page>
  )
}

type PartsProps = Pick<Parameters<typeof VersionsCard>[0], 'code' | 'versions'> & {
  version: number
  bundle: unknown
}

function Parts({ code, versions, version, bundle }: PartsProps) {
  const [isEditing, setEditing] = useState(false)
  const next = Math.max(...versions.map((one) => one.version)) + 1
  return (
    <>
      <VersionsCard code={code} versions={versions} current={version} />
      <OpenDossiersCard code={code} versions={versions} current={version} />
      <BundleEditor
        code={code}
        from={version}
        next={next}
        bundle={bundle}
        isOpen={isEditing}
        onOpen={setEditing}
      />
    </>
  )
}
