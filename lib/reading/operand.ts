export type NumberForm =
  | 'integer'
  | 'decimal'
  | 'scientific'
  | 'fraction'
  | 'percent'
  | 'infinity'
  | 'expression';

export type UnreadableCode =
  | 'empty'
  | 'not-a-number'
  /** the text stops where more must follow, as while typing: `1/`, `-`, `exp(` */
  | 'incomplete'
  /** two readings are possible: `1,000`, `1/2e-1`, `2^3^2` */
  | 'ambiguous'
  | 'mixed-number'
  | 'several-numbers'
  | 'out-of-range'
  /** `1/0`, `ln(0)`, `inf - inf`, `nan` */
  | 'undefined-value'
  | 'too-long'
  | 'too-deep'
  /** readable, but the rules switch this form off */
  | 'form-not-allowed';

/** A part of the text and its value; `form` says what the part looks like, brackets and sign left aside. */
export interface Operand {
  value: number;
  form: NumberForm | 'power-of-ten';
  /** digits of a literal or mantissa, `.` as decimal sign, no groups, no sign; the exponent of 10^n; else '' */
  digits: string;
  /** how the text of the part ends: what may follow it without a multiplication sign depends on it */
  ending: 'literal' | 'bracket' | 'other';
}

/** Why there is no value; `message` continues a sentence that begins with the text in quotation marks. */
export interface Fault {
  code: UnreadableCode;
  message: string;
}

type Settled = Operand | Fault;

export function operand(value: number, form: Operand['form'] = 'expression', digits = ''): Operand {
  return { value, form, digits, ending: 'other' };
}

/** Whether the part is one number without an exponent, which may stand before `%` or `×10^n`. */
export function isPlain({ form }: Operand): boolean {
  return form === 'integer' || form === 'decimal';
}

/** A literal whose value is kept in a double: not infinite, and 0 only if every digit is. */
export function literal(value: number, form: Operand['form'], digits: string): Settled {
  const lost = value === 0 && /[1-9]/.test(digits);
  if (Number.isFinite(value) && !lost) return operand(value, form, digits);
  return fault('out-of-range', `is too ${lost ? 'close to 0' : 'large'}; check the exponent.`);
}

export function add(left: Operand, right: Operand): Settled {
  return settle(left.value + right.value, left, right);
}

/** A product; `3×10^8` is one literal in scientific form, and exactly the double nearest to it. */
export function multiply(left: Operand, right: Operand): Settled {
  if (right.form !== 'power-of-ten' || !isPlain(left)) return settle(left.value * right.value, left, right);
  const size = Number(`${left.digits}e${right.digits}`);
  return literal(left.value < 0 ? -size : size, 'scientific', left.digits);
}

export function divide(left: Operand, right: Operand): Settled {
  if (right.value === 0) return fault('undefined-value', 'divides by 0; write inf if that is meant.');
  const quotient = settle(left.value / right.value, left, right);
  const isNumber = (part: Operand) => isPlain(part) || part.form === 'scientific';
  return 'value' in quotient && isNumber(left) && isNumber(right)
    ? { ...quotient, form: 'fraction' }
    : quotient;
}

export function raise(base: Operand, exponent: Operand): Settled {
  const { value: to } = exponent;
  if (base.value === 10 && base.form === 'integer' && exponent.form === 'integer') {
    return operand(Number(`1e${to}`), 'power-of-ten', String(to));
  }
  const isUndefined = base.value === 0 ? to <= 0 : Math.abs(base.value) === Infinity && to === 0;
  return settle(isUndefined ? Number.NaN : base.value ** to, base, exponent);
}

export function apply(fn: (x: number) => number, argument: Operand): Settled {
  const value = fn(argument.value);
  return value === -Infinity
    ? fault('undefined-value', 'takes the logarithm of 0; write -inf if that is meant.')
    : settle(value, argument, argument);
}

/** A plain number of hundredths; the nearest double, which a division by 100 does not always give. */
export function percent(hundredths: Operand): Settled {
  const size = Number(`${hundredths.digits}e-2`);
  return literal(hundredths.value < 0 ? -size : size, 'percent', hundredths.digits);
}

/** A power of ten on its own must be in range; as a factor, `5×10^-324`, only the product must. */
export function standAlone(part: Operand): Settled {
  return part.form === 'power-of-ten' ? literal(part.value, part.form, part.digits) : part;
}

function settle(value: number, left: Operand, right: Operand): Settled {
  for (const part of [standAlone(left), standAlone(right)]) if ('code' in part) return part;
  if (Number.isNaN(value)) return fault('undefined-value', 'has no real value; check it.');
  const overflows = !Number.isFinite(value) && Number.isFinite(left.value) && Number.isFinite(right.value);
  return overflows ? fault('out-of-range', 'is too large; check it.') : operand(value);
}

function fault(code: UnreadableCode, message: string): Fault {
  return { code, message };
}
