import { describe, expect, it } from 'vitest';
import { problemsOf, readSettings, runProgram, stepNames } from '@/lib/explorations/code-reader/steps';
import { highlightLines } from '@/lib/ui/code-block';

const p = [0.5, 0.4, 0.1];
const code =
  'rescaled_logits = tf.math.log(proba) / temperature\nchar_idx = draw(a < b)\nnext_char = char_arr[char_idx[0, 0]]\n';

describe('the program, step by step', () => {
  // By hand: ln 0.5, ln 0.4, ln 0.1; twice as much at T = 1/2; p² over 0.25 + 0.16 + 0.01 = 0.42.
  it('computes what each line computes', () => {
    const { steps } = runProgram(p, 0.5, 1, 'seed');
    expect(steps.map(({ name }) => name)).toEqual([...stepNames]);
    const after = steps.map((step) => step.after?.map((value) => value.toFixed(3)) ?? null);
    expect(after).toEqual([
      ['-0.693', '-0.916', '-2.303'],
      ['-1.386', '-1.833', '-4.605'],
      ['0.595', '0.381', '0.024'],
      null,
      null,
    ]);
    for (const [index, step] of steps.slice(1, 4).entries()) expect(step.before).toEqual(steps[index]?.after);
  });

  it('draws for both devices alike, and keeps the draws before when it draws again', () => {
    const first = runProgram(p, 1, 40, 'seed');
    expect(runProgram(p, 1, 40, 'seed')).toEqual(first);
    const next = runProgram(p, 1, 41, 'seed');
    expect(next.tally.reduce((sum, count) => sum + count, 0)).toBe(41);
    const grown = next.tally.map((count, index) => count - (first.tally[index] ?? 0));
    expect(grown.toSorted()).toEqual([0, 0, 1]);
    expect(grown.indexOf(1)).toBe(next.drawn);
  });

  it('does not always draw the largest, and says which that is', () => {
    const runs = Array.from({ length: 30 }, (_, index) => runProgram(p, 1, index + 1, 'seed'));
    expect(new Set(runs.map(({ largest }) => largest))).toEqual(new Set([0]));
    expect(new Set(runs.map(({ drawn }) => drawn)).size).toBeGreaterThan(1);
  });

  it('draws at least once', () => {
    expect(runProgram(p, 1, 0, 'seed').tally.reduce((sum, count) => sum + count, 0)).toBe(1);
  });
});

describe('settings of an author', () => {
  it('say which line each step is of', () => {
    const { lineOf, steps } = readSettings({ steps: ['log', 'pick'], lines: [1, 1, 2, 2, 3] });
    expect(steps).toEqual(['log', 'pick']);
    expect([lineOf('log'), lineOf('draw'), lineOf('pick')]).toEqual([1, 2, 3]);
    expect(readSettings({}).lineOf('log')).toBeNull();
  });

  it.each([
    ['no code', {}, ['code']],
    ['a step that there is not', { code, steps: ['log', 'argmax'] }, ['steps', 1]],
    ['steps that are no list', { code, steps: 'log' }, ['steps']],
    ['a line beyond the code', { code, lines: [1, 4] }, ['lines', 1]],
    ['half a line', { code, lines: [1.5] }, ['lines', 0]],
    ['lines that are no list', { code, lines: 1 }, ['lines']],
  ])('are refused for %s', (_name, settings, path) => {
    expect(problemsOf(settings).map((problem) => problem.path)).toEqual([path]);
  });

  it('may leave out steps and lines', () => {
    expect(problemsOf({ code })).toEqual([]);
  });
});

it('highlights each line of the code by itself, and escapes it', async () => {
  const lines = await highlightLines(code, 'python');
  expect(lines).toHaveLength(3);
  const texts = lines.map((line) => line.replace(/<[^>]*>/g, '').replaceAll('&#x3C;', '<'));
  expect(texts).toEqual(code.trimEnd().split('\n'));
  expect(lines[1]).not.toContain('a < b');
  for (const line of lines) expect(line.match(/<span/g)?.length).toBe(line.match(/<\/span>/g)?.length);
});
