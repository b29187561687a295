import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawsSchema, drawValues } from '@/lib/worksheets/draws';
import { loadWorksheet, WorksheetError } from '@/lib/worksheets/load';
import { fillResponse, fillText } from '@/lib/worksheets/placeholders';
import { toPublicWorksheet } from '@/lib/worksheets/worksheet';
import { nextRound, worksheetFor } from '@/lib/worksheets/worksheet-for';

const good = `slug: drawn
revision: 1
title: Drawn
credit: Our own
questions:
  - id: same
    title: The same for all
    body:
      - text: Two braces stay {{here}}.
    parts:
      - id: a
        kind: number
        prompt: One?
        points: 1
        key: { value: 1 }
        modelResponse: '1'
  - id: own
    title: Your own
    scored: false
    draws:
      p: { distribution: { outcomes: 3, steps: 10 } }
      n: { integer: { from: 2, to: 9 } }
      t: { oneOf: [0.25, 0.5, 2, 4] }
    body:
      - text: The chances are {{p}}.
      - code: proba = [[{{p}}]]
        caption: For n = {{n}}
      - table: [[n, p], ["{{n}}", "{{max(p)}}"]]
        caption: Both
      - matrix: "n * identity(2)"
        caption: n at the diagonal
    parts:
      - id: b
        kind: distribution
        prompt: At T = {{t}}, after {{ n + 1 }} letters?
        points: 3
        spec: { outcomes: [a, b, c] }
        key: { value: "rescale(p, t)", tolerance: { decimals: 3 } }
        modelResponse: "{{round(rescale(p, t), 4)}}"
      - id: c
        kind: number
        prompt: Twice n?
        points: 1
        key: { value: 2 * n }
        modelResponse: "{{2 * n}}"
`;

const { worksheet, warnings } = loadWorksheet(good, 'drawn.yaml');

/** The error that a change of the worksheet brings about. */
function errorOf(from: string, to: string): WorksheetError {
  expect(good).toContain(from);
  try {
    loadWorksheet(good.replace(from, to), 'drawn.yaml');
  } catch (error) {
    if (error instanceof WorksheetError) return error;
    throw error;
  }
  throw new Error('the worksheet was loaded');
}

/** Where `marker` first stands in the worksheet, both from 1. */
function placeOf(marker: string): { line: number; column: number } {
  const lines = good.split('\n');
  const row = lines.findIndex((line) => line.includes(marker));
  return { line: row + 1, column: (lines[row]?.indexOf(marker) ?? -1) + 1 };
}

const valuesOf = (seed: string) => worksheetFor(worksheet, seed).questions[1]?.drawn?.values;

