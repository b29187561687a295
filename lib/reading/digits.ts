import type { Fault } from '@/lib/reading/operand';

/** `text` has `.` as its decimal sign and no groups; `end` is the index after the literal. */
export interface Digits {
  text: string;
  end: number;
}

const plain = /^(?:\d+\.?\d*|\.\d+)$/;
const groupedBySpace = /^[1-9]\d{0,2}([ '_])\d{3}(?:\1\d{3})*(?:[.,]\d*)?$/;
const groupedByComma = /^[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?$/;
const oneCommaGroup = /^[1-9]\d{0,2},\d{3}$/;
const groupedByDot = /^[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?$/;
const decimalComma = /^\d*,\d+$/;
const threeDigits = / \d{3}(?!\d)/y;

function isDigit(character = ''): boolean {
  return character >= '0' && character <= '9';
}

/**
 * Reads the digits of one literal from `start` on, without sign and exponent. A group separator or decimal
 * comma is taken only where no second reading is possible.
 */
export function readDigits(source: string, start: number): Digits | Fault {
  let end = start;
  for (; end < source.length; end++) {
    const character = source[end];
    if (isDigit(character) || character === '.') continue;
    if (character === ' ' && isDigit(source[end - 1])) {
      threeDigits.lastIndex = end;
      if (threeDigits.test(source)) continue;
    } else if (character === ',' || character === "'" || character === '_') {
      if (isDigit(source[end + 1])) continue;
    }
    break;
  }
  const raw = source.slice(start, end);
  const text = toPlainDigits(raw);
  const read = plain.test(text);
  if (read && raw.includes(' ') && source.slice(end).trimStart().startsWith('/')) {
    return {
      code: 'ambiguous',
      message: 'could be a grouped number or a mixed number; write it without spaces.',
    };
  }
  if (read) return { text, end };

  if (oneCommaGroup.test(raw)) {
    const message = `can mean ${raw.replace(',', '')} or ${raw.replace(',', '.')}; write one of these.`;
    return { code: 'ambiguous', message };
  }
  if (/[ ,]/.test(raw)) return { code: 'several-numbers', message: 'looks like several numbers; write one.' };
  const code = raw === '.' && end === source.length ? 'incomplete' : 'not-a-number';
  return { code, message: 'has no digits or more than one decimal point; write a number such as 0.4.' };
}

function toPlainDigits(raw: string): string {
  if (plain.test(raw)) return raw;
  if (groupedBySpace.test(raw)) return raw.replace(/[ '_]/g, '').replace(',', '.');
  if (groupedByComma.test(raw) && !oneCommaGroup.test(raw)) return raw.replaceAll(',', '');
  if (groupedByDot.test(raw)) return raw.replaceAll('.', '').replace(',', '.');
  return decimalComma.test(raw) && !oneCommaGroup.test(raw) ? raw.replace(',', '.') : raw;
}
