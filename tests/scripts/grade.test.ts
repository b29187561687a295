import { spawn } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '../support/bundle';

interface Answer {
  id: unknown;
  problem?: string;
  outcome?: string;
  earned?: number;
  total?: number;
  feedback?: { code: string; message: string }[];
  cells?: string[][];
  signature?: string;
  rows?: string[][];
  route?: string;
}

let program = '';
beforeAll(async () => {
  program = await bundle('scripts/grade.ts');
});

/** Starts the command; in one file, which starts several times faster than its sources do. */
const startGrading = () => spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] });

/** Runs the command on these bytes; the answers are its lines, each of which must be JSON. */
async function grade(
  input: string | Buffer,
  child = startGrading(),
): Promise<{ code: number | null; answers: Answer[]; text: string }> {
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const text = Buffer.concat(chunks).toString('utf8');
  expect(text === '' || text.endsWith('\n')).toBe(true);
  const answers = text
    .split('\n')
    .slice(0, -1)
    .map((line): Answer => JSON.parse(line));
  return { code, answers, text };
}

const lines = (...requests: object[]) => requests.map((request) => `${JSON.stringify(request)}\n`).join('');

const identity = [
  ['1', '0'],
  ['0', '1'],
];

describe('npm run -s grade', () => {
  it('is the command that is tested here', async () => {
    const command = spawn('npm', ['run', '-s', 'grade'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const { code, answers } = await grade(
      lines({ id: 1, worksheet: 'text-generation-and-attention', part: '1b', response: 'low' }, { id: 2 }),
      command,
    );
    expect(code).toBe(0);
    expect(answers).toMatchObject([
      { id: 1, outcome: 'correct' },
      { id: 2, problem: expect.any(String) },
    ]);
  });

  it('answers every line, in order, and ends with 0', async () => {
    const rows = Array.from({ length: 8 }, (_, row) =>
      Array.from({ length: 8 }, (_inner, column) => (column <= row ? '0' : '-inf')),
    );
    const { code, answers } = await grade(
      lines(
        { id: 1, worksheet: 'text-generation-and-attention', part: '2a', response: rows },
        { id: 'two', worksheet: 'text-generation-and-attention', part: '1b', response: 'low' },
        {
          id: [3],
          kind: 'number',
          spec: {},
          key: { value: '1/3', tolerance: { decimals: 2 } },
          response: '.33',
        },
        { id: 4, kind: 'number', key: { value: 2 }, points: 3, response: '2' },
        {
          id: 5,
          kind: 'matrix',
          spec: { rows: 2, columns: 2 },
          key: {
            value: [
              [1, 0],
              ['1/2', '1/2'],
            ],
          },
          response: identity,
        },
        {
          id: 6,
          kind: 'distribution',
          spec: { outcomes: ['a', 'b'] },
          key: { value: [0.5, 0.5] },
          response: ['.5', ''],
        },
        { id: 7, parse: 'matrix', text: 'tensor([[1., 0.], [0.5, 0.5]])' },
        {
          id: 8,
          worksheet: 'text-generation-and-attention',
          part: '1a',
          response: 'It takes the log of the probabilities.',
        },
      ),
    );
    expect(code).toBe(0);
    expect(answers.map(({ id }) => id)).toEqual([1, 'two', [3], 4, 5, 6, 7, 8]);
    expect(answers[0]).toMatchObject({ outcome: 'incorrect', earned: 0, total: 8, signature: 'copied-mask' });
    expect(answers[0]?.cells).toHaveLength(8);
    expect(answers[1]).toMatchObject({ outcome: 'correct', earned: 1, total: 1, feedback: [] });
    expect(answers[2]).toMatchObject({ outcome: 'correct', earned: 1, total: 1 });
    expect(answers[3]).toMatchObject({ outcome: 'correct', earned: 3, total: 3 });
    expect(answers[4]).toMatchObject({
      outcome: 'partial',
      earned: 0.5,
      cells: [
        ['correct', 'correct'],
        ['incorrect', 'incorrect'],
      ],
    });
    expect(answers[5]).toMatchObject({ outcome: 'partial', earned: 0.5, cells: [['correct', 'blank']] });
    expect(answers[6]).toEqual({
      id: 7,
      rows: [
        ['1.', '0.'],
        ['0.5', '0.5'],
      ],
    });
    expect(answers[7]).toMatchObject({ total: 4, route: expect.stringMatching(/^(auto|review)$/) });
    expect(answers[7]).toHaveProperty('concepts');
    expect(answers[7]).toHaveProperty('confidence');
  });

  it('answers what it cannot grade with a problem, and goes on', async () => {
    const bad = [
      'not json',
      '',
      '   ',
      '42',
      'null',
      '[]',
      '{}',
      '{"id":1,"worksheet":"no-such"}',
      '{"id":2,"worksheet":"text-generation-and-attention","part":"9z","response":""}',
      '{"id":3,"worksheet":"text-generation-and-attention"}',
      '{"id":4,"kind":"essay","response":""}',
      '{"id":5,"kind":"constructor","response":""}',
      '{"id":6,"kind":"number","key":{"value":"cos("},"response":"1"}',
      '{"id":7,"kind":"number","response":"1"}',
      '{"id":8,"kind":"number","key":{"value":1},"points":-1,"response":"1"}',
      '{"id":9,"kind":"number","key":{"value":1},"points":"many","response":"1"}',
      '{"id":10,"parse":"poem","text":"x"}',
      '{"id":11,"parse":"matrix"}',
      '{"id":12,"parse":"matrix","text":"[[1, 2], [3]]"}',
      '{"id":13,"parse":"matrix","text":"[[1, 2], [3, x]]"}',
      '{"id":14,"kind":"number","spec":{"unti":""},"key":{"value":1},"response":"1"}',
      '{"id":15',
    ];
    const good = '{"id":"end","kind":"number","key":{"value":1},"response":"1"}';
    const { code, answers } = await grade(`${[...bad, good].join('\n')}\n`);
    expect(code).toBe(0);
    expect(answers).toHaveLength(bad.length + 1);
    for (const answer of answers.slice(0, -1)) {
      expect(Object.keys(answer)).toEqual(['id', 'problem']);
      expect(answer.problem?.length).toBeGreaterThan(5);
    }
    expect(answers.slice(0, 7).map(({ id }) => id)).toEqual([null, null, null, null, null, null, null]);
    expect(answers.slice(7, 21).map(({ id }) => id)).toEqual(
      Array.from({ length: 14 }, (_, index) => index + 1),
    );
    expect(answers[19]?.problem).toMatch(/^Row 2, column 2: /);
    expect(answers.at(-1)).toMatchObject({ id: 'end', outcome: 'correct' });
  });

  it('reads CRLF, a byte order mark, and a last line that does not end', async () => {
    const line = '{"id":1,"kind":"number","key":{"value":1},"response":"1"}';
    const { answers } = await grade(`\ufeff${line}\r\n${line}\r\n${line}`);
    expect(answers.map(({ outcome }) => outcome)).toEqual(['correct', 'correct', 'correct']);
  });

  it('answers a line that is not UTF-8, and goes on', async () => {
    const line = Buffer.from('{"id":1,"kind":"number","key":{"value":1},"response":"1"}\n');
    const broken = Buffer.from(line);
    broken[line.indexOf('"1"') + 1] = 0xff;
    const { code, answers } = await grade(Buffer.concat([line, broken, line]));
    expect(code).toBe(0);
    expect(answers.map(({ id }) => id)).toEqual([1, null, 1]);
    expect(answers[1]?.problem).toMatch(/UTF-8/);
  });

  it('takes lines of a megabyte, and a response of a megabyte is no reason to stop', async () => {
    const megabyte = '1'.repeat(1_000_000);
    const { code, answers } = await grade(
      lines(
        { id: 1, kind: 'number', key: { value: 1 }, response: megabyte },
        { id: 2, parse: 'matrix', text: megabyte },
        {
          id: 3,
          kind: 'choice',
          spec: {
            options: [
              { id: 'a', label: 'A' },
              { id: 'b', label: 'B' },
            ],
          },
          key: { correct: 'a' },
          response: Array(200_000).fill('a'),
        },
        { id: megabyte, kind: 'number', key: { value: 1 }, response: '1' },
        { id: 5, worksheet: 'text-generation-and-attention', part: '1a', response: 'log '.repeat(250_000) },
      ),
    );
    expect(code).toBe(0);
    expect(answers.map(({ outcome }) => outcome)).toEqual([
      'ungradable',
      undefined,
      'correct',
      'correct',
      'ungradable',
    ]);
  });

  it('answers nothing to nothing', async () => {
    expect(await grade('')).toMatchObject({ code: 0, text: '' });
  });

  it('answers while lines are still to come', async () => {
    const child = startGrading();
    const first = new Promise<string>((resolve) =>
      child.stdout.once('data', (chunk: Buffer) => resolve(`${chunk}`)),
    );
    child.stdin.write('{"id":1,"kind":"number","key":{"value":1},"response":"1"}\n');
    expect(JSON.parse(await first)).toMatchObject({ id: 1, outcome: 'correct' });
    const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
    child.stdin.end();
    expect(await closed).toBe(0);
  });

  it('keeps the order of ten thousand lines', async () => {
    const count = 10_000;
    const requests = Array.from({ length: count }, (_, id) => ({
      id,
      kind: 'number',
      key: { value: id % 7 },
      response: String(id % 5),
    }));
    const { answers } = await grade(lines(...requests));
    expect(answers.map(({ id }) => id)).toEqual(requests.map(({ id }) => id));
    expect(
      answers.every(({ outcome }, id) => outcome === (id % 7 === id % 5 ? 'correct' : 'incorrect')),
    ).toBe(true);
  });

  it('ends quietly when nobody reads on', async () => {
    const child = startGrading();
    const closed = new Promise<number | null>((resolve) => child.on('exit', resolve));
    child.stdin.on('error', () => undefined);
    child.stdout.once('data', () => child.stdout.destroy());
    const line = '{"id":1,"kind":"number","key":{"value":1},"response":"1"}\n';
    child.stdin.end(line.repeat(20_000));
    expect(await closed).toBe(0);
  });
});