describe('drawing', () => {
  it('makes chances that are all different, none 0, in steps, and sum to 1', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 8 }).chain((outcomes) =>
          fc.record({
            outcomes: fc.constant(outcomes),
            steps: fc.integer({ min: (outcomes * (outcomes + 1)) / 2 + 2, max: 100 }),
            order: fc.constantFrom('any' as const, 'falling' as const),
          }),
        ),
        fc.string(),
        (distribution, seed) => {
          const { outcomes, steps, order } = distribution;
          const { p } = drawValues({ p: { distribution } }, seed);
          const units = (p as number[]).map((chance) => chance * steps);
          expect(units).toHaveLength(outcomes);
          expect(new Set(p as number[]).size).toBe(outcomes);
          for (const unit of units) {
            expect(unit).toBeCloseTo(Math.round(unit), 9);
            expect(unit).toBeGreaterThan(0.5);
          }
          expect(units.reduce((sum, unit) => sum + unit, 0)).toBeCloseTo(steps, 9);
          if (order === 'falling') expect([...units].sort((a, b) => b - a)).toEqual(units);
        },
      ),
    );
  });

  it('makes every set of chances, each about as often', () => {
    // 10 is the sum of three different whole numbers in four ways: 7+2+1, 6+3+1, 5+4+1, 5+3+2.
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 4_000; seed += 1) {
      const { p } = drawValues(
        { p: { distribution: { outcomes: 3, steps: 10, order: 'falling' } } },
        `${seed}`,
      );
      counts.set(String(p), (counts.get(String(p)) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual(['0.5,0.3,0.2', '0.5,0.4,0.1', '0.6,0.3,0.1', '0.7,0.2,0.1']);
    // 1000 each; five standard deviations are 137.
    for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(137);
  });

  it('makes whole numbers between both ends, and picks from a list', () => {
    const seen = { n: new Set<unknown>(), t: new Set<unknown>() };
    for (let seed = 0; seed < 200; seed += 1) {
      const { n, t } = drawValues({ n: { integer: { from: -1, to: 2 } }, t: { oneOf: [0.5, 7] } }, `${seed}`);
      seen.n.add(n);
      seen.t.add(t);
    }
    expect([...seen.n].sort()).toEqual([-1, 0, 1, 2]);
    expect([...seen.t].sort()).toEqual([0.5, 7]);
  });

  it('leaves out what its author excepts, in any order, while there is anything else', () => {
    const draw = (except: number[][]) =>
      Array.from({ length: 200 }, (_, seed) => {
        const distribution = { outcomes: 3, steps: 10, order: 'falling' as const, except };
        return String(drawValues({ p: { distribution } }, `${seed}`).p);
      });
    expect(new Set(draw([[0.1, 0.5, 0.4]]))).toEqual(new Set(['0.5,0.3,0.2', '0.6,0.3,0.1', '0.7,0.2,0.1']));
    const all = [
      [0.5, 0.3, 0.2],
      [0.5, 0.4, 0.1],
      [0.6, 0.3, 0.1],
      [0.7, 0.2, 0.1],
    ];
    expect(new Set(draw(all)).size).toBe(4);
  });

  it('still draws what it drew when it was published: old attempts are shown beside these numbers', () => {
    const p = { distribution: { outcomes: 3, steps: 20, order: 'any' as const } };
    const draws = { p, n: { integer: { from: 2, to: 9 } }, t: { oneOf: [0.25, 0.5, 2, 4] } };
    expect(drawValues(draws, 'golden/3/0')).toEqual({ p: [0.65, 0.15, 0.2], n: 9, t: 0.25 });
    const falling = { distribution: { outcomes: 4, steps: 50, order: 'falling' as const } };
    expect(drawValues({ p: falling }, 'golden/3/1')).toEqual({ p: [0.56, 0.22, 0.14, 0.08] });
  });

  it('draws each name by itself, whatever is drawn beside it', () => {
    const n = { integer: { from: 0, to: 1_000_000 } };
    const alone = drawValues({ n }, 'pair');
    expect(drawValues({ other: n, n }, 'pair')).toMatchObject(alone);
    expect(drawValues({ n }, 'another pair')).not.toEqual(alone);
  });

  it.each([
    [{ p: { distribution: { outcomes: 3, steps: 7 } } }, 'too few steps'],
    [{ p: { distribution: { outcomes: 1, steps: 7 } } }, '>=2'],
    [{ n: { integer: { from: 2, to: 2 } } }, 'upwards'],
    [{ n: { oneOf: [1] } }, '>=2'],
    [{ n: {} }, 'one of'],
    [{ n: { oneOf: [1, 2], integer: { from: 1, to: 2 } } }, 'one of'],
    [{ 'a b': { oneOf: [1, 2] } }, 'a letter'],
    [{ e: { oneOf: [1, 2] } }, 'uses this name'],
    [{ softmax: { oneOf: [1, 2] } }, 'uses this name'],
  ])('refuses %j', (draws, message) => {
    const parsed = drawsSchema.safeParse(draws);
    expect(JSON.stringify(parsed.error?.issues)).toContain(message);
  });
});

describe('placeholders', () => {
  const names = {
    p: [0.5, 0.3, 0.2],
    m: [
      [1, 2],
      [3, 4],
    ],
    t: 1 / 3,
  };

  it('show short decimals, lists with commas and rows with semicolons', () => {
    expect(fillText('T = {{t}}, $p = ({{p}})$, {{m}}, {{-inf}}, {{ 1e9 * t }}', names)).toBe(
      'T = 0.333333, $p = (0.5, 0.3, 0.2)$, 1, 2; 3, 4, -inf, 333333000',
    );
    expect(fillText('{{softmax([-inf, -inf], {emptyRow: 0})}} and {no} {placeholder}', names)).toBe(
      '0, 0 and {no} {placeholder}',
    );
  });

  it('fill a response in its own shape', () => {
    expect(
      fillResponse({ weights: '{{m}}', text: 'T is {{t}}', focus: [1, '{{p}}'], none: null }, names),
    ).toEqual({
      weights: [
        ['1', '2'],
        ['3', '4'],
      ],
      text: 'T is 0.333333',
      focus: [1, ['0.5', '0.3', '0.2']],
      none: null,
    });
  });
});

