import Link from 'next/link';
import { type ClassPlace, classAddress } from '@/lib/results/class-address';

interface PartSwitchProps {
  sectionId: string;
  place: ClassPlace;
  partIds: readonly string[];
  shownId: string | null;
}

const look =
  'inline-flex min-h-11 min-w-11 items-center justify-center rounded-md border px-2 text-sm font-medium no-underline';

/** On a narrow screen: which part the table shows. */
export function PartSwitch({ sectionId, place, partIds, shownId }: PartSwitchProps) {
  const to = (partId: string) => classAddress(sectionId, { ...place, part: partId });
  return (
    <nav aria-label="Part to show" className="flex flex-wrap gap-1.5 sm:hidden print:hidden">
      {partIds.map((partId) => (
        <Link
          key={partId}
          href={to(partId)}
          scroll={false}
          prefetch={false}
          aria-current={partId === shownId ? 'true' : undefined}
          className={`${look} ${partId === shownId ? 'border-accent bg-accent text-on-accent' : 'border-line-strong'}`}
        >
          {partId}
        </Link>
      ))}
    </nav>
  );
}
