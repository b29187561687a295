import { type PeopleGroup, type PeoplePage, peopleGroups } from '@/lib/server/classes/list-people';
import { Button } from '@/lib/ui/button';
import { count } from '@/lib/ui/count';
import { EmptyState } from '@/lib/ui/empty-state';
import { LinkButton } from '@/lib/ui/link-button';
import { PageLinks } from '@/lib/ui/page-links';
import { type PeoplePlace, peopleAddress } from '../read-address';
import { PeopleRows } from './people-rows';

interface PeopleListProps {
  sectionId: string;
  place: PeoplePlace;
  list: PeoplePage;
}

const groupNames: Record<PeopleGroup, string> = { students: 'Students', staff: 'Staff', removed: 'Removed' };

function EmptyGroup({ sectionId, place: { group, find } }: Omit<PeopleListProps, 'list'>) {
  if (find) {
    return (
      <EmptyState title={`Nobody here fits “${find}”`}>
        <LinkButton href={`${peopleAddress(sectionId, { group })}#people`}>Show everybody</LinkButton>
      </EmptyState>
    );
  }
  if (group === 'removed') return <EmptyState title="Nobody was removed" />;
  return (
    <EmptyState title="Nobody has joined yet">
      <p>Show the code or the QR code of this page in class.</p>
    </EmptyState>
  );
}

/** The people of a section, a page at a time, and what an instructor can do for them. */
export function PeopleList({ sectionId, place, list }: PeopleListProps) {
  const { group, find } = place;
  const { counts, found, people, page, pages } = list;
  // To the list itself: it stands at the foot of the page.
  const here = (to: Partial<PeoplePlace>) => `${peopleAddress(sectionId, to)}#people`;
  return (
    <section
      id="people"
      aria-labelledby="people-title"
      className="grid grid-cols-[minmax(0,1fr)] scroll-mt-4 gap-4 rounded-lg border border-line bg-surface p-5 shadow-card sm:p-7"
    >
      <h2 id="people-title">{`People (${count(counts.students, 'student', 'students')})`}</h2>
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <nav aria-label="Groups of people" className="flex flex-wrap gap-2">
          {peopleGroups.map((one) => (
            <LinkButton
              key={one}
              href={here({ group: one })}
              size="small"
              variant={one === group ? 'primary' : 'secondary'}
              isCurrent={one === group}
            >
              {`${groupNames[one]} (${counts[one]})`}
            </LinkButton>
          ))}
        </nav>
        <search>
          <form
            method="get"
            action={`/sections/${sectionId}/manage#people`}
            className="flex flex-wrap items-end gap-2"
          >
            {group !== 'students' && <input type="hidden" name="group" value={group} />}
            <label className="grid gap-1 text-sm font-medium">
              <span>Name or e-mail</span>
              <input
                key={find}
                type="search"
                name="find"
                defaultValue={find}
                maxLength={100}
                translate="no"
                className="min-h-9 w-56 rounded-md border border-line-strong bg-surface px-3 text-base font-normal pointer-coarse:min-h-11"
              />
            </label>
            <Button type="submit" size="small">
              Find
            </Button>
            {find && (
              <LinkButton href={here({ group })} size="small" variant="quiet">
                Show everybody
              </LinkButton>
            )}
          </form>
        </search>
      </div>
      {group === 'removed' && counts.removed > 0 && (
        <p className="text-sm text-muted">
          Their work is still stored. The class code does not let them in. When you enrol them again, they
          return to their old places.
        </p>
      )}
      {find !== '' && found > 0 && (
        <p role="status" className="text-sm text-muted">{`${found} of ${counts[group]} found`}</p>
      )}
      <PeopleRows sectionId={sectionId} people={people}>
        {people.length === 0 && <EmptyGroup sectionId={sectionId} place={place} />}
      </PeopleRows>
      <PageLinks
        label="Pages of people"
        page={page}
        pages={pages}
        addressOf={(to) => here({ group, find, page: to })}
      />
    </section>
  );
}
