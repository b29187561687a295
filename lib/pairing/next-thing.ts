import type { PairView, ProposalView } from '@/lib/schemas/pair-view';
import { pathWithin } from './field-path';
import { type PartProgress, partProgress } from './part-progress';
import { takesWork } from './takes-work';

/** How the page is connected, as far as it decides what to do next. */
export interface Connection {
  link: 'connecting' | 'live' | 'polling' | 'offline' | 'signed-out' | 'gone';
  /** Changes that wait on this device. */
  waiting: number;
  /** Why the server takes no changes; null where it does. */
  refusal: string | null;
  /** Whether what waits survives closing the tab. */
  isStoredHere: boolean;
}

/** The one thing that a person at a pair's page is told to do, or to know, next. */
export type NextThing =
  | { kind: 'signed-out' }
  | { kind: 'gone' }
  | { kind: 'join'; name: string }
  | { kind: 'request'; purpose: ProposalView['purpose']; partId: string; name: string; isOffline: boolean }
  | { kind: 'not-stored'; waiting: number }
  | { kind: 'offline'; waiting: number }
  | { kind: 'refused'; message: string }
  | { kind: 'polling' }
  | { kind: 'partner-away'; name: string; partId: string }
  | { kind: 'reading' | 'not-open' | 'closed' }
  | { kind: 'unfinished'; partId: string; left: number | null; sign: PartProgress['sign'] }
  | { kind: 'next'; partId: string }
  | { kind: 'finished' };

function scoredParts(view: PairView): PairView['parts'] {
  return view.parts.filter(({ isScored, isPrediction }) => isScored && !isPrediction);
}

/** What somebody else asks of the people at this screen, the longest waiting first. */
export function requestsOf(view: Pick<PairView, 'proposals' | 'seats' | 'readOnly'>): ProposalView[] {
  if (view.readOnly) return [];
  return view.proposals.filter(({ by }) => view.seats.some(({ id, isYours }) => isYours && id !== by));
}

/** How many cells of a part that checks itself are empty; null where that says nothing of what is left to do. */
function cellsLeft(view: PairView, { id, hasInstantCheck, fieldCount = 0 }: PairView['parts'][number]) {
  if (!hasInstantCheck || fieldCount < 2) return null;
  const filled = Object.entries(view.fields).filter(
    ([path, { value }]) => pathWithin(id, path) !== null && value !== '',
  );
  return Math.max(0, fieldCount - filled.length);
}

/** The scored part to go on with after this one: the first one below that is not done, else the first one above. */
export function nextPartAfter(view: PairView, partId: string | null): string | null {
  const parts = scoredParts(view);
  const at = parts.findIndex(({ id }) => id === partId);
  const inOrder = [...parts.slice(at + 1), ...parts.slice(0, Math.max(0, at))];
  return inOrder.find(({ id }) => !partProgress(view, id).isDone)?.id ?? null;
}

function trouble({ link, waiting, refusal, isStoredHere }: Connection): NextThing | null {
  if (!isStoredHere && waiting > 0) return { kind: 'not-stored', waiting };
  if (link === 'offline') return { kind: 'offline', waiting };
  if (refusal !== null) return { kind: 'refused', message: refusal };
  return link === 'polling' ? { kind: 'polling' } : null;
}

/** A wish of this screen that waits for people none of whom is there. */
function unanswered(view: PairView): NextThing | null {
  const others = view.seats.filter(({ isYours }) => !isYours);
  const [absent] = others;
  const own = view.proposals.find(({ by }) => view.seats.some(({ id, isYours }) => isYours && id === by));
  const isAlone = absent !== undefined && others.every(({ present }) => !present);
  return isAlone && own ? { kind: 'partner-away', name: absent.name, partId: own.partId } : null;
}

/**
 * The one next thing. A sign-in that has ended and a place that is lost come first, because nothing else can be done
 * then; after them a partner's request, the connection, a part that was begun, the next part, the end.
 */
export function nextThing(view: PairView, connection: Connection): NextThing {
  if (view.readOnly) return { kind: 'reading' };
  if (connection.link === 'signed-out') return { kind: 'signed-out' };
  if (connection.link === 'gone') return { kind: 'gone' };
  if (!takesWork(view)) return { kind: view.status === 'not-open' ? 'not-open' : 'closed' };
  const nameOf = (seatId: string) => view.seats.find(({ id }) => id === seatId)?.name ?? '';
  const joining = view.joinRequests.find(({ isAgreed }) => !isAgreed);
  if (joining) return { kind: 'join', name: joining.name };
  const [request] = requestsOf(view);
  if (request) {
    const { purpose, partId, by } = request;
    return { kind: 'request', purpose, partId, name: nameOf(by), isOffline: connection.link === 'offline' };
  }
  const first = trouble(connection) ?? unanswered(view);
  if (first) return first;
  const open = scoredParts(view).map((part) => ({ part, ...partProgress(view, part.id) }));
  const begun = open.find(({ isDone, sign }) => !isDone && sign !== 'open');
  if (begun) {
    const { part, sign } = begun;
    return { kind: 'unfinished', partId: part.id, sign, left: cellsLeft(view, part) };
  }
  const next = open.find(({ isDone }) => !isDone);
  return next ? { kind: 'next', partId: next.part.id } : { kind: 'finished' };
}
