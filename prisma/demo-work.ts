import { handInPart, revealPart } from '@/lib/server/pair/agreements';
import { applyOps } from '@/lib/server/pair/apply-ops';
import { createPairSession, joinPairSession } from '@/lib/server/pair/seating';
import { submitResponse } from '@/lib/server/pair/submissions';
import type { Viewer } from '@/lib/server/people/viewer';
import type { Refusal, Result } from '@/lib/server/result';

type Value = string | number[];

/** One thing a demo pair does; `by` is the place of who does it. */
type Step =
  | { does: 'type'; by: 0 | 1; fields: Record<string, Value> }
  | { does: 'check' | 'hand-in' | 'reveal'; by: 0 | 1; part: string };

const right = {
  '1a': 'We take the log of the probabilities and divide by the temperature, so we have rescaled logits. categorical does a softmax and draws one index at random by its probability. Then char_arr gives the next letter.',
  '1d/always':
    'Softmax of log p / T. A low temperature makes the differences between the logits bigger, and the exponential makes them bigger still, so almost all of the probability goes to the largest one, a.',
  '1d/equal':
    'A high temperature makes all logits close to 0, every exponential is about 1 and all three letters are equally likely.',
  '2b/reason':
    'The weights depend on the words now. spring is a season like summer, and planning points to something that is still to come.',
} as const;

/** A 8×8 table as fields. */
function table(part: string, cell: (row: number, column: number) => string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (let row = 0; row < 8; row += 1) {
    for (let column = 0; column < 8; column += 1) fields[`${part}/${row}/${column}`] = cell(row, column);
  }
  return fields;
}

function lastRow(weights: readonly string[]): Record<string, string> {
  return Object.fromEntries(weights.map((weight, column) => [`2b/weights/7/${column}`, weight]));
}

const rightTable = table('2a', (row, column) => {
  if (column > row) return '0';
  return row === 0 ? '1' : `1/${row + 1}`;
});

function checked(part: string, by: 0 | 1, fields: Record<string, Value>): Step[] {
  return [
    { does: 'type', by, fields },
    { does: 'check', by, part },
  ];
}

function handedIn(part: string): Step[] {
  return [
    { does: 'hand-in', by: 0, part },
    { does: 'hand-in', by: 1, part },
  ];
}

/** Everything done, with one wrong turn on the way. */
const finished: Step[] = [
  ...checked('1a', 0, { '1a': right['1a'] }),
  ...checked('1b', 1, { '1b': 'high' }),
  ...checked('1b', 0, { '1b': 'low' }),
  ...checked('1c', 0, { '1c': 'high' }),
  ...checked('1d', 1, { '1d/always': right['1d/always'], '1d/equal': right['1d/equal'] }),
  ...checked('2a', 0, rightTable),
  ...checked('2b', 1, {
    ...lastRow(['0.04', '0.3', '0.03', '0.03', '0.05', '0.35', '0.1', '0.1']),
    '2b/focus': [1, 5],
    '2b/reason': right['2b/reason'],
  }),
  ...['1a', '1b', '1c', '1d', '2a', '2b'].flatMap(handedIn),
];

/** The mask forgotten, and the temperatures the wrong way round. */
const mistaken: Step[] = [
  ...checked('1a', 0, { '1a': 'It takes the letter with the highest probability from the array.' }),
  ...checked('1b', 0, { '1b': 'high' }),
  ...checked('1b', 1, { '1b': 'low' }),
  ...checked('1c', 1, { '1c': 'low' }),
  ...checked('1d', 0, {
    '1d/always': 'A high temperature makes the largest probability win.',
    '1d/equal': 'A low temperature makes them all equal.',
  }),
  ...checked(
    '2a',
    1,
    table('2a', () => '1/8'),
  ),
];

/** Half of it done, one page turned. */
const halfDone: Step[] = [
  ...checked('1a', 1, {
    '1a': 'First the log is divided by the temperature. Then one letter is drawn at random with these logits.',
  }),
  ...checked('1b', 0, { '1b': 'low' }),
  ...checked('1c', 1, { '1c': 'high' }),
  ...checked(
    '2a',
    0,
    table('2a', (row, column) => (column > row ? '0' : '1')),
  ),
  { does: 'reveal', by: 0, part: '2a' },
  { does: 'reveal', by: 1, part: '2a' },
];

/** Drafts only, and one hand-in that waits for the partner. */
const begun: Step[] = [
  {
    does: 'type',
    by: 0,
    fields: { '1a': 'The logits are divided by the temperature and then', '1b': 'low' },
  },
  { does: 'type', by: 1, fields: { '2a/0/0': '1', '2a/1/0': '0.5', '2a/1/1': '0.5', '2a/2/0': '0.3' } },
  { does: 'hand-in', by: 0, part: '1b' },
];

export const demoPairs: { people: [string, string]; steps: Step[] }[] = [
  { people: ['Barbara', 'Donald'], steps: finished },
  { people: ['Margaret', 'Dennis'], steps: mistaken },
  { people: ['Frances', 'Edsger'], steps: halfDone },
  { people: ['Sophie', 'John'], steps: begun },
];

/** What somebody using the demo may have made of a pair's work since; everything else is a fault of this file. */
const overtaken: ReadonlySet<Refusal['code']> = new Set([
  'closed',
  'not-open',
  'revealed',
  'handed-in',
  'no-attempts-left',
  'already-paired',
  'not-found',
]);

function mustBeDone(result: Result<unknown>, what: string): void {
  if (!result.ok && !overtaken.has(result.code))
    throw new Error(`The demo cannot ${what}: ${result.message}`);
}

/** Lets a pair work as its steps say, by the same verbs as everybody. Done again it changes nothing. */
export async function workAsPair(
  pair: readonly [Viewer, Viewer],
  assignmentId: string,
  steps: readonly Step[],
  now: Date,
): Promise<void> {
  const made = await createPairSession(pair[0], { assignmentId }, now);
  mustBeDone(made, 'start a pair');
  if (!made.ok) return;
  const { id: pairSessionId, code } = made.value;
  const joined = await joinPairSession(pair[1], { code }, now);
  if (!joined.ok) return;
  const versions = new Map<string, number>();
  for (const [at, step] of steps.entries()) {
    const viewer = pair[step.by];
    const what = `${step.does} at step ${at}`;
    if (step.does === 'type') {
      const ops = Object.entries(step.fields).map(([path, value]) => {
        const base = versions.get(path) ?? 0;
        versions.set(path, base + 1);
        return { opId: `demo-${at}-${path}`, path, base, value };
      });
      mustBeDone(await applyOps(viewer, { pairSessionId, ops }, now), what);
      continue;
    }
    const input = { pairSessionId, partId: step.part };
    if (step.does === 'check') {
      mustBeDone(await submitResponse(viewer, { ...input, token: `demo-${at}` }, now), what);
    } else {
      mustBeDone(await (step.does === 'reveal' ? revealPart : handInPart)(viewer, input, now), what);
    }
  }
}
