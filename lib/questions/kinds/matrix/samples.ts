import type { SamplePart } from '../../samples';

export const samples: readonly SamplePart[] = [
  {
    title: 'softmax of a causal mask, credit by row',
    spec: { rows: 3, columns: 3 },
    key: {
      value: 'softmaxRows(causalMask(3))',
      tolerance: { asTyped: { minDecimals: 2 } },
      credit: { by: 'row', values: 0.7, zeros: 0.3 },
      signatures: [
        { code: 'copied-mask', value: 'causalMask(3)', feedback: 'This is the mask itself.' },
        { code: 'mask-ignored', value: 'softmaxRows(zeros(3, 3))', feedback: 'What does the mask close?' },
        { code: 'rounded-too-far', test: 'rounded-too-far', feedback: 'Give more places.' },
        { code: 'not-uniform', test: 'not-uniform', feedback: 'What can softmax tell apart?' },
      ],
    },
    points: 3,
    samples: [
      {
        title: 'fractions and decimals',
        response: [
          ['1', '0', '0'],
          ['1/2', '.5', '0.0'],
          ['.33', '1/3', '33.3%'],
        ],
        outcome: 'correct',
        earned: 3,
      },
      {
        title: 'zeros left blank',
        response: [
          ['1', '', ''],
          ['1/2', '1/2', ''],
          ['1/3', '1/3', '1/3'],
        ],
        outcome: 'partial',
        earned: 2.4,
        codes: ['cells-blank'],
      },
      {
        title: 'one value wrong',
        response: [
          ['1', '0', '0'],
          ['1/2', '1/2', '0'],
          ['1/3', '1/3', '1/4'],
        ],
        outcome: 'partial',
        earned: 2 + 2 / 3,
        codes: ['cells-incorrect'],
      },
      {
        title: 'one cell unreadable',
        response: [
          ['1', '0', '0'],
          ['1/2', '1/2', 'zero'],
          ['1/3', '1/3', '1/3'],
        ],
        outcome: 'partial',
        earned: 2.7,
        codes: ['cells-unreadable'],
      },
      {
        title: 'the mask, copied',
        response: [
          ['0', '-inf', '-inf'],
          ['0', '0', '-inf'],
          ['0', '0', '0'],
        ],
        outcome: 'incorrect',
        codes: ['copied-mask'],
        signature: 'copied-mask',
      },
      {
        title: 'no mask, and one slip',
        response: [
          ['1/3', '1/3', '1/3'],
          ['1/3', '1/3', '1/3'],
          ['1/3', '1/3', '3'],
        ],
        outcome: 'partial',
        earned: 2 / 3,
        codes: ['mask-ignored', 'cells-incorrect'],
        signature: 'mask-ignored',
      },
      {
        title: 'rounded too far',
        response: [
          ['1', '0', '0'],
          ['.5', '.5', '0'],
          ['.3', '.3', '.3'],
        ],
        outcome: 'partial',
        earned: 2,
        codes: ['rounded-too-far', 'more-digits'],
        signature: 'rounded-too-far',
      },
      {
        title: 'rows of shares that are not equal',
        response: [
          ['1', '0', '0'],
          ['.6', '.4', '0'],
          ['.2', '.3', '.5'],
        ],
        outcome: 'partial',
        earned: 1.3,
        codes: ['not-uniform'],
        signature: 'not-uniform',
      },
      {
        title: 'nothing',
        response: [
          ['', '', ''],
          ['', ' ', ''],
          ['', '', ''],
        ],
        outcome: 'ungradable',
        codes: ['blank'],
      },
      {
        title: 'a row too few',
        response: [['1', '0', '0'], []],
        outcome: 'ungradable',
        codes: ['wrong-shape'],
      },
      {
        title: 'a ragged row',
        response: [
          ['1', '0', '0'],
          ['1/2', '1/2'],
          ['1/3', '1/3', '1/3'],
        ],
        outcome: 'ungradable',
        codes: ['wrong-shape'],
      },
      { title: 'a text', response: '[[1, 0, 0]]', outcome: 'ungradable', codes: ['wrong-shape'] },
    ],
  },
  {
    title: 'a mask, credit by cell',
    spec: { rows: 2, columns: 2 },
    key: {
      value: [
        ['0', '-inf'],
        [0, 0],
      ],
    },
    points: 0.3,
    samples: [
      {
        title: 'all of it',
        response: [
          ['0', '−∞'],
          ['0', '0'],
        ],
        outcome: 'correct',
        earned: 0.3,
      },
      {
        title: 'one of four',
        response: [
          ['0', '-1e9'],
          ['1', '1'],
        ],
        outcome: 'partial',
        earned: 0.075,
      },
    ],
  },
  {
    title: 'all or nothing',
    spec: { rows: 1, columns: 2 },
    key: { value: [['1/2', '1/2']], credit: 'all' },
    points: 1,
    samples: [
      { title: 'half of it', response: [['1/2', '1']], outcome: 'incorrect', codes: ['cells-incorrect'] },
      { title: 'all of it', response: [['1/2', '0.5']], outcome: 'correct', earned: 1 },
    ],
  },
];
