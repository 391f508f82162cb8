import type { AnswerSection } from '@platform/server/services'
import { showInstant } from '../../kit/format.ts'
import { Icon } from '../../kit/Icon.tsx'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { Stack } from '../../kit/Layout.tsx'
import { text, useText, useWords } from '../../kit/text.ts'

const words = text({
  from: {
    vi: (source: string, at: string) => `Từ ${source}${at ? `, lúc ${at}` : ''}`,
    en: (source: string, at: string) => `From ${source}${at ? `, at ${at}` : ''}`,
  },
  unverified: { vi: 'chưa kiểm tra', en: 'not verified yet' },
})

/** A filled form for reading, each line with where it comes from. */
export function AnswerSections({ sections }: { sections: readonly AnswerSection[] }) {
  const t = useText(words)
  const show = useWords()
  return (
    <Stack gap="loose">
      {sections.map(({ id, title, rows }) => (
        <section key={id} className="stack stack-tight">
          <h3>{show(title)}</h3>
          <KeyValueList
            items={rows.map(({ label, text: value, source, readAt, verified }) => ({
              key: show(label),
              value: show(value),
              note: source ? (
                <>
                  <Icon name={verified ? 'lock' : 'warning'} /> {t.from(show(source), showInstant(readAt))}
                  {verified === false ? ` (${t.unverified})` : null}
                </>
              ) : null,
            }))}
          />
        </section>
      ))}
    </Stack>
  )
}
