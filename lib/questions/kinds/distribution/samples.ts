import type { SamplePart } from '../../samples';

export const samples: readonly SamplePart[] = [
  {
    title: 'three letters at temperature 2',
    spec: { outcomes: ['a', 'b', 'c'] },
    key: {
      value: 'rescale([0.5, 0.4, 0.1], 2)',
      tolerance: { decimals: 3 },
      signatures: [
        {
          code: 'temperature-inverted',
          value: 'rescale([0.5, 0.4, 0.1], 1/2)',
          feedback: 'Is the logarithm divided by the temperature, or multiplied?',
        },
      ],
    },
    points: 3,
    samples: [
      { title: 'four places', response: ['0.4271', '0.3820', '0.1910'], outcome: 'correct', earned: 3 },
      { title: 'percentages', response: ['42.7%', '38.2%', '19.1%'], outcome: 'correct', earned: 3 },
      {
        title: 'one is wrong, and the sum is not 1',
        response: ['0.427', '0.382', '0.5'],
        outcome: 'partial',
        earned: 2,
        codes: ['sum-not-one', 'cells-incorrect'],
      },
      {
        title: 'one is missing',
        response: ['0.427', '', '0.191'],
        outcome: 'partial',
        earned: 2,
        codes: ['cells-blank'],
      },
      {
        title: 'one is unreadable',
        response: ['0.427', '0.382', 'rest'],
        outcome: 'partial',
        earned: 2,
        codes: ['cells-unreadable'],
      },
      {
        title: 'rounded too far',
        response: ['0.43', '0.38', '0.19'],
        outcome: 'incorrect',
        codes: ['more-digits'],
      },
      {
        title: 'multiplied by the temperature',
        response: ['0.595', '0.381', '0.024'],
        outcome: 'incorrect',
        codes: ['temperature-inverted'],
        signature: 'temperature-inverted',
      },
      { title: 'nothing', response: ['', '', ''], outcome: 'ungradable', codes: ['blank'] },
      { title: 'two numbers', response: ['0.5', '0.5'], outcome: 'ungradable', codes: ['wrong-shape'] },
      { title: 'one text', response: '0.5, 0.5', outcome: 'ungradable', codes: ['wrong-shape'] },
      { title: 'words only', response: ['x', 'y', ''], outcome: 'ungradable', codes: ['cells-unreadable'] },
    ],
  },
];
