import type { ReactNode } from 'react';

interface PageHeadingProps {
  title: ReactNode;
  /** A sentence on what this page is for. */
  lead?: ReactNode;
  /** What can be done with the whole page. */
  actions?: ReactNode;
}

export function PageHeading({ title, lead, actions }: PageHeadingProps) {
  return (
    <div className="flex flex-wrap items-end justify-between gap-4">
      <div className="grid gap-2">
        <h1>{title}</h1>
        {lead && <p className="max-w-prose text-muted">{lead}</p>}
      </div>
      {actions && <div className="flex flex-wrap gap-2 print:hidden">{actions}</div>}
    </div>
  );
}
