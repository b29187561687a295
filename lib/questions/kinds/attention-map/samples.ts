import type { SamplePart } from '../../samples';

const spec = {
  words: ['sunny', 'beaches', 'are', 'for'],
  targets: ['beaches', 'are', 'for', 'swimming'],
  rows: [3],
  focus: { min: 1, max: 2 },
};

const key = {
  order: { high: ['beaches'], low: ['are'] },
  focus: { full: ['beaches', 'sunny'], part: ['for'] },
  credit: { structure: 3, order: 1, focus: 2 },
  model: { weights: [[0.3, 0.5, 0.1, 0.1]], focus: ['beaches', 'sunny'] },
};

export const samples: readonly SamplePart[] = [
  {
    title: 'the last row of four words',
    spec,
    key,
    points: 6,
    samples: [
      {
        title: 'weights and focus',
        response: { weights: [[], [], [], ['.3', '.5', '.1', '.1']], focus: [0, 1] },
        outcome: 'correct',
        earned: 6,
      },
      {
        title: 'the row alone, in percent',
        response: { weights: [['20%', '60%', '10%', '10%']], focus: [1, 0] },
        fromScript: true,
        outcome: 'correct',
        earned: 6,
      },
      {
        title: 'one good word and one that half counts',
        response: { weights: [['.3', '.5', '.1', '.1']], focus: [1, 3] },
        fromScript: true,
        outcome: 'partial',
        earned: 5.5,
        codes: ['focus'],
      },
      {
        title: 'the uniform average',
        response: { weights: [['1/4', '1/4', '1/4', '1/4']], focus: [0, 1] },
        fromScript: true,
        outcome: 'partial',
        earned: 4,
        codes: ['uniform', 'weights-order'],
      },
      {
        title: 'a row that is no share of one whole',
        response: { weights: [['3', '5', '1', '1']], focus: [0, 1] },
        fromScript: true,
        outcome: 'partial',
        earned: 5,
        codes: ['row-sum'],
      },
      {
        title: 'an earlier row that looks ahead',
        response: {
          weights: [[], ['.2', '.3', '.5', ''], [], ['.3', '.5', '.1', '.1']],
          focus: [0, 1],
        },
        outcome: 'partial',
        earned: 5,
        codes: ['looks-ahead'],
      },
      {
        title: 'weights that turn the words round',
        response: { weights: [['.1', '.1', '.7', '.1']], focus: [2] },
        fromScript: true,
        outcome: 'partial',
        earned: 3,
        codes: ['weights-order', 'focus'],
      },
      {
        title: 'focus words only',
        response: { focus: [0, 1] },
        fromScript: true,
        outcome: 'partial',
        earned: 2,
        codes: ['weights-missing'],
      },
      {
        title: 'weights only',
        response: { weights: [['.3', '.5', '.1', '.1']] },
        fromScript: true,
        outcome: 'partial',
        earned: 4,
        codes: ['focus-missing'],
      },
      {
        title: 'a cell that is no number',
        response: { weights: [['.3', 'most', '.1', '.1']], focus: [2] },
        fromScript: true,
        outcome: 'incorrect',
        codes: ['weights-unreadable'],
      },
      {
        title: 'nothing',
        response: { weights: [[], [], [], ['', '', '', '']], focus: [] },
        outcome: 'ungradable',
        codes: ['blank'],
      },
      { title: 'nothing at all', response: {}, outcome: 'ungradable', codes: ['blank'] },
      {
        title: 'more focus words than allowed',
        response: { weights: [['.3', '.5', '.1', '.1']], focus: [0, 1, 2] },
        fromScript: true,
        outcome: 'ungradable',
        codes: ['focus-words'],
      },
      {
        title: 'a row too short',
        response: { weights: [['1']], focus: [1] },
        fromScript: true,
        outcome: 'ungradable',
        codes: ['wrong-shape'],
      },
      { title: 'a list', response: ['.3', '.5'], outcome: 'ungradable', codes: ['wrong-shape'] },
    ],
  },
  {
    title: 'with a reason that has no rubric',
    spec: { ...spec, reason: true },
    key: { ...key, credit: { structure: 3, order: 1, focus: 2, reason: 2 } },
    points: 8,
    samples: [
      {
        title: 'a reason waits for a person',
        response: {
          weights: [['.3', '.5', '.1', '.1']],
          focus: [0, 1],
          reason: 'Beaches are where one swims.',
        },
        outcome: 'needs-review',
        fromScript: true,
        earned: 6,
        codes: ['reason-waits'],
      },
      {
        title: 'no reason',
        response: { weights: [['.3', '.5', '.1', '.1']], focus: [0, 1], reason: ' ' },
        fromScript: true,
        outcome: 'partial',
        earned: 6,
        codes: ['reason-missing'],
      },
    ],
  },
];
