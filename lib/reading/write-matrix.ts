import { readNumber } from '@/lib/reading/number';

export type MatrixFormat = 'tsv' | 'numpy' | 'matlab' | 'latex';

const plainDecimal = /^-?(?:\d+\.?\d*|\.\d+)$/;
const plainFraction = /^(-?)(\d+)\/(\d+)$/;

/**
 * Writes a matrix for another program; `readMatrixText` reads it back to the same values. Tab-separated
 * text keeps cells as typed. The other formats keep plain decimals and fractions as typed and write every
 * other readable cell by its value; a cell that is blank or unreadable is `nan` in code, as typed in LaTeX.
 */
export function writeMatrix(rows: readonly (readonly string[])[], format: MatrixFormat): string {
  const join = (cell: (text: string) => string, between: string, rowEnd: string) =>
    rows.map((row) => row.map(cell).join(between)).join(rowEnd);
  switch (format) {
    case 'tsv':
      return join(writeTabCell, '\t', '\n');
    case 'numpy':
      return `np.array([[${join((cell) => writeCode(cell, 'np.inf', 'np.nan'), ', ', '],\n          [')}]])`;
    case 'matlab':
      return `[${join((cell) => writeCode(cell, 'Inf', 'NaN'), ', ', '; ')}]`;
    case 'latex':
      return `\\begin{bmatrix}\n${join(writeLatex, ' & ', ' \\\\\n')}\n\\end{bmatrix}`;
  }
}

/** A text that is no number must not reach a spreadsheet as a formula. */
function writeTabCell(cell: string): string {
  const text = cell.trim().replace(/\s/g, ' ');
  return /^[=+\-@]/.test(text) && !readNumber(text).ok ? `'${text}` : text.replace(/^=\s*/, '');
}

function writeCode(cell: string, infinity: string, missing: string): string {
  const text = cell.trim();
  if (plainDecimal.test(text) || plainFraction.test(text)) return text;
  const number = readNumber(text);
  if (!number.ok) return missing;
  if (Number.isFinite(number.value)) return String(number.value);
  return number.value < 0 ? `-${infinity}` : infinity;
}

function writeLatex(cell: string): string {
  const number = readNumber(cell);
  if (!number.ok) return cell.trim().replace(/[\\{}&%$#_^~]/g, '\\$&');
  const fraction = plainFraction.exec(cell.trim());
  if (fraction) return `${fraction[1]}\\frac{${fraction[2]}}{${fraction[3]}}`;
  return writeCode(cell, '\\infty', '').replace(/e([+-]?)(\d+)$/, (_, sign: string, digits: string) => {
    return ` \\times 10^{${sign === '-' ? '-' : ''}${digits}}`;
  });
}
