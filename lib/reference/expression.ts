import {
  isArrayNode,
  isConstantNode,
  isFunctionNode,
  isObjectNode,
  isOperatorNode,
  isParenthesisNode,
  isSymbolNode,
  type MathNode,
  parse,
} from 'mathjs/number';
import { formulaFunctions } from './formula-functions';
import {
  combineCells,
  describeShape,
  type FormulaValue,
  mapCells,
  multiplyValues,
  toFormulaValue,
} from './formula-values';
import type { EmptyRowRule } from './softmax';

const maxLength = 2_000;
const maxNodes = 1_000;
const maxDepth = 200;
const maxBracketDepth = 32;

/** What an author may write in a key: a formula, a number, or a list or rows of these. */
export type FormulaSource =
  | string
  | number
  | readonly (string | number)[]
  | readonly (readonly (string | number)[])[];

/** Values that a formula may use, by name. */
export type FormulaScope = Readonly<Record<string, FormulaValue>>;

/** Refusal of a formula: its message is one sentence for the author. */
export class FormulaError extends Error {
  override readonly name = 'FormulaError';
  /** where in the formula, counted in characters from 0, when that is known */
  readonly at?: number;

  constructor(message: string, at?: number) {
    super(message);
    if (at !== undefined && at >= 0) this.at = at;
  }
}

/** Names that always stand for these numbers. */
export const formulaConstants: ReadonlyMap<string, number> = new Map([
  ['inf', Infinity],
  ['Infinity', Infinity],
  ['e', Math.E],
  ['pi', Math.PI],
]);

/**
 * The value of a key: a formula such as `softmaxRows(causalMask(8))` over `scope` and the functions of
 * `formula-functions.ts`, a number, or a list or rows of numbers and formulas for numbers (`"1/3"`, `"-inf"`).
 *
 * The language: numbers, `inf`, `e`, `pi`, names of `scope`, lists `[1, 2]` and matrices `[[1, 2], [3, 4]]`
 * (or `[1, 2; 3, 4]`), `+ −`, `*` (matrix product between matrices), `/` and `^` by a number, `.* ./ .^` cell
 * by cell with a single row or column repeated as needed, parentheses, calls, and `{emptyRow: 0}` after the
 * arguments of a softmax. mathjs only parses: nothing of it is ever evaluated, so a formula reaches no other code.
 *
 * Throws a FormulaError for anything else, for more than 2,000 characters, 1,000 nodes or 4,096 cells, and when
 * a value is NaN or a finite computation becomes infinite. A name of `scope` cannot replace a constant. For authors' formulas,
 * not for students' text.
 */
export function evaluateFormula(formula: FormulaSource, scope: FormulaScope = {}): FormulaValue {
  if (typeof formula === 'string') return evaluateText(formula, scope);
  return refusing(() => {
    if (!Array.isArray(formula)) return toFormulaValue(formula);
    return toFormulaValue(
      formula.map((entry: unknown) =>
        Array.isArray(entry) ? entry.map((cell: unknown) => readCell(cell, scope)) : readCell(entry, scope),
      ),
    );
  });
}

/**
 * The number that a number, a constant or a formula for one number over `scope` stands for: `0.5`, `"1/3"`, `"-inf"`.
 * Throws a FormulaError when it is none, and for NaN.
 */
export function toNumber(value: number | string, scope: FormulaScope = {}): number {
  return refusing(() => readCell(value, scope));
}

function readCell(cell: unknown, scope: FormulaScope): number {
  const value = typeof cell === 'string' ? evaluateText(cell, scope) : toFormulaValue(cell);
  if (typeof value !== 'number') throw new FormulaError(`needs a number, not ${describeShape(value)}`);
  return value;
}

