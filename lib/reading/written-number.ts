import { plainLatex } from '@/lib/reading/latex';

/** Longest text that is one number with what programs write around it. */
const longest = 256;

const marks = /[\\${}'"`<]|\/\/|\*\^|%[ep]|^\[1\]|\d\.?[bdfBDF][+-]?\d|[Ii]nf\d/;
const framing = /^[$\\'"`]/;
const latex = /[\\{]/;
const frame = /^(?:(\$\$?)([^$]+)\1|\\\((.+)\\\)|\\\[(.+)\\\]|(['"`])(.*)\5)$/s;
const callee = '(?:\\w{1,16}\\.){0,4}';
const keyword =
  "\\s*,\\s*[A-Za-z_]\\w*\\s*=\\s*(?:'[^']*'|\"[^\"]*\"|<[^<>]*>|\\([\\s\\d,]*\\)|[\\w.]+(?:\\('[^']*'\\))?)";
const scalar = new RegExp(
  `^([+-]?)${callee}(?:(?:b?float|u?int|longdouble|double|half)\\d*|tensor|(?:device)?array|constant|variable|decimal|integer|rational|fraction)\\(([^()'"=,]*)(?:${keyword})*\\)$`,
  'i',
);
const quotedScalar = new RegExp(
  `^([+-]?)${callee}(?:decimal|float|longdouble|fraction|rational|mpf)\\(\\s*(['"])([^'"()]*)\\2(?:${keyword})*\\s*\\)$`,
  'i',
);
const infinityCall = /^[+-]?float\(\s*['"][+-]?inf/i;
const exact = new RegExp(
  `^([+-]?)${callee}(?:fraction|rational)\\(\\s*([+-]?\\d+)\\s*,\\s*(\\d+)\\s*\\)$`,
  'i',
);
const rational = /^([+-]?\d+)\s*\/\/\s*(\d+)$/;
const called = new RegExp(
  `^[+-]?${callee}(?:(?:b?float|u?int|longdouble|double|half)\\d*|tensor|(?:device)?array|constant|variable|decimal|integer|rational|fraction|mpf)\\(`,
  'i',
);
const printedByR = /^\[1\]\s+/;
/** `0.5f0` of Julia, `0.5d0` of Fortran and `5.0b-1` of Maxima, whose letters say how many digits were kept. */
const exponentLetter = /^([+-]?(?:\d+\.\d*[bdf]|(?:\d+|\.\d+)[df]))([+-]?\d{1,4})$/i;
const sized = /[\d.][bdfBDF][+-]?\d|[Ii]nf\d/;
const sizedInfinity = /^([+-]?inf)(?:16|32|64)$/i;
/** Maxima; `50%` is a percentage. */
const percentName = /(?<![\w.)\s])\s*%(e|pi)(?![\w])/g;
const eagerTensor = /^<tf\.[^<>[\]]*numpy=([^<>[\]]*)>$/;

/**
 * One number as programs and LaTeX write it, in the plain form: `np.float64(0.5)` is `0.5`, `Fraction(1, 2)` and `1//2`
 * are `1/2`, `$\frac12$` is `1/2`. A text of another form stays as it is. Fields and pasted cells are read through this.
 */
export function toPlainNumber(text: string): string {
  let plain = text.trim();
  const isCall = plain.endsWith(')') && called.test(plain);
  if (plain.length > longest || !(isCall || marks.test(plain))) return plain;
  const framed = framing.test(plain) ? frame.exec(plain) : null;
  if (framed) plain = (framed[2] ?? framed[3] ?? framed[4] ?? framed[6] ?? '').trim();
  if (latex.test(plain)) plain = plainLatex(plain);
  if (called.test(plain)) {
    if (!infinityCall.test(plain)) plain = plain.replace(quotedScalar, '$1$3');
    return plain.replace(exact, '$1$2/$3').replace(scalar, '$1$2').trim();
  }
  if (plain.includes('%')) plain = plain.replace(percentName, '$1');
  if (plain.includes('*^')) plain = plain.replace('*^', 'e');
  if (plain.includes('`')) plain = plain.replace(/`[\d.]*$/, '');
  if (plain.startsWith('<')) plain = plain.replace(eagerTensor, '$1');
  if (plain.includes('//')) plain = plain.replace(rational, '$1/$2');
  if (plain.startsWith('[')) plain = plain.replace(printedByR, '');
  if (sized.test(plain)) {
    plain = plain
      .replace(exponentLetter, (_, digits: string, power: string) => `${digits.slice(0, -1)}e${power}`)
      .replace(sizedInfinity, '$1');
  }
  return plain.trim();
}
