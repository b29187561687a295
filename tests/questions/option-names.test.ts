import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { choice } from '@/lib/questions/kinds/choice/kind';
import { optionOf } from '@/lib/questions/kinds/choice/option-of';
import { ChoiceReview } from '@/lib/questions/kinds/choice/review';

const options = [
  { id: 'low', label: 'A low temperature' },
  { id: 'high', label: 'A high temperature' },
];

it.each([
  ['low', 'low'],
  ['Low', 'low'],
  [' LOW\n', 'low'],
  ['A low temperature', 'low'],
  ['a LOW temperature!', 'low'],
  ['Ａ ｌｏｗ temperature', 'low'],
  ['lower', null],
  ['not low', null],
  ['low or high', null],
  ['It was a low temperature', null],
  ['', null],
])('takes %j for %j', (text, id) => {
  expect(optionOf(options, text)).toBe(id);
});

it('takes an id for itself, and a name that two options share for neither', () => {
  const cased = [
    { id: 'p', label: 'Momentum' },
    { id: 'P', label: 'Power' },
    { id: 'W', label: 'power' },
  ];
  expect(optionOf(cased, 'p')).toBe('p');
  expect(optionOf(cased, 'P')).toBe('P');
  expect(optionOf(cased, 'power')).toBeNull();
});

it('says the same by whatever name, so that a repeat is no second attempt', () => {
  const one = choice.preparePart({ options }, { correct: 'low' });
  expect(one.canonical('A low temperature')).toBe('low');
  expect(one.canonical('Low')).toBe(one.canonical('low'));
  expect(one.canonical('lowish')).toBe('lowish');
  const some = choice.preparePart({ options, several: true }, { correct: ['low'] });
  expect(some.canonical(['High', 'A low temperature', 'low'])).toEqual(['high', 'low']);
});

it('shows an instructor which option was meant', () => {
  const { spec: _spec, ...prepared } = choice.preparePart({ options }, { correct: 'low' });
  const submission = { id: 's', partId: '1', attempt: 1, outcome: 'correct' as const };
  const shown = renderToStaticMarkup(
    createElement(ChoiceReview, {
      spec: { options, several: false },
      response: 'a low temperature',
      submission: { ...submission, earned: 1, total: 1, feedback: [] },
      revealedKey: prepared.toRevealedKey(),
      said: {},
      rubric: prepared.toRubric(),
    }),
  );
  expect(shown.match(/\(chosen\)/g)).toHaveLength(1);
  expect(shown).toMatch(/A low temperature<\/span><span> \(chosen\)/);
});
