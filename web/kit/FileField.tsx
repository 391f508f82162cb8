import { Field, type FieldWords } from './Field.tsx'

/** A file to choose. */
export function FileField({
  accept,
  onChange,
  ...words
}: FieldWords & { accept: string; onChange: (file: File | null) => void }) {
  return (
    <Field {...words}>
      {(labelled) => (
        <input
          {...labelled}
          className="input input-file"
          type="file"
          accept={accept}
          onChange={({ target }) => onChange(target.files?.[0] ?? null)}
        />
      )}
    </Field>
  )
}
