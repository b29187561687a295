import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

export interface Failure {
  /** Its file and its names, or the check that it is. */
  test: string;
  /** What is wrong, as far as few lines say. */
  says: string;
}

/** What a stage of checks gave. */
export interface Report {
  passed: number;
  failures: Failure[];
}

const mostLines = 4;
const mostInLine = 240;
const mostFailures = 60;

/** The first lines of an error that say something, as plain text. */
export function firstLines(error: string): string {
  return stripVTControlCharacters(error)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, mostLines)
    .map((line) => (line.length > mostInLine ? `${line.slice(0, mostInLine)}…` : line))
    .join('\n');
}

/** Writes what a runner found to the file that {@link readReport} reads after it; nothing where none was asked for. */
export function writeReport(report: Report): void {
  if (process.env.TEST_REPORT) writeFileSync(process.env.TEST_REPORT, JSON.stringify(report));
}

/**
 * Reads what a runner has written. One that broke off before it could, or ended with another code than 0 and no failure,
 * counts as one failure.
 */
export function readReport(file: string, name: string, code: number): Report {
  if (!existsSync(file)) {
    return { passed: 0, failures: [{ test: name, says: `broke off with code ${code}` }] };
  }
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  if (code === 0 || report.failures.length > 0) return report;
  return { ...report, failures: [{ test: name, says: `ended with code ${code} although nothing failed` }] };
}

/** Lines that name what failed, with its first words, for the end of a log. */
export function linesOfFailures(stages: readonly { name: string; failures: readonly Failure[] }[]): string[] {
  const all = stages.flatMap(({ name, failures }) =>
    failures.map(({ test, says }) => [
      `✗ ${name}: ${test}`,
      ...says.split('\n').map((line) => `    ${line}`),
    ]),
  );
  const more = all.length - mostFailures;
  return [...all.slice(0, mostFailures).flat(), ...(more > 0 ? [`✗ and ${more} more, named above`] : [])];
}
