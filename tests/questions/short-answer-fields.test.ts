import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { shortAnswer } from '@/lib/questions/kinds/short-answer/kind';
import { ShortAnswerReview } from '@/lib/questions/kinds/short-answer/review';
import type { SubmissionView } from '@/lib/schemas/submission';

const concept = (word: string) => ({
  id: word,
  label: `what ${word} does.`,
  hint: `Say what ${word} does.`,
  match: [{ near: [word] }],
});
const rubricOf = (word: string) => ({
  model: `The ${word} does it.`,
  concepts: [concept(word)],
  levels: [{ score: 1, all: [word] }],
});
const spec = {
  fields: [
    { id: 'tides', label: 'Why is it `high` twice a day?' },
    { id: 'waves', label: 'Why is it rough?', rows: 2 },
  ],
};
const key = {
  ...rubricOf('gravity'),
  fields: { tides: { ...rubricOf('moon'), share: 1 }, waves: { ...rubricOf('wind'), share: 2 } },
};
const part = shortAnswer.preparePart(spec, key);
const both = { tides: 'The moon pulls at the water.', waves: 'The wind blows over the water.' };

describe('a written response of several fields', () => {
  it('has a path and a long text for each field, and none for the part itself', () => {
    expect(part.fieldPaths).toEqual(['tides', 'waves']);
    expect(part.isLongText('tides') && part.isLongText('waves')).toBe(true);
    expect(part.isLongText('')).toBe(false);
    expect(part.acceptsField('', 'A text.')).toBe(false);
    expect(part.acceptsField('waves', 'A text.')).toBe(true);
    expect(part.acceptsField('waves', ['A text.'])).toBe(false);
    expect(part.responseFromFields(new Map([['waves', 'A text.']]))).toEqual({ tides: '', waves: 'A text.' });
  });

  it('gives each field its share, however the shares divide the points', () => {
    expect(part.grade(both, 1)).toMatchObject({ outcome: 'correct', earned: 1 });
    expect(part.grade({ ...both, tides: '' }, 4)).toMatchObject({ outcome: 'partial', earned: 2.666667 });
    expect(part.grade({ ...both, waves: ' ' }, 3)).toMatchObject({ outcome: 'partial', earned: 1 });
  });

  it('says which field each remark and each concept belongs to, and only once that it is provisional', () => {
    const grading = part.grade({ ...both, waves: '' }, 3);
    expect(grading.feedback).toEqual([
      { code: 'found', message: '“Why is it high twice a day?” Found: what moon does.' },
      { code: 'field-missing', message: '“Why is it rough?” has no answer yet.' },
      { code: 'provisional', message: expect.stringContaining('provisional') },
    ]);
    expect(part.grade(both, 3)).toMatchObject({
      concepts: [
        { id: 'moon', field: 'tides', quote: 'moon' },
        { id: 'wind', field: 'waves', quote: 'wind' },
      ],
    });
    const codes = part.grade(both, 3).feedback.map(({ code }) => code);
    expect(codes.filter((code) => code === 'provisional')).toHaveLength(1);
  });

  it('waits for a person as soon as one field does', () => {
    const grading = part.grade({ ...both, waves: 'Because the sea is very large and deep.' }, 3);
    expect(grading).toMatchObject({ outcome: 'needs-review', earned: 1, route: 'review' });
    expect(grading.feedback.at(-1)?.code).toBe('waits-for-review');
  });

  it('reads a plain text by the rubric of the whole, and one for fields only where there are fields', () => {
    expect(part.grade('It is gravity.', 3)).toMatchObject({ outcome: 'correct', earned: 3 });
    const plain = shortAnswer.preparePart({}, rubricOf('gravity'));
    expect(plain.grade({ tides: 'It is gravity.' }, 3)).toMatchObject({
      outcome: 'ungradable',
      feedback: [{ code: 'wrong-shape' }],
    });
  });

  it('takes the same texts for the same response, whatever space is around them', () => {
    expect(part.canonical({ waves: ' wind ', tides: '' })).toEqual(part.canonical({ waves: 'wind' }));
    expect(part.canonical({ waves: 'wind' })).not.toEqual(part.canonical({ tides: 'wind' }));
    expect(part.canonical('wind')).toBe('wind');
  });

  it('shows a model for each field when the page is turned', () => {
    expect(part.toRevealedKey()).toEqual({
      model: 'The gravity does it.',
      fields: { tides: 'The moon does it.', waves: 'The wind does it.' },
    });
  });

  it.each([
    ['a field without a rubric', { ...key, fields: { tides: key.fields.tides } }, ['key', 'fields'], 'waves'],
    [
      'a rubric without a field',
      { ...key, fields: { ...key.fields, foam: rubricOf('air') } },
      ['key', 'fields', 'foam'],
      'foam',
    ],
    [
      'a level of a field that names no concept',
      {
        ...key,
        fields: { ...key.fields, waves: { ...rubricOf('wind'), levels: [{ score: 1, all: ['storm'] }] } },
      },
      ['key', 'fields', 'waves', 'levels', 0],
      'storm',
    ],
  ])('tells an author where there is %s', (_what, wrong, path, name) => {
    expect(() => shortAnswer.preparePart(spec, wrong)).toThrow(
      expect.objectContaining({ name: 'AuthoringError', path, message: expect.stringContaining(name) }),
    );
  });

  it('names no field twice', () => {
    const twice = { fields: [spec.fields[0], { ...spec.fields[1], id: 'tides' }] };
    expect(() => shortAnswer.preparePart(twice, key)).toThrow(/same id/);
  });
});

describe("the instructor's view of it", () => {
  it('has each text below its question and what the pair said elsewhere, with what was found there', () => {
    const { feedback, outcome, earned, total, ...rest } = part.grade(both, 3);
    const submission: SubmissionView = {
      ...{ id: 's', partId: '1', attempt: 1, outcome, earned, total, feedback },
      ...('concepts' in rest && rest.concepts && { concepts: rest.concepts }),
    };
    const shown = renderToStaticMarkup(
      createElement(ShortAnswerReview, {
        spec: {
          maxLength: 4000,
          rows: 5,
          placeholder: '',
          fields: spec.fields.map((one, index) => ({
            rows: 4,
            echo: ['when', 'how'][index] ?? null,
            ...one,
          })),
        },
        response: both,
        submission,
        revealedKey: part.toRevealedKey(),
        said: { when: ['Twice a day'], how: [] },
        rubric: part.toRubric(),
      }),
    );
    const [tides = '', waves = ''] = shown.split('Why is it rough?');
    expect(tides).toMatch(/<code translate="no">high<\/code>/);
    expect(tides).toMatch(/<mark[^>]*>moon<\/mark>/);
    expect(tides).toContain('The moon does it.');
    const text = (html: string) => html.replace(/<[^>]+>/g, '');
    expect(text(tides)).toContain('The pair said: Twice a day (when)');
    expect(text(waves)).toContain('The pair has said nothing in how.');
    expect(waves).toMatch(/<mark[^>]*>wind<\/mark>/);
    expect(waves).not.toContain('moon');
  });
});
