import { evaluateRows } from '@/lib/questions/grading/authored-values';
import type { Grading } from '@/lib/schemas/grading';
import { readParts } from '../explorations/settings';
import { AuthoringError, type PreparedPart } from '../questions/define-kind';
import { kinds } from '../questions/kinds';
import type { FormulaScope } from '../reference/expression';
import { fillResponse, fillText, numberText } from './placeholders';
import type {
  AuthoredBlock,
  AuthoredPart,
  AuthoredQuestion,
  Block,
  LoadedPart,
  LoadedQuestion,
} from './worksheet';

type Path = readonly (string | number)[];

/** Does a piece of work on what is written at a path inside the question; null when it cannot be done. */
export type Attempt = <T>(path: Path, work: () => T) => T | null;

/** A piece of work that throws where it cannot be done: for what was loaded before. */
const strictly: Attempt = (_path, work) => work();

/**
 * Makes a question ready to work on, its formulas evaluated over `names`. Fills the placeholders of its texts where the
 * question has draws; elsewhere two braces are plain text. Leaves out what does not fit, after `attempt` has noted it.
 */
export function loadQuestion(
  authored: AuthoredQuestion,
  names: FormulaScope,
  attempt: Attempt = strictly,
): LoadedQuestion {
  const hasDraws = authored.draws !== undefined;
  const fill = (text: string) => (hasDraws ? fillText(text, names) : text);
  return {
    id: authored.id,
    title: authored.title,
    isScored: authored.scored,
    body: authored.body.flatMap(
      (block, index) => attempt(['body', index], () => loadBlock(block, names, fill)) ?? [],
    ),
    parts: authored.parts.flatMap(
      (part, index) =>
        loadPart(authored, part, names, (path, work) => attempt(['parts', index, ...path], work)) ?? [],
    ),
    drawn: hasDraws ? { authored, values: names } : null,
  };
}

/** Points are compared as written; what is below this is rounding of sums. */
const noise = 1e-9;

/** Whether a grading of the model response is the best there can be: all points, or a person has to read it. */
export function isFullMarks({ points }: LoadedPart, { outcome, earned }: Grading): boolean {
  return outcome === 'needs-review' || earned >= points - noise;
}

function loadPart(
  question: AuthoredQuestion,
  part: AuthoredPart,
  names: FormulaScope,
  attempt: Attempt,
): LoadedPart | null {
  const hasDraws = question.draws !== undefined;
  const isScored = part.scored ?? question.scored;
  const isPrediction = predictionIds(question).includes(part.id);
  if (isScored && isPrediction) {
    attempt(['id'], () => {
      throw new AuthoringError(
        `An exploration keeps ${part.id}, which nobody can check: say "scored: false".`,
        [],
      );
    });
  }
  const prompt = attempt(['prompt'], () => (hasDraws ? fillText(part.prompt, names) : part.prompt));
  const modelResponse = attempt(['modelResponse'], () =>
    hasDraws ? { value: fillResponse(part.modelResponse, names) } : { value: part.modelResponse },
  );
  const prepared = attempt([], () => preparePart(part, names));
  if (prompt === null || modelResponse === null || prepared === null) return null;
  return {
    id: part.id,
    questionId: question.id,
    kind: part.kind,
    prompt,
    points: part.points,
    isScored,
    isPrediction,
    attempts: part.attempts,
    instantCheck: part.instantCheck && prepared.hasInstantCheck,
    prepared,
    modelResponse: modelResponse.value,
  };
}

/** Parts in which the question's explorations store values of the pair. */
function predictionIds({ body }: AuthoredQuestion): string[] {
  return body.flatMap((block) => ('exploration' in block ? Object.values(readParts(block.with)) : []));
}

function preparePart(part: AuthoredPart, names: FormulaScope): PreparedPart {
  const kind = kinds.get(part.kind);
  if (kind === undefined) {
    const known = [...kinds.keys()].join(', ');
    throw new AuthoringError(`There is no kind "${part.kind}"; there are: ${known}.`, ['kind']);
  }
  return kind.preparePart(part.spec ?? {}, part.key ?? {}, names);
}

function loadBlock(block: AuthoredBlock, names: FormulaScope, fill: (text: string) => string): Block {
  if ('text' in block) return { type: 'text', markdown: fill(block.text) };
  if ('exploration' in block) {
    return { type: 'exploration', name: block.exploration, with: block.with, below: block.below ?? null };
  }
  const { caption } = block;
  if ('code' in block) {
    const code = fill(block.code);
    return { type: 'code', code, language: block.language, caption: caption ? fill(caption) : null };
  }
  if ('table' in block) {
    const rows = block.table.map((row) => row.map((cell) => fill(String(cell))));
    return { type: 'table', header: block.header?.map(fill) ?? null, rows, caption: fill(block.caption) };
  }
  const matrix =
    typeof block.matrix === 'string'
      ? block.matrix
      : block.matrix.map((row) => row.map((cell) => (typeof cell === 'string' ? fill(cell) : cell)));
  const values = evaluateRows(matrix, names, null, ['matrix']);
  const written = typeof matrix === 'string' ? values : matrix;
  const [first = []] = values;
  assertLabels(block.rowLabels, values.length, 'rowLabels');
  assertLabels(block.columnLabels, first.length, 'columnLabels');
  return {
    type: 'matrix',
    rows: written.map((row) => row.map(toCellText)),
    caption: fill(block.caption),
    rowLabels: block.rowLabels ?? null,
    columnLabels: block.columnLabels ?? null,
  };
}

function assertLabels(labels: readonly string[] | undefined, count: number, name: string): void {
  if (labels === undefined || labels.length === count) return;
  throw new AuthoringError(`There are ${labels.length} labels for ${count}.`, [name]);
}

function toCellText(cell: number | string): string {
  return typeof cell === 'string' ? cell : numberText(cell);
}
