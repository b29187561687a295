import { expect, it } from 'vitest';
import { shortAnswer } from '@/lib/questions/kinds/short-answer/kind';

const key = {
  model: 'The draw is random.',
  concepts: [{ id: 'random', hint: 'How is it drawn?', match: [{ near: ['random'] }] }],
  levels: [{ score: 1, all: ['random'] }],
};
const part = shortAnswer.preparePart({ maxLength: 60 }, key);

it('has one field, the text itself, as long as the part allows', () => {
  expect(part.fieldPaths).toEqual(['']);
  expect(part.acceptsField('', 'x'.repeat(60))).toBe(true);
  expect(part.acceptsField('', 'x'.repeat(61))).toBe(false);
  expect(part.acceptsField('', 5)).toBe(false);
  expect(part.responseFromFields(new Map([['', 'The draw is random.']]))).toBe('The draw is random.');
});

it('never says at once whether a text is right', () => {
  expect(part.hasInstantCheck).toBe(false);
  expect(part.checkField('', 'The draw is random.')).toBeNull();
});

it('grades provisionally, with concepts, confidence, situation and route', () => {
  expect(part.grade('The draw is random.', 3)).toMatchObject({
    outcome: 'correct',
    earned: 3,
    total: 3,
    provisional: true,
    situation: 'full',
    route: 'review',
    concepts: [{ id: 'random', verdict: 'found', quote: 'random' }],
  });
});

it('sends a text back that is too long, and says by how much', () => {
  const grading = part.grade('random '.repeat(10), 3);
  expect(grading).toMatchObject({ outcome: 'ungradable', earned: 0, feedback: [{ code: 'too-long' }] });
  expect(grading.feedback[0]?.message).toMatch(/70 characters.*60/);
});

it('shows the model response when the page is turned, and nothing else of the key', () => {
  expect(part.toRevealedKey()).toEqual({ model: 'The draw is random.' });
  expect(part.spec).toEqual({ maxLength: 60, rows: 5, placeholder: '', fields: null });
});
