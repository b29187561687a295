import { randomUUID } from 'node:crypto';
import * as Y from 'yjs';
import type { SharedPairState } from '@/lib/schemas/pair-view';
import type { Command } from '../support/device';
import type { OpenPage } from '../support/open-page';

/** What a command is made from: what the device shows, and chance. */
interface Situation {
  state: SharedPairState;
  page: OpenPage;
  chance: (share: number) => boolean;
  pick<T>(from: readonly [T, ...T[]]): T;
  number: (below: number) => number;
}

type Request = Pick<Command, 'resource' | 'body'>;

/** Few cells, so that the partners meet often. */
const cells = ['2a/0/0', '2a/0/1', '2a/1/0', '2a/1/1', '2a/2/0', '2a/2/1'] as const;
const typedFields = [...cells, ...cells, '1a', '1b', '1c', '3a/0', '3a/1', '3a/2', '3d'] as const;
/** The part that two people write in at once, each by edits of its text alone. */
export const writtenPart = '1d';
const options = ['low', 'high'] as const;
/** Matrix first: it stays open longest, because pages are rarely turned and parts rarely handed in there. */
const checkedParts = ['2a', '2a', '1b', '1c', '3a', '3d'] as const;
const finishedParts = ['1a', '1b', '1c', '1d', '3a', '3b', '3d'] as const;
const questions = ['1', '2', '3'] as const;

function valueFor(path: string, { pick, number }: Situation): string {
  return path === '1b' || path === '1c' ? pick(options) : String(number(1_000));
}

function responseFor(partId: string, { pick, number }: Situation): unknown {
  if (partId === '2a') {
    return Array.from({ length: 8 }, (_, row) =>
      Array.from({ length: 8 }, () => pick(['0', `1/${row + 1}`, String(number(9))])),
    );
  }
  if (partId === '3a') return [pick(['0.9', '0.8']), '0.1', pick(['0', '0.1', ''])];
  return partId === '3d' ? `1.${number(100)}` : pick(options);
}

/** An edit that adds one word at the beginning of a long text, whatever is in it. */
function wordAsUpdate(word: string): string {
  const doc = new Y.Doc();
  doc.getText('text').insert(0, `${word} `);
  return Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64');
}

/** The part that the partner proposed something for, or any other one. */
function partToFinish(situation: Situation, purpose: 'hand-in' | 'reveal' | 'agreement'): string {
  const { state, page, chance, pick } = situation;
  const proposal = state.proposals.find((other) => other.purpose === purpose && other.by !== page.seatId);
  if (proposal && chance(0.8)) return proposal.partId;
  return chance(0.05) ? '2a' : pick(finishedParts);
}

/**
 * Everything that a device asks for, by kind: how often among a hundred commands, how a request is made, and with which
 * codes the server may refuse it. How each is checked at the end is in check-answers.ts.
 */
export const commandKinds = {
  edit: {
    weight: 50,
    refusals: ['closed'],
    make: (situation: Situation): Request => {
      const { page, pick, number } = situation;
      const ops = Array.from({ length: 1 + number(3) }, () => {
        const path = pick(typedFields);
        const base = page.fields.get(path)?.version ?? 0;
        return { opId: randomUUID(), path, base, value: valueFor(path, situation) };
      });
      return { resource: 'ops', body: { ops } };
    },
  },
  write: {
    weight: 6,
    refusals: ['closed'],
    make: (): Request => {
      const opId = randomUUID();
      const word = opId.slice(0, 8);
      return {
        resource: 'ops',
        body: { ops: [{ opId, path: writtenPart, textUpdate: wordAsUpdate(word) }] },
      };
    },
  },
  check: {
    weight: 16,
    refusals: ['closed', 'revealed', 'handed-in', 'no-attempts-left', 'numbers-changed', 'disagreeing'],
    make: (situation: Situation): Request => {
      const partId = situation.pick(checkedParts);
      const response = situation.chance(0.3) ? {} : { response: responseFor(partId, situation) };
      return { resource: 'submissions', body: { partId, token: randomUUID(), ...response } };
    },
  },
  'hand-in': {
    weight: 8,
    refusals: ['closed', 'numbers-changed', 'disagreeing'],
    make: (situation: Situation): Request => ({
      resource: 'hand-ins',
      body: { partId: partToFinish(situation, 'hand-in') },
    }),
  },
  disagreement: {
    weight: 5,
    // bad-request: an answer that cannot be graded, or nobody to disagree with after a split.
    refusals: ['closed', 'revealed', 'numbers-changed', 'bad-request', 'no-attempts-left'],
    make: (situation: Situation): Request => {
      const partId = partToFinish(situation, 'agreement');
      // Those who begin to disagree mostly agree again, so that other commands go on.
      const step = situation.chance(0.3) ? {} : { step: 'agree' };
      return { resource: 'hand-ins', body: { partId, disagree: true, ...step } };
    },
  },
  reveal: {
    weight: 4,
    refusals: ['closed', 'numbers-changed', 'disagreeing'],
    make: (situation: Situation): Request => ({
      resource: 'reveals',
      body: { partId: partToFinish(situation, 'reveal') },
    }),
  },
  cancellation: {
    weight: 2,
    refusals: [],
    make: ({ state }: Situation): Request | null => {
      const [proposal] = state.proposals;
      if (!proposal) return null;
      const { partId, purpose } = proposal;
      return { resource: 'cancellations', body: { partId, purpose } };
    },
  },
  driver: {
    weight: 5,
    // not-found: of two who were split, one names the other.
    refusals: ['not-found'],
    make: ({ state, pick, number, chance }: Situation): Request | null => {
      const seat = state.seats[number(state.seats.length)];
      if (!seat) return null;
      const question = chance(0.5) ? { questionId: pick(questions) } : {};
      return { resource: 'driver-changes', body: { driverSeatId: seat.id, ...question } };
    },
  },
  numbers: {
    weight: 4,
    refusals: ['closed'],
    make: ({ state }: Situation): Request => ({
      resource: 'new-numbers',
      body: { questionId: '3', round: state.rounds['3'] ?? 0 },
    }),
  },
} as const satisfies Record<
  string,
  { weight: number; refusals: readonly string[]; make: (situation: Situation) => Request | null }
>;

export type KindName = keyof typeof commandKinds;
const kindNames = Object.keys(commandKinds) as KindName[];

/** Makes a command of chance, of the kinds that are asked for; null while the page shows nothing yet. */
export function makeCommand(
  page: OpenPage,
  random: () => number,
  kinds: readonly KindName[] = kindNames,
): Command | null {
  const { state } = page;
  if (!state) return null;
  const number = (below: number) => Math.floor(random() * below);
  const situation: Situation = {
    state,
    page,
    number,
    chance: (share) => random() < share,
    pick: (from) => from[number(from.length)] ?? from[0],
  };
  let left = random() * kinds.reduce((sum, name) => sum + commandKinds[name].weight, 0);
  const kind = kinds.find((name) => {
    left -= commandKinds[name].weight;
    return left < 0;
  });
  const made = kind && commandKinds[kind].make(situation);
  return made ? { kind, ...made } : null;
}
