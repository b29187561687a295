import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { Prisma } from '@/lib/generated/sqlite/client';
import { closeDatabase, database, databaseUrl, useDatabase } from '@/lib/server/database/db';
import { migrateDatabase, pendingMigrations } from '@/lib/server/database/migrate';
import { type Migration, storedMigrations } from '@/lib/server/database/migrations';
import { sqlitePath } from '@/lib/server/database/sqlite-adapter';
import { write } from '@/lib/server/database/writer';
import { draftSql } from '@/scripts/database/schema-engine';
import { readCatalogue } from '../../support/catalogue';
import { onEveryDatabase } from '../../support/databases';

const models = readFileSync(new URL('../../../prisma/models.prisma', import.meta.url), 'utf8');
const migratedModels = readFileSync(
  new URL('../../../prisma/migrations/migrated-models.prisma', import.meta.url),
  'utf8',
);

const PAIRS = 50;
const TABLES = ['User', 'Enrollment', 'Assignment', 'PairSession', 'Seat', 'Submission'] as const;

function insert(table: string, columns: string, rows: readonly string[]): string {
  const names = columns.replace(/\w+/g, '"$&"');
  return `INSERT INTO "${table}" (${names}) VALUES ${rows.map((row) => `(${row})`).join(', ')}`;
}

/**
 * 100 students in 50 pairs, each pair with its work: parents and children over four generations, as the first migration
 * made them. Plain SQL, as the client knows only the newest models.
 */
async function fill(): Promise<void> {
  const at = "'2026-10-01T08:00:00.123+00:00'";
  const people = Array.from({ length: 2 * PAIRS }, (_, index) => index);
  const pairs = people.slice(0, PAIRS);
  const statements = [
    insert(
      'User',
      'id, email, name, createdAt',
      people.map((n) => `'person${n}', 'person${n}@example.test', 'Ada', ${at}`),
    ),
    insert('Course', 'id, title', ["'course', 'Language models'"]),
    insert('Section', 'id, courseId, title, joinCode', ["'section', 'course', 'A', 'ABCDEF'"]),
    insert(
      'Enrollment',
      'id, userId, sectionId, role, createdAt',
      people.map((n) => `'at${n}', 'person${n}', 'section', 'STUDENT', ${at}`),
    ),
    insert('WorksheetRevision', 'id, slug, revision, title, source, contentHash', [
      "'revision', 'w', 1, 'W', '', ''",
    ]),
    insert('Assignment', 'id, sectionId, worksheetRevisionId, policy, createdAt', [
      `'work', 'section', 'revision', '{"pair": true}', ${at}`,
    ]),
    insert(
      'PairSession',
      'id, assignmentId, code, seed, createdAt',
      pairs.map((n) => `'pair${n}', 'work', 'CODE${n}', '${n}', ${at}`),
    ),
    insert(
      'Seat',
      'id, pairSessionId, assignmentId, userId, activeUserId, place, joinedAt',
      people.map(
        (n) =>
          `'seat${n}', 'pair${n % PAIRS}', 'work', 'person${n}', 'person${n}', ${n < PAIRS ? 0 : 1}, ${at}`,
      ),
    ),
    insert(
      'Submission',
      'id, pairSessionId, partId, attempt, token, bodyHash, seatId, origin, response, outcome, earned, total, provisional, feedback, gradedWith, createdAt',
      pairs.map(
        (n) =>
          `'submission${n}', 'pair${n}', '2a', 1, 't', '', 'seat${n}', 'checked', '[["1/2"]]', 'partial', 2.5, 4, false, '[]', '1', ${at}`,
      ),
    ),
  ];
  await write(async (tx) => {
    for (const statement of statements) await tx.$executeRawUnsafe(statement);
  });
}

/** Submissions as they are since the migration 0006, which dropped a column. */
function withoutAfterReveal(submissions: readonly object[] = []): object[] {
  return submissions.map((row) => {
    const { afterReveal: _dropped, ...rest } = row as Record<string, unknown>;
    return rest;
  });
}

