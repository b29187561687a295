import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import { evaluateRows } from '../questions/authored-values';
import { addPoints } from '../questions/credit';
import { AuthoringError, clearestIssue, type PreparedPart } from '../questions/define-kind';
import { kinds } from '../questions/kinds';
import {
  type AuthoredBlock,
  type AuthoredWorksheet,
  type Block,
  type LoadedPart,
  type LoadedQuestion,
  type Worksheet,
  worksheetSchema,
} from './worksheet';

/** Something that does not fit in a worksheet file; lines and columns count from 1. */
export interface WorksheetProblem {
  message: string;
  line: number;
  column: number;
}

/** A worksheet file that cannot be used. The message names the first problem as `file:line:column: sentence`. */
export class WorksheetError extends Error {
  override readonly name = 'WorksheetError';
  readonly line: number;
  readonly column: number;

  constructor(
    readonly fileName: string,
    /** At least one, in the order of the file. */
    readonly problems: readonly WorksheetProblem[],
  ) {
    const { message, line, column } = problems[0] ?? { message: 'This is no worksheet.', line: 1, column: 1 };
    super(`${fileName}:${line}:${column}: ${message}`);
    this.line = line;
    this.column = column;
  }
}

type Path = readonly (string | number)[];

const longestSource = 1_000_000;
/** Points are compared as written; what is below this is rounding of sums. */
const noise = 1e-9;

/**
 * Reads a worksheet from YAML, evaluates its keys and tries each part's model response. Throws a WorksheetError with
 * every problem found: YAML that cannot be read, unknown or missing settings, unknown kinds, ids used twice, formulas
 * and keys that do not fit, model responses that cannot be graded. Warnings are sentences for the author.
 */
export function loadWorksheet(
  yamlText: string,
  fileName: string,
): { worksheet: Worksheet; warnings: WorksheetProblem[] } {
  const source = new Source(yamlText, fileName);
  const authored = source.parse();
  const warnings: WorksheetProblem[] = [];
  const partIds = new Set<string>();
  const questionIds = new Set<string>();

  const questions = authored.questions.map((question, questionIndex): LoadedQuestion => {
    const path = ['questions', questionIndex];
    if (questionIds.has(question.id)) source.add([...path, 'id'], `The id "${question.id}" is used twice.`);
    questionIds.add(question.id);
    return {
      id: question.id,
      title: question.title,
      isScored: question.scored,
      body: question.body.flatMap(
        (block, index) => source.attempt([...path, 'body', index], () => loadBlock(block)) ?? [],
      ),
      parts: question.parts.flatMap((part, index) => {
        const partPath = [...path, 'parts', index];
        if (partIds.has(part.id)) source.add([...partPath, 'id'], `The id "${part.id}" is used twice.`);
        partIds.add(part.id);
        const loaded = loadPart(source, partPath, question, part);
        if (loaded === null) return [];
        warnings.push(
          ...loaded.prepared.warnings.map((message) => source.problem([...partPath, 'key'], message)),
          ...tryModelResponse(source, partPath, loaded),
        );
        return [loaded];
      }),
    };
  });
  source.throwProblems();

  const parts = questions.flatMap((question) => question.parts);
  const { slug, revision, title, credit, language } = authored;
  return {
    worksheet: {
      slug,
      revision,
      title,
      credit,
      language,
      questions,
      parts: new Map(parts.map((part) => [part.id, part])),
      maxPoints: addPoints(parts.filter((part) => part.isScored).map((part) => part.points)),
    },
    warnings,
  };
}

function loadPart(
  source: Source,
  path: Path,
  question: AuthoredWorksheet['questions'][number],
  part: AuthoredWorksheet['questions'][number]['parts'][number],
): LoadedPart | null {
  const kind = kinds.get(part.kind);
  if (kind === undefined) {
    const known = [...kinds.keys()].join(', ');
    source.add([...path, 'kind'], `There is no kind "${part.kind}"; there are: ${known}.`);
    return null;
  }
  const prepared = source.attempt(
    path,
    (): PreparedPart => kind.preparePart(part.spec ?? {}, part.key ?? {}),
  );
  if (prepared === null) return null;
  return {
    id: part.id,
    questionId: question.id,
    kind: part.kind,
    prompt: part.prompt,
    points: part.points,
    isScored: question.scored,
    attempts: part.attempts,
    instantCheck: part.instantCheck && prepared.hasInstantCheck,
    prepared,
    modelResponse: part.modelResponse,
  };
}

function tryModelResponse(source: Source, path: Path, part: LoadedPart): WorksheetProblem[] {
  const grading = part.prepared.grade(part.modelResponse, part.points);
  const place = [...path, 'modelResponse'];
  const remark = grading.feedback[0]?.message ?? '';
  if (grading.outcome === 'ungradable') {
    source.add(place, `The model response of ${part.id} cannot be graded. ${remark}`);
    return [];
  }
  if (grading.outcome === 'needs-review' || grading.earned >= part.points - noise) return [];
  const message = `The model response of ${part.id} earns ${grading.earned} of ${part.points}. ${remark}`;
  return [source.problem(place, message)];
}

