import type { SamplePart } from '../../samples';

const whole = {
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
};

export const samples: readonly SamplePart[] = [
  {
    title: 'why a masked score gets no weight',
    spec: { rows: 3 },
    key: whole,
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
  {
    title: 'the same in two fields',
    spec: {
      fields: [
        { id: 'exp', label: 'What does `exp` make of minus infinity?', rows: 2 },
        { id: 'share', label: 'What follows for the place?', rows: 2 },
      ],
    },
    key: {
      ...whole,
      fields: {
        exp: {
          share: 1,
          model: 'The exponential of minus infinity is zero.',
          concepts: whole.concepts.slice(0, 1),
          levels: [{ score: 1, all: ['exponential'] }],
        },
        share: {
          share: 3,
          model: 'Softmax gives the closed place no weight.',
          concepts: whole.concepts.slice(1),
          levels: [{ score: 1, all: ['weight'] }],
        },
      },
    },
    points: 2,
    samples: [
      {
        title: 'both fields',
        response: { exp: 'The exponential becomes zero there.', share: 'The place gets no weight at all.' },
        outcome: 'correct',
        earned: 2,
        codes: ['provisional'],
      },
      {
        title: 'one field, for its share',
        response: { exp: '', share: 'The place gets no weight at all.' },
        outcome: 'partial',
        earned: 1.5,
        codes: ['field-missing', 'provisional'],
      },
      {
        title: 'one field, the other not sent',
        response: { exp: 'The exponential becomes zero there.' },
        outcome: 'partial',
        earned: 0.5,
        codes: ['field-missing'],
        fromScript: true,
      },
      {
        title: 'one field that is understood and one that waits',
        response: {
          exp: 'The exponential becomes zero there.',
          share: 'It is then divided by the sum of the whole row.',
        },
        outcome: 'needs-review',
        earned: 0.5,
        codes: ['waits-for-review'],
      },
      {
        title: 'one field that says it has no idea',
        response: { exp: 'The exponential becomes zero there.', share: 'We have no idea.' },
        outcome: 'partial',
        earned: 0.5,
        codes: ['nothing-said'],
      },
      {
        title: 'a text for the whole, as of old',
        response: 'The exponential of minus infinity is zero, so softmax gives the closed place no weight.',
        outcome: 'correct',
        earned: 2,
        fromScript: true,
      },
      { title: 'nothing', response: { exp: '', share: ' ' }, outcome: 'ungradable', codes: ['blank'] },
      {
        title: 'no idea of either',
        response: { exp: 'We have no idea.', share: 'We have no idea.' },
        outcome: 'ungradable',
        codes: ['nothing-said'],
      },
      {
        title: 'a field that is not asked for',
        response: { exp: 'The exponential becomes zero there.', why: 'Because.' },
        outcome: 'ungradable',
        codes: ['wrong-shape'],
      },
      {
        title: 'far too much in one field',
        response: { exp: 'zero '.repeat(2000), share: 'It gets no weight.' },
        outcome: 'ungradable',
        codes: ['too-long'],
      },
      {
        title: 'a number in a field',
        response: { exp: 0, share: 'It gets no weight.' },
        outcome: 'ungradable',
        codes: ['wrong-shape'],
      },
    ],
  },
];
