import { describe, expect, it } from 'vitest';
import { hasWrite, statementsIn } from '@/bench/live/sql-text';

describe('an SQL text', () => {
  it.each([
    ['SELECT 1', 1],
    ['BEGIN IMMEDIATE; DELETE FROM "Op"; COMMIT;', 3],
    ["INSERT INTO t VALUES ('a;b', 'it''s;') -- ; not this", 1],
    ['SELECT ";" /* ; */ FROM t;\n', 1],
  ])('%s holds %d statements', (sql, count) => {
    expect(statementsIn(sql)).toBe(count);
  });

  it('counts as one statement where nothing of it can be read, because it was sent', () => {
    expect(statementsIn('')).toBe(1);
  });

  it.each([
    ['insert into t values (1)', true],
    ['WITH a AS (SELECT 1) UPDATE t SET b = 1', true],
    ['SELECT "update", \'delete\' FROM t', false],
    ['SELECT updatedAt, replaced FROM t', false],
    ['COMMIT', false],
  ])('%s changes rows: %s', (sql, changes) => {
    expect(hasWrite(sql)).toBe(changes);
  });
});
