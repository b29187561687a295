import { readDigits } from '@/lib/reading/digits';
import { type NumberSource, toNumberSource } from '@/lib/reading/number-source';
import type { Fault, Operand } from '@/lib/reading/operand';
import * as operands from '@/lib/reading/operand';
import type { UnreadableCode } from './operand';

/** A fault and the index in the text as typed where it shows. */
export interface Refusal extends Fault {
  at: number;
}

const deepest = 32;

const functions: ReadonlyMap<string, (x: number) => number> = new Map([
  ['exp', Math.exp],
  ['ln', Math.log],
  ['log', Math.log],
  ['log2', Math.log2],
  ['log10', Math.log10],
  ['sqrt', Math.sqrt],
]);

const constants: ReadonlyMap<string, number> = new Map([
  ['e', Math.E],
  ['pi', Math.PI],
  ['inf', Infinity],
  ['infinity', Infinity],
  ['oo', Infinity],
  ['minf', -Infinity],
]);

const vulgarFraction = /[\u00bc-\u00be\u2150-\u215e]/;
const mixedNumber = /\d\s*[\u00bc-\u00be\u2150-\u215e]|(?:^|[^\d.,])\d+\s+\d+\s*\/\s*\d/;
const powerOfTenFollows = /.\s*10\s*(?:\^|\*\*)/y;
const exponent = /e[+-]?\d+/y;
const name = /(?:(?:np|numpy|jnp|math|torch|tf|sympy|sp)\.)*([a-z]+(?:10|2)?)/y;
const quotedInfinity = /\s*\(\s*(['"])\s*([+-]?)inf(?:inity)?\s*\1\s*\)/y;
const bareExponential = /^[+-]?e[+-]\d+$/;
/** `×10−8`: a copy of `×10⁻⁸` that lost its raised digits looks the same. */
const lostPowerOfTen = /[*x×·]\s*10\s*-\s*\d/y;
/** `e−2`, by the same loss `e⁻²`; the second operand is not in brackets. */
const lostPowerOfE = /\s*-\s*[\d.a-z√¼-¾⅐-⅞]/y;
/** `10−3`: typed keys give a hyphen, so that another dash was copied, perhaps from `10⁻³`. */
const copiedPowerOfTen = /10\s*-\s*\d/y;
/** `3×108`, as a copy of `3×10⁸` arrives; `2×100` cannot be one. */
const lostPositivePower = /\s*10[1-9]\d?(?![\d.,])/y;
const spacedDifference = /\s+-\s+[\d.,]+\s*(?=\)|$)/y;
const termBegins = /(?:^|\()[\s=]*$/;
/** In Persian typing the slash is the decimal sign. */
const persianSlash = /[۰-۹]\s*[/／∕]\s*[۰-۹]/;
const unfinishedExponential = /e[+-]?$/y;
const loneE = /e(?![a-z])(?!\s*(?:\^|\*\*))/y;

const twoWays = 'can be read in two ways; use brackets and write every * for times.';
const several = 'looks like several numbers; write one.';
const unfinished = 'is not finished; something is missing at the end.';

/**
 * A recursive descent over one text of bounded length: every character is looked at a bounded number of
 * times, and brackets nest at most 32 deep. Methods give null once `refusal` is set.
 *
 *     sum     = product (('+' | '-') product)*
 *     product = factor (('*' | '×' | '/' | nothing) factor)*
 *     factor  = ['+' | '-'] power
 *     power   = primary [('^' | '**') ['+' | '-'] primary]
 *     primary = literal | constant | function '(' sum ')' | '√' primary | '(' sum ')'
 */
export class NumberParser {
  refusal: Refusal | null = null;
  private readonly text: string;
  private readonly typed: string;
  private readonly places: NumberSource['places'];
  private at = 0;
  private depth = 0;

  constructor(typed: string) {
    const { text, places } = toNumberSource(typed);
    this.text = text;
    this.typed = typed;
    this.places = places;
  }

  read(): Operand | null {
    this.take('=');
    const character = this.next();
    if (character === '') return this.refuse('empty', '');
    if (bareExponential.test(this.text)) {
      return this.refuse(
        'ambiguous',
        'could be a power or a difference; write 1e-3 or e^-3 for a power, e - (3) for a difference.',
      );
    }
    if (this.places && persianSlash.test(this.typed)) {
      return this.refuse(
        'ambiguous',
        'can be a decimal number or a fraction: which do you mean? Write 3.14 for the decimal, (3)/(14) for the fraction.',
      );
    }
    const operand = this.sum();
    if (!operand) return null;
    const isPercent = this.take('%');
    if (this.next() !== '') return isPercent ? this.refusePercent() : this.refuseRest();
    if (!isPercent) return this.settle(operands.standAlone(operand));
    return operands.isPlain(operand) ? this.settle(operands.percent(operand)) : this.refusePercent();
  }

  /** The next character that is no space, '' at the end. */
  private next(): string {
    while (this.at < this.text.length && (this.text[this.at] ?? '') <= ' ') this.at++;
    return this.text[this.at] ?? '';
  }

  private take(wanted: string): boolean {
    this.next();
    const found = this.text.startsWith(wanted, this.at);
    if (found) this.at += wanted.length;
    return found;
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text);
  }

  private sum(): Operand | null {
    let left = this.product();
    while (left) {
      const negative = this.take('-');
      if (!negative && !this.take('+')) break;
      const right = this.product();
      left = right && this.settle(operands.add(left, negative ? { ...right, value: -right.value } : right));
    }
    return left;
  }

  private product(): Operand | null {
    let last = this.factor();
    let left = last;
    let divided = false;
    while (left && last) {
      const operator = this.operator(last, divided);
      if (operator === null) return null;
      if (operator === '') break;
      const start = this.at;
      last = this.factor();
      divided = operator === '/';
      if (divided && last?.form === 'scientific' && last.ending === 'literal') {
        return this.refuse(
          'ambiguous',
          'can be read in two ways; put the number after / into brackets.',
          start,
        );
      }
      left = last && this.settle(divided ? operands.divide(left, last) : operands.multiply(left, last));
    }
    return left;
  }

  /** The operator that joins the next factor, '' where the product ends, null after a refusal. */
  private operator(last: Operand, divided: boolean): '*' | '/' | '' | null {
    const character = this.next();
    if (this.match(lostPowerOfTen)) {
      return this.refuse(
        'ambiguous',
        'can be a power or a difference; write 2.5*10^-3 or 2.5e-3 for a power, 2.5*10 - (3) for a difference.',
      );
    }
    if (character === '*' || character === '/') {
      if (divided && character === '/') return this.refuse('ambiguous', twoWays);
      return this.isLostPositivePower() ? this.refuseLostPower() : this.step(character);
    }
    if (character === '×' || character === '·' || character === 'x') return this.timesSign(last, divided);
    if (character !== '(' && character !== '√' && !isLetter(character)) return '';
    if (isLetter(character)) {
      if (this.match(unfinishedExponential)) {
        this.at = this.text.length;
        return this.refuse('incomplete', unfinished);
      }
      if (this.match(loneE)) {
        return this.refuse(
          'ambiguous',
          'could be a power of ten or a product; write 2e-3 without spaces, or 2*e.',
        );
      }
      const word = this.match(name)?.[1] ?? '';
      if (!constants.has(word) && !functions.has(word)) return this.refuseWord();
    }
    const mayFollow = last.ending === 'bracket' || (last.ending === 'literal' && character !== '(');
    return mayFollow && !divided && last.form !== 'scientific' ? '*' : this.refuse('ambiguous', twoWays);
  }

  /** `x` and a raised dot are a multiplication sign only before a power of ten. */
  private timesSign(last: Operand, divided: boolean): '*' | null {
    const character = this.text[this.at];
    const tens = this.match(powerOfTenFollows);
    if (character === '·' && !tens) {
      return this.refuse('ambiguous', 'could mean a decimal point or a product; write 0.4, or * for times.');
    }
    if (character === 'x' && (!tens || last.digits === '0')) {
      return this.refuse('not-a-number', 'is no decimal number; leave out the x, or write * for times.');
    }
    if (divided) return this.refuse('ambiguous', twoWays);
    return this.isLostPositivePower() ? this.refuseLostPower() : this.step('*');
  }

  private step<Operator extends '*' | '/'>(operator: Operator): Operator {
    this.at++;
    return operator;
  }

  /** Whether a times sign that no keyboard has is followed by 101 to 109 or 1010 to 1099. */
  private isLostPositivePower(): boolean {
    if (!this.places || !/[×⋅∗·]/.test(this.typedAt(this.at))) return false;
    lostPositivePower.lastIndex = this.at + 1;
    return lostPositivePower.test(this.text);
  }

  private refuseLostPower(): null {
    return this.refuse(
      'ambiguous',
      'can be a power of ten or a product; write 3*10^8 for the power, 3*(108) for the product.',
    );
  }

  private factor(): Operand | null {
    return this.signed(() => this.power());
  }

  /** The character as it was typed. */
  private typedAt(index: number): string {
    return String.fromCodePoint(this.typed.codePointAt(this.places?.[index] ?? index) ?? 32);
  }

  /** Whether a ten that begins a term is followed by a dash that no keyboard has, not set off by spaces. */
  private isCopiedPowerOfTen(): boolean {
    const found = this.places ? this.match(copiedPowerOfTen)?.[0] : undefined;
    if (found === undefined || /\s-\s/.test(found)) return false;
    const before = this.text.slice(0, this.at).trimEnd().at(-1) ?? '(';
    return !/[-－]/.test(this.typedAt(this.at + found.indexOf('-'))) && /[-+(=]/.test(before);
  }

  private signed(read: () => Operand | null): Operand | null {
    const negative = this.take('-');
    if (!negative) this.take('+');
    const operand = read();
    return operand && negative ? { ...operand, value: -operand.value } : operand;
  }

  private power(): Operand | null {
    const base = this.primary();
    if (!base || !this.takePower()) return base;
    const to = this.signed(() => this.primary());
    if (!to) return null;
    return this.takePower() ? this.refuse('ambiguous', twoWays) : this.settle(operands.raise(base, to));
  }

  private takePower(): boolean {
    return this.take('^') || this.take('**');
  }

  private primary(): Operand | null {
    const character = this.next();
    if (character === '') return this.refuse('incomplete', unfinished);
    if (this.isCopiedPowerOfTen()) {
      return this.refuse(
        'ambiguous',
        'can be a power or a difference; write 10^-3 for a power, 10 - (3) for a difference.',
      );
    }
    if (/[\d.,]/.test(character)) return this.literal();
    if (character === '(') return this.bracket();
    if (isLetter(character)) return this.named();
    if (character === '√') {
      this.at++;
      const argument = this.primary();
      return argument && this.settle(operands.apply(Math.sqrt, argument));
    }
    if (!vulgarFraction.test(character)) return this.refuseRest();
    this.at++;
    const [top, bottom] = character.normalize('NFKD').split('⁄');
    return operands.operand(Number(top) / Number(bottom), 'fraction');
  }

  private bracket(): Operand | null {
    if (this.depth === deepest) return this.refuse('too-deep', 'has too many brackets inside each other.');
    this.depth++;
    this.at++;
    const inner = this.sum();
    if (!inner) return null;
    if (this.next() === '') return this.refuse('incomplete', 'lacks a closing bracket.');
    if (!this.take(')')) return this.refuseRest();
    this.depth--;
    return { ...inner, ending: 'bracket' };
  }

  private named(): Operand | null {
    const start = this.at;
    const found = this.match(name);
    const word = found?.[1] ?? '';
    this.at += found?.[0].length ?? 0;
    const quoted = word === 'float' ? this.match(quotedInfinity) : null;
    if (quoted) {
      this.at += quoted[0].length;
      return operands.operand(quoted[2] === '-' ? -Infinity : Infinity, 'infinity');
    }
    const constant = constants.get(word);
    if (constant !== undefined) {
      if (word === 'e' && this.isLostPowerOfE(start)) {
        return this.refuse(
          'ambiguous',
          'can be a power or a difference; write e^-2 for a power, e - (2) for a difference.',
          start,
        );
      }
      return operands.operand(constant, Number.isFinite(constant) ? 'expression' : 'infinity');
    }
    const fn = functions.get(word);
    if (!fn) {
      return word === 'nan'
        ? this.refuse('undefined-value', 'is no value; write a number.', start)
        : this.refuseWord(start);
    }
    const character = this.next();
    if (character !== '(') {
      const code = character === '' ? 'incomplete' : 'not-a-number';
      return this.refuse(code, `needs brackets after ${word}, as in ${word}(2).`);
    }
    const argument = this.bracket();
    return argument && this.settle(operands.apply(fn, argument));
  }

  /** Only `e - 2` alone, with spaces around its minus, is surely a difference. */
  private isLostPowerOfE(start: number): boolean {
    if (!this.match(lostPowerOfE)) return false;
    return !this.match(spacedDifference) || !termBegins.test(this.text.slice(0, start));
  }

  private literal(): Operand | null {
    const start = this.at;
    const digits = readDigits(this.text, start);
    if ('code' in digits) return this.refuse(digits.code, digits.message);
    this.at = digits.end;
    const tens = this.match(exponent)?.[0] ?? '';
    this.at += tens.length;
    const form = tens ? 'scientific' : digits.text.includes('.') ? 'decimal' : 'integer';
    const read = this.settle(operands.literal(Number(digits.text + tens), form, digits.text), start);
    return read && { ...read, ending: 'literal' };
  }

  private settle(result: Operand | Fault, at = this.at): Operand | null {
    return 'code' in result ? this.refuse(result.code, result.message, at) : result;
  }

  private refuse(code: UnreadableCode, message: string, at = this.at): null {
    this.refusal ??= { code, message, at: this.places?.[at] ?? at };
    return null;
  }

  /** Names what stands where the text should end or a number begin. */
  private refuseRest(): null {
    const character = this.text[this.at] ?? ' ';
    const shown = this.typedAt(this.at);
    const rest = this.text.slice(this.at);
    if (/[\d.]/.test(character) || vulgarFraction.test(character)) {
      if (mixedNumber.test(this.text)) {
        return this.refuse(
          'mixed-number',
          'looks like a mixed number; write 2 + 3/4, or one fraction, 11/4.',
        );
      }
      return /[)a-z]\s*$/.test(this.text.slice(0, this.at))
        ? this.refuse('ambiguous', twoWays)
        : this.refuse('several-numbers', several);
    }
    if (/[,;]/.test(character) && /\d/.test(rest)) return this.refuse('several-numbers', several);
    if (character === '%') return this.refusePercent();
    if (isLetter(character)) return this.refuseWord();
    return /[+\-*/^×·]/.test(character)
      ? this.refuse('not-a-number', `has no number before “${shown}”; write 0.4 or 2/5.`)
      : this.refuse('not-a-number', `contains “${shown}”, which is no part of a number; write 0.4 or 2/5.`);
  }

  private refusePercent(): null {
    return this.refuse(
      'not-a-number',
      'has % elsewhere than after one plain number; write 40% or 0.4.',
      this.text.indexOf('%'),
    );
  }

  private refuseWord(at = this.at): null {
    return this.refuse('not-a-number', 'is not a number; write digits, such as 0.4 or 2/5.', at);
  }
}

function isLetter(character: string): boolean {
  return character >= 'a' && character <= 'z';
}