/** Every row of the tables that grow with a class. */
async function allRows(): Promise<Record<string, object[]>> {
  const rows: Record<string, object[]> = {};
  for (const table of TABLES) {
    rows[table] = await database().$queryRaw<object[]>(
      Prisma.sql`SELECT * FROM ${Prisma.raw(`"${table}"`)} ORDER BY "id"`,
    );
  }
  // Nothing reads a database while it is migrated.
  await closeDatabase();
  return rows;
}

async function countRows(table: (typeof TABLES)[number], condition = 'true'): Promise<number> {
  const rows = await database().$queryRaw(
    Prisma.sql`SELECT "id" FROM ${Prisma.raw(`"${table}" WHERE ${condition}`)}`,
  );
  return Array.isArray(rows) ? rows.length : Number.NaN;
}

function next(name: string, sql: string): Migration {
  return { name, sql };
}

onEveryDatabase((kind, _makeDatabase, makeEmptyDatabase) => {
  const stored = storedMigrations(kind);
  const names = stored.map(({ name }) => name);

  beforeEach(makeEmptyDatabase);

  test('an empty database gets the whole history, and a second run applies nothing', async () => {
    const url = databaseUrl();
    expect(await pendingMigrations(url)).toEqual(names);
    expect(await migrateDatabase(url)).toEqual({ applied: names, backup: null });
    expect(await pendingMigrations(url)).toEqual([]);
    expect(await migrateDatabase(url)).toEqual({ applied: [], backup: null });
  });

  test('a migrated database is the one that the models describe', async () => {
    const url = databaseUrl();
    await migrateDatabase(url);
    const migrated = await readCatalogue(url);
    const direct = await makeEmptyDatabase();
    await migrateDatabase(direct, [next('0001_models', await draftSql(kind, null, models))]);
    expect(migrated).toEqual(await readCatalogue(direct));
    expect(migrated.length).toBeGreaterThan(100);
  });

  test('no change of the models is without its migration', async () => {
    expect(await draftSql(kind, migratedModels, models)).not.toMatch(/^[A-Z]/m);
  });

  test('redefining parent tables keeps every row, theirs and their children', async () => {
    const url = databaseUrl();
    await migrateDatabase(url, stored.slice(0, 1));
    await fill();
    const before = await allRows();
    await migrateDatabase(url);
    const changed = models
      .replace(/(model User \{[^}]*?\n {2}name +)String\n/, '$1String?\n')
      .replace(/(model PairSession \{[^}]*?\n {2}seed +)String\n/, '$1String @default("0")\n  note String?\n')
      .replace(/(model Assignment \{[^}]*?\n {2}createdAt +)DateTime /, '$1DateTime? ');
    const sql = await draftSql(kind, models, changed);
    for (const table of ['User', 'PairSession', 'Assignment']) {
      expect(sql).toContain(kind === 'sqlite' ? `DROP TABLE "${table}"` : `ALTER TABLE "${table}"`);
    }
    const { applied } = await migrateDatabase(url, [...stored, next('9001_redefine', sql)]);
    expect(applied).toEqual(['9001_redefine']);
    // There may be new columns beside the old ones.
    expect(await allRows()).toMatchObject({ ...before, Submission: withoutAfterReveal(before.Submission) });
    expect(before.Seat).toHaveLength(2 * PAIRS);
    expect(before.Submission).toHaveLength(PAIRS);
  });

  test('dropping the column afterReveal keeps every submission and the decisions on it', async () => {
    const url = databaseUrl();
    await migrateDatabase(url, stored.slice(0, 5));
    await fill();
    const decision = insert('Override', 'id, submissionId, earned, reason, byUserId, createdAt', [
      "'decision', 'submission0', 3, 'Seen.', 'person1', '2026-10-02T08:00:00.123+00:00'",
    ]);
    await write((tx) => tx.$executeRawUnsafe(decision));
    const before = await allRows();
    expect(before.Submission?.[0]).toHaveProperty('afterReveal');
    expect(await migrateDatabase(url, stored.slice(0, 6))).toMatchObject({
      applied: ['0006_drop_after_reveal'],
    });
    expect(await allRows()).toEqual({ ...before, Submission: withoutAfterReveal(before.Submission) });
    expect(await database().override.findMany({ select: { submissionId: true, earned: true } })).toEqual([
      { submissionId: 'submission0', earned: 3 },
    ]);
  });

  test('decisions made before they could be taken back still count, and keep their reasons', async () => {
    const url = databaseUrl();
    const at = names.indexOf('0019_decisions');
    await migrateDatabase(url, stored.slice(0, at));
    await fill();
    const decision = insert('Override', 'id, submissionId, earned, reason, byUserId, createdAt', [
      "'decision', 'submission0', 3, 'Seen.', 'person1', '2026-10-02T08:00:00.123+00:00'",
    ]);
    await write((tx) => tx.$executeRawUnsafe(decision));
    await closeDatabase();
    expect(await migrateDatabase(url, stored.slice(0, at + 1))).toMatchObject({
      applied: ['0019_decisions'],
    });
    expect(await database().override.findMany()).toMatchObject([
      {
        id: 'decision',
        pairSessionId: 'pair0',
        partId: '2a',
        submissionId: 'submission0',
        seatId: null,
        origin: 'points',
        undoesId: null,
        earned: 3,
        comment: 'Seen.',
        note: null,
        version: 0,
        byUserId: 'person1',
      },
    ]);
  });

  test('one-time codes made before their section was noted are still good', async () => {
    const url = databaseUrl();
    await migrateDatabase(url, stored.slice(0, 7));
    await fill();
    const code = insert('OneTimeCode', 'id, userId, codeHash, expiresAt', [
      "'code', 'person1', 'c0ffee', '2026-10-02T08:00:00.123+00:00'",
    ]);
    await write((tx) => tx.$executeRawUnsafe(code));
    await closeDatabase();
    await migrateDatabase(url);
    expect(await database().oneTimeCode.findMany()).toMatchObject([
      { id: 'code', codeHash: 'c0ffee', usedAt: null, sectionId: null },
    ]);
  });

  test('no one-time code of before makes an instructor, and each is kept', async () => {
    const url = databaseUrl();
    await migrateDatabase(url, stored.slice(0, 8));
    await fill();
    const at = "'2026-10-02T08:00:00.123+00:00'";
    const codes = insert('OneTimeCode', 'id, userId, codeHash, sectionId, expiresAt, usedAt, createdAt', [
      `'unused', 'person0', 'c0', 'section', ${at}, NULL, ${at}`,
      `'used', 'person1', 'c1', NULL, ${at}, ${at}, ${at}`,
    ]);
    await write((tx) => tx.$executeRawUnsafe(codes));
    await closeDatabase();
    await migrateDatabase(url);
    const time = new Date('2026-10-02T08:00:00.123Z');
    const shared = { expiresAt: time, createdAt: time, makesInstructor: false };
    expect(await database().oneTimeCode.findMany({ orderBy: { id: 'asc' } })).toMatchObject([
      { id: 'unused', userId: 'person0', codeHash: 'c0', sectionId: 'section', usedAt: null, ...shared },
      { id: 'used', userId: 'person1', codeHash: 'c1', sectionId: null, usedAt: time, ...shared },
    ]);
  });

  test('a sign-in of before stays, and nobody knows its browser', async () => {
    const url = databaseUrl();
    await migrateDatabase(url, stored.slice(0, 10));
    await fill();
    const at = "'2026-10-02T08:00:00.123+00:00'";
    const signIn = insert('SignIn', 'id, userId, expiresAt, endedAt, createdAt', [
      `'running', 'person0', ${at}, NULL, ${at}`,
      `'ended', 'person1', ${at}, ${at}, ${at}`,
    ]);
    await write((tx) => tx.$executeRawUnsafe(signIn));
    await closeDatabase();
    await migrateDatabase(url);
    const time = new Date('2026-10-02T08:00:00.123Z');
    const shared = { expiresAt: time, createdAt: time, browser: null };
    expect(await database().signIn.findMany({ orderBy: { id: 'desc' } })).toMatchObject([
      { id: 'running', userId: 'person0', endedAt: null, ...shared },
      { id: 'ended', userId: 'person1', endedAt: time, ...shared },
    ]);
  });

  test('a sign-in of before counts as used when the database was migrated', async () => {
    const url = databaseUrl();
    await migrateDatabase(url, stored.slice(0, 11));
    await fill();
    const at = "'2026-10-02T08:00:00.123+00:00'";
    const signIns = insert('SignIn', 'id, userId, browser, expiresAt, endedAt, createdAt', [
      `'running', 'person0', 'Firefox on Linux', ${at}, NULL, ${at}`,
      `'ended', 'person1', NULL, ${at}, ${at}, ${at}`,
    ]);
    await write((tx) => tx.$executeRawUnsafe(signIns));
    await closeDatabase();
    const before = Date.now();
    await migrateDatabase(url);
    const time = new Date('2026-10-02T08:00:00.123Z');
    const rows = await database().signIn.findMany({ orderBy: { id: 'desc' } });
    expect(rows).toMatchObject([
      { id: 'running', userId: 'person0', browser: 'Firefox on Linux', expiresAt: time, createdAt: time },
      { id: 'ended', userId: 'person1', browser: null, endedAt: time },
    ]);
    for (const { lastUsedAt } of rows) {
      expect(lastUsedAt.getTime()).toBeGreaterThan(before - 60_000);
      expect(lastUsedAt.getTime()).toBeLessThan(Date.now() + 60_000);
    }
    expect(await database().signIn.count({ where: { lastUsedAt: { gt: new Date(before - 60_000) } } })).toBe(
      2,
    );
  });

  test('a pair that had begun to disagree begins anew, and keeps its other proposals', async () => {
    const url = databaseUrl();
    await migrateDatabase(url, stored.slice(0, 15));
    await fill();
    const proposals = insert(
      'Proposal',
      'id, pairSessionId, partId, purpose, contentHash, bySeatId, createdAt',
      ['hand-in', 'reveal', 'disagreement'].map(
        (purpose) =>
          `'${purpose}', 'pair0', '2a', '${purpose}', '', 'seat0', '2026-10-02T08:00:00.123+00:00'`,
      ),
    );
    await write((tx) => tx.$executeRawUnsafe(proposals));
    await closeDatabase();
    await migrateDatabase(url);
    const left = await database().proposal.findMany({ orderBy: { id: 'asc' } });
    expect(left.map(({ purpose }) => purpose)).toEqual(['hand-in', 'reveal']);
  });

  test('summaries of before tell what was tried and decided, and what came after a decision', async () => {
    const url = databaseUrl();
    await migrateDatabase(url, stored.slice(0, 17));
    await fill();
    const at = (minute: number) => `'2026-10-01T09:${String(minute).padStart(2, '0')}:00.123+00:00'`;
    const submission = (
      n: number,
      id: string,
      attempt: number,
      hash: string,
      minute: number,
      outcome: string,
    ) =>
      `'${id}', 'pair${n}', '1a', ${attempt}, 't${attempt}', '${hash.repeat(64)}', 'seat${n}', 'checked', '"x"', '${outcome}', 1, 4, true, '[]', ${outcome === 'incorrect' ? "'idea'" : 'NULL'}, '1', ${at(minute)}`;
    const columns =
      'id, pairSessionId, partId, attempt, token, bodyHash, seatId, origin, response, outcome, earned, total, provisional, feedback, signature, gradedWith, createdAt';
    const summary = (n: number, counting: string, outcome: string, overridden: string) =>
      `'summary${n}', 'pair${n}', '1a', 2, '${counting}', '${outcome}', 1, 4, true, ${overridden}, true, false, false, 1, ${at(9)}`;
    const summaryColumns =
      'id, pairSessionId, partId, attempts, countingSubmissionId, outcome, earned, total, provisional, overriddenEarned, isRevealed, isHandedIn, disagreed, filledFields, updatedAt';
    const override = (id: string, submissionId: string, seat: string, earned: number, minute: number) =>
      `'${id}', '${submissionId}', ${seat}, ${earned}, 'why', 'person0', ${at(minute)}`;
    const statements = [
      insert('Submission', columns, [
        // Decided, then submitted again.
        submission(1, 'one-a', 1, 'a', 1, 'incorrect'),
        submission(1, 'one-b', 2, 'b', 5, 'correct'),
        // Submitted again, then decided on what was first.
        submission(2, 'two-a', 1, 'a', 1, 'partial'),
        submission(2, 'two-b', 2, 'b', 2, 'partial'),
        // Decided for the pair, then for one member twice.
        submission(3, 'three', 1, 'c', 1, 'needs-review'),
        submission(4, 'four', 1, 'd', 1, 'needs-review'),
        submission(5, 'five', 1, 'd', 1, 'partial'),
      ]),
      insert('PartSummary', summaryColumns, [
        summary(1, 'one-b', 'correct', '2'),
        summary(2, 'two-b', 'partial', '3'),
        summary(3, 'three', 'needs-review', '1'),
        summary(4, 'four', 'needs-review', 'NULL'),
        summary(5, 'five', 'partial', 'NULL'),
      ]),
      insert('Override', 'id, submissionId, seatId, earned, reason, byUserId, createdAt', [
        override('o1', 'one-a', 'NULL', 2, 3),
        override('o2', 'two-a', 'NULL', 3, 3),
        override('o3', 'three', "'seat3'", 4, 2),
        override('o4', 'three', 'NULL', 1, 3),
        override('o5', 'three', "'seat53'", 0.1, 4),
        override('o6', 'three', "'seat53'", 2.3, 5),
      ]),
    ];
    await write(async (tx) => {
      for (const statement of statements) await tx.$executeRawUnsafe(statement);
    });
    await closeDatabase();
    await migrateDatabase(url);
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(64));
    const [shortA, shortB] = ['a', 'b'].map((letter) => letter.repeat(16));
    expect(await database().partSummary.findMany({ orderBy: { id: 'asc' } })).toMatchObject([
      {
        assignmentId: 'work',
        review: 'changed',
        decidedHash: a,
        canonicalFirst: a,
        canonicalNow: b,
        answersEver: `${shortA} ${shortB}`,
        ideaFirst: 'idea',
        ideasEver: 'idea',
        firstCorrectAt: new Date('2026-10-01T09:05:00.123Z'),
        version: 2,
        cellsFirst: null,
      },
      { review: 'decided', decidedHash: b, canonicalNow: b, memberDecisions: null, firstCorrectAt: null },
      { review: 'decided', decidedHash: c, memberDecisions: [{ seatId: 'seat53', earned: 2.3 }] },
      { review: 'waiting', decidedHash: null, canonicalNow: d, memberDecisions: null, ideasEver: '' },
      { review: 'stands' },
    ]);
  });

  test('references are enforced, and deletions cascade, after a table was redefined', async () => {
    const url = databaseUrl();
    await migrateDatabase(url);
    await fill();
    await closeDatabase();
    const changed = models.replace(/(model User \{[^}]*?\n {2}name +)String\n/, '$1String?\n');
    const sql = await draftSql(kind, models, changed);
    await migrateDatabase(url, [...stored, next('9001_redefine', sql)]);
    const orphan = insert('Enrollment', 'id, userId, sectionId, role', [
      "'orphan', 'nobody', 'section', 'STUDENT'",
    ]);
    await expect(write((tx) => tx.$executeRawUnsafe(orphan))).rejects.toThrow(/foreign key/i);
    await write((tx) => tx.$executeRaw`DELETE FROM "User" WHERE "id" = 'person0'`);
    expect(await countRows('Enrollment', `"userId" = 'person0'`)).toBe(0);
    expect(await countRows('Submission', `"seatId" = 'seat0'`)).toBe(0);
    expect(await countRows('Submission')).toBe(PAIRS - 1);
  });

  test('a migration that fails half-way leaves the database as it was, and can be mended', async () => {
    const url = databaseUrl();
    await migrateDatabase(url);
    const before = await readCatalogue(url);
    const half = 'CREATE TABLE "Half" ("id" TEXT NOT NULL PRIMARY KEY);\n';
    const broken = [...stored, next('9001_half', `${half}ALTER TABLE "Nowhere" ADD COLUMN "x" TEXT;`)];
    await expect(migrateDatabase(url, broken)).rejects.toThrow(
      'The migration 9001_half failed and was undone',
    );
    expect(await readCatalogue(url)).toEqual(before);
    const mended = [...stored, next('9001_half', half)];
    expect(await pendingMigrations(url, mended)).toEqual(['9001_half']);
    expect((await migrateDatabase(url, mended)).applied).toEqual(['9001_half']);
  });

  test('a migration changed after it was applied is refused, and nothing else applied', async () => {
    const url = databaseUrl();
    await migrateDatabase(url);
    const changed = stored.map((migration) => ({ ...migration, sql: `${migration.sql}\n-- changed` }));
    const history = [...changed, next('9001_more', 'CREATE TABLE "More" ("id" TEXT NOT NULL PRIMARY KEY);')];
    const sentence = `The migration ${names[0]} was changed after the database had applied it.`;
    await expect(migrateDatabase(url, history)).rejects.toThrow(sentence);
    await expect(pendingMigrations(url, history)).rejects.toThrow(sentence);
    expect(await pendingMigrations(url)).toEqual([]);
  });

  test('a database of a newer Duet is refused', async () => {
    const url = databaseUrl();
    const newer = next('9001_more', 'CREATE TABLE "More" ("id" TEXT NOT NULL PRIMARY KEY);');
    await migrateDatabase(url, [...stored, newer]);
    await expect(pendingMigrations(url)).rejects.toThrow('made by a newer one');
    await expect(migrateDatabase(url)).rejects.toThrow('made by a newer one');
  });

  test('a migration slipped in before an applied one is refused', async () => {
    const url = databaseUrl();
    await migrateDatabase(url);
    const early = next('0000_early', 'CREATE TABLE "Early" ("id" TEXT NOT NULL PRIMARY KEY);');
    await expect(migrateDatabase(url, [early, ...stored])).rejects.toThrow('0000_early is older than');
  });

  test('two migrators at the same time apply each migration once', async () => {
    const url = databaseUrl();
    // Would succeed twice, and be seen, if it were run twice.
    const count = [
      next('9001_count', 'CREATE TABLE "Count" ("n" INTEGER NOT NULL);'),
      next('9002_one', 'INSERT INTO "Count" VALUES (1);'),
    ];
    const reports = await Promise.all([1, 2, 3].map(() => migrateDatabase(url, [...stored, ...count])));
    expect(reports.flatMap(({ applied }) => applied).sort()).toEqual([...names, '9001_count', '9002_one']);
    const rows = await database().$queryRaw<{ n: number }[]>`SELECT "n" FROM "Count"`;
    expect(rows).toEqual([{ n: 1 }]);
  });

  if (kind === 'sqlite') {
    test('the file is copied before its data is migrated, and the copy opens with everything in it', async () => {
      const url = databaseUrl();
      await migrateDatabase(url);
      await fill();
      const more = next('9001_more', 'DELETE FROM "Submission";');
      // The database stays open: its newest rows stand in the journal only.
      const { backup } = await migrateDatabase(url, [...stored, more]);
      expect(await countRows('Submission')).toBe(0);
      expect(backup).toContain('before-9001_more');
      await useDatabase(`file:${backup}`);
      expect(await countRows('Submission')).toBe(PAIRS);
    });

    test('nothing to apply makes no copy', async () => {
      const url = databaseUrl();
      await migrateDatabase(url);
      await migrateDatabase(url);
      const path = sqlitePath(url);
      const copies = readdirSync(dirname(path)).filter((name) => name.startsWith(`${basename(path)}.before`));
      expect(copies).toEqual([]);
    });

    test('a migration that leaves rows without their parent is undone', async () => {
      const url = databaseUrl();
      await migrateDatabase(url);
      await fill();
      await closeDatabase();
      const history = [...stored, next('9001_orphans', 'DELETE FROM "User" WHERE "id" = \'person0\';')];
      await expect(migrateDatabase(url, history)).rejects.toThrow('9001_orphans failed and was undone');
      expect(await countRows('User')).toBe(2 * PAIRS);
    });

    test('asking what is pending makes no file', async () => {
      const path = join(dirname(sqlitePath(databaseUrl())), 'absent.db');
      expect(await pendingMigrations(`file:${path}`)).toEqual(names);
      expect(readdirSync(dirname(path))).toEqual([]);
    });
  }
});

describe('the two histories', () => {
  test('have the same steps', () => {
    expect(storedMigrations('sqlite').map(({ name }) => name)).toEqual(
      storedMigrations('postgresql').map(({ name }) => name),
    );
  });
});
