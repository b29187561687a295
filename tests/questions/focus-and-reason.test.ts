import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { attentionMap } from '@/lib/questions/kinds/attention-map/kind';
import { AttentionMapReview } from '@/lib/questions/kinds/attention-map/review';
import { AttentionMapWidget } from '@/lib/questions/kinds/attention-map/widget';
import type { WidgetProps } from '@/lib/questions/widget';
import { listWorksheets } from '@/lib/worksheets/catalogue';

const found = listWorksheets().get('text-generation-and-attention')?.worksheet.parts.get('2b');
if (!found) throw new Error('missing');
const part = found.prepared;
const words = 'happy spring what are you planning for the'.split(' ');
const weights = [[], [], [], [], [], [], [], ['.03', '.30', '.03', '.02', '.04', '.38', '.10', '.10']];
const grade = (focus: string[], reason: string) =>
  part.grade({ weights, focus: focus.map((word) => words.indexOf(word)), reason }, 6);
const connected =
  'Both are closely tied to the word that is to come: one is a season as well, the other tells that it is about a time ahead.';
const aboutSpring =
  'To predict summer, spring matters because it is a season too, and planning because it points to a time ahead.';

describe('a reason beside focus words', () => {
  it('need not repeat the words that were chosen', () => {
    expect(grade(['spring', 'planning'], connected)).toMatchObject({ outcome: 'correct', earned: 6 });
    // Without words, what "both" are is not said: 1 point of 6 is for the words, 2 are for the reason.
    expect(grade([], connected).earned).toBeLessThan(5);
  });

  it('waits for a person where it speaks of other words than those chosen', () => {
    expect(grade(['happy', 'what'], aboutSpring)).toMatchObject({ outcome: 'needs-review', route: 'review' });
    expect(grade(['for', 'the'], aboutSpring)).toMatchObject({ outcome: 'needs-review', route: 'review' });
    expect(grade(['spring', 'planning'], aboutSpring)).toMatchObject({ outcome: 'correct', earned: 6 });
  });

  it('waits for a person where it denies a word that was chosen', () => {
    const denied = grade(['spring', 'planning'], 'Spring gets almost no attention, as it is a season.');
    expect(denied).toMatchObject({ outcome: 'needs-review', route: 'review' });
  });

  it('earns nothing by the words alone', () => {
    const empty = grade(['spring', 'planning'], 'We clicked these two because they looked good to us.');
    expect(empty).toMatchObject({ outcome: 'needs-review', earned: 4 });
  });

  it('gets no more than half for a remark beside what the words say', () => {
    expect(grade(['spring', 'planning'], 'The weights are no longer equal.')).toMatchObject({
      outcome: 'partial',
      earned: 5,
    });
  });
});

describe('the question for it', () => {
  const props = (focus: number[]): WidgetProps => ({
    ...{
      partId: '2b',
      spec: part.spec,
      conflicts: [],
      submission: null,
      revealedKey: null,
      isReadOnly: false,
    },
    ...{ verdictHelp: {}, comparison: null, said: {}, partnerAt: {}, partnerTyping: {}, partnerCarets: {} },
    fields: { focus: { value: focus, version: 1, by: 'ada' } },
    ...{ draft() {}, commit() {}, resolve() {}, focus() {}, joinText() {}, labelledBy: 'title' },
  });
  const labelOf = (focus: number[]) => {
    // The spec was parsed by this kind.
    const shown = renderToStaticMarkup(
      createElement(AttentionMapWidget, props(focus) as Parameters<typeof AttentionMapWidget>[0]),
    );
    return [...shown.matchAll(/<label[^>]*>((?:(?!<\/label>).)*)<\/label>/g)]
      .map(([, label = '']) => label.replace(/<[^>]+>/g, ''))
      .at(-1);
  };

  it('speaks of the words that are chosen, as they are', () => {
    expect(labelOf([1, 5])).toBe('What connects spring and planning with the word that is predicted?');
    expect(labelOf([0])).toBe('What connects happy with the word that is predicted?');
    expect(labelOf([])).toBe('Why?');
  });

  it('stands above the reason for an instructor, with the words of the response', () => {
    const { feedback, outcome, earned, total } = grade(['spring', 'for'], connected);
    const shown = renderToStaticMarkup(
      createElement(AttentionMapReview, {
        // As above.
        spec: part.spec as Parameters<typeof AttentionMapReview>[0]['spec'],
        response: { weights, focus: [1, 6], reason: connected },
        submission: { id: 's', partId: '2b', attempt: 1, outcome, earned, total, feedback },
        revealedKey: part.toRevealedKey(),
        said: {},
        rubric: part.toRubric(),
      }),
    );
    expect(shown.replace(/<[^>]+>/g, '')).toContain(
      'What connects spring and for with the word that is predicted?',
    );
  });
});

describe('a key that takes concepts from focus words', () => {
  const spec = { words: ['sunny', 'beaches'], rows: [1], focus: { min: 1, max: 1 }, reason: true };
  const key = (from: object) => ({
    focus: { full: ['beaches'] },
    model: { weights: [[0.3, 0.7]], focus: ['beaches'] },
    reason: {
      from,
      model: 'Beaches are where one swims.',
      concepts: [{ id: 'swim', match: [{ near: ['swim'] }] }],
      levels: [{ score: 1, all: ['swim'] }],
    },
  });

  it.each([
    ['concept', { sea: { focus: 'beaches' } }, ['key', 'reason', 'from', 'sea'], 'no concept "sea"'],
    [
      'word',
      { swim: { focus: ['beach'] } },
      ['key', 'reason', 'from', 'swim', 'focus', 0],
      'no word "beach"',
    ],
  ])('names a %s that is there', (_what, from, path, message) => {
    expect(() => attentionMap.preparePart(spec, key(from))).toThrow(
      expect.objectContaining({ name: 'AuthoringError', path, message: expect.stringContaining(message) }),
    );
  });

  it('is for parts that ask for focus words', () => {
    const { focus: _focus, ...unfocused } = key({ swim: { focus: 'beaches' } });
    expect(() =>
      attentionMap.preparePart(
        { ...spec, focus: null },
        { ...unfocused, model: { weights: [[0.3, 0.7]] }, credit: { focus: 0 } },
      ),
    ).toThrow(/no focus words/);
  });

  it('asks by a name that is a part, where no focus words are asked for', () => {
    const asking = { words: ['sunny', 'beaches'], reason: { ask: 'Why {focus}, after {1b}?' } };
    const model = {
      model: {
        weights: [
          [1, 0],
          [0.3, 0.7],
        ],
      },
    };
    const named = (more: object) =>
      attentionMap.preparePart(
        { ...asking, ...more },
        { ...model, ...('focus' in more && { focus: { full: ['sunny'] } }) },
      ).namedParts;
    expect(named({ focus: { min: 1, max: 1 } }).map(({ partId }) => partId)).toEqual(['1b']);
    expect(named({}).map(({ partId }) => partId)).toEqual(['focus', '1b']);
    expect(named({})[0]?.path).toEqual(['reason', 'ask']);
  });
});
