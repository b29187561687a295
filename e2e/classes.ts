import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the test server stores its database and the list of classes. */
export const workFolder = process.env.E2E_FOLDER ?? join(import.meta.dirname, '../test-results/server');
export const classesFile = join(workFolder, 'classes.json');
/** Everybody's password in the test classes. */
export const password = 'correct horse battery';
export const classCount = Number(process.env.E2E_CLASSES ?? 170);
export const canaryClassCount = 4;
export const crowdCount = 2;
/** Classes in which so many pairs have worked. */
export const workedSizes = [40, 200] as const;

export interface Person {
  name: string;
  email: string;
}

/** A class that one test has to itself. */
export interface TestClass {
  /** Its one assignment: the published worksheet that journeys are about, or the one with the canaries. */
  worksheet: 'published' | 'canaries';
  /** Forty students instead of four, each of whom works alone. */
  isCrowd: boolean;
  /** Pairs that have worked on everything; nobody of them signs in. */
  pairs: number;
  sectionId: string;
  sectionTitle: string;
  joinCode: string;
  assignmentId: string;
  students: Person[];
  instructor: Person;
}

/** Takes a class that no other test of this run has taken, also in another worker. */
export function takeClass(
  worksheet: TestClass['worksheet'] = 'published',
  { isCrowd = false, pairs = 0 } = {},
): TestClass {
  const classes = JSON.parse(readFileSync(classesFile, 'utf8')) as TestClass[];
  for (const [index, one] of classes.entries()) {
    if (one.worksheet !== worksheet || one.isCrowd !== isCrowd || one.pairs !== pairs) continue;
    try {
      // Only one worker can make the folder, so only one takes the class.
      mkdirSync(join(workFolder, `taken-${index}`));
      return one;
    } catch {
      // Taken by another test.
    }
  }
  throw new Error(`All ${classes.length} classes are taken: raise classCount.`);
}
