import { z } from 'zod';
import type { MarkedText } from '../../lib/questions/grading/rubric/try-rubric';

const mostTexts = 2_000;

function lineSchema(points: number) {
  return z.strictObject({
    text: z.string('"text" is missing.').max(8_000, 'The text is longer than 8000 characters.'),
    points: z
      .number('"points" is missing.')
      .min(0, 'Points are 0 or more.')
      .max(points, `The text is worth ${points} points at most.`),
  });
}

function jsonIn(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/**
 * Reads JSON Lines of `{"text": "…", "points": 2}`; empty lines are skipped.
 *
 * @throws Error, a sentence with the number of the line, where a line is something else.
 */
export function readMarkedTexts(content: string, points: number): (MarkedText & { line: number })[] {
  const schema = lineSchema(points);
  const texts = content.split(/\r?\n/).flatMap((text, index) => {
    if (text.trim() === '') return [];
    const parsed = schema.safeParse(jsonIn(text));
    if (parsed.success) return [{ ...parsed.data, line: index + 1 }];
    const [issue] = parsed.error.issues;
    const what = jsonIn(text) === undefined ? 'This is not JSON.' : issue?.message;
    throw new Error(`Line ${index + 1}: ${what} Each line is {"text": "…", "points": 0 to ${points}}.`);
  });
  if (texts.length === 0) throw new Error('There are no responses in the file.');
  if (texts.length > mostTexts) throw new Error(`At most ${mostTexts} responses are read at once.`);
  return texts;
}
