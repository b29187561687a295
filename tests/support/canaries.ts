import type { AuthoredSource } from './worksheet';

/** Texts and numbers in the keys of one worksheet that occur nowhere else. */

/** What no student ever sees: how responses are read, and the wrong ideas that are looked for. */
export const hiddenCanaries = [
  'canary-signature',
  'canaryterm',
  'canarymisconception',
  'canaryfeedback',
  'canarycue',
  'canarywrong',
  '0.8261537',
];

/** What turning the page of a part shows, and nothing else does. */
export const revealedCanaries: Readonly<Record<string, readonly string[]>> = {
  number: ['0.4172839'],
  matrix: ['0.7310586', '0.2689414'],
  distribution: ['0.6180334', '0.3819666'],
  map: ['0.2913746', '0.7086254', 'canarymapmodel'],
  text: ['canarytextmodel'],
};

/** A response to each part that fits its shape and is not right. */
export const wrongResponses: Readonly<Record<string, unknown>> = {
  number: '5',
  matrix: [
    ['1', '0'],
    ['0', '1'],
  ],
  distribution: ['0.5', '0.5'],
  choice: 'left',
  map: {
    weights: [[], ['0.5', '0.5']],
    focus: [0],
    reason: 'We looked at how the words are placed in the row.',
  },
  text: 'We looked at each of the numbers and compared them with the others in the row.',
};

const rubric = (model: string) => ({
  model,
  lexicon: { secret: ['canaryterm'] },
  concepts: [{ id: 'idea', match: [{ near: [['@secret'], ['canarycue']] }] }],
  misconceptions: [
    { id: 'canarymisconception', feedback: 'canaryfeedback', cap: 0.5, match: [{ near: [['canarywrong']] }] },
  ],
  levels: [{ score: 1, all: ['idea'] }],
});

const parts = [
  {
    id: 'number',
    kind: 'number',
    key: {
      value: 0.4172839,
      signatures: [{ code: 'canary-signature', value: 0.8261537, feedback: 'canaryfeedback' }],
    },
    modelResponse: '0.4172839',
  },
  {
    id: 'matrix',
    kind: 'matrix',
    spec: { rows: 2, columns: 2 },
    key: {
      value: [
        [0.7310586, 0.2689414],
        [0.2689414, 0.7310586],
      ],
      signatures: [
        {
          code: 'canary-signature',
          value: [
            [0.8261537, 0],
            [0, 0.8261537],
          ],
          feedback: 'canaryfeedback',
        },
      ],
    },
    modelResponse: [
      ['0.7310586', '0.2689414'],
      ['0.2689414', '0.7310586'],
    ],
  },
  {
    id: 'distribution',
    kind: 'distribution',
    spec: { outcomes: ['heads', 'tails'] },
    key: { value: [0.6180334, 0.3819666] },
    modelResponse: ['0.6180334', '0.3819666'],
  },
  {
    id: 'choice',
    kind: 'choice',
    spec: {
      options: [
        { id: 'left', label: 'Left' },
        { id: 'middle', label: 'Middle' },
        { id: 'right', label: 'Right' },
      ],
    },
    key: { correct: 'right', hints: { middle: 'canaryfeedback' } },
    modelResponse: 'right',
  },
  {
    id: 'map',
    kind: 'attention-map',
    spec: {
      words: ['one', 'two'],
      targets: ['two', 'three'],
      rows: [1],
      focus: { min: 1, max: 1 },
      reason: true,
    },
    key: {
      focus: { full: ['two'] },
      reason: rubric('canarymapmodel'),
      model: { weights: [[0.2913746, 0.7086254]], focus: ['two'] },
    },
    modelResponse: { weights: [[], ['0.2913746', '0.7086254']], focus: [1], reason: 'canaryterm canarycue' },
  },
  {
    id: 'text',
    kind: 'short-answer',
    spec: { rows: 3 },
    key: rubric('canarytextmodel'),
    modelResponse: 'canaryterm canarycue',
  },
].map((part) => ({ prompt: 'What do you see?', points: 2, ...part }));

/** The worksheet with the canaries: a part of every kind. */
export const canaryWorksheet: AuthoredSource = {
  slug: 'canaries',
  title: 'Canaries',
  // JSON is YAML too.
  source: JSON.stringify({
    slug: 'canaries',
    revision: 1,
    title: 'Canaries',
    credit: 'Written for tests',
    questions: [{ id: '1', title: 'Everything', parts }],
  }),
};
