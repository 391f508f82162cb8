import type { AnswerRow, AnswerSection } from '@platform/server/services'
import { showInstant, showValue } from '../../kit/format.ts'
import { Icon } from '../../kit/Icon.tsx'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { Stack } from '../../kit/Layout.tsx'
import { text, useText, useWords } from '../../kit/text.ts'

const words = text({
  known: { vi: 'từ cơ sở dữ liệu', en: 'from a register' },
  from: {
    vi: (source: string, at: string) => `Lấy từ ${source} lúc ${at}.`,
    en: (source: string, at: string) => `From ${source}, read at ${at}.`,
  },
})

/** A filled form for reading: a lock marks what registers filled in, and below it stands which ones. */
export function AnswerSections({ sections }: { sections: readonly AnswerSection[] }) {
  const t = useText(words)
  const show = useWords()
  return (
    <Stack gap="loose">
      {sections.map(({ id, title, rows }) => (
        <section key={id} className="stack stack-tight">
          <h3>{show(title)}</h3>
          <KeyValueList
            items={rows.map((row) => ({
              key: show(row.label),
              value: (
                <>
                  {row.kind === 'number' || row.kind === 'phone' ? showValue(row.text.vi) : show(row.text)}{' '}
                  {row.verified ? (
                    <span className="muted">
                      <Icon name="lock" />
                      <span className="visually-hidden">({t.known})</span>
                    </span>
                  ) : null}
                </>
              ),
            }))}
          />
          {sourcesOf(rows).map(({ source, readAt }) => (
            <p className="small muted" key={source.vi}>
              <Icon name="lock" /> {t.from(show(source), showInstant(readAt))}
            </p>
          ))}
        </section>
      ))}
    </Stack>
  )
}

function sourcesOf(
  rows: readonly AnswerRow[],
): { source: { vi: string; en: string }; readAt: string | null }[] {
  const found = new Map<string, { source: { vi: string; en: string }; readAt: string | null }>()
  for (const { source, readAt, verified } of rows)
    if (source && verified) found.set(source.vi, { source, readAt })
  return [...found.values()]
}
