import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvCell, csvLines } from '@/lib/results/csv-cell';

// OWASP, "CSV Injection": = + - @ tab and carriage return, also after spaces; full-width signs where those are read.
const dangerous = ['=', '+', '-', '@', '\t', '\r', '\n', '\uff1d', '\uff0b', '\uff0d', '\uff20'];

describe('a cell of the CSV file', () => {
  it.each(dangerous)('never begins with %j', (sign) => {
    for (const text of [`${sign}cmd|'/c calc'!A0`, ` ${sign}1+1`, `\u00a0${sign}1`]) {
      expect(csvCell(text)).toBe(`'${text}`);
    }
  });

  it('leaves names, addresses and numbers as they are', () => {
    for (const text of ['Ada Lovelace', 'ada@demo.test', 'O’Neil-Smith', 'Łukasz', '1/3', '']) {
      expect(csvCell(text)).toBe(text);
    }
    expect(csvCell(-1.5)).toBe(-1.5);
    expect(csvCell(null)).toBe('');
  });

  it('keeps every text readable behind the mark', () => {
    fc.assert(
      fc.property(fc.string(), (text) => String(csvCell(text)).replace(/^'/, '') === text.replace(/^'/, '')),
    );
  });
});

/** The fields of a line, by RFC 4180: quoted ones may hold anything, with quotes written twice. */
function fieldsOf(line: string): string[] {
  return [...line.matchAll(/(?:"((?:[^"]|"")*)"|([^,"\r\n]*))(?:,|\r\n$)/gy)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
}

describe('a line of the CSV file', () => {
  it('quotes texts, doubles their quotes, and leaves numbers and what is empty bare', () => {
    expect(csvLines([['say "hi"; a, b', 1.5, null, '', '=x'], ['']])).toBe(
      `"say ""hi""; a, b",1.5,,,"'=x"\r\n\r\n`,
    );
    expect(csvLines([])).toBe('');
  });

  it('is read back as what went in, whatever people typed', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), (texts) => {
        expect(fieldsOf(csvLines([texts]))).toEqual(texts.map((text) => String(csvCell(text))));
      }),
    );
  });
});
