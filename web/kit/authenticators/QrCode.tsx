import './QrCode.css'

/** A QR drawn from its cells, rows of 0 and 1, with the quiet margin that scanners want. */
export function QrCode({ rows, label }: { rows: readonly string[]; label: string }) {
  const margin = 4
  const size = rows.length + 2 * margin
  const path = rows
    .flatMap((row, y) =>
      [...row].map((cell, x) => (cell === '1' ? `M${x + margin} ${y + margin}h1v1h-1z` : '')),
    )
    .join('')
  return (
    <svg className="qr-code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
