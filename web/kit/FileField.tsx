import { useState } from 'react'
import { Field, type FieldWords } from './Field.tsx'
import { text, useText } from './text.ts'

const words = text({
  choose: { vi: 'Chọn tệp', en: 'Choose a file' },
  none: { vi: 'Chưa chọn tệp nào', en: 'No file chosen yet' },
})

/** A file to choose. The browser’s own control lies over ours unseen: it would speak the language of the browser. */
export function FileField({
  accept,
  onChange,
  ...field
}: FieldWords & { accept: string; onChange: (file: File | null) => void }) {
  const t = useText(words)
  const [chosen, setChosen] = useState<string | null>(null)
  return (
    <Field {...field}>
      {(labelled) => (
        <span className="input input-file">
          <span className="input-file-button" aria-hidden="true">
            {t.choose}
          </span>
          <span className="input-file-name" aria-live="polite">
            {chosen ?? t.none}
          </span>
          <input
            {...labelled}
            type="file"
            accept={accept}
            onChange={({ target }) => {
              const file = target.files?.[0] ?? null
              setChosen(file?.name ?? null)
              onChange(file)
            }}
          />
        </span>
      )}
    </Field>
  )
}
