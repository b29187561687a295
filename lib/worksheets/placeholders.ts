import type { Json } from '@/lib/schemas/json';
import { evaluateFormula, type FormulaScope } from '../reference/expression';
import type { FormulaValue } from '../reference/formula-values';

const placeholder = /\{\{(.+?)\}\}/g;
const onlyPlaceholder = /^\{\{(.+?)\}\}$/;

/** A number of a worksheet as text: at most six significant digits, infinities as `inf` and `-inf`. */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  return String(Number(value.toPrecision(6)));
}

/** A value as text: the numbers of a list with commas between, the rows of a matrix with semicolons. */
export function valueText(value: FormulaValue): string {
  if (typeof value === 'number') return numberText(value);
  const rows = value.map((row) => (typeof row === 'number' ? numberText(row) : valueText(row)));
  return rows.join(typeof value[0] === 'number' ? ', ' : '; ');
}

/**
 * `text` with every `{{formula}}` replaced by its value over `names`. Throws a FormulaError for a formula that cannot
 * be evaluated, an unknown name among them.
 */
export function fillText(text: string, names: FormulaScope): string {
  return text.replaceAll(placeholder, (_whole, formula: string) =>
    valueText(evaluateFormula(formula, names)),
  );
}

/**
 * A response with its placeholders filled as in {@link fillText}, wherever in it; a text that is nothing but one
 * placeholder becomes as many texts as its value has numbers: a list, or rows.
 */
export function fillResponse(response: Json, names: FormulaScope): Json {
  if (typeof response === 'string') {
    const [, formula] = onlyPlaceholder.exec(response) ?? [];
    return formula === undefined ? fillText(response, names) : toTexts(evaluateFormula(formula, names));
  }
  if (Array.isArray(response)) return response.map((entry) => fillResponse(entry, names));
  if (typeof response !== 'object' || response === null) return response;
  return Object.fromEntries(
    Object.entries(response).map(([name, entry]) => [name, fillResponse(entry, names)]),
  );
}

function toTexts(value: FormulaValue): Json {
  return typeof value === 'number' ? numberText(value) : value.map(toTexts);
}
