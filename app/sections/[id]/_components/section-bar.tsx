import { headers } from 'next/headers';
import Link from 'next/link';
import { classAddress } from '@/lib/results/class-address';
import { findSectionBar, type SectionBar as SectionBarView } from '@/lib/server/classes/section-bar';
import { askedOrigin, publicOrigin } from '@/lib/server/people/public-origin';
import type { Viewer } from '@/lib/server/people/viewer';
import { QrCode } from '@/lib/ui/qr-code';
import { LargeCode } from './large-code';

type SectionPlace = 'class' | 'review' | 'manage' | 'history' | null;

interface SectionBarProps {
  viewer: Viewer;
  sectionId: string;
  /** Which of its places is shown; null on pages that belong to none. */
  current: SectionPlace;
  /** The assignment that the page is about; the newest where it is about none. */
  assignmentId?: string | null;
}

interface Place {
  is: SectionPlace;
  label: string;
  href: string;
}

function placesOf({ sectionId, role }: SectionBarView, assignmentId: string | null, unread: number): Place[] {
  const asked = assignmentId === null ? '' : `?assignment=${assignmentId}`;
  const places: Place[] = [
    { is: 'class', label: 'Class', href: classAddress(sectionId, { assignmentId }) },
    {
      is: 'review',
      label: unread === 0 ? 'Review' : `Review (${unread})`,
      href: `/sections/${sectionId}/review${asked}`,
    },
  ];
  if (role === 'ASSISTANT') return places;
  return [
    ...places,
    { is: 'manage', label: 'Manage', href: `/sections/${sectionId}/manage` },
    { is: 'history', label: 'History', href: `/sections/${sectionId}/history` },
  ];
}

const tabLook =
  'inline-flex min-h-11 items-center border-b-2 px-2 text-sm sm:px-3 font-medium whitespace-nowrap no-underline';

/**
 * Where one is in a section, for those who teach or assist it: its class table, what waits to be read, its people and
 * worksheets. Students see nothing of it.
 */
export async function SectionBar({ viewer, sectionId, current, assignmentId }: SectionBarProps) {
  const bar = await findSectionBar(viewer, sectionId, new Date());
  if (!bar) return null;
  const shown = bar.assignments.find(({ id }) => id === assignmentId) ?? bar.assignments[0] ?? null;
  return (
    // A landmark: so everything on the page is within one.
    <section aria-label="This section" className="border-b border-line bg-surface print:hidden">
      <div className="mx-auto flex max-w-(--frame) flex-wrap items-center gap-x-4 px-4 sm:px-6">
        <nav aria-label="Section" className="-ms-2 flex max-w-full overflow-x-auto sm:-ms-3">
          {placesOf(bar, shown?.id ?? null, shown?.unread ?? 0).map(({ is, label, href }) => (
            <Link
              key={is}
              href={href}
              prefetch={false}
              aria-current={is === current ? 'page' : undefined}
              className={`${tabLook} ${is === current ? 'border-accent text-ink' : 'border-transparent text-accent forced-colors:border-[Canvas]'}`}
            >
              {label}
            </Link>
          ))}
        </nav>
        <div className="ms-auto flex min-w-0 items-center gap-x-4 max-sm:w-full max-sm:justify-between">
          {shown && <AssignmentChoice bar={bar} shownId={shown.id} current={current} />}
          <JoinCode bar={bar} />
        </div>
      </div>
    </section>
  );
}

/** The title of the assignment; where there are several, with the way to the others. */
function AssignmentChoice({
  bar: { sectionId, assignments },
  shownId,
  current,
}: {
  bar: SectionBarView;
  shownId: string;
  current: SectionPlace;
}) {
  const title = assignments.find(({ id }) => id === shownId)?.title ?? '';
  if (assignments.length === 1) return <p className="truncate text-sm font-medium">{title}</p>;
  return (
    // A new key closes it once another assignment is shown.
    <details key={shownId} className="relative min-w-0 text-sm">
      <summary className="flex min-h-11 cursor-pointer items-center gap-2 font-medium">
        <span className="sr-only">Assignment: </span>
        <span className="truncate">{title}</span>
        <span aria-hidden="true">▾</span>
      </summary>
      <ul className="absolute end-0 z-30 max-h-[60dvh] w-max max-w-[88vw] overflow-y-auto rounded-md border border-line-strong bg-surface py-1 shadow-card">
        {assignments.map(({ id, title: other, phase, unread }) => (
          <li key={id}>
            <Link
              href={
                current === 'review'
                  ? `/sections/${sectionId}/review?assignment=${id}`
                  : classAddress(sectionId, { assignmentId: id })
              }
              prefetch={false}
              aria-current={id === shownId ? 'true' : undefined}
              className={`flex min-h-11 flex-wrap items-center gap-x-3 px-4 no-underline hover:bg-sunken ${id === shownId ? 'font-semibold' : ''}`}
            >
              <span>{other}</span>
              <span className="text-muted">
                {[
                  phase === 'open' ? 'open' : phase === 'closed' ? 'closed' : 'not open yet',
                  unread > 0 && `${unread} to read`,
                ]
                  .filter(Boolean)
                  .join(', ')}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </details>
  );
}

async function JoinCode({ bar: { joinCode, title } }: { bar: SectionBarView }) {
  if (joinCode === null) return null;
  const asked = await headers();
  const origin = publicOrigin(asked);
  const address = `${origin ?? askedOrigin(asked)}/join/${joinCode}`;
  return (
    <LargeCode
      code={joinCode}
      title={title}
      address={address.replace(/^https?:\/\//, '')}
      picture={origin && <QrCode text={address} label={`QR code of ${address}`} size="fill" />}
    />
  );
}
