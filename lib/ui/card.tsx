import { type ReactNode, useId } from 'react';

interface CardProps {
  title?: string;
  /** Heading level; the card is then a labelled section. */
  level?: 2 | 3;
  children: ReactNode;
}

/** A sheet of paper on the page. */
export function Card({ title, level = 2, children }: CardProps) {
  const id = useId();
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section
      aria-labelledby={title && id}
      className="grid grid-cols-[minmax(0,1fr)] gap-4 rounded-lg border border-line bg-surface p-5 shadow-card sm:p-7 print:break-inside-avoid print:border-0 print:p-0 print:shadow-none"
    >
      {title && <Heading id={id}>{title}</Heading>}
      {children}
    </section>
  );
}
