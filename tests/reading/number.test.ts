import { describe, expect, it } from 'vitest';
import { readNumber } from '@/lib/reading/number';
import { acceptedNumbers, refusedNumbers } from './number-texts';

describe('a text that stands for one number', () => {
  it.each(acceptedNumbers)('%j is read as %d', (text, value, form, decimals, significant) => {
    const read = readNumber(text);
    expect(read).toEqual({ ok: true, value: expect.closeTo(value, 13), form, decimals, significant });
    // Literals are the nearest double exactly; only expressions may differ in the last bit.
    if (form !== 'expression') expect(read).toHaveProperty('value', value);
    expect(Object.is(read.ok && read.value, -0)).toBe(false);
  });
});

describe('a text that is no number, or could be two', () => {
  it.each(refusedNumbers)('%j is refused as %s', (text, code, at) => {
    const refused = readNumber(text);
    expect(refused).toMatchObject({ ok: false, code });
    if (!refused.ok) expect(refused.at).toBe(at);
  });

  it.each(refusedNumbers)('%j is told in one sentence what was seen', (text, code) => {
    const refused = readNumber(text);
    const message = refused.ok ? '' : refused.message;
    expect(message).toMatch(/^[“A-Z].+\.$/);
    expect(message).not.toContain('\n');
    if (code === 'empty' || code === 'too-long') return;
    const start = text.trim().replace(/\s+/g, ' ').slice(0, 10);
    expect(message.startsWith(`“${start}`)).toBe(true);
  });

  it('names both readings of a comma that could be either', () => {
    expect(readNumber('1,000')).toHaveProperty(
      'message',
      '“1,000” can mean 1000 or 1.000; write one of these.',
    );
  });

  it.each(['2.5x10-3', '3×10−8', '6 × 10 − 2'])('shows both ways to write %j', (text) => {
    const refused = readNumber(text);
    const message = refused.ok ? '' : refused.message;
    expect(message).toContain('2.5*10^-3 or 2.5e-3 for a power, 2.5*10 - (3) for a difference');
    expect(message).not.toContain('write * for times');
  });

  it.each([
    ['⁻1', '⁻'],
    ['2¹⁄₃', '₃'],
    ['－＊1', '＊'],
    ['0.𝟓①', '①'],
  ])('quotes the character of %j that was typed, not the one it stands for', (text, character) => {
    expect(readNumber(text)).toHaveProperty(
      'message',
      expect.stringMatching(`(contains|before) “${character}”`),
    );
  });

  it('asks what a Persian slash means', () => {
    expect(readNumber('۳/۱۴')).toHaveProperty('message', expect.stringContaining('which do you mean?'));
  });

  it('shortens a long text in its sentence, without cutting a character in half', () => {
    const refused = readNumber('😀'.repeat(100));
    expect(refused).toHaveProperty('message', expect.stringContaining(`“${'😀'.repeat(32)}…”`));
  });
});

describe('rules of the author', () => {
  it.each([
    ['1/3', { fractions: false }],
    ['½', { fractions: false }],
    ['33%', { percent: false }],
    ['exp(0)', { expressions: false }],
    ['2*3', { expressions: false }],
    ['e^0/(3*e^0)', { expressions: false }],
  ])('%j is refused as a form when %j', (text, rules) => {
    expect(readNumber(text, rules)).toMatchObject({ ok: false, code: 'form-not-allowed' });
  });

  it.each([
    ['1/3', { expressions: false, percent: false }],
    ['1/(3)', { expressions: false }],
    ['3*10^8', { expressions: false, fractions: false }],
    ['10^-3', { expressions: false }],
    ['-∞', { expressions: false, fractions: false, percent: false }],
    ['1,234.5', { expressions: false, fractions: false, percent: false }],
    ['33%', { expressions: false, fractions: false }],
    ['2*3', { fractions: false, percent: false }],
    ['1/3', { fractions: undefined }],
  ])('%j is still read when %j', (text, rules) => {
    expect(readNumber(text, rules)).toHaveProperty('ok', true);
  });
});
