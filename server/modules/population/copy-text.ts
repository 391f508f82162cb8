/** One row in PostgreSQL's COPY text format. Dates and instants are their text; objects are JSON. */
const escapes: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }
const special = /[\\\n\r\t]/g

export function copyLine(columns: readonly string[], row: object): string {
  const values = row as Record<string, unknown>
  return `${columns.map((column) => field(values[camel(column)])).join('\t')}\n`
}

function field(value: unknown): string {
  if (value === null || value === undefined) return '\\N'
  if (Array.isArray(value)) return escaped(`{${value.map((item) => JSON.stringify(String(item))).join(',')}}`)
  return escaped(typeof value === 'object' ? JSON.stringify(value) : String(value))
}

function escaped(text: string): string {
  return text.replace(special, (letter) => escapes[letter] ?? letter)
}

const camels = new Map<string, string>()

function camel(column: string): string {
  let key = camels.get(column)
  if (key === undefined) {
    key = column.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
    camels.set(column, key)
  }
  return key
}
