import type { PairView } from '@/lib/schemas/pair-view';
import { policySchema } from '@/lib/schemas/policy';

/** A pair's view as the server sends it: Ada's own seat, Alan beside her, a written part and a matrix. */
export function pairView(change: Partial<PairView> = {}): PairView {
  const seat = { present: true, hasLeft: false };
  const part = { spec: {}, prompt: '', attempts: null, points: 4, isScored: true, isPrediction: false };
  return {
    id: 'pair',
    code: null,
    assignmentId: 'assignment',
    status: 'open',
    opensAt: null,
    closesAt: null,
    policy: policySchema.parse({}),
    seed: 'seed',
    rounds: {},
    waitsForPartner: false,
    isSplit: false,
    drivenQuestions: [],
    left: [],
    joinRequests: [],
    readers: [],
    seats: [
      { ...seat, id: 'ada', name: 'Ada', isYours: true },
      { ...seat, id: 'alan', name: 'Alan', isYours: false },
    ],
    parts: [
      { ...part, id: '1a', kind: 'short-answer', hasInstantCheck: false },
      { ...part, id: '2a', kind: 'matrix', hasInstantCheck: true },
    ],
    fields: {},
    submissions: {},
    scores: {},
    revealed: [],
    keys: {},
    handedIn: [],
    proposals: [],
    predictions: [],
    disagreements: [],
    driverSeatId: null,
    seq: 1,
    ...change,
  };
}
