/** A share as a bar, for the eye; the number always stands beside it in words. */
export function ShareBar({ share }: { share: number | null }) {
  return (
    <svg
      className="share-bar"
      viewBox="0 0 100 6"
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <rect className="share-track" width="100" height="6" />
      <rect className="share-value" width={(share ?? 0) * 100} height="6" />
    </svg>
  )
}
