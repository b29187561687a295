/**
 * Tries a rubric on responses with marks of a person: `npm run try-rubric -- FILE.yaml 1d/always MARKED.jsonl`. Each line
 * of the last file is `{"text": "…", "points": 2}`.
 */
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { tryRubric } from '../lib/questions/grading/rubric/try-rubric';
import { sentenceOf, stopWith } from './steps';
import { readMarkedTexts } from './try-rubric/marked-texts';
import { reportOf } from './try-rubric/report';
import { findText } from './try-rubric/written-text';

const usage = 'Use: npm run try-rubric -- FILE.yaml PART[/FIELD] MARKED.jsonl';
const longestFile = 32 * 1024 * 1024;

function readText(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile()) throw new Error(`There is no file ${file}.`);
  if (found.size > longestFile) throw new Error(`${file} is larger than 32 MB.`);
  return readFileSync(file, 'utf8');
}

function report(worksheetFile: string, path: string, markedFile: string): string {
  const { rubric, given, points } = findText(readText(worksheetFile), basename(worksheetFile), path);
  const marked = readMarkedTexts(readText(markedFile), points);
  const trial = tryRubric(rubric, marked, points, given);
  return reportOf({ path, points, lines: marked.map(({ line }) => line), trial });
}

const [worksheetFile, path, markedFile, ...others] = process.argv.slice(2);
if (!worksheetFile || !path || !markedFile || others.length > 0) stopWith(usage);
try {
  process.stdout.write(report(worksheetFile, path, markedFile));
} catch (error) {
  stopWith(sentenceOf(error));
}
