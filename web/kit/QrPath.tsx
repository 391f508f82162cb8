import './QrPath.css'

/** A QR code that the server drew, quiet zone included. */
export function QrPath({ qr, label }: { qr: { side: number; path: string }; label: string }) {
  return (
    <svg
      className="qr-path"
      viewBox={`0 0 ${qr.side} ${qr.side}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path d={qr.path} />
    </svg>
  )
}