function evaluateText(text: string, scope: FormulaScope): FormulaValue {
  assertPlain(text);
  // The typographic minus is what word processors paste; Infinity becomes a name, so that a constant that is
  // not finite can only be a literal too large to store. Both keep every character's place.
  const plain = text.replaceAll('−', '-').replaceAll(/\bInfinity\b/g, 'inf     ');
  const tree = parseTree(plain);
  return new FormulaWalk(plain, scope).evaluate(tree);
}

function assertPlain(text: string): void {
  if (text.trim() === '') throw new FormulaError('the formula is empty');
  if (text.length > maxLength) {
    throw new FormulaError(`a formula has at most ${maxLength} characters, not ${text.length}`);
  }
  const at = text.search(/[^A-Za-z0-9_\s.,;:+\-−*/^()[\]{}]/u);
  if (at >= 0) {
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    throw new FormulaError(`${character} is not part of the formula language`, at);
  }
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    if ('([{'.includes(text.charAt(index))) depth += 1;
    if (')]}'.includes(text.charAt(index))) depth -= 1;
    if (depth > maxBracketDepth) {
      throw new FormulaError(`brackets nest at most ${maxBracketDepth} deep`, index);
    }
  }
}

function parseTree(text: string): MathNode {
  try {
    return parse(text);
  } catch (error) {
    const place = error instanceof SyntaxError && 'char' in error ? Number(error.char) - 1 : undefined;
    const sentence = error instanceof Error ? error.message.replace(/ \(char \d+\)$/, '') : String(error);
    throw new FormulaError(sentence, place);
  }
}

/** Runs `compute` and turns the RangeErrors of the mathematics into a FormulaError. */
function refusing<T>(compute: () => T, place?: { name: string; at: number }): T {
  try {
    return compute();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw place === undefined
      ? new FormulaError(error.message)
      : new FormulaError(`${place.name}: ${error.message}`, place.at);
  }
}

class FormulaWalk {
  private nodes = 0;

  constructor(
    private readonly text: string,
    private readonly scope: FormulaScope,
  ) {}

  evaluate(node: MathNode, depth = 0): FormulaValue {
    this.nodes += 1;
    if (this.nodes > maxNodes || depth > maxDepth) throw new FormulaError('the formula is too large');
    if (isParenthesisNode(node)) return this.evaluate(node.content, depth + 1);
    if (isConstantNode(node)) return this.constant(node.value);
    if (isSymbolNode(node)) return this.named(node.name);
    if (isArrayNode(node)) {
      const items = node.items.map((item) => this.evaluate(item, depth + 1));
      return refusing(() => toFormulaValue(items), this.place('['));
    }
    if (isOperatorNode(node)) {
      const args = node.args.map((arg) => this.evaluate(arg, depth + 1));
      return this.operation(node.op, args, node.implicit);
    }
    if (isFunctionNode(node) && isSymbolNode(node.fn)) return this.call(node.fn.name, node.args, depth);
    throw new FormulaError(
      `${constructNames.get(node.type) ?? node.type} is not part of the formula language`,
    );
  }

  private constant(value: unknown): number {
    if (typeof value !== 'number') throw new FormulaError(`${value} is not a number`, this.find(`${value}`));
    if (!Number.isFinite(value))
      throw new FormulaError('a number is too large, or is NaN: write inf if meant');
    return value;
  }

  private named(name: string): FormulaValue {
    const constant = formulaConstants.get(name);
    if (constant !== undefined) return constant;
    if (!Object.hasOwn(this.scope, name)) throw new FormulaError(`unknown name ${name}`, this.find(name));
    return refusing(() => toFormulaValue(this.scope[name]), this.place(name));
  }

  private operation(symbol: string, args: readonly FormulaValue[], isImplicit: boolean): FormulaValue {
    if (isImplicit) throw new FormulaError('a factor follows another: write * between them');
    const [left, right] = args;
    const operate = right === undefined ? undefined : binaryOperators.get(symbol);
    return refusing(() => {
      if (left !== undefined && right === undefined && symbol === '-') {
        return toFormulaValue(mapCells(left, (cell) => -cell));
      }
      if (left !== undefined && right === undefined && symbol === '+') return left;
      if (left === undefined || right === undefined || operate === undefined) {
        throw new FormulaError(
          `the operator ${symbol} is not part of the formula language`,
          this.find(symbol),
        );
      }
      return toFormulaValue(operate(left, right));
    }, this.place(symbol));
  }

