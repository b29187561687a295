'use client';

import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import { callApi } from '@/lib/client/call-api';
import { type Decision, DecisionOutbox } from '@/lib/client/decision-outbox';
import { randomId } from '@/lib/client/random-id';
import type { QueuePage, QueueShow } from '@/lib/schemas/review-queue';
import { deliver, deviceStore } from './deliver';
import { type Entry, includedIn, initialState, isOpen, reduceQueue } from './queue-state';

/** So many open responses are always here: the next one is shown at once. */
const ahead = 8;
const claimAgainMs = 60_000;
const claimAfterMs = 400;

/** Where the room is, and who is in it. */
export interface Place {
  viewerId: string;
  sectionId: string;
  assignmentId: string;
  partId: string;
  show: QueueShow;
}

export interface Link {
  /** Decisions that the server does not have. */
  waiting: number;
  isReachable: boolean;
  /** Why the server refused one; null where it refused none. */
  problem: string | null;
}

/** What somebody decides on an entry. */
export interface Wanted {
  origin: 'agree' | 'points';
  points: number;
  comment: string;
  note: string;
}

/** The queue of a part as one person reads it: what is shown, what was decided, and what the server has of it. */
export function useReview(place: Place, first: QueuePage) {
  const { viewerId, sectionId, assignmentId, partId, show } = place;
  const [state, dispatch] = useReducer(reduceQueue, first, initialState);
  const [link, setLink] = useState<Link>({ waiting: 0, isReachable: true, problem: null });
  const outbox = useRef<DecisionOutbox | null>(null);
  const loading = useRef(false);

  const reload = useCallback(
    async (pairSessionId: string) => {
      const query = { assignmentId, partId, show, only: pairSessionId };
      const answer = await callApi('GET /api/sections/{id}/review-queue', { id: sectionId, query });
      if (answer.ok) dispatch({ does: 'replace', pairSessionId, items: answer.value.items });
    },
    [sectionId, assignmentId, partId, show],
  );

  useEffect(() => {
    const made = new DecisionOutbox(
      deviceStore(`duet-review ${viewerId} ${assignmentId} ${partId}`),
      deliver,
      {
        onWaiting: (waiting, isReachable) => setLink((before) => ({ ...before, waiting, isReachable })),
        onDelivered(decision, delivery) {
          dispatch({ does: 'delivered', decision, delivery });
          if (delivery.is === 'stored') {
            for (const { pairSessionId } of delivery.changed) void reload(pairSessionId);
          } else if (delivery.present) void reload(delivery.present.pairSessionId);
          else if (delivery.message) setLink((before) => ({ ...before, problem: delivery.message }));
        },
      },
    );
    outbox.current = made;
    void made.deliver();
    const again = () => void made.deliver();
    window.addEventListener('online', again);
    return () => {
      window.removeEventListener('online', again);
      made.stop();
    };
  }, [viewerId, assignmentId, partId, reload]);

  const open = state.entries.filter((entry, index) => index >= state.at && isOpen(entry)).length;
  const { next } = state;
  useEffect(() => {
    if (next === null || open > ahead || loading.current) return;
    loading.current = true;
    const query = { assignmentId, partId, show, after: next };
    void callApi('GET /api/sections/{id}/review-queue', { id: sectionId, query }).then((answer) => {
      loading.current = false;
      if (answer.ok) dispatch({ does: 'page', page: answer.value });
    });
  }, [next, open, sectionId, assignmentId, partId, show]);

  const current = state.entries[state.at] ?? null;
  const shownPairs = current && isOpen(current) ? includedIn(current).slice(0, 50) : [];
  const shown = shownPairs.map(({ pairSessionId }) => pairSessionId).join(' ');
  useEffect(() => {
    if (shown === '') return;
    const claim = async () => {
      const body = { partId, pairSessionIds: shown.split(' ') };
      const answer = await callApi('POST /api/sections/{id}/claims', { id: sectionId, body });
      if (answer.ok) dispatch({ does: 'claimed', others: answer.value.others });
    };
    // Who only passes by reads nothing.
    const soon = setTimeout(() => void claim(), claimAfterMs);
    const again = setInterval(() => void claim(), claimAgainMs);
    return () => {
      clearTimeout(soon);
      clearInterval(again);
    };
  }, [shown, sectionId, partId]);

  const decide = useCallback(
    (entry: Entry, wanted: Wanted) => {
      const decision = toDecision(place, entry, wanted);
      const batchId = decision.of === 'group' ? decision.body.batchId : null;
      dispatch({
        does: 'decide',
        key: entry.item.key,
        made: { key: decision.key, points: wanted.points, batchId },
      });
      outbox.current?.add(decision);
    },
    [place],
  );

  const undo = useCallback(
    (entry: Entry) => {
      const decision = toUndo(place, entry);
      if (!decision) return;
      dispatch({ does: 'undo', key: entry.item.key });
      outbox.current?.add(decision);
    },
    [place],
  );

  const flag = useCallback(
    async ({ item }: Entry) => {
      const [member] = item.members;
      if (!member) return;
      const body = { partId, isFlagged: item.flaggedBy === null };
      const answer = await callApi('POST /api/pair-sessions/{id}/flags', { id: member.pairSessionId, body });
      if (answer.ok) dispatch({ does: 'flag', key: item.key, by: answer.value.flaggedBy });
      else setLink((before) => ({ ...before, problem: answer.message }));
    },
    [partId],
  );

  return { state, current, link, dispatch, decide, undo, flag };
}

function toDecision({ partId, sectionId, assignmentId }: Place, entry: Entry, wanted: Wanted): Decision {
  const { origin, points: earned, comment, note } = wanted;
  const members = includedIn(entry);
  const [first] = members;
  const key = randomId();
  const texts = { ...(comment && { comment }), ...(note && { note }) };
  if (members.length === 1 && first) {
    const { seatId } = entry.item;
    const { pairSessionId, version } = first;
    const body = { partId, earned, version, origin, ...(seatId && { seatId }), ...texts };
    return { key, of: 'pair', pairSessionId, body };
  }
  const body = {
    assignmentId,
    partId,
    batchId: randomId(),
    origin: 'group' as const,
    earned,
    ...texts,
    members: members.map(({ pairSessionId, version }) => ({ pairSessionId, version })),
  };
  return { key, of: 'group', sectionId, body };
}

/** Takes back what was decided here on an entry, or, where nothing was, what somebody had decided before. */
function toUndo(
  { partId, sectionId, assignmentId }: Place,
  { item, made, ...entry }: Entry,
): Decision | null {
  const [member] = includedIn({ item, made, ...entry });
  const key = randomId();
  if (made?.batchId) {
    const { batchId } = made;
    const body = { assignmentId, partId, batchId, origin: 'undo' as const, members: [] };
    return { key, of: 'group', sectionId, body };
  }
  const undoes = made ? undefined : item.decided?.id;
  if (!member || (!made && !undoes)) return null;
  const body = { partId, version: member.version, origin: 'undo' as const, ...(undoes && { undoes }) };
  return {
    key,
    of: 'pair',
    pairSessionId: member.pairSessionId,
    body,
    ...(made && { undoOf: made.key }),
  };
}
