import { expect, it } from 'vitest';
import { prepareRubric, rubricSchema } from '@/lib/questions/grading/rubric/rubric';
import { tryRubric } from '@/lib/questions/grading/rubric/try-rubric';

/** Full marks for why it floats and what is pushed away; half of them for either. */
const rubric = prepareRubric(
  rubricSchema.parse({
    model: 'Ice is less dense than water, so it floats and displaces its own weight.',
    concepts: [
      { id: 'dense', match: [{ near: ['less dense, lighter'] }, { near: ['expands'] }] },
      { id: 'pushed', match: [{ near: ['displaces'] }, { near: ['pushes', 'aside'] }] },
      { id: 'air', match: [{ near: ['trapped air'] }] },
    ],
    misconceptions: [
      { id: 'cold', feedback: 'Cold things do not rise.', cap: 0, match: [{ near: ['cold rises'] }] },
    ],
    levels: [
      { score: 1, all: ['dense', 'pushed'] },
      { score: 0.5, anyOf: ['dense', 'pushed', 'air'], minAny: 1 },
    ],
  }),
);

const marked = [
  { text: 'The ice is less dense than the water, and it displaces as much of it as it weighs.', points: 4 },
  { text: 'When water freezes it expands, and so the ice is lighter than the water was.', points: 2 },
  { text: 'The water expands while it freezes in the lake.', points: 0 },
  { text: 'The ice goes up in the lake because the cold rises there.', points: 0 },
];

it('reads each response beside its mark', () => {
  const { read } = tryRubric(rubric, marked, 4);
  expect(read.map(({ points, earned }) => [points, earned])).toEqual([
    [4, 4],
    [2, 2],
    [0, 2],
    [0, 0],
  ]);
  expect(read[2]?.concepts).toMatchObject([{ id: 'dense', verdict: 'found', quote: 'expands' }, {}, {}]);
});

it('says of each way to say something where it is met, where nothing else is, and what it does to the points', () => {
  const { matchers } = tryRubric(rubric, marked, 4);
  const of = (place: string) => matchers.find((one) => one.place === place);
  // Of the first two responses; the second has another way, too.
  expect(of('concepts dense match 0')).toEqual({
    place: 'concepts dense match 0',
    met: 2,
    alone: 1,
    nearer: 0,
    further: 1,
  });
  // Without it, the third earns nothing, as its mark says.
  expect(of('concepts dense match 1')).toMatchObject({ met: 2, alone: 1, nearer: 1, further: 0 });
  expect(of('concepts pushed match 1')).toMatchObject({ met: 0, alone: 0 });
  expect(of('misconceptions cold match 0')).toMatchObject({ met: 1, alone: 1, nearer: 0, further: 0 });
});

it('names what no response is found to say, and a model response that earns too little', () => {
  expect(tryRubric(rubric, marked, 4)).toMatchObject({ unfound: ['air'], modelEarned: 4 });
  const { modelEarned } = tryRubric({ ...rubric, model: 'It is lighter than water.' }, marked, 4);
  expect(modelEarned).toBe(2);
});

it('reads a set of none', () => {
  expect(tryRubric(rubric, [], 4)).toMatchObject({ read: [], unfound: ['dense', 'pushed', 'air'] });
});
