import type { SamplePart } from '../../samples';

export const samples: readonly SamplePart[] = [
  {
    title: 'why a masked score gets no weight',
    spec: { rows: 3 },
    key: {
      model: 'The exponential of minus infinity is zero, so softmax gives the closed place no weight.',
      prompt: 'Why does a place that the mask closes get no weight?',
      concepts: [
        {
          id: 'exponential',
          hint: 'What does the exponential function make of the mask’s entry?',
          match: [
            {
              near: [
                ['exp', 'exponential'],
                ['zero', 'vanishes'],
              ],
              within: 12,
            },
          ],
        },
        {
          id: 'weight',
          hint: 'What does that mean for the share of the place?',
          match: [
            {
              near: [
                ['no', 'zero'],
                ['weight', 'share', 'attention'],
              ],
              within: 4,
              negated: 'ignored',
            },
          ],
        },
      ],
      levels: [
        { score: 1, all: ['exponential', 'weight'] },
        { score: 0.5, anyOf: ['exponential', 'weight'], minAny: 1 },
      ],
    },
    points: 2,
    samples: [
      {
        title: 'both ideas',
        response: 'The exponential of minus infinity is zero, so softmax gives the closed place no weight.',
        outcome: 'correct',
        earned: 2,
      },
      {
        title: 'an explanation that names neither waits for a person',
        response:
          'Because softmax divides every entry by the sum of the whole row, which makes shares of them.',
        outcome: 'needs-review',
      },
      { title: 'nothing', response: '', outcome: 'ungradable' },
      { title: 'only space', response: ' \n ', outcome: 'ungradable' },
      { title: 'no idea', response: 'We have no idea.', outcome: 'ungradable' },
      { title: 'a number', response: 7, outcome: 'ungradable', codes: ['wrong-shape'] },
      { title: 'far too much', response: 'zero '.repeat(2000), outcome: 'ungradable', codes: ['too-long'] },
    ],
  },
];
