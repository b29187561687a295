const command = (names: string) => new RegExp(`\\\\(?:${names})(?![A-Za-z])`, 'g');

const decoration = command('left|right|displaystyle|textstyle|quad|qquad|hline');
const thinSpace = /\\[,;:! ]/g;
const named = command('infty|pi|exp|ln|log|sqrt');
const times = command('cdot|times|ast');
const wrapped =
  /\\(?:text|mathrm|mathit|mathbf|textbf|boldsymbol|boxed|num|operatorname|mbox)\s*\{([^{}]*)\}/g;
const phantom = /\\[hv]?phantom\s*\{[^{}]*\}/g;
const fraction = /\\(?:[dtcs]?|nice)frac\s*(?:\{([^{}]*)\}|(\d))\s*(?:\{([^{}]*)\}|(\d))/g;
const root = /\\sqrt\s*(?:\{([^{}]*)\}|(\d))/g;
const raised = /\^\s*\{([^{}]*)\}/g;
const braces = /\{([^{}]*)\}/g;
const deepest = 8;
const neighbourhood = 8;

/**
 * Rewrites the LaTeX of numbers in the plain form that `readNumber` reads: `\frac12` becomes `1/2`,
 * `-\infty` becomes `-inf`. What has no such form stays and is refused as a cell.
 */
export function plainLatex(latex: string): string {
  let text = latex
    .replace(phantom, '')
    .replace(decoration, '')
    .replace(thinSpace, '')
    .replace(times, '*')
    .replace(command('div'), '/')
    .replaceAll('\\%', '%');
  for (let depth = 0; depth < deepest; depth++) {
    const before = text;
    text = text
      .replace(wrapped, '$1')
      .replace(root, (_, braced?: string, digit?: string) => `sqrt(${braced ?? digit})`)
      .replace(raised, '^($1)')
      .replace(fraction, writeFraction);
    if (text === before) break;
  }
  return text
    .replace(braces, (_, inner: string) => (/^[-+,.\d]*$/.test(inner) ? inner : `(${inner})`))
    .replace(named, (name) => (name === '\\infty' ? 'inf' : name.slice(1)))
    .trim();
}

/** `a/b`, in brackets wherever a neighbour could otherwise be read into it, as in `2\frac12`. */
function writeFraction(...match: (string | number | undefined)[]): string {
  const [whole, top, topDigit, bottom, bottomDigit, offset, text] = match;
  const written = `${bracketed(top ?? topDigit)}/${bracketed(bottom ?? bottomDigit)}`;
  const start = Number(offset);
  const end = start + String(whole).length;
  const before = String(text).slice(Math.max(0, start - neighbourhood), start);
  const after = String(text).slice(end, end + neighbourhood);
  const alone = /(?:^|[[{(,;&$])\s*[+-]?\s*$/.test(before) && /^\s*(?:$|[\]}),;&$]|\\[)\]])/.test(after);
  return alone ? written : `(${written})`;
}

function bracketed(part: string | number | undefined): string {
  const text = String(part ?? '').trim();
  return /^[\d.]*$/.test(text) ? text : `(${text})`;
}
