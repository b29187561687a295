import { type ClassPlace, classAddress } from '@/lib/results/class-address';
import type { ClassFilter, ClassPage } from '@/lib/schemas/class-page';
import { Button } from '@/lib/ui/button';
import { LinkButton } from '@/lib/ui/link-button';
import { WithNames } from '@/lib/ui/verbatim';

interface ClassToolbarProps {
  sectionId: string;
  place: ClassPlace;
  page: ClassPage;
  /** The sentence of the known idea that the table is filtered by; null where it is by none. */
  idea: string | null;
}

const stateWords = {
  untouched: 'untouched',
  'in-progress': 'in progress',
  correct: 'right',
  partial: 'partly right',
  incorrect: 'wrong',
  'needs-review': 'for a person to read',
} as const;

const reviewWords = {
  none: 'not graded',
  settled: 'graded without a person',
  stands: 'provisional',
  waiting: 'waiting to be read',
  changed: 'changed after a decision',
  decided: 'decided',
} as const;

const figureWords = {
  done: 'done',
  read: 'with points that count for good',
  'right-first': 'right, first',
  'right-now': 'right, now',
} as const;

const whenWords = { first: 'first', ever: 'at any time', now: 'now' } as const;

/** What the table is filtered by, as words: "2a: wrong, first"; nothing where it is not. */
function filterWords(filter: ClassFilter, idea: string | null): string {
  const { partId, unread, review, state, figure, answer, cell, when = 'now' } = filter;
  const about = review
    ? reviewWords[review]
    : state
      ? stateWords[state]
      : figure
        ? figureWords[figure]
        : filter.idea
          ? `${idea ?? 'a known idea'} (${whenWords[when]})`
          : answer
            ? `one answer, ${whenWords[when]}`
            : cell !== undefined
              ? `cell ${cell + 1} wrong, ${whenWords[when]}`
              : unread
                ? 'to read'
                : '';
  return [partId, about].filter(Boolean).join(': ');
}

/** Which pairs the table shows: all, those to read, those who are found, or those behind a number of a card. */
export function ClassToolbar({ sectionId, place, page, idea }: ClassToolbarProps) {
  const { filter } = place;
  const { text, ...about } = filter;
  const hasFilter = Object.keys(about).length > 0;
  const isUnread = about.unread === true && about.partId === undefined;
  const to = (wanted: ClassFilter) =>
    classAddress(sectionId, { ...place, page: 1, filter: { ...wanted, ...(text && { text }) } });
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 print:hidden">
      <nav aria-label="Which pairs" className="flex flex-wrap gap-2">
        <LinkButton
          href={to({})}
          size="small"
          variant={hasFilter ? 'secondary' : 'primary'}
          isCurrent={!hasFilter}
        >
          {`All pairs (${page.totalRows})`}
        </LinkButton>
        <LinkButton
          href={to({ unread: true })}
          size="small"
          variant={isUnread ? 'primary' : 'secondary'}
          isCurrent={isUnread}
        >
          {`To read (${page.unread})`}
        </LinkButton>
        {hasFilter && !isUnread && (
          <LinkButton href={to({})} size="small" variant="primary" isCurrent>
            <span>{filterWords(about, idea)}</span>
            <span aria-hidden="true">✕</span>
            <span className="sr-only">Show all pairs again</span>
          </LinkButton>
        )}
      </nav>
      <search className="ms-auto">
        <form method="get" action={`/sections/${sectionId}/results`} className="flex gap-2">
          <KeptPlace place={place} sectionId={sectionId} />
          <input
            key={text}
            type="search"
            name="find"
            aria-label="Name or e-mail"
            placeholder="Name or e-mail"
            defaultValue={text}
            maxLength={100}
            translate="no"
            className="min-h-9 w-44 rounded-md border border-line-strong bg-surface px-3 text-base pointer-coarse:min-h-11"
          />
          <Button type="submit" size="small">
            Find
          </Button>
        </form>
      </search>
      <p role="status" className="w-full text-sm text-muted empty:hidden">
        {page.shownRows < page.totalRows && (
          <WithNames
            text={`${page.shownRows} of ${page.totalRows} pairs${text ? ` with “${text}”` : ''}.`}
            names={text ? [text] : []}
          />
        )}
      </p>
    </div>
  );
}

/** What a form must send beside its own field, so that the rest of the address stays. */
function KeptPlace({ place, sectionId }: { place: ClassPlace; sectionId: string }) {
  const { text: _typedAnew, ...filter } = place.filter;
  const address = classAddress(sectionId, { ...place, filter, page: 1 });
  return [...new URLSearchParams(address.split('?')[1])].map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));
}
