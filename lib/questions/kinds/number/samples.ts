import type { SamplePart } from '../../samples';

export const samples: readonly SamplePart[] = [
  {
    title: 'a third, as typed with at least two places',
    spec: {},
    key: { value: '1/3', tolerance: { asTyped: { minDecimals: 2 } } },
    points: 2,
    samples: [
      { title: 'a fraction', response: '1/3', outcome: 'correct', earned: 2 },
      { title: 'two places', response: '.33', outcome: 'correct', earned: 2 },
      { title: 'four places', response: '0.3333', outcome: 'correct', earned: 2 },
      { title: 'a percentage', response: '33%', outcome: 'correct', earned: 2 },
      { title: 'a power of ten', response: '3.3e-1', outcome: 'correct', earned: 2 },
      { title: 'a calculation', response: 'exp(0)/(3*exp(0))', outcome: 'correct', earned: 2 },
      { title: 'a decimal comma', response: '0,33', outcome: 'correct', earned: 2 },
      { title: 'one place is too few', response: '.3', outcome: 'incorrect', codes: ['more-digits'] },
      { title: 'the last place is wrong', response: '0.3334', outcome: 'incorrect', codes: ['incorrect'] },
      { title: 'another number', response: '1/4', outcome: 'incorrect', codes: ['incorrect'] },
      { title: 'nothing', response: '', outcome: 'ungradable', codes: ['blank'] },
      { title: 'only space', response: '  \n', outcome: 'ungradable', codes: ['blank'] },
      { title: 'two readings', response: '1,000', outcome: 'ungradable', codes: ['unreadable'] },
      { title: 'a mixed number', response: '2 1/2', outcome: 'ungradable', codes: ['unreadable'] },
      { title: 'words', response: 'a third', outcome: 'ungradable', codes: ['unreadable'] },
      { title: 'no number at all', response: { value: 3 }, outcome: 'ungradable', codes: ['wrong-shape'] },
    ],
  },
  {
    title: 'minus infinity',
    spec: {},
    key: { value: '-inf', tolerance: { absolute: 1 } },
    points: 1,
    samples: [
      { title: 'the word', response: '-inf', outcome: 'correct', earned: 1 },
      { title: 'the sign', response: '−∞', outcome: 'correct', earned: 1 },
      { title: 'the other infinity', response: '∞', outcome: 'incorrect', codes: ['incorrect'] },
      { title: 'a very small number', response: '-1e300', outcome: 'incorrect', codes: ['incorrect'] },
    ],
  },
  {
    title: 'three significant digits, with a known wrong idea',
    spec: { unit: 'bits' },
    key: {
      value: 'entropyBits([0.5, 0.4, 0.1])',
      tolerance: { significant: 3 },
      signatures: [
        {
          code: 'natural-log',
          value: 'entropyBits([0.5, 0.4, 0.1]) * log(2)',
          feedback: 'Which logarithm gives bits?',
        },
      ],
    },
    points: 1,
    samples: [
      { title: 'three digits', response: '1.36', outcome: 'correct', earned: 1 },
      { title: 'two digits', response: '1.4', outcome: 'incorrect', codes: ['more-digits'] },
      {
        title: 'the natural logarithm',
        response: '0.943',
        outcome: 'incorrect',
        codes: ['natural-log'],
        signature: 'natural-log',
      },
    ],
  },
  {
    title: 'any temperature up to a border',
    spec: {},
    // ln(1.25) / ln(99) = 0.04856…: the third outcome weighs nothing there.
    key: { above: 0, atMost: 'largestTemperature([0.5, 0.4, 0.1], 0.99)' },
    points: 1,
    samples: [
      { title: 'well inside', response: '0.01', outcome: 'correct', earned: 1 },
      { title: 'just inside, with a decimal comma', response: '0,0485', outcome: 'correct', earned: 1 },
      { title: 'a fraction', response: '1/30', outcome: 'correct', earned: 1 },
      { title: 'just outside', response: '0.0486', outcome: 'incorrect', codes: ['incorrect'] },
      { title: 'the open border', response: '0', outcome: 'incorrect', codes: ['incorrect'] },
      { title: 'below it', response: '-1', outcome: 'incorrect', codes: ['incorrect'] },
      { title: 'infinity', response: 'inf', outcome: 'incorrect', codes: ['incorrect'] },
      { title: 'nothing', response: '', outcome: 'ungradable', codes: ['blank'] },
      { title: 'words', response: 'very low', outcome: 'ungradable', codes: ['unreadable'] },
    ],
  },
  {
    title: 'one border, with room',
    spec: {},
    key: { atLeast: '2/3', tolerance: { decimals: 2 } },
    points: 1,
    samples: [
      { title: 'the border rounded up', response: '0.67', outcome: 'correct', earned: 1 },
      { title: 'the border rounded down, within the room', response: '0.665', outcome: 'correct', earned: 1 },
      { title: 'infinity', response: '∞', outcome: 'correct', earned: 1 },
      { title: 'too little', response: '0.66', outcome: 'incorrect', codes: ['incorrect'] },
    ],
  },
  {
    title: 'between two borders that do not belong to it',
    spec: {},
    key: { below: 1, above: 0 },
    points: 1,
    samples: [
      { title: 'inside', response: '99 %', outcome: 'correct', earned: 1 },
      { title: 'the border, which does not belong to it', response: '1', outcome: 'incorrect' },
      { title: 'nothing', response: '', outcome: 'ungradable', codes: ['blank'] },
    ],
  },
  {
    title: 'up to two thirds, to two places',
    spec: {},
    key: { atMost: '2/3', tolerance: { decimals: 2 } },
    points: 1,
    samples: [
      { title: 'the border rounded up', response: '0.67', outcome: 'correct', earned: 1 },
      { title: 'too much', response: '0.68', outcome: 'incorrect', codes: ['incorrect'] },
      { title: 'words', response: 'two thirds', outcome: 'ungradable', codes: ['unreadable'] },
    ],
  },
];