  private call(name: string, nodes: readonly MathNode[], depth: number): FormulaValue {
    const place = this.place(name);
    const fn = formulaFunctions.get(name);
    if (fn === undefined) throw new FormulaError(`unknown function ${name}`, place.at);
    const last = nodes.at(-1);
    const rule =
      fn.takesRule && last !== undefined && isObjectNode(last) ? this.rule(last.properties, depth) : null;
    const args = (rule === null ? nodes : nodes.slice(0, -1)).map((node) => this.evaluate(node, depth + 1));
    const [fewest, most] = fn.arity;
    if (args.length < fewest || args.length > most) {
      const wanted = fewest === most ? `${fewest}` : `${fewest} to ${most}`;
      throw new FormulaError(`${name} takes ${wanted} arguments, not ${args.length}`, place.at);
    }
    return refusing(() => toFormulaValue(fn.apply(args, rule ?? {})), place);
  }

  private rule(properties: Readonly<Record<string, MathNode>>, depth: number): EmptyRowRule {
    const [entry, ...others] = Object.entries(properties);
    if (entry === undefined || others.length > 0 || entry[0] !== 'emptyRow') {
      throw new FormulaError('the only rule is {emptyRow: number}', this.find('{'));
    }
    const emptyRow = this.evaluate(entry[1], depth + 1);
    if (typeof emptyRow !== 'number') throw new FormulaError('emptyRow is a number', this.find('{'));
    return { emptyRow };
  }

  private place(name: string): { name: string; at: number } {
    return { name, at: this.find(name) };
  }

  /** The first place of `name` as a word of its own; mathjs trees keep no places. */
  private find(name: string): number {
    for (let at = this.text.indexOf(name); at >= 0; at = this.text.indexOf(name, at + 1)) {
      const around = `${this.text.charAt(at - 1)} ${this.text.charAt(at + name.length)}`;
      if (!/\w/.test(name) || !/\w/.test(around)) return at;
    }
    return -1;
  }
}

const binaryOperators: ReadonlyMap<string, (left: FormulaValue, right: FormulaValue) => FormulaValue> =
  new Map([
    ['+', (left, right) => combineCells(left, right, (x, y) => x + y)],
    ['-', (left, right) => combineCells(left, right, (x, y) => x - y)],
    ['*', multiplyValues],
    ['/', (left, right) => combineCells(left, numberOnly(right, './'), (x, y) => x / y)],
    ['^', (left, right) => combineCells(numberOnly(left, '.^'), numberOnly(right, '.^'), (x, y) => x ** y)],
    ['.*', (left, right) => combineCells(left, right, (x, y) => x * y)],
    ['./', (left, right) => combineCells(left, right, (x, y) => x / y)],
    ['.^', (left, right) => combineCells(left, right, (x, y) => x ** y)],
  ]);

const constructNames: ReadonlyMap<string, string> = new Map([
  ['AccessorNode', 'a property access'],
  ['AssignmentNode', 'an assignment'],
  ['BlockNode', 'a second formula'],
  ['FunctionAssignmentNode', 'a function definition'],
  ['FunctionNode', 'a call of a property'],
  ['IndexNode', 'an index'],
  ['ObjectNode', 'an object outside a softmax'],
  ['RangeNode', 'a range'],
]);

function numberOnly(value: FormulaValue, elementwise: string): number {
  if (typeof value === 'number') return value;
  throw new RangeError(
    `needs a number, not ${describeShape(value)}: write ${elementwise} to go cell by cell`,
  );
}
