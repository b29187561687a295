import { NumberParser } from '@/lib/reading/number-parser';
import type { NumberForm, Operand, UnreadableCode } from '@/lib/reading/operand';
import { toPlainNumber } from '@/lib/reading/written-number';

export interface ReadNumber {
  ok: true;
  /** finite or ±Infinity, never NaN, never −0 */
  value: number;
  form: NumberForm;
  /** decimal places as typed, a percent counts two more; null unless a plain integer, decimal or percent */
  decimals: number | null;
  /** digits typed from the first that is not 0 on; null for zero and where it has no meaning */
  significant: number | null;
}

export interface UnreadableNumber {
  ok: false;
  code: UnreadableCode;
  /** one sentence: what was seen and how to write it */
  message: string;
  /** index into the text where the trouble starts, when known */
  at?: number;
}

/** Forms that may be switched off; all are on when nothing is said. */
export interface NumberRules {
  expressions?: boolean | undefined;
  fractions?: boolean | undefined;
  percent?: boolean | undefined;
}

const longest = 256;
const longestQuote = 32;

/**
 * Reads what a person typed as one number. Total: every text gets a value or a refusal, none a guess, in
 * time linear in a length of at most 256 characters.
 *
 * - Decimals with a dot, or with a comma where nothing else is possible (`0,5`, `3,14`; but `1,000` is
 *   ambiguous). Groups of three digits by spaces, apostrophes or underscores, and by commas or dots where
 *   they cannot be the decimal sign (`1,234,567`, `1,234.5`, `1.234,5`).
 * - `log` is the natural logarithm, as in Python; log2 and log10 have names of their own.
 * - A literal that is not zero but too small for a double (`1e-400`) is out of range, like one too large;
 *   an expression that underflows (`exp(-1e9)`) is 0, as in every floating-point library.
 * - What programs and LaTeX write around a number, as in `np.float64(0.5)` or `\frac{1}{3}`, is taken off first.
 * - `3×10−8` and `1/(1+e−2)` are ambiguous: copies lose raised digits, and the difference looks the same.
 * - A multiplication sign may be left out only where no second reading exists: `3e^0`, `2pi`, not `1/2pi`.
 */
export function readNumber(text: string, rules: NumberRules = {}): ReadNumber | UnreadableNumber {
  const plain = readPlainDecimal(text) ?? readPlainFraction(text, rules);
  if (plain) return plain;

  const trimmed = text.trim();
  if (trimmed.length > longest) {
    const message = `This is too long for one number; write at most ${longest} characters.`;
    return { ok: false, code: 'too-long', message };
  }
  const written = toPlainNumber(trimmed);
  const parser = new NumberParser(written);
  const operand = parser.read();
  const refusal = parser.refusal ?? (operand && refuseForm(operand, rules));
  if (operand && !refusal) return toReadNumber(operand);

  const { code, message, at } = refusal ?? { code: 'empty', message: '', at: undefined };
  if (code === 'empty') {
    return { ok: false, code, message: 'Nothing is written here; write a number such as 0.4 or 2/5.' };
  }
  const characters = Array.from(trimmed.replace(/\s+/g, ' '));
  const cut = characters.length > longestQuote;
  const quote = cut ? `${characters.slice(0, longestQuote).join('')}…` : characters.join('');
  const unreadable: UnreadableNumber = { ok: false, code, message: `“${quote}” ${message}` };
  if (at !== undefined && written === trimmed) unreadable.at = at + text.length - text.trimStart().length;
  return unreadable;
}

const powersOfTen = Array.from({ length: 16 }, (_, exponent) => Number(`1e${exponent}`));

/**
 * The short way for nearly every cell of a matrix: a decimal of at most 15 digits. Both its digits and its
 * power of ten are exact doubles, so one division gives the nearest double.
 */
function readPlainDecimal(text: string): ReadNumber | null {
  const end = text.length;
  if (end === 0 || end > 17) return null;
  const start = text.charCodeAt(0) === 45 ? 1 : 0;
  let digits = 0;
  let mantissa = 0;
  let point = -1;
  let significant = 0;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) {
      digits++;
      mantissa = mantissa * 10 + code - 48;
      if (mantissa > 0) significant++;
    } else if (code === 46 && point < 0) {
      point = i;
    } else {
      return null;
    }
  }
  if (digits === 0 || digits > 15) return null;
  const decimals = point < 0 ? 0 : end - point - 1;
  const size = mantissa / (powersOfTen[decimals] ?? 1);
  return {
    ok: true,
    value: start === 1 && size !== 0 ? -size : size,
    form: point < 0 ? 'integer' : 'decimal',
    decimals,
    significant: significant || null,
  };
}

/** The short way for `1/3` and the like. */
function readPlainFraction(text: string, rules: NumberRules): ReadNumber | null {
  const slash = text.indexOf('/');
  if (slash < 0 || rules.fractions === false) return null;
  const top = readPlainDecimal(text.slice(0, slash));
  const bottom = readPlainDecimal(text.slice(slash + 1));
  if (!top || !bottom?.value) return null;
  return {
    ok: true,
    value: top.value / bottom.value + 0,
    form: 'fraction',
    decimals: null,
    significant: null,
  };
}

function refuseForm({ form }: Operand, rules: NumberRules) {
  const refusal = (message: string) => ({ code: 'form-not-allowed' as const, message, at: undefined });
  if (form === 'fraction' && rules.fractions === false) {
    return refusal('is a fraction; write a decimal number here, such as 0.4.');
  }
  if (form === 'percent' && rules.percent === false) {
    return refusal('is a percentage; write a plain number here, such as 0.4.');
  }
  if (form === 'expression' && rules.expressions === false) {
    return refusal('is a calculation; work it out and write one number, such as 0.4.');
  }
  return null;
}

function toReadNumber({ value, form, digits }: Operand): ReadNumber {
  const point = digits.indexOf('.');
  const places = point < 0 ? 0 : digits.length - point - 1;
  const significant = digits.replace('.', '').replace(/^0+/, '').length || null;
  const normalised = value + 0;
  switch (form) {
    case 'integer':
    case 'decimal':
      return { ok: true, value: normalised, form, decimals: places, significant };
    case 'percent':
      return { ok: true, value: normalised, form, decimals: places + 2, significant };
    case 'power-of-ten':
      return { ok: true, value: normalised, form: 'scientific', decimals: null, significant: null };
    case 'scientific':
      return { ok: true, value: normalised, form, decimals: null, significant };
    default:
      return { ok: true, value: normalised, form, decimals: null, significant: null };
  }
}
