import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type DecisionRecord,
  decisionOfSeat,
  isInForce,
  validDecisions,
  validOfBatch,
} from '@/lib/results/decisions';
import { standingDecisions } from '@/lib/results/part-review';

type BatchedRecord = DecisionRecord & { batchId: string | null };

const at = new Date('2026-03-02T10:00:00Z');

function record(version: number, earned: number | null, more: Partial<BatchedRecord> = {}): BatchedRecord {
  return {
    id: `r${version}`,
    seatId: null,
    earned,
    undoesId: null,
    batchId: null,
    version,
    createdAt: at,
    ...more,
  };
}

/** What the summary of the pair says of records. */
function summed(records: readonly BatchedRecord[]) {
  const decisions = validDecisions(records).map(({ seatId, earned }) => ({ seatId, earned, hash: '' }));
  const { overriddenEarned, memberDecisions } = standingDecisions(decisions);
  const members = Object.fromEntries((memberDecisions ?? []).map(({ seatId, earned }) => [seatId, earned]));
  return { pair: overriddenEarned, members };
}

describe('the decision that counts', () => {
  const first = record(1, 2);
  const forAda = record(2, 5, { seatId: 'ada' });
  const forPair = record(3, 3);

  it('is the newest for the member alone or for the pair', () => {
    expect(decisionOfSeat([], 'ada')).toBeNull();
    expect(decisionOfSeat([first, forAda], 'ada')?.earned).toBe(5);
    expect(decisionOfSeat([first, forAda], 'alan')?.earned).toBe(2);
    expect(decisionOfSeat([forPair, first, forAda], 'ada')?.earned).toBe(3);
    expect(summed([first, forAda])).toEqual({ pair: 2, members: { ada: 5 } });
    expect(summed([forAda, first, forPair])).toEqual({ pair: 3, members: {} });
  });

  it('is the one before, once the newest is taken back', () => {
    const undo = record(4, null, { undoesId: forPair.id });
    const records = [undo, forPair, forAda, first];
    expect(decisionOfSeat(records, 'ada')?.id).toBe(forAda.id);
    expect(decisionOfSeat(records, 'alan')?.id).toBe(first.id);
    expect(summed(records)).toEqual({ pair: 2, members: { ada: 5 } });
  });

  it('goes by time among records from before versions were counted', () => {
    const old = record(0, 1, { id: 'old' });
    const newer = record(0, 2, { id: 'newer', createdAt: new Date(at.getTime() + 1) });
    expect(decisionOfSeat([newer, old], 'ada')?.earned).toBe(2);
  });

  it('can be taken back while no later one stands in its place', () => {
    expect(isInForce([first, forAda], first.id)).toBe(true);
    expect(isInForce([first, forAda], forAda.id)).toBe(true);
    expect(isInForce([first, forAda, forPair], forAda.id)).toBe(false);
    expect(isInForce([first, forAda, forPair], first.id)).toBe(false);
    expect(isInForce([first, record(2, null, { undoesId: first.id })], first.id)).toBe(false);
    expect(isInForce([first], 'unknown')).toBe(false);
  });
});

/** What a grader does, or what happens to the pair. */
type Step =
  | { does: 'decide'; seat: number | null; earned: number; batch: number | null }
  | { does: 'undo'; which: number }
  | { does: 'undo-batch'; batch: number }
  | { does: 'split' };

const seats = ['ada', 'alan', 'edith'] as const;

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    does: fc.constant('decide' as const),
    seat: fc.option(fc.nat({ max: 2 })),
    earned: fc.nat({ max: 8 }),
    batch: fc.option(fc.nat({ max: 2 })),
  }),
  fc.record({ does: fc.constant('undo' as const), which: fc.nat() }),
  fc.record({ does: fc.constant('undo-batch' as const), batch: fc.nat({ max: 2 }) }),
  fc.record({ does: fc.constant('split' as const) }),
);

/**
 * What each seat should have, kept the naive way: a stack of decisions from which an undo takes one out, wherever it
 * lies. A pair and its copy after a split each have a stack.
 */
interface Model {
  records: BatchedRecord[];
  stack: { id: string; seatId: string | null; earned: number; batchId: string | null }[];
}

function expectedFor({ stack }: Model, seatId: string): number | null {
  let earned: number | null = null;
  for (const one of stack) if (one.seatId === null || one.seatId === seatId) earned = one.earned;
  return earned;
}

let made = 0;

function append(model: Model, entry: Partial<BatchedRecord>): BatchedRecord {
  made += 1;
  const added = { ...record(model.records.length + 1, null), ...entry, id: `made ${made}` };
  model.records.push(added);
  return added;
}

function undo(model: Model, id: string): void {
  append(model, { undoesId: id });
  model.stack = model.stack.filter((one) => one.id !== id);
}

function play(models: Model[], one: Step): void {
  if (one.does === 'split') {
    const [source] = models;
    // A copy has rows of its own, which name one another.
    const rename = (id: string) => `${id} of copy ${models.length}`;
    if (source && models.length < 3)
      models.push({
        records: source.records.map((row) => ({
          ...row,
          id: rename(row.id),
          undoesId: row.undoesId === null ? null : rename(row.undoesId),
        })),
        stack: source.stack.map((row) => ({ ...row, id: rename(row.id) })),
      });
    return;
  }
  if (one.does === 'undo-batch') {
    for (const model of models) {
      const batch = validOfBatch(model.records, `batch ${one.batch}`);
      expect(batch.map(({ id }) => id)).toEqual(
        model.stack.filter(({ batchId }) => batchId === `batch ${one.batch}`).map(({ id }) => id),
      );
      for (const { id } of batch) undo(model, id);
    }
    return;
  }
  const model = models[(one.does === 'undo' ? one.which : one.earned) % models.length];
  if (!model) return;
  if (one.does === 'undo') {
    const target = model.stack[one.which % Math.max(1, model.stack.length)];
    if (target) undo(model, target.id);
    return;
  }
  const seatId = one.seat === null ? null : (seats[one.seat] ?? null);
  const batchId = one.batch === null ? null : `batch ${one.batch}`;
  const { id } = append(model, { seatId, earned: one.earned, batchId });
  model.stack.push({ id, seatId, earned: one.earned, batchId });
}

it('is explained by the newest valid record, whatever is decided, taken back and split in whatever order', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), fc.nat(), (steps, seed) => {
      const models: Model[] = [{ records: [], stack: [] }];
      for (const one of steps) play(models, one);
      for (const model of models) {
        // Databases return rows in any order.
        const records = model.records.toSorted((a, b) => ((a.version * seed) % 7) - ((b.version * seed) % 7));
        expect(validDecisions(records).map(({ id }) => id)).toEqual(model.stack.map(({ id }) => id));
        const { pair, members } = summed(records);
        for (const seat of seats) {
          expect(decisionOfSeat(records, seat)?.earned ?? null).toBe(expectedFor(model, seat));
          expect(members[seat] ?? pair).toBe(expectedFor(model, seat));
        }
      }
    }),
    { numRuns: 500 },
  );
});
