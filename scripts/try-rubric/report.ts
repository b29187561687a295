import type { MatcherTrial, ReadText, RubricTrial } from '../../lib/questions/grading/rubric/try-rubric';

interface Report {
  path: string;
  points: number;
  /** Lines of the file that the texts of the trial come from. */
  lines: readonly number[];
  trial: RubricTrial;
}

const longestQuote = 160;

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
  const all = [head, ...rows.map((row) => row.map(String))];
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  return all.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  '),
  );
}

function marksTable(read: readonly ReadText[]): string[] {
  const byNumber = (left: number, right: number) => left - right;
  const marks = [...new Set(read.map(({ points }) => points))].sort(byNumber);
  const earned = [...new Set(read.map((one) => one.earned))].sort(byNumber);
  return table(
    ['', ...earned.map((value) => `read ${value}`)],
    marks.map((mark) => [
      `marked ${mark}`,
      ...earned.map((value) => read.filter((one) => one.points === mark && one.earned === value).length),
    ]),
  );
}

function shortened(text: string): string {
  const oneLine = text.replace(/\s+/g, ' ').trim();
  return oneLine.length > longestQuote ? `${oneLine.slice(0, longestQuote)}…` : oneLine;
}

function caseLines({ text, points, earned, situation, concepts }: ReadText, line: number): string[] {
  const ids = (verdict: string) => concepts.filter((one) => one.verdict === verdict);
  const found = ids('found').map(({ id, quote }) => (quote ? `${id} (“${shortened(quote)}”)` : id));
  const missing = ids('unknown').map(({ id }) => id);
  const denied = [...ids('contradicted'), ...ids('conflict')].map(({ id }) => id);
  return [
    `  line ${line}: ${points} → ${earned}, ${situation}`,
    ...(found.length > 0 ? [`    found: ${found.join(', ')}`] : []),
    ...(missing.length > 0 ? [`    not found: ${missing.join(', ')}`] : []),
    ...(denied.length > 0 ? [`    contradicted: ${denied.join(', ')}`] : []),
    `    ${shortened(text)}`,
  ];
}

function matcherRows(matchers: readonly MatcherTrial[]): (string | number)[][] {
  return matchers.map(({ place, met, alone, nearer, further }) => [place, met, alone, nearer, further]);
}

/** What an author reads of a trial. */
export function reportOf({ path, points, lines, trial }: Report): string {
  const { read, matchers, unfound, modelEarned } = trial;
  const cases = read.map((one, index) => ({ ...one, line: lines[index] ?? 0 }));
  const tooStrict = cases.filter((one) => one.earned < one.points);
  const tooGenerous = cases.filter((one) => one.earned > one.points);
  const right = read.length - tooStrict.length - tooGenerous.length;
  const dead = matchers.filter(({ met }) => met === 0);
  const remarks = [
    ...(modelEarned < points ? [`The model response earns ${modelEarned} of ${points} points.`] : []),
    ...unfound.map((id) => `No response is found to say "${id}".`),
    ...dead.map(({ place }) => `${place} finds nothing in any of them.`),
  ];
  const section = (title: string, body: readonly string[]) => (body.length === 0 ? [] : ['', title, ...body]);
  const told = (some: typeof cases) => some.flatMap((one) => caseLines(one, one.line));
  return [
    `${read.length} responses to ${path}, worth ${points} points: ${right} read as marked, ${tooStrict.length} too strictly, ${tooGenerous.length} too generously.`,
    '',
    ...marksTable(read),
    ...section('Too strictly (marked → read):', told(tooStrict)),
    ...section('Too generously (marked → read):', told(tooGenerous)),
    '',
    'What each way to say something does, in numbers of responses:',
    ...table(
      ['', 'met in', 'alone in', 'nearer without', 'further without'],
      matcherRows(matchers.filter(({ met }) => met > 0)),
    ),
    ...section(
      'To look at:',
      remarks.map((remark) => `  ${remark}`),
    ),
    '',
  ].join('\n');
}
