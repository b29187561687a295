import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  canaryClassCount,
  classCount,
  classesFile,
  crowdCount,
  password,
  type TestClass,
  workedSizes,
  workFolder,
} from './classes';

/** Serves the built product for the browser tests: a database of its own, with a class for each test. */

rmSync(workFolder, { recursive: true, force: true });
mkdirSync(workFolder, { recursive: true });
process.env.DATABASE_URL ??= `file:${join(workFolder, 'duet.db')}`;
process.env.PORT ??= '3290';
process.env.AUTH_SECRET ??= 'a secret that only browser tests know';
process.env.LOG_LEVEL ??= 'warn';
Object.assign(process.env, { NODE_ENV: 'production' });

// Settings are read when modules load, so everything of the product is loaded after they are set.
const { migrateDatabase } = await import('../lib/server/database/migrate');
const { env } = await import('../lib/server/env');
const { seedClass, value } = await import('../tests/support/pairs');
const { publishedWorksheet } = await import('../tests/support/worksheet');
const { canaryWorksheet } = await import('../tests/support/canaries');
const { makeBigClass } = await import('../bench/class/big-class');
const { hashPassword } = await import('../lib/server/people/passwords');

await migrateDatabase(env.databaseUrl);
const turn = { account: 'everybody', source: 'the tests', isKnown: false };
const passwordHash = value(await hashPassword(password, turn));
const classes: TestClass[] = [];
for (let index = 0; index < classCount + canaryClassCount + crowdCount; index += 1) {
  const hasCanaries = index >= classCount && index < classCount + canaryClassCount;
  const isCrowd = index >= classCount + canaryClassCount;
  const made = await seedClass({
    students: isCrowd ? 40 : 4,
    ...(isCrowd && { policy: { partners: 'solo' } }),
    passwordHash,
    worksheet: hasCanaries ? canaryWorksheet : publishedWorksheet(),
  });
  classes.push({
    worksheet: hasCanaries ? 'canaries' : 'published',
    isCrowd,
    pairs: 0,
    sectionId: made.sectionId,
    sectionTitle: made.sectionTitle,
    joinCode: made.joinCode,
    assignmentId: made.assignmentId,
    students: made.students.map(({ name, email }) => ({ name, email })),
    instructor: { name: made.instructor.name, email: made.instructor.email },
  });
}
for (const pairs of workedSizes) {
  const { instructor, ...made } = await makeBigClass(pairs, passwordHash);
  classes.push({
    worksheet: 'published',
    isCrowd: false,
    pairs,
    sectionId: made.sectionId,
    sectionTitle: made.sectionTitle,
    joinCode: made.joinCode,
    assignmentId: made.assignmentId,
    students: [],
    instructor: { name: instructor.name, email: instructor.email },
  });
}
writeFileSync(classesFile, JSON.stringify(classes));
await import('../scripts/start.js');
