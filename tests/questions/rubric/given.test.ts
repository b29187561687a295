import { describe, expect, it } from 'vitest';
import { gradeWritten } from '@/lib/questions/grading/rubric/engine';
import { prepareRubric, rubricSchema } from '@/lib/questions/grading/rubric/rubric';

const boiling = prepareRubric(
  rubricSchema.parse({
    model: 'On a mountain the water boils sooner because the air presses less.',
    variable: {
      terms: 'altitude',
      high: 'mountain',
      low: 'sea level',
      effects: {
        sooner: { terms: 'sooner, earlier', opposite: 'later' },
        later: { terms: 'later', opposite: 'sooner' },
      },
    },
    concepts: [
      {
        id: 'boiling',
        match: [{ when: 'high', effect: 'sooner' }],
        contradicts: [{ when: 'high', effect: 'later' }],
      },
    ],
    levels: [{ score: 1, all: ['boiling'] }],
  }),
);

describe('a direction that the field is about', () => {
  it.each([
    ['The water boils sooner there.', 'found'],
    ['The water boils later there.', 'contradicted'],
    ['At sea level the water boils later.', 'unknown'],
    ['On a mountain it boils later.', 'contradicted'],
    ['It boils sooner, while at sea level it boils later.', 'found'],
  ])('need not stand in the text: %s → %s', (text, verdict) => {
    const grade = gradeWritten(boiling, text, 4, { direction: 'high' });
    expect(grade.concepts).toMatchObject([{ id: 'boiling', verdict }]);
  });

  it('is nothing that a text without one could be about otherwise', () => {
    expect(gradeWritten(boiling, 'The water boils sooner there.', 4).concepts).toMatchObject([
      { verdict: 'unknown' },
    ]);
  });
});

const focus = prepareRubric(
  rubricSchema.parse({
    model: 'Spring matters, because it is a season.',
    entities: { spring: 'spring' },
    cues: { attended: 'matters, most', ignored: 'ignored' },
    concepts: [
      {
        id: 'spring',
        match: [{ of: 'spring', is: 'attended' }],
        contradicts: [{ of: 'spring', is: 'ignored' }],
      },
      { id: 'reason', match: [{ near: ['season'] }] },
    ],
    levels: [
      { score: 1, all: ['spring', 'reason'] },
      { score: 0.5, anyOf: ['spring', 'reason'], minAny: 1 },
    ],
  }),
);

describe('a concept that another field has said', () => {
  it.each([
    ['Both of them name a season.', true, 'correct', 4],
    ['Spring matters, being a season.', true, 'correct', 4],
    ['Spring is ignored here, a season.', true, 'needs-review', null],
    ['Spring matters, being a season.', false, 'needs-review', null],
    ['Both of them name a season.', false, 'partial', 2],
    ['We clicked them because they looked good.', true, 'needs-review', 0],
  ])('counts beside what the text says itself: %s (said: %s) → %s', (text, isSaid, outcome, earned) => {
    const grade = gradeWritten(focus, text, 4, { concepts: { spring: isSaid } });
    expect(grade.outcome).toBe(outcome);
    if (earned !== null) expect(grade.earned).toBe(earned);
    if (outcome === 'needs-review') expect(grade.route).toBe('review');
  });
});
