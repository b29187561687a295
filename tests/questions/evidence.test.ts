import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { shortAnswer } from '@/lib/questions/kinds/short-answer/kind';
import { ShortAnswerReview } from '@/lib/questions/kinds/short-answer/review';
import type { SubmissionView } from '@/lib/schemas/submission';
import { listWorksheets } from '@/lib/worksheets/catalogue';

const line =
  '[Evidence: The moon pulls (step 3 of 5, T = 0.5) | log p, softmax | a: -0.693, 0.595; b: -2.303, 0.024]';
const rubric = {
  model: 'The moon does it.',
  concepts: [{ id: 'moon', label: 'what the moon does.', match: [{ near: ['moon'] }] }],
  levels: [{ score: 1, all: ['moon'] }],
};
const spec = { maxLength: 60, fields: [{ id: 'tides', label: 'Why is it high?' }] };
const part = shortAnswer.preparePart(spec, { ...rubric, fields: { tides: { ...rubric, share: 1 } } });
const map = listWorksheets().get('text-generation-and-attention')?.worksheet.parts.get('2b')?.prepared;
if (!map) throw new Error('missing');
const withLine = (text: string, lines = 1) => [text, ...Array<string>(lines).fill(line)].join('\n');

describe('evidence behind a written response', () => {
  it('is not read as what the pair explains', () => {
    const text = 'It is pulled by something heavy up there.';
    for (const said of [text, 'The moon pulls at the water.']) {
      expect(part.grade({ tides: withLine(said) }, 2)).toEqual(part.grade({ tides: said }, 2));
      expect(part.grade(withLine(said), 2)).toEqual(part.grade(said, 2));
    }
    expect(part.grade({ tides: text }, 2)).toMatchObject({ earned: 0 });
  });

  it('is no response by itself', () => {
    expect(part.isBlank({ tides: line })).toBe(true);
    expect(part.isBlank(line)).toBe(true);
    expect(part.grade({ tides: line }, 2).feedback).toEqual([
      { code: 'blank', message: 'Nothing has been entered yet.' },
    ]);
    expect(map.isBlank({ weights: [], reason: line })).toBe(true);
    expect(map.grade({ weights: [], reason: line }, 2).feedback[0]?.code).toBe('blank');
  });

  it('has room of its own, for three views', () => {
    const longest = 'x'.repeat(60);
    expect(part.acceptsField('tides', withLine(longest, 3))).toBe(true);
    expect(part.acceptsField('tides', withLine(`${longest}x`, 3))).toBe(false);
    expect(part.acceptsField('tides', withLine(longest, 4))).toBe(false);
    expect(part.grade({ tides: withLine(longest, 3) }, 2).feedback[0]?.code).not.toBe('too-long');
    expect(part.grade({ tides: withLine(`${longest}x`, 3) }, 2).feedback[0]?.code).toBe('too-long');
    expect(map.acceptsField('reason', withLine('x'.repeat(4000), 3))).toBe(true);
    expect(map.acceptsField('reason', withLine('x'.repeat(4001), 3))).toBe(false);
  });

  it('is drawn with its numbers where a person reads the text', () => {
    const { outcome, earned, total, feedback } = part.grade({ tides: withLine('The moon.') }, 2);
    const id = { id: 's', partId: '1', attempt: 1 };
    const submission: SubmissionView = { ...id, outcome, earned, total, feedback };
    const html = renderToStaticMarkup(
      createElement(ShortAnswerReview, {
        spec: {
          ...spec,
          rows: 5,
          placeholder: '',
          fields: spec.fields.map((one) => ({ rows: 4, echo: null, ...one })),
        },
        response: { tides: withLine('The moon.') },
        submission,
        revealedKey: null,
        rubric: [],
        said: {},
      }),
    );
    expect(html).not.toContain('[Evidence');
    expect(html).toContain('<caption>The moon pulls (step 3 of 5, T = 0.5)</caption>');
    for (const number of ['−0.693', '0.595', '−2.303', '0.024']) expect(html).toContain(`>${number}<`);
  });
});
