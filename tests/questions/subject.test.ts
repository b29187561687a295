import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { plainQuestion, subjectNames, subjectPieces } from '@/lib/questions/fields/subject';
import { SubjectText } from '@/lib/questions/fields/subject-text';

const shown = (question: string, said: Record<string, string[]>) =>
  renderToStaticMarkup(createElement(SubjectText, { question, said })).replace(/<\/?span>/g, '');

it('takes the subject of a question from where its names say', () => {
  expect(shown('What connects {focus} with it?', { focus: ['spring', 'planning'] })).toBe(
    'What connects <em>spring</em> and <em>planning</em> with it?',
  );
  expect(shown('Why {1b}?', { '1b': ['a', 'b', 'c'] })).toBe('Why <em>a</em>, <em>b</em> and <em>c</em>?');
});

it('leaves a gap where nothing is said yet', () => {
  expect(shown('Why {1b}?', { '1b': [] })).toBe('Why …?');
  expect(shown('Why {1b}?', {})).toBe('Why …?');
});

it('sets pieces between backticks as code, and names nothing in them', () => {
  expect(shown('Why is it always `a{b}`?', {})).toBe('Why is it always <code translate="no">a{b}</code>?');
  expect(subjectNames('Why `{x}` and {1b} and {focus}?')).toEqual(['1b', 'focus']);
});

it('keeps every other text as it is', () => {
  for (const question of ['Plain?', 'A ` alone', 'An { open one', '{a b} {}', '']) {
    expect(subjectPieces(question)).toEqual(question === '' ? [] : [{ type: 'text', text: question }]);
  }
});

it('is quoted in sentences without its marks', () => {
  expect(plainQuestion('What connects {focus} with `a`?')).toBe('What connects … with a?');
});