function loadBlock(block: AuthoredBlock): Block {
  if ('text' in block) return { type: 'text', markdown: block.text };
  if ('code' in block) {
    return { type: 'code', code: block.code, language: block.language, caption: block.caption ?? null };
  }
  if ('exploration' in block) return { type: 'exploration', name: block.exploration, with: block.with };
  if ('table' in block) {
    const rows = block.table.map((row) => row.map(String));
    return { type: 'table', header: block.header ?? null, rows, caption: block.caption };
  }
  const values = evaluateRows(block.matrix, {}, null, ['matrix']);
  const written = typeof block.matrix === 'string' ? values : block.matrix;
  const [first = []] = values;
  assertLabels(block.rowLabels, values.length, 'rowLabels');
  assertLabels(block.columnLabels, first.length, 'columnLabels');
  return {
    type: 'matrix',
    rows: written.map((row) => row.map(toCellText)),
    caption: block.caption,
    rowLabels: block.rowLabels ?? null,
    columnLabels: block.columnLabels ?? null,
  };
}

function assertLabels(labels: readonly string[] | undefined, count: number, name: string): void {
  if (labels === undefined || labels.length === count) return;
  throw new AuthoringError(`There are ${labels.length} labels for ${count}.`, [name]);
}

function toCellText(cell: number | string): string {
  if (typeof cell === 'string') return cell;
  if (!Number.isFinite(cell)) return cell > 0 ? 'inf' : '-inf';
  return String(Number(cell.toPrecision(6)));
}

/** A YAML text that knows where its values stand, and collects what does not fit. */
class Source {
  private readonly lines = new LineCounter();
  private readonly document: Document.Parsed;
  private readonly problems: WorksheetProblem[] = [];

  constructor(
    text: string,
    private readonly fileName: string,
  ) {
    if (text.length > longestSource) {
      const message = `A worksheet has at most ${longestSource} characters.`;
      throw new WorksheetError(fileName, [{ message, line: 1, column: 1 }]);
    }
    this.document = parseDocument(text, { lineCounter: this.lines, prettyErrors: false });
  }

  /** The checked content. Throws a WorksheetError with all that is wrong with it. */
  parse(): AuthoredWorksheet {
    for (const { message, pos } of this.document.errors) {
      this.problems.push({ message: `${message}`, ...this.at(pos[0]) });
    }
    this.throwProblems();
    const content = this.attempt([], (): unknown => this.document.toJS({ maxAliasCount: 100 }));
    this.throwProblems();
    const parsed = worksheetSchema.safeParse(content);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) {
      const { message, path } = clearestIssue([issue]);
      this.add(path, `${nameOf(path)}${message}`);
    }
    this.throwProblems();
    throw new Error('unreachable: a schema that refuses names an issue');
  }

  /** What `work` gives; null, with the problem noted below `path`, when it throws an Error. */
  attempt<T>(path: Path, work: () => T): T | null {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const inner = error instanceof AuthoringError ? error.path : [];
      this.add([...path, ...inner], `${nameOf(inner)}${error.message}`);
      return null;
    }
  }

  add(path: Path, message: string): void {
    this.problems.push(this.problem(path, message));
  }

  /** A problem at the value of `path`, or at the nearest thing around it that is written. */
  problem(path: Path, message: string): WorksheetProblem {
    for (let length = path.length; length >= 0; length -= 1) {
      const offset = this.offsetOf(path.slice(0, length), length < path.length);
      if (offset !== null) return { message, ...this.at(offset) };
    }
    return { message, line: 1, column: 1 };
  }

  throwProblems(): void {
    if (this.problems.length === 0) return;
    const ordered = [...this.problems].sort((a, b) => a.line - b.line || a.column - b.column);
    throw new WorksheetError(this.fileName, ordered);
  }

  /** Where a value is written: at its name in the map around it, or, in a list, where the entry starts. */
  private offsetOf(path: Path, isAround: boolean): number | null {
    if (!this.document.hasIn(path)) return null;
    const last = path.at(-1);
    const around = path.length === 0 ? null : this.document.getIn(path.slice(0, -1), true);
    if (isMap(around) && !isAround) {
      const pair = around.items.find(({ key }) => isScalar(key) && key.value === last);
      if (isScalar(pair?.key) && pair.key.range) return pair.key.range[0];
    }
    const node = path.length === 0 ? this.document.contents : this.document.getIn(path, true);
    return isNode(node) && node.range ? node.range[0] : null;
  }

  private at(offset: number): { line: number; column: number } {
    const { line, col } = this.lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  }
}

/** The last steps of a path, to lead a message: "key.value: ". */
function nameOf(path: Path): string {
  const names = path.filter((step) => typeof step === 'string');
  const name = names.slice(-2).join('.');
  return name === '' ? '' : `${name}: `;
}
