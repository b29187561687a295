import type { SamplePart } from '../../samples';

export const samples: readonly SamplePart[] = [
  {
    title: 'one of two',
    spec: {
      options: [
        { id: 'low', label: 'A low temperature' },
        { id: 'high', label: 'A high temperature' },
      ],
    },
    key: { correct: 'low', hints: { high: 'What does a large number do to the differences?' } },
    points: 1,
    samples: [
      { title: 'the right one', response: 'low', outcome: 'correct', earned: 1 },
      {
        title: 'the right one, in a list',
        response: ['low'],
        outcome: 'correct',
        earned: 1,
        fromScript: true,
      },
      { title: 'the wrong one', response: 'high', outcome: 'incorrect', codes: ['hint', 'incorrect'] },
      { title: 'in capitals', response: 'LOW', outcome: 'correct', earned: 1, fromScript: true },
      {
        title: 'by its label',
        response: ' a low  temperature. ',
        outcome: 'correct',
        earned: 1,
        fromScript: true,
      },
      {
        title: 'the wrong one by its label',
        response: 'A high temperature',
        outcome: 'incorrect',
        codes: ['hint', 'incorrect'],
        fromScript: true,
      },
      {
        title: 'a sentence',
        response: 'It must have been a low temperature.',
        outcome: 'ungradable',
        codes: ['unknown-option'],
        fromScript: true,
      },
      {
        title: 'one option by two names',
        response: ['low', 'A low temperature'],
        outcome: 'correct',
        earned: 1,
        fromScript: true,
      },
      { title: 'both', response: ['low', 'high'], outcome: 'ungradable', codes: ['wrong-shape'] },
      {
        title: 'an option that is not offered',
        response: 'medium',
        outcome: 'ungradable',
        codes: ['unknown-option'],
      },
      { title: 'nothing', response: '', outcome: 'ungradable', codes: ['blank'] },
      { title: 'nothing at all', response: null, outcome: 'ungradable', codes: ['blank'], fromScript: true },
      { title: 'a number', response: 1, outcome: 'ungradable', codes: ['wrong-shape'] },
    ],
  },
  {
    title: 'several of four',
    spec: {
      several: true,
      options: [
        { id: 'a', label: 'The rows sum to 1' },
        { id: 'b', label: 'The columns sum to 1' },
        { id: 'c', label: 'Nothing looks ahead' },
        { id: 'd', label: 'It is symmetric' },
      ],
    },
    key: { correct: ['a', 'c'] },
    points: 3,
    samples: [
      { title: 'all right ones', response: ['c', 'a'], outcome: 'correct', earned: 3 },
      { title: 'one of two', response: ['a'], outcome: 'partial', earned: 1.5, codes: ['incorrect'] },
      { title: 'both and one too many', response: ['a', 'b', 'c'], outcome: 'partial', earned: 1.5 },
      { title: 'everything', response: ['a', 'b', 'c', 'd'], outcome: 'incorrect' },
      { title: 'only wrong ones', response: ['b', 'd'], outcome: 'incorrect', codes: ['incorrect'] },
      {
        title: 'by labels',
        response: ['the rows sum to 1', 'C'],
        outcome: 'correct',
        earned: 3,
        fromScript: true,
      },
      { title: 'one of them twice', response: ['a', 'a'], outcome: 'partial', earned: 1.5 },
      { title: 'nothing', response: [], outcome: 'ungradable', codes: ['blank'] },
    ],
  },
];
