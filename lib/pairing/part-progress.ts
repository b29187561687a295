import type { PairView } from '@/lib/schemas/pair-view';
import { pathWithin } from './field-path';
import { contradicts, isAllRight, liveTally } from './live-tally';

/**
 * How far a pair is with a part: what the last check said, or whether something was typed. `ready`: all of it is right,
 * and no check has counted it yet.
 */
export type PartSign = 'open' | 'drafted' | 'ready' | 'correct' | 'partial' | 'incorrect' | 'needs-review';

/** A part in the pair's overview. */
export interface PartProgress {
  sign: PartSign;
  /** The pair has ended it: said that they are done, or seen the solution. */
  closed: 'handedIn' | 'revealed' | null;
  /** Nothing is left to do there: it is ended, right, with the instructor, or can earn no more points. */
  isDone: boolean;
}

type Seen = Pick<
  PairView,
  'parts' | 'fields' | 'disagreements' | 'submissions' | 'handedIn' | 'revealed' | 'scores' | 'seats'
>;

function hasDraft(fields: PairView['fields'], partId: string): boolean {
  return Object.entries(fields).some(
    ([path, { value }]) =>
      pathWithin(partId, path) !== null && value !== '' && !(Array.isArray(value) && value.length === 0),
  );
}

/** What a part's last check said, as far as it still holds; null where nothing holds. */
function checkedSign(view: Seen, partId: string, isClosed: boolean): PartSign | null {
  const submission = view.submissions[partId];
  const outcome = submission?.outcome;
  const live = isClosed ? null : liveTally(view, partId);
  if (live && outcome !== 'correct' && isAllRight(live.tally, live.count)) return 'ready';
  const isStale =
    live && submission && outcome === 'correct' && contradicts(live.tally, live.count, submission);
  return outcome === undefined || outcome === 'ungradable' || isStale ? null : outcome;
}

/** How far a pair is with one part. A closed part keeps what its last check said. */
export function partProgress(view: Seen, partId: string): PartProgress {
  const closed = view.handedIn.includes(partId)
    ? 'handedIn'
    : view.revealed.includes(partId)
      ? 'revealed'
      : null;
  const pointsState = view.scores[partId]?.pointsState ?? 'open';
  const checked = checkedSign(view, partId, closed !== null);
  return {
    sign: checked ?? (hasDraft(view.fields, partId) ? 'drafted' : 'open'),
    closed,
    isDone: closed !== null || checked === 'correct' || checked === 'needs-review' || pointsState !== 'open',
  };
}
