import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideOp, type FieldState, isSameJson } from '@/lib/pairing/decide-op';

describe('an edit of an atomic field', () => {
  it('is accepted on the current version and makes the next one', () => {
    expect(decideOp({ value: undefined, version: 0 }, { base: 0, value: '1/3' })).toEqual({
      accepted: true,
      version: 1,
    });
    expect(decideOp({ value: '1/3', version: 4 }, { base: 4, value: '1/4' })).toEqual({
      accepted: true,
      version: 5,
    });
  });

  it('conflicts on a stale version with another value', () => {
    expect(decideOp({ value: '1/3', version: 2 }, { base: 1, value: '1/4' })).toEqual({ accepted: false });
  });

  it('is accepted on a stale version when both typed the same', () => {
    expect(decideOp({ value: '1/3', version: 2 }, { base: 1, value: '1/3' })).toEqual({
      accepted: true,
      version: 3,
    });
  });

  it('conflicts on a version that was never given out', () => {
    expect(decideOp({ value: '1/3', version: 2 }, { base: 7, value: '1/3' })).toEqual({ accepted: false });
  });

  it('never lets an edit disappear unseen, whatever two partners send in whatever order', () => {
    const edit = fc.record({ base: fc.nat(6), value: fc.constantFrom('a', 'b', 'c') });
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 30 }), (edits) => {
        let field: FieldState = { value: undefined, version: 0 };
        for (const op of edits) {
          const before: FieldState = field;
          const decision = decideOp(field, op);
          if (!decision.accepted) continue;
          // Who overwrites a different value must have seen its very version.
          expect(op.base === before.version || op.value === before.value).toBe(true);
          expect(decision.version).toBe(before.version + 1);
          field = { value: op.value, version: decision.version };
        }
      }),
    );
  });
});

describe('equality of JSON', () => {
  it('agrees with writing both out, for values without objects', () => {
    const flat = fc.letrec((tie) => ({
      value: fc.oneof(
        fc.string(),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('value'), { maxLength: 3 }),
      ),
    })).value;
    fc.assert(
      fc.property(flat, flat, (a, b) => {
        // fast-check's letrec is typed unknown; these generators make JSON only.
        const [left, right] = [a, b] as [string, string];
        expect(isSameJson(left, right)).toBe(JSON.stringify(left) === JSON.stringify(right));
        expect(isSameJson(left, JSON.parse(JSON.stringify(left)))).toBe(true);
      }),
    );
  });

  it('does not mind the order of names in an object', () => {
    expect(isSameJson({ a: 1, b: [2] }, { b: [2], a: 1 })).toBe(true);
    expect(isSameJson({ a: 1 }, { a: 1, b: 2 })).toBe(false);
  });
});
