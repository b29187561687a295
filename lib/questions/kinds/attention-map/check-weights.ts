import type { ReadNumber } from '@/lib/reading/number';
import type { Feedback } from '@/lib/schemas/grading';
import { type CellInput, readCell } from '../../grading/cells';
import type { Fraction } from '../../grading/credit';
import { type AttentionMapKey, askedRows, orderPairs } from './key';
import type { AttentionMapSpec } from './spec';

/** What was found about the weights; shares of the credit for it are from 0 to 1. */
export interface WeightsCheck {
  /** No cell holds anything. */
  isBlank: boolean;
  /** Some cell holds a number. */
  isReadable: boolean;
  structure: Fraction;
  order: Fraction;
  feedback: Feedback[];
}

interface Row {
  index: number;
  isAsked: boolean;
  /** By column; null where a cell cannot be read. */
  cells: (ReadNumber | null)[];
  entered: number;
}

// All words get "about the same" when their weights differ by at most this share of the average.
const uniformSpread = 0.25;
const noise = 1e-9;

const none: Fraction = { over: 0n, under: 1n };

/**
 * Checks a map of weights, given as a row for each word: row sums, causality, whether the asked rows tell words apart
 * and whether the words that matter get more than those that do not. There is no single right map.
 *
 * `structure` is shared equally among three things, each looked at in all rows that hold something: rows are complete
 * and sum to 1, none looks ahead, and those asked for are not uniform. Without the rows asked for there is none.
 */
export function checkWeights(
  spec: AttentionMapSpec,
  key: AttentionMapKey,
  weights: readonly (readonly CellInput[])[],
): WeightsCheck {
  const asked = new Set(askedRows(spec));
  const feedback: Feedback[] = [];
  let isBlank = true;
  const rows = spec.words.map((_, index): Row => {
    let entered = 0;
    const cells = spec.words.map((word, column) => {
      const read = readCell(weights[index]?.[column] ?? null, spec.reading);
      if (read.ok || read.code !== 'empty') entered += 1;
      if (read.ok) return read;
      if (read.code !== 'empty' && !feedback.some(({ code }) => code === 'weights-unreadable')) {
        feedback.push({ code: 'weights-unreadable', message: `Row ${index + 1}, ${word}: ${read.message}` });
      }
      return null;
    });
    if (entered > 0) isBlank = false;
    return { index, isAsked: asked.has(index), cells, entered };
  });
  const filled = rows.filter(({ entered, isAsked }) => entered > 0 || isAsked);
  const isReadable = rows.some(({ cells }) => cells.some((cell) => cell !== null));

  const missing = filled.find((row) => !isComplete(row));
  if (missing !== undefined && !feedback.some(({ code }) => code === 'weights-unreadable')) {
    const message = `Row ${missing.index + 1} is not filled: give a weight to every word that it can see.`;
    feedback.push({ code: 'weights-missing', message });
  }
  const complete = filled.filter(isComplete);
  const ahead = key.causal ? rows.find(looksAhead) : undefined;
  if (ahead !== undefined) {
    const message = `Row ${ahead.index + 1} gives weight to words that come later. What does the mask say about them?`;
    feedback.push({ code: 'looks-ahead', message });
  }
  const odd = complete.find((row) => !isUnit(row, key.sumTolerance));
  if (odd !== undefined) {
    const message = `The weights of row ${odd.index + 1} are no shares of one whole. What does softmax do to a row?`;
    feedback.push({ code: 'row-sum', message });
  }
  const flat = key.mayBeUniform ? undefined : complete.find((row) => row.isAsked && isUniform(row));
  if (flat !== undefined) {
    const message = `Row ${flat.index + 1} gives every word about the same. Would each word tell equally much about the next one?`;
    feedback.push({ code: 'uniform', message });
  }
  const isAskedComplete = rows.every((row) => !row.isAsked || isComplete(row));
  const passed = [missing === undefined && odd === undefined, ahead === undefined, flat === undefined];
  const order = isAskedComplete ? checkOrder(key, rows, feedback) : none;
  return {
    isBlank,
    isReadable,
    structure: isAskedComplete ? { over: BigInt(passed.filter(Boolean).length), under: 3n } : none,
    order,
    feedback,
  };
}

function checkOrder(key: AttentionMapKey, rows: readonly Row[], feedback: Feedback[]): Fraction {
  if (key.order === null) return none;
  const pairs = orderPairs(
    key.order,
    rows.filter(({ isAsked }) => isAsked).map(({ index }) => index),
  );
  const weight = (row: number, column: number) => rows[row]?.cells[column]?.value ?? 0;
  const kept = pairs.filter(({ row, high, low }) => weight(row, high) > weight(row, low) + noise);
  if (kept.length < pairs.length) {
    const message =
      key.order.hint ??
      'Some words that say little about the next one get as much weight as words that say more.';
    feedback.push({ code: 'weights-order', message });
  }
  return { over: BigInt(kept.length), under: BigInt(pairs.length) };
}

function isComplete({ index, cells }: Row): boolean {
  return cells.every((cell, column) => cell !== null || column > index);
}

function looksAhead({ index, cells }: Row): boolean {
  return cells.some((cell, column) => column > index && cell !== null && cell.value !== 0);
}

function isUnit({ cells }: Row, tolerance: number): boolean {
  let sum = 0;
  for (const cell of cells) {
    if (cell === null) continue;
    if (cell.value < 0) return false;
    sum += cell.value;
  }
  return Math.abs(sum - 1) <= tolerance + noise;
}

function isUniform({ index, cells }: Row): boolean {
  if (index === 0) return false;
  const visible = cells.slice(0, index + 1).map((cell) => cell?.value ?? 0);
  const average = visible.reduce((sum, value) => sum + value, 0) / visible.length;
  return Math.max(...visible) - Math.min(...visible) <= uniformSpread * Math.abs(average) + noise;
}
