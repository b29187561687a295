import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Evidence, fitsInText, makeEvidence, readEvidence, writeEvidence } from '@/lib/reading/evidence';

const sample: Evidence = {
  title: '1,010 draws at T = 1, seed duet',
  columns: ['drawn', 'expected'],
  rows: [
    { label: 'a', values: [513, 505] },
    { label: 'b', values: [391, 404] },
  ],
};
const line = '[Evidence: 1,010 draws at T = 1, seed duet | drawn, expected | a: 513, 505; b: 391, 404]';

const anyEvidence = fc.record({
  title: fc.string({ maxLength: 140, unit: 'binary' }),
  columns: fc.array(fc.string({ maxLength: 30, unit: 'binary' }), { maxLength: 4 }),
  rows: fc.array(
    fc.record({
      label: fc.string({ maxLength: 20, unit: 'binary' }),
      values: fc.array(fc.double(), { maxLength: 4 }),
    }),
    { maxLength: 10 },
  ),
});
/** Of the right size, so that most of them can be brought to a text. */
const smallEvidence = fc.integer({ min: 1, max: 3 }).chain((width) =>
  fc.record({
    title: fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }),
    columns: fc.array(fc.constantFrom('p', 'log p / T', '± 2σ', 'a|b', 'x, y'), {
      minLength: width,
      maxLength: width,
    }),
    rows: fc.array(
      fc.record({
        label: fc.constantFrom('a', 'β', 'the end', ';', 'k: v'),
        values: fc.array(fc.double({ noNaN: true }), { minLength: width, maxLength: width }),
      }),
      { minLength: 1, maxLength: 8 },
    ),
  }),
);
/** Of four digits, as a line holds them. */
const shortened = ({ rows, ...rest }: Evidence): Evidence => ({
  ...rest,
  rows: rows.map(({ label, values }) => ({
    label,
    values: values.map((value) => Number(value.toPrecision(4)) + 0),
  })),
});

describe('evidence behind a text', () => {
  it('is a line that a person can read, and is taken off the text again', () => {
    const text = writeEvidence({ prose: 'It is drawn in proportion.', views: [sample] });
    expect(text).toBe(`It is drawn in proportion.\n${line}`);
    expect(readEvidence(text)).toEqual({ prose: 'It is drawn in proportion.', views: [sample] });
    expect(writeEvidence({ prose: '', views: [sample] })).toBe(line);
    expect(readEvidence(line)).toEqual({ prose: '', views: [sample] });
  });

  it('leaves a text without it as it is, to the last space', () => {
    for (const text of ['', ' ', 'a\n', '\n\n', '[Evidence: ]', 'see [Evidence: x | y | z: 1]', `${line} `]) {
      expect(readEvidence(text)).toEqual({ prose: text, views: [] });
    }
  });

  it.each([
    ['three parts more', `${line.slice(0, -1)} | c: 1]`],
    ['a row with a number too few', '[Evidence: t | p, q | a: 1]'],
    ['a row with a number too many', '[Evidence: t | p | a: 1, 2]'],
    ['no number', '[Evidence: t | p | a: one]'],
    ['a number of other digits', '[Evidence: t | p | a: 1.0]'],
    ['no column', '[Evidence: t |  | a: 1]'],
    ['four columns', '[Evidence: t | p, q, r, s | a: 1, 2, 3, 4]'],
    ['nine rows', `[Evidence: t | p | ${Array.from({ length: 9 }, () => 'a: 1').join('; ')}]`],
    ['a long title', `[Evidence: ${'t'.repeat(121)} | p | a: 1]`],
    ['a long label', `[Evidence: t | p | ${'a'.repeat(17)}: 1]`],
  ])('is none with %s', (_title, text) => {
    expect(readEvidence(text)).toEqual({ prose: text, views: [] });
  });

  it('is at most three views: a fourth stays in the text', () => {
    const text = ['Look:', line, line, line, line].join('\n');
    expect(readEvidence(text)).toEqual({ prose: `Look:\n${line}`, views: [sample, sample, sample] });
  });

  it('has room of its own: the text may be as long as without it', () => {
    const views = [sample, sample, sample];
    expect(fitsInText(writeEvidence({ prose: 'x'.repeat(100), views }), 100)).toBe(true);
    expect(fitsInText(writeEvidence({ prose: 'x'.repeat(101), views }), 100)).toBe(false);
    expect(fitsInText(writeEvidence({ prose: 'x', views: [...views, sample] }), 50)).toBe(false);
  });

  it('reads back as it was made, whatever was to be shown', () => {
    let made = 0;
    const comesBack = (wanted: Evidence, prose: string) => {
      const evidence = makeEvidence(wanted);
      if (evidence === null) return;
      made += 1;
      const text = writeEvidence({ prose, views: [evidence] });
      expect(readEvidence(text)).toEqual({ prose, views: [shortened(evidence)] });
      expect(fitsInText(text, prose.length)).toBe(true);
    };
    fc.assert(fc.property(smallEvidence, fc.string({ unit: 'grapheme' }), comesBack));
    fc.assert(fc.property(anyEvidence, fc.string(), comesBack));
    expect(made).toBeGreaterThan(20);
  });

  it('never loses a character of any text', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constant(line), fc.constant(''))), (lines) => {
        const text = lines.join('\n');
        // An empty line before the first view says nothing.
        expect([text, text.replace(/^\n/, '')]).toContain(writeEvidence(readEvidence(text)));
      }),
    );
  });
});
