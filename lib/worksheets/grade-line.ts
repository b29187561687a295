import type { Grading } from '@/lib/schemas/grading';
import type { Json } from '@/lib/schemas/json';
import { AuthoringError, type Kind, type PreparedPart } from '../questions/define-kind';
import { kinds } from '../questions/kinds';
import { readMatrixText } from '../reading/matrix-text';
import { findWorksheet } from './catalogue';
import { defaultSeed, worksheetFor } from './worksheet-for';

interface Line {
  id: Json;
  fields: { [name: string]: Json | undefined };
}

/** A request that cannot be met; the message is a sentence. */
class Problem extends Error {}

const mostPoints = 1_000_000;
const mostPreparedParts = 256;

/**
 * Answers one line of the grading command with one line of JSON, without line ends. Total: a line that cannot be
 * graded is answered with `{"id": …, "problem": "…"}`.
 */
export function gradeLine(text: string): string {
  let id: Json = null;
  try {
    const line = parseLine(text);
    id = line.id;
    return JSON.stringify({ id, ...answer(line) });
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return JSON.stringify({ id, problem });
  }
}

/** The line that says why a line was not even read. */
export function problemLine(problem: string): string {
  return JSON.stringify({ id: null, problem });
}

function parseLine(text: string): Line {
  if (text.trim() === '') throw new Problem('The line is empty.');
  let parsed: Json;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new Problem('The line is not JSON.');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new Problem('The line is not a JSON object.');
  }
  return { id: parsed.id ?? null, fields: parsed };
}

function answer({ fields }: Line): object {
  if (fields.parse !== undefined) return parse(fields);
  if (fields.worksheet !== undefined) {
    const { part, points } = findPart(fields);
    return toAnswer(part.grade(fields.response, points));
  }
  if (fields.kind !== undefined) {
    return toAnswer(preparePart(fields).grade(fields.response, pointsOf(fields.points)));
  }
  throw new Problem('The line names no worksheet, no kind and nothing to parse.');
}

function parse({ parse: what, text }: Line['fields']): object {
  if (what !== 'matrix') throw new Problem('Only a matrix can be parsed: "parse": "matrix".');
  if (typeof text !== 'string') throw new Problem('There is no text to parse.');
  const read = readMatrixText(text);
  if (!read.ok) {
    const place = read.at === undefined ? '' : `Line ${read.at.line}, column ${read.at.column}: `;
    return { problem: `${place}${read.problem}` };
  }
  const [unreadable] = read.unreadable;
  if (unreadable === undefined)
    return { rows: read.rows, ...(read.remark !== undefined && { remark: read.remark }) };
  const { row, column, message } = unreadable;
  return { problem: `Row ${row + 1}, column ${column + 1}: ${message}` };
}

function findPart(fields: Line['fields']): { part: PreparedPart; points: number } {
  const { worksheet: slug, part: id } = fields;
  const entry = typeof slug === 'string' ? findWorksheet(slug) : null;
  if (entry === null) throw new Problem(`There is no worksheet ${JSON.stringify(slug)}.`);
  const worksheet = worksheetFor(entry.worksheet, seedOf(fields.seed));
  const part = typeof id === 'string' ? worksheet.parts.get(id) : undefined;
  if (part === undefined) {
    throw new Problem(`The worksheet has no part ${JSON.stringify(id) ?? 'without an id'}.`);
  }
  return { part: part.prepared, points: part.points };
}

/** Whose numbers a part with draws has; a number and its decimal text are the same seed. */
function seedOf(seed: Json | undefined): string {
  if (seed === undefined || seed === null) return defaultSeed;
  if (typeof seed === 'string' || typeof seed === 'number') return String(seed);
  throw new Problem('The seed must be text or a number.');
}

// Keys may hold long formulas, and the lines of one file often share a key.
const preparedParts = new Map<string, PreparedPart>();

function preparePart({ kind: name, spec, key }: Line['fields']): PreparedPart {
  const kind = typeof name === 'string' ? kinds.get(name) : undefined;
  if (kind === undefined) throw new Problem(`There is no kind ${JSON.stringify(name)}.`);
  const text = JSON.stringify([name, spec, key]);
  const known = preparedParts.get(text);
  if (known !== undefined) return known;
  const prepared = prepareInline(kind, spec ?? {}, key ?? {});
  if (preparedParts.size >= mostPreparedParts) preparedParts.clear();
  preparedParts.set(text, prepared);
  return prepared;
}

function prepareInline(kind: Kind, spec: Json, key: Json): PreparedPart {
  try {
    return kind.preparePart(spec, key);
  } catch (error) {
    if (error instanceof AuthoringError) throw new Problem(`${error.path.join('.')}: ${error.message}`);
    throw error;
  }
}

function pointsOf(points: Json | undefined): number {
  if (points === undefined || points === null) return 1;
  if (typeof points === 'number' && points > 0 && points <= mostPoints) return points;
  throw new Problem(`The points must be a number above 0, at most ${mostPoints}.`);
}

function toAnswer(grading: Grading): object {
  const { outcome, earned, total, feedback, ...rest } = grading;
  return { outcome, earned, total, feedback, ...rest };
}
