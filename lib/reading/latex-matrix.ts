import { plainLatex } from '@/lib/reading/latex';
import { quote, type Row, type Trouble } from '@/lib/reading/matrix-source';

const begin = /\\begin\s*\{([A-Za-z]*)\*?\}(?:\s*\{[^{}]*\}|\[[a-z]\])*/;
const environment = /^(?:small)?[bBpvV]?matrix$|^array$/;
const rowEnd = /\\\\\*?(?:\[-?[\d.]+[a-z]{2}\])?|\\(?:cr|tabularnewline)(?![A-Za-z])/g;
const opening = /^(?:[\s$([]|\\[[(]|\\left\s*(?:\\?[[({|.])|[A-Za-z]\w*\s*=|\\displaystyle)*$/;
const closing = /^(?:[\s$.,;)\]]|\\[\])]|\\right\s*(?:\\?[\])}|.]))*$/;

/** Rows of a LaTeX matrix: the inside of its environment, or bare cells with `&` and `\\`. */
export function readLatexRows(source: string): Row[] | Trouble {
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
    const text = source.slice(start, end).replace(/\\hline(?![A-Za-z])/g, '');
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
