import type { FormulaScope } from '../reference/expression';
import { drawValues } from './draws';
import { isFullMarks, loadQuestion } from './load-question';
import { valueText } from './placeholders';
import { type AuthoredQuestion, assembleWorksheet, type LoadedQuestion, type Worksheet } from './worksheet';

/** How often a pair has asked for new numbers, by question. */
export type Rounds = Readonly<Record<string, number>>;

/** The seed of the worksheet that belongs to no pair. */
export const defaultSeed = 'default';

/** Tries for numbers that fit before giving up; the loader has seen a handful fit at the first try. */
const mostTries = 20;
/** Worksheets of pairs, cached because evaluating a question's formulas takes milliseconds. */
const mostKept = 1_000;

const kept = new WeakMap<Worksheet, Map<string, Worksheet>>();

/** The seed of one question's draws in one round. */
export function seedOf(seed: string, questionId: string, round = 0): string {
  return `${seed}/${questionId}/${round}`;
}

/** Drawn values in words: "p = 0.5, 0.3, 0.2; n = 4". */
export function drawnText(values: FormulaScope): string {
  return Object.entries(values)
    .map(([name, value]) => `${name} = ${valueText(value)}`)
    .join('; ');
}

/**
 * The worksheet as the pair with this seed sees it: each question with draws has values of its own, the same for the
 * same seed and round. `worksheet` may itself be one made for a pair. A worksheet without draws is returned as it is.
 */
export function worksheetFor(worksheet: Worksheet, seed: string, rounds: Rounds = {}): Worksheet {
  const drawnIds = worksheet.questions.flatMap(({ id, drawn }) => (drawn ? [id] : []));
  if (drawnIds.length === 0) return worksheet;
  const made = kept.get(worksheet) ?? new Map<string, Worksheet>();
  kept.set(worksheet, made);
  const name = JSON.stringify([seed, drawnIds.map((id) => rounds[id] ?? 0)]);
  const known = made.get(name);
  if (known) return known;
  const questions = worksheet.questions.map((question) =>
    question.drawn
      ? drawQuestion(question.drawn.authored, seedOf(seed, question.id, rounds[question.id]))
      : question,
  );
  const drawn = assembleWorksheet(worksheet, questions);
  const [oldest] = made.keys();
  if (made.size >= mostKept && oldest !== undefined) made.delete(oldest);
  made.set(name, drawn);
  return drawn;
}

/**
 * The first round after `round` in which a question has other numbers; the next one, where it finds none. For a
 * worksheet that has this question with draws.
 */
export function nextRound(worksheet: Worksheet, seed: string, questionId: string, round: number): number {
  const textAt = (at: number) => {
    const drawn = worksheetFor(worksheet, seed, { [questionId]: at });
    const question = drawn.questions.find(({ id }) => id === questionId);
    return drawnText(question?.drawn?.values ?? {});
  };
  const now = textAt(round);
  for (let next = round + 1; next <= round + mostTries; next += 1) if (textAt(next) !== now) return next;
  return round + 1;
}

/** The question with the first draw that fits. Throws what did not fit when none does. */
function drawQuestion(authored: AuthoredQuestion, seed: string): LoadedQuestion {
  for (let tries = 1; ; tries += 1) {
    const values = drawValues(authored.draws ?? {}, tries === 1 ? seed : `${seed}/${tries}`);
    try {
      const question = loadQuestion(authored, values);
      const fits = question.parts.every((part) =>
        isFullMarks(part, part.prepared.grade(part.modelResponse, part.points)),
      );
      if (fits || tries >= mostTries) return question;
    } catch (error) {
      if (tries >= mostTries) throw error;
    }
  }
}
