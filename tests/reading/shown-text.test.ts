import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasHiddenCharacter, readShownText } from '@/lib/reading/shown-text';

function readName(typed: string) {
  return readShownText(typed, 80, 'letters');
}

const names = [
  'Zoë',
  'Zoe\u0308',
  'Nguyễn Thị Ánh',
  'अनन्या',
  '王小明',
  '𠮷野家',
  'محمد',
  'משה',
  'O’Brien',
  "O'Brien",
  'Jean-Luc',
  'Ｆｕｌｌｗｉｄｔｈ',
  'Łukasz Żółć',
  'Иван Петрович',
  'สมชาย',
  '김민준',
  'さくら',
  'Ñandú III',
  'X Æ A-12',
  // Persian with a non-joiner, Devanagari and Sinhala with joiners, Malayalam with one at the end.
  'علی\u200cرضا',
  'शर्\u200dमा',
  'ශ්\u200dරී',
  'രാജന്\u200d',
];

/** What nobody sees, or what turns the text around it. */
const hidden = [
  '\0',
  '\x07',
  '\x1b',
  '\x7f',
  '\x9b',
  '\u00ad',
  '\u034f',
  '\u061c',
  '\u115f',
  '\u180e',
  '\u200b',
  '\u200c',
  '\u200d',
  '\u200e',
  '\u200f',
  '\u202a',
  '\u202e',
  '\u2060',
  '\u2066',
  '\u2069',
  '\u3164',
  '\ufe0f',
  '\uffa0',
  '\ufffb',
  '\ue000',
  '\u0378',
  '\ud800',
  '\u{e0041}',
  '\u{f0000}',
];

describe('a text for others’ eyes', () => {
  it.each(names)('may be the name %s', (name) => {
    expect(readName(name)).toEqual({ ok: true, text: name.normalize('NFC') });
  });

  it.each(hidden.map((character) => [character.codePointAt(0)?.toString(16), character]))(
    'has no character U+%s anywhere',
    (_code, character) => {
      for (const name of [`${character}Eve`, `E${character}ve`, `Eve ${character}Adams`]) {
        const problem = { ok: false, problem: 'hidden-character' };
        expect(readName(name)).toEqual(problem);
      }
    },
  );

  it.each(['', ' ', '\t\n', '\u3000'])('is not blank: %j', (typed) => {
    expect(readName(typed)).toEqual({ ok: false, problem: 'empty' });
  });

  it.each(['123', '–', '\u2800', '\u0301', '☺', '‘’', '42'])(
    'has a letter where it is a name: %s',
    (typed) => {
      expect(readName(typed)).toEqual({ ok: false, problem: 'nothing-to-read' });
    },
  );

  it('may be digits alone where it is a title, and no signs alone', () => {
    expect(readShownText('101', 120, 'letters or digits')).toEqual({ ok: true, text: '101' });
    expect(readShownText('!?', 120, 'letters or digits')).toEqual({ ok: false, problem: 'nothing-to-read' });
  });

  it('is no longer than allowed', () => {
    expect(readName('x'.repeat(80))).toEqual({ ok: true, text: 'x'.repeat(80) });
    expect(readName('x'.repeat(81))).toEqual({ ok: false, problem: 'too-long' });
  });

  it('is stored as it is read again, on one line, and shows nothing hidden but joiners', () => {
    const typed = fc.string({
      unit: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...names, ...hidden)),
    });
    fc.assert(
      fc.property(typed, (text) => {
        const read = readShownText(text, 500, 'letters');
        if (!read.ok) return;
        expect(readShownText(read.text, 500, 'letters')).toEqual(read);
        expect(read.text.isWellFormed()).toBe(true);
        expect(read.text).not.toMatch(/[\n\r\t\u2028\u2029\u202a-\u202e]/);
        expect(hasHiddenCharacter(read.text.replace(/[\u200c\u200d]/g, ''))).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is refused wherever a hidden character comes into a good name', () => {
    const inside = fc.tuple(fc.constantFrom(...names), fc.constantFrom(...hidden), fc.nat());
    fc.assert(
      fc.property(inside, ([name, character, at]) => {
        fc.pre(!/[\u200c\u200d]/.test(character) && /\S/.test(character));
        const characters = Array.from(name);
        characters.splice(at % (characters.length + 1), 0, character);
        expect(readName(characters.join(''))).toMatchObject({ ok: false });
      }),
    );
  });
});