describe('a worksheet with draws', () => {
  it('loads without warnings and fills its texts, but not those of other questions', () => {
    expect(warnings).toEqual([]);
    const { p = [], n = 0, t = 0 } = worksheet.questions[1]?.drawn?.values ?? {};
    const list = (p as number[]).join(', ');
    expect(worksheet.questions[0]?.body).toEqual([{ type: 'text', markdown: 'Two braces stay {{here}}.' }]);
    expect(worksheet.questions[1]?.body).toMatchObject([
      { markdown: `The chances are ${list}.` },
      { code: `proba = [[${list}]]`, caption: `For n = ${n}` },
      {
        rows: [
          ['n', 'p'],
          [`${n}`, `${Math.max(...(p as number[]))}`],
        ],
      },
      {
        rows: [
          [`${n}`, '0'],
          ['0', `${n}`],
        ],
      },
    ]);
    expect(worksheet.parts.get('b')?.prompt).toBe(`At T = ${t}, after ${Number(n) + 1} letters?`);
  });

  it('is the same for the same seed, and shares what is not drawn', () => {
    const one = worksheetFor(worksheet, 'one');
    expect(worksheetFor(worksheet, 'one')).toBe(one);
    expect(worksheetFor(loadWorksheet(good, 'again.yaml').worksheet, 'one')).toMatchObject({
      questions: [{}, { drawn: { values: one.questions[1]?.drawn?.values } }],
    });
    expect(one.questions[0]).toBe(worksheet.questions[0]);
    expect(one.parts.get('a')).toBe(worksheet.parts.get('a'));
    expect(worksheetFor(worksheetFor(worksheet, 'two'), 'one').parts.get('b')?.prompt).toBe(
      one.parts.get('b')?.prompt,
    );
    expect(one.maxPoints).toBe(1);
  });

  it('gives other pairs other numbers, each graded by its own', () => {
    const seeds = Array.from({ length: 40 }, (_, index) => `pair ${index}`);
    expect(new Set(seeds.map((seed) => JSON.stringify(valuesOf(seed)))).size).toBeGreaterThan(30);
    const parts = seeds.map((seed) => worksheetFor(worksheet, seed).parts.get('c'));
    for (const [index, part] of parts.entries()) {
      expect(part?.prepared.grade(part.modelResponse, 1).outcome).toBe('correct');
      const other = parts.find((one) => one?.modelResponse !== part?.modelResponse);
      expect(part?.prepared.grade(other?.modelResponse, 1).outcome, seeds[index]).toBe('incorrect');
    }
  });

  it('has other numbers in the next round', () => {
    for (const seed of ['a', 'b', 'c']) {
      let round = 0;
      for (let step = 0; step < 20; step += 1) {
        const next = nextRound(worksheet, seed, 'own', round);
        const [before, after] = [round, next].map((at) => worksheetFor(worksheet, seed, { own: at }));
        expect(next).toBeGreaterThan(round);
        expect(after?.questions[1]?.drawn?.values).not.toEqual(before?.questions[1]?.drawn?.values);
        round = next;
      }
    }
  });

  it('shows a browser numbers, no draws and no keys', () => {
    const text = JSON.stringify(toPublicWorksheet(worksheetFor(worksheet, 'one')));
    expect(text).not.toMatch(/rescale|oneOf|steps|modelResponse|"(key|draws|drawn|authored|values)":/);
  });
});

describe('a draw that does not fit', () => {
  it.each([
    ['value: 2 * n', 'value: 2 * m', 'unknown name m', 'key: { value: 2 * n'],
    ['Twice n?', 'Twice {{m}}?', 'unknown name m', 'prompt: Twice'],
    ['{{max(p)}}', '{{max(q)}}', 'unknown name q', '- table'],
    ['{{2 * n}}', '{{2 * k}}', 'unknown name k', 'modelResponse: "{{2 * n'],
    ['steps: 10', 'steps: 5', 'too few steps', 'steps: 10'],
    ['n: { integer', 'pi: { integer', 'uses this name', 'n: { integer'],
    ['value: "rescale(p, t)"', 'value: "rescale(p, 1 / (t - 4))"', 't = ', 'value: "rescale(p, t)"'],
  ])('%s → %s is told with its place', (from, to, message, marker) => {
    const error = errorOf(from, to);
    expect(error.message).toContain(message);
    expect({ line: error.line, column: error.column }).toMatchObject({ line: placeOf(marker).line });
  });

  it('warns with the numbers for which a model response falls short', () => {
    const short = loadWorksheet(good.replace('{{2 * n}}', '{{n + 5}}'), 'drawn.yaml');
    expect(short.warnings).toHaveLength(1);
    expect(short.warnings[0]?.message).toMatch(
      /earns 0 of 1\. .*\(With p = [\d., ]+; n = \d; t = [\d.]+\.\)/,
    );
  });
});
