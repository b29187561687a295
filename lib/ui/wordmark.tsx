/** The product's name with its sign: two voices that meet. */
export function Wordmark() {
  return (
    <span className="inline-flex items-center gap-2 font-prose text-lg font-semibold">
      <svg viewBox="0 0 34 22" width="31" height="20" aria-hidden="true" className="shrink-0">
        <circle cx="12" cy="11" r="9" fill="none" stroke="currentColor" strokeWidth="2.25" />
        <circle cx="22" cy="11" r="9" fill="none" stroke="var(--color-accent)" strokeWidth="2.25" />
        <path d="M17 3.6a9 9 0 0 1 0 14.8 9 9 0 0 1 0-14.8Z" fill="var(--color-accent)" opacity=".85" />
      </svg>
      Duet
    </span>
  );
}
