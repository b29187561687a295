import type { ReactNode } from 'react';

/** Takes the place of a list that is empty: says why, and what to do next. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="grid justify-items-center gap-3 rounded-lg border border-dashed border-line-strong px-6 py-10 text-center">
      <svg viewBox="0 0 64 40" width="80" height="50" aria-hidden="true" className="text-line-strong">
        <rect x="4" y="5" width="30" height="32" rx="4" fill="none" stroke="currentColor" strokeWidth="2" />
        <rect
          x="30"
          y="3"
          width="30"
          height="32"
          rx="4"
          fill="var(--color-surface)"
          stroke="currentColor"
          strokeWidth="2"
        />
        <path d="M37 12h16M37 19h16M37 26h9" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
      </svg>
      <p className="font-prose text-lg">{title}</p>
      {children && <div className="grid max-w-prose justify-items-center gap-4 text-muted">{children}</div>}
    </div>
  );
}
