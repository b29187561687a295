import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import { AuthoringError, clearestIssue } from '../questions/define-kind';
import type { FormulaScope } from '../reference/expression';
import { checkReferences } from './check-references';
import { drawValues } from './draws';
import { listDisplayedFormulas, listFormulas } from './formulas';
import { type Attempt, isFullMarks, loadQuestion } from './load-question';
import {
  type AuthoredQuestion,
  type AuthoredWorksheet,
  assembleWorksheet,
  type LoadedQuestion,
  type Worksheet,
  worksheetSchema,
} from './worksheet';
import { defaultSeed, drawnText, seedOf } from './worksheet-for';

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
    const { message, line, column } = problems[0] ?? {
      message: 'This is not a worksheet.',
      line: 1,
      column: 1,
    };
    super(`${fileName}:${line}:${column}: ${message}`);
    this.line = line;
    this.column = column;
  }
}

type Path = readonly (string | number)[];

const longestSource = 1_000_000;
/** Seeds that every question with draws is tried with; the first makes the worksheet that belongs to no pair. */
const triedSeeds = [defaultSeed, '1', '2', '3', '4'];

/**
 * Reads a worksheet from YAML, evaluates its keys and tries each part's model response. Throws a WorksheetError with
 * every problem found: YAML that cannot be read, unknown or missing settings, unknown kinds, ids used twice, formulas
 * and keys that do not fit, model responses that cannot be graded. Questions with draws are tried with a handful of
 * them. Warnings are sentences for the author.
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

  const questions = authored.questions.map((question, index): LoadedQuestion => {
    const path = ['questions', index];
    checkIds(source, path, question, questionIds, partIds);
    let [loaded, remarks]: [LoadedQuestion | null, WorksheetProblem[]] = [null, []];
    for (const values of listValues(question)) {
      const note = question.draws === undefined ? '' : ` (With ${drawnText(values)}.)`;
      const attempted = loadQuestion(question, values, source.attemptBelow(path, note));
      const tried = tryModelResponses(source, path, question, attempted, note);
      loaded ??= attempted;
      if (remarks.length === 0) remarks = tried;
      // What does not fit one draw would only be reported again for the next.
      if (source.hasProblems()) break;
    }
    warnings.push(...remarks);
    return loaded ?? loadQuestion(question, {});
  });
  checkReferences(authored, questions, (path, message) => source.add(path, message));
  checkSpoken(source, authored);
  warnings.push(...findUnspoken(source, authored));
  source.throwProblems();
  return { worksheet: assembleWorksheet(authored, questions), warnings };
}

function checkIds(
  source: Source,
  path: Path,
  question: AuthoredQuestion,
  questionIds: Set<string>,
  partIds: Set<string>,
): void {
  const noteId = (place: Path, id: string, known: Set<string>) => {
    if (known.has(id)) source.add([...place, 'id'], `The id "${id}" is used twice.`);
    known.add(id);
  };
  noteId(path, question.id, questionIds);
  question.parts.forEach((part, index) => {
    noteId([...path, 'parts', index], part.id, partIds);
  });
}

/** A formula that has words must be in the worksheet: the words for a misspelt one would never be used. */
function checkSpoken(source: Source, { spoken, questions }: AuthoredWorksheet): void {
  const formulas = new Set(questions.flatMap(textsOf).flatMap(({ text }) => listFormulas(text)));
  for (const formula of Object.keys(spoken)) {
    if (!formulas.has(formula.trim()))
      source.add(['spoken', formula], 'No text of the worksheet holds this formula.');
  }
}

/**
 * A formula on a line of its own is too long to be understood from its notation, so every one needs words. Only a
 * warning: worksheets that were published before have to load. With numbers of each pair there are no words for all.
 */
function findUnspoken(source: Source, { spoken, questions }: AuthoredWorksheet): WorksheetProblem[] {
  const known = new Set(Object.keys(spoken).map((formula) => formula.trim()));
  return questions.flatMap((question, index) => {
    const isSame = (formula: string) => question.draws === undefined || !formula.includes('{{');
    return textsOf(question).flatMap(({ path, text }) =>
      listDisplayedFormulas(text)
        .filter((formula) => isSame(formula) && !known.has(formula))
        .map((formula) =>
          source.problem(
            ['questions', index, ...path],
            `Say this formula in words, in "spoken" at the top of the file: ${formula}`,
          ),
        ),
    );
  });
}

/** The texts of a question that may hold formulas, with their paths. */
function textsOf({ body, parts }: AuthoredQuestion): { path: Path; text: string }[] {
  return [
    ...body.flatMap((block, index) =>
      'text' in block ? [{ path: ['body', index, 'text'], text: block.text }] : [],
    ),
    ...parts.map(({ prompt }, index) => ({ path: ['parts', index, 'prompt'], text: prompt })),
  ];
}

/** The drawn values of each trial of a question: one entry per seed, or one empty entry where it has no draws. */
function listValues({ id, draws }: AuthoredQuestion): FormulaScope[] {
  return draws === undefined ? [{}] : triedSeeds.map((seed) => drawValues(draws, seedOf(seed, id)));
}

/** Grades the model responses of the parts that could be loaded. Returns warnings; notes what cannot be graded. */
function tryModelResponses(
  source: Source,
  path: Path,
  question: AuthoredQuestion,
  { parts }: LoadedQuestion,
  note: string,
): WorksheetProblem[] {
  return parts.flatMap((part) => {
    const partPath = [...path, 'parts', question.parts.findIndex(({ id }) => id === part.id)];
    const warnings = part.prepared.warnings.map((message) =>
      source.problem([...partPath, 'key'], `${message}${note}`),
    );
    const grading = part.prepared.grade(part.modelResponse, part.points);
    if (isFullMarks(part, grading)) return warnings;
    const place = [...partPath, 'modelResponse'];
    const remark = `${grading.feedback[0]?.message ?? ''}${note}`;
    if (grading.outcome === 'ungradable') {
      source.add(place, `The model response of ${part.id} cannot be graded. ${remark}`);
      return warnings;
    }
    const message = `The model response of ${part.id} earns ${grading.earned} of ${part.points}. ${remark}`;
    return [...warnings, source.problem(place, message)];
  });
}

/** A YAML text that knows line and column of its values, and collects what does not fit. */
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
  attempt<T>(path: Path, work: () => T, note = ''): T | null {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const inner = error instanceof AuthoringError ? error.path : [];
      this.add([...path, ...inner], `${nameOf(inner)}${error.message}${note}`);
      return null;
    }
  }

  /** {@link attempt} for paths below `path`, with `note` after what does not fit. */
  attemptBelow(path: Path, note: string): Attempt {
    return (inner, work) => this.attempt([...path, ...inner], work, note);
  }

  hasProblems(): boolean {
    return this.problems.length > 0;
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
