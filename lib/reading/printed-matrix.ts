import { isTrouble, quote, type Trouble } from '@/lib/reading/matrix-source';

const fence = /^\s*(?:```|~~~)/;
const prompt = /^\s*(?:>>>?|>|julia>|sage:|octave(?::\d+)?>|In ?\[\d{1,9}\](?::=?)|\(%i\d{1,9}\))(?=\s|$)/;
const continuation = /^\s*(?:\.\.\.:?|\+)(?=\s|$)/;
const header =
  /^\s*(?:\d+(?:[×x]\d+|-element)\s[^\n]*:|\d+ x \d+ sparse Matrix of class "\w*"(?: \([^()]*\))?|\d+[×x]\d+ (?:\w+ ){0,3}(?:matrix|array)|(?:Diagonal|Permutation) Matrix|# A tibble: [^\n]*|[A-Za-z_]\w*\s*=\s*\d+[×x]\d+[\w ]*|Tensor|shape: \([\d, ]*\)|\[\d+ rows x \d+ columns\])\s*$/;
const seriesFooter = /^\s*(?:\w+: [^,]*, )*dtype: \w+\s*$/;
const columnNumbers = /^\s*(?:\[,\d+\]\s*)+$/;
const rowNumber = /^\s*\[\d+,\]/;
const vectorNumber = /^\s*\[\d+\](?=\s+[^\s,[\]])/;
const block = /^\s*Columns? \d+ (?:through|to|and) \d+:?\s*$|(?<![\\&])\\\s*$/;
const commonFactor = /^\s*[\d.]+e[+-]?\d+\s*\*\s*$/i;
/** Programs print a zero that a matrix does not store as a dot; the dot of Julia is a plain asterisk by now. */
const sparseHeader = /^\s*\d+ ?[×x] ?\d+ (?:sparse Matrix of class|[^\n]*(?:Triangular|iagonal|Sparse))/;
const unstored = /(?<=\s)[*.](?=\s|$)/g;
/** What notebooks and mails put before every line. */
const comment = /^\s*(?:##|#>|#)(?!\d)/;
const maximaLabel = /^\s*\(%o\d{1,9}\)(?=\s+\[)/;
const blankRow = /^\s*\[\s+\]\s*$/;
const rowOfBrackets = /^\s*\[[^[\]]*\]\s*$/;
const fractionBar = /[[⎡⎢⎣⎛⎜⎝\s](?:-{2,}|─+)(?=[\s\]⎤⎥⎦⎞⎟⎠])/;
/** `2 % first row`, but not `2 % exp(0)`. */
const percentOrComment =
  /\d[ \t]{1,9}%[ \t]{1,9}(?!(?:exp|ln|log|sqrt|inf|nan|oo|minf|infinity|pi|np)(?!\p{L}))\p{L}{2}/iu;
const maximaBar = /^\s*\(%o\d{1,9}\)\s{1,99}-+\s*$/;
const drawn = /[⎛-⎭]/;
const drawnLine = /^(\s*)[⎡⎢⎣⎛⎜⎝⎧⎨⎩]([^⎛-⎭]*)[⎤⎥⎦⎞⎟⎠⎫⎬⎭](\s*)$/;
/** Whether any of this may be in a text; the prints that come most often have none of it. */
const marks =
  /[`~⎛-⎭#─]|[>:*\\](?=\s|$|>)|=\s{0,9}\d+[×x]|\(%|\[(?:,\d|\d+(?:,\]|\]\s|\srows)|\s)|--|%\s|Tensor|Column|atrix|array\s*$/m;
const listOfRows = /(?:array|tensor)\(\s{0,16}\[(?!\s{0,16}\[)/i;

const keyword =
  "\\s*,\\s*(?:[A-Za-z_]\\w*\\s*=\\s*)?(?:'[^'\\n]*'|\"[^\"\\n]*\"|<[^<>]*>|\\([\\s\\d,]*\\)|[A-Za-z_][\\w.]*(?:\\('[^'\\n]*'\\))?)";
const tensorInList = /(?<=[[(,]\s{0,16})<tf\.[^<>[\]]{0,300}?numpy=\s{0,4}([^<>]*)>/g;
const rowInList = new RegExp(
  `(?<=[[(,]\\s{0,16})(?:\\w{1,16}\\.){0,4}(?:array|tensor)\\(\\s{0,16}(\\[[^[\\]]*\\])(?:${keyword}){0,8}\\s{0,16},?\\s{0,16}\\)`,
  'gi',
);

/** The matrix in a print, without what a program or a page wrote around it. */
export interface Print {
  /** as many lines as before, so that places stay right */
  text: string;
  /** the first of two columns is an index, which no cell of a matrix is */
  isSeries: boolean;
}

/**
 * Takes off the fences of Markdown, prompts and commands, headers and footers, the numbers of rows and columns, and
 * drawn brackets. A print that is cut into blocks, has a common factor or holds two outputs is trouble.
 */
export function openPrint(source: string): Print | Trouble {
  const text = source.includes('[') ? unwrapLists(source) : source;
  if (!marks.test(text)) return { text, isSeries: false };
  const lines = text.split('\n');
  dropFences(lines);
  dropCommentSigns(lines);
  const trouble = dropPrompts(lines) ?? findComment(lines) ?? findLoss(lines) ?? openBrackets(lines);
  if (trouble) return trouble;
  dropBlankRows(lines);
  const isSeries = lines.some((line) => seriesFooter.test(line));
  const isSparse = lines.some((line) => sparseHeader.test(line));
  const kept = lines.map((line) => {
    if (header.test(line) || seriesFooter.test(line)) return '';
    return isSparse ? line.replace(unstored, '0') : line;
  });
  const numbered = dropNumbers(kept);
  return isTrouble(numbered) ? numbered : { text: numbered.join('\n'), isSeries };
}

/** `[array([1., 0.]), array([0.5, 0.5])]` as nested lists, and TensorFlow's scalars as numbers. */
function unwrapLists(source: string): string {
  const text = source.includes('<tf.') ? source.replace(tensorInList, '$1') : source;
  return listOfRows.test(text) ? text.replace(rowInList, '$1') : text;
}

function isFilled(line: string): boolean {
  return line.trim() !== '';
}

function startOf(lines: readonly string[], line: number): number {
  return lines.slice(0, line).reduce((sum, { length }) => sum + length + 1, 0);
}

function troubleAt(lines: readonly string[], line: number, problem: string): Trouble {
  const indent = (lines[line] ?? '').search(/\S/);
  return { problem, index: startOf(lines, line) + Math.max(0, indent) };
}

function dropFences(lines: string[]): void {
  const first = lines.findIndex(isFilled);
  const last = lines.findLastIndex(isFilled);
  if (first === last || !fence.test(lines[first] ?? '') || !fence.test(lines[last] ?? '')) return;
  lines[first] = '';
  lines[last] = '';
}

/** A sign of a comment before every line, as notebooks print what a program says. */
function dropCommentSigns(lines: string[]): void {
  const filled = lines.filter(isFilled);
  if (
    filled.length === 0 ||
    !filled.every((line) => comment.test(line)) ||
    /^\s*# A tibble/.test(filled[0] ?? '')
  )
    return;
  for (const [i, line] of lines.entries())
    lines[i] = line.replace(comment, (sign) => ' '.repeat(sign.length));
}

/** Leaves comments out of lists; trouble where `50 % of it` may be a percentage. */
function findComment(lines: string[]): Trouble | null {
  if (!lines.some((line) => line.includes('['))) return null;
  for (const [i, line] of lines.entries()) {
    if (percentOrComment.test(line)) {
      const problem = `${quote(line)} could hold a percentage or a comment; leave the comment out.`;
      return troubleAt(lines, i, problem);
    }
    lines[i] = line.replace(/(?<=[,;\d.\])])[ \t]{0,99}#.*$|(?<=[;,])[ \t]{0,99}%(?!e\b|pi\b).*$/, (text) =>
      ' '.repeat(text.length),
    );
  }
  return null;
}

/** Without the label of Maxima, and the rows that set others apart in its prints and in SymPy's: every second one. */
function dropBlankRows(lines: string[]): void {
  for (const [i, line] of lines.entries())
    lines[i] = line.replace(maximaLabel, (label) => ' '.repeat(label.length));
  const filled = lines.filter(isFilled);
  const width = filled[0]?.trim().length;
  const isSpaced = filled.every(
    (line, i) =>
      rowOfBrackets.test(line) && line.trim().length === width && blankRow.test(line) === (i % 2 === 1),
  );
  if (!isSpaced) return;
  for (const [i, line] of lines.entries()) if (blankRow.test(line)) lines[i] = '';
}

/** Leaves the output of a command; a command without output is itself what was pasted. */
function dropPrompts(lines: string[]): Trouble | null {
  const isCommand: boolean[] = [];
  for (const [i, line] of lines.entries()) {
    isCommand.push(prompt.test(line) || (isCommand[i - 1] === true && continuation.test(line)));
  }
  if (!isCommand.includes(true)) return null;
  const outputs = lines
    .map((_, i) => i)
    .filter((i) => isFilled(lines[i] ?? '') && !isCommand[i])
    .filter((i, at, all) => at === 0 || isCommand.slice(all[at - 1], i).includes(true));
  const second = outputs[1];
  if (second !== undefined) return troubleAt(lines, second, 'A second output begins here; paste one.');
  for (const [i, line] of lines.entries()) {
    if (!isCommand[i]) continue;
    lines[i] = outputs.length > 0 ? '' : line.replace(prompt, '').replace(continuation, '');
  }
  return null;
}

/** Trouble for a print whose numbers cannot be read without what the program put elsewhere. */
function findLoss(lines: readonly string[]): Trouble | null {
  const cut = lines.findIndex((line) => block.test(line));
  const numbers = lines.flatMap((line, i) => (columnNumbers.test(line) ? [i] : []));
  const next = cut >= 0 ? cut : numbers[1];
  if (next !== undefined) {
    const problem =
      'This print is cut into blocks of columns; print it wide enough to hold each row on one line.';
    return troubleAt(lines, next, problem);
  }
  const bar = lines.findIndex(
    (line) =>
      ((drawn.test(line) || rowOfBrackets.test(line)) && fractionBar.test(line)) || maximaBar.test(line),
  );
  if (bar >= 0) {
    const problem = 'A fraction is drawn over several lines here; print it on one line, such as 1/2.';
    return troubleAt(lines, bar, problem);
  }
  const factor = lines.findIndex((line) => commonFactor.test(line));
  if (factor < 0) return null;
  const problem = `${quote(lines[factor] ?? '')} multiplies every number below it; print the numbers without a common factor.`;
  return troubleAt(lines, factor, problem);
}

/** Brackets that are drawn over several lines, as lists one below the other. */
function openBrackets(lines: string[]): Trouble | null {
  for (const [i, line] of lines.entries()) {
    if (!drawn.test(line)) continue;
    const inside = drawnLine.exec(line);
    if (!inside) {
      const problem = `${quote(line)} has something outside its drawn brackets; paste the matrix alone.`;
      return troubleAt(lines, i, problem);
    }
    const row = inside[2] ?? '';
    lines[i] = row.trim() === '' ? '' : `${inside[1]}[${row}]${inside[3]}`;
  }
  return null;
}

/** Without R's `[,1]` above columns, `[1,]` before rows and `[1]` before the lines of a vector. */
function dropNumbers(lines: readonly string[]): string[] | Trouble {
  const filled = lines.filter(isFilled);
  if (filled.length > 0 && filled.every((line) => vectorNumber.test(line))) {
    const plain = lines.map((line) => line.replace(vectorNumber, ''));
    return [plain.join(' '), ...plain.slice(1).map(() => '')];
  }
  return lines.map((line) => {
    if (columnNumbers.test(line)) return '';
    return line.replace(rowNumber, (label) => ' '.repeat(label.length));
  });
}
