import { plainLatex } from '@/lib/reading/latex';
import { quote, type Row, type Trouble } from '@/lib/reading/matrix-source';

const begin = /\\begin\s*\{([A-Za-z]*)\*?\}(?:\s*\{[^{}]*\}|\[[a-z][^\][&\\]*\])*/;
const environment =
  /^(?:small)?[bBpvV]?(?:small)?matrix$|^[bBpvV]?NiceMatrix$|^(?:[bBpvV]?Nice)?[aA]rray$|^tabular$/;
const rowEnd = /\\\\\*?(?:\[-?[\d.]+[a-z]{2}\])?|\\(?:cr|tabularnewline)(?![A-Za-z])/g;
const opening = /^(?:[\s$([]|\\[[(]|\\left\s*(?:\\?[[({|.])|[A-Za-z]\w*\s*=|\\displaystyle)*$/;
const closing = /^(?:[\s$.,;)\]]|\\[\])]|\\right\s*(?:\\?[\])}|.]))*$/;

/** From a bare `%` to the end of its line; `50% &` is meant as a percentage, though LaTeX would want `\%`. */
const comment = /(?<!\\)%(?![ \t]*(?:&|\\|$))[^\n]*/g;
const percentOrComment = /\d[ \t]{0,9}%[ \t]*\n/;

/** Rows of a LaTeX matrix, comments aside: the inside of its environment, or bare cells with `&` and `\\`. */
export function readLatexRows(latex: string): Row[] | Trouble {
  const unclear = percentOrComment.exec(latex);
  if (unclear) {
    const problem = `${quote(unclear[0])} could be a percentage or a number before a comment; write \\% for percent.`;
    return { problem, index: unclear.index };
  }
  const source = latex.replace(comment, (text) => ' '.repeat(text.length));
  const found = begin.exec(source);
  let from = 0;
  let to = source.length;
  if (found) {
    if (!environment.test(found[1] ?? '')) {
      return {
        problem: `${quote(found[0])} is not a matrix environment such as bmatrix.`,
        index: found.index,
      };
    }
    from = found.index + found[0].length;
    to = source.indexOf('\\end', from);
    if (to < 0) return { problem: 'The environment that begins here has no \\end.', index: found.index };
    const before = source.slice(0, found.index);
    if (!opening.test(before)) return outside(before, 0);
    const end = source.indexOf('}', to);
    const after = end < 0 ? '' : source.slice(end + 1);
    if (!closing.test(after)) return outside(after, end + 1);
    const second = begin.exec(source.slice(from, to));
    if (second) return { problem: 'A second matrix begins inside the first.', index: from + second.index };
  }
  const rows: Row[] = [];
  const addRow = (start: number, end: number) => {
    const text = source.slice(start, end).replace(/\\(?:hline|toprule|midrule|bottomrule)(?![A-Za-z])/g, '');
    if (text.trim() !== '')
      rows.push({
        cells: text.split('&').map(plainLatex),
        start: end - source.slice(start, end).trimStart().length,
      });
  };
  let start = from;
  for (const match of source.slice(from, to).matchAll(rowEnd)) {
    addRow(start, from + match.index);
    start = from + match.index + match[0].length;
  }
  addRow(start, to);
  return rows;
}

function outside(text: string, index: number): Trouble {
  return { problem: `${quote(text)} stands outside the matrix; paste the matrix alone.`, index };
}
