import { count } from '@/lib/ui/count';
import { Notice } from '@/lib/ui/notice';
import type { Entry } from './queue-state';

interface SetApartProps {
  apart: readonly Entry[];
  areNamesShown: boolean;
  pairHref(pairSessionId: string): string;
}

/** The pairs that had something else by the time they were decided on, with others or alone. */
export function SetApart({ apart, areNamesShown, pairHref }: SetApartProps) {
  if (apart.length === 0) return null;
  const members = apart.flatMap(({ item }) => item.members);
  return (
    <Notice tone="caution">
      <p>{`${count(apart.length, 'pair', 'pairs')} changed meanwhile. Nothing was decided there: the room shows each of them again.`}</p>
      <ul className="flex flex-wrap gap-x-4">
        {members.map(({ pairSessionId, names }, index) => (
          <li key={pairSessionId}>
            <a href={pairHref(pairSessionId)} className="pointer-coarse:leading-[2.75rem]">
              {areNamesShown ? <span translate="no">{names.join(' & ')}</span> : `Changed pair ${index + 1}`}
            </a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
