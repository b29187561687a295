import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cellOfPath,
  cellPath,
  explorationId,
  fieldPath,
  ownPartId,
  pathWithin,
  prefixOfPart,
  splitExplorationPath,
  splitFieldPath,
  withoutOwnPart,
} from '@/lib/pairing/field-path';

const name = fc.stringMatching(/^[a-z0-9-]{1,8}$/);
const within = fc.oneof(
  fc.constant(''),
  fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join('/')),
);
const index = fc.nat({ max: 63 });

describe('the path of a field', () => {
  it('tells what an exploration shares from a field of a part', () => {
    const path = fieldPath(explorationId('1', 'code-reader'), 'step');
    expect(path).toBe('1:code-reader/step');
    expect(splitExplorationPath(path)).toEqual({
      questionId: '1',
      exploration: 'code-reader',
      field: 'step',
    });
    for (const other of ['1a', '2a/0/0', '1a/x:y']) expect(splitExplorationPath(other)).toBeNull();
  });

  it('is cut into what it was joined of', () => {
    fc.assert(
      fc.property(name, within, (partId, rest) => {
        const path = fieldPath(partId, rest);
        expect(splitFieldPath(path)).toEqual({ partId, within: rest });
        expect(pathWithin(partId, path)).toBe(rest);
        expect(rest === '' || path.startsWith(prefixOfPart(partId))).toBe(true);
      }),
    );
  });

  it('of an own answer lies below a part of its own, and leads back to the shared one', () => {
    fc.assert(
      fc.property(name, name, within, (partId, id, rest) => {
        const path = fieldPath(ownPartId(partId, id), rest);
        expect(withoutOwnPart(path)).toEqual({ path: fieldPath(partId, rest), ownAnswerId: id });
        expect(pathWithin(partId, path)).toBeNull();
        const shared = fieldPath(partId, rest);
        expect(withoutOwnPart(shared)).toEqual({ path: shared, ownAnswerId: null });
      }),
    );
  });

  it('belongs to one part alone, also where another id begins alike', () => {
    fc.assert(
      fc.property(name, name, within, (partId, other, rest) => {
        fc.pre(partId !== other);
        expect(pathWithin(other, fieldPath(partId, rest))).toBeNull();
      }),
    );
    expect(pathWithin('2', '2a/0/0')).toBeNull();
  });

  it('names a cell by its row and column, however deep it lies', () => {
    fc.assert(
      fc.property(index, index, (row, column) => {
        expect(cellOfPath(cellPath(row, column))).toEqual([row, column]);
        expect(cellOfPath(fieldPath('weights', cellPath(row, column)))).toEqual([row, column]);
      }),
    );
  });

  it.each(['', 'reason', '1/x', 'x/1'])('names no cell in %j', (path) => {
    expect(cellOfPath(path).some(Number.isNaN)).toBe(true);
  });
});
