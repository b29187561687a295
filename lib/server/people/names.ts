import { readShownText, type ShownTextProblem } from '@/lib/reading/shown-text';
import { ok, type Result, refuse } from '../result';

const LONGEST_NAME = 80;
const LONGEST_TITLE = 120;

const problemsOfNames: Record<ShownTextProblem, string> = {
  empty: 'Please tell us your name.',
  'too-long': `A name has at most ${LONGEST_NAME} characters.`,
  'hidden-character': 'This name has a character that nobody can see. Please type it again.',
  'nothing-to-read': 'A name has at least one letter.',
};

const problemsOfTitles: Record<ShownTextProblem, string> = {
  empty: 'Give both the course and the section a name.',
  'too-long': `The name of a course or a section has at most ${LONGEST_TITLE} characters.`,
  'hidden-character': 'This name has a character that nobody can see. Please type it again.',
  'nothing-to-read': 'The name of a course or a section has at least one letter or digit.',
};

/** The name of a person as it is stored, or why others should not get to see it. */
export function readName(typed: string): Result<string> {
  const read = readShownText(typed, LONGEST_NAME, 'letters');
  return read.ok ? ok(read.text) : refuse('bad-request', problemsOfNames[read.problem]);
}

/** The title of a course or a section as it is stored, or why others should not get to see it. */
export function readTitle(typed: string): Result<string> {
  const read = readShownText(typed, LONGEST_TITLE, 'letters or digits');
  return read.ok ? ok(read.text) : refuse('bad-request', problemsOfTitles[read.problem]);
}
