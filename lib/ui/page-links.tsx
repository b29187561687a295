import { LinkButton } from './link-button';

interface PageLinksProps {
  /** What the pages are of. */
  label: string;
  /** From 1. */
  page: number;
  pages: number;
  addressOf(page: number): string;
}

/** The way to the other pages of a long list; nothing where there is one page. */
export function PageLinks({ label, page, pages, addressOf }: PageLinksProps) {
  if (pages === 1) return null;
  return (
    <nav aria-label={label} className="flex flex-wrap items-center gap-2 print:hidden">
      {page > 1 && (
        <LinkButton href={addressOf(page - 1)} size="small">
          Previous
        </LinkButton>
      )}
      <p className="px-1 text-sm tabular-nums">{`Page ${page} of ${pages}`}</p>
      {page < pages && (
        <LinkButton href={addressOf(page + 1)} size="small">
          Next
        </LinkButton>
      )}
      {pages > 2 && page < pages && (
        <LinkButton href={addressOf(pages)} size="small" variant="quiet">
          Last
        </LinkButton>
      )}
      {pages > 2 && page > 1 && (
        <LinkButton href={addressOf(1)} size="small" variant="quiet">
          First
        </LinkButton>
      )}
    </nav>
  );
}
