import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { Prisma } from '@/lib/generated/sqlite/client';
import { backUpDatabase } from '@/lib/server/database/backup';
import { database, databaseUrl, useDatabase } from '@/lib/server/database/db';
import { newId } from '@/lib/server/database/ids';
import { migrateDatabase } from '@/lib/server/database/migrate';
import { recordEvent } from '@/lib/server/database/record-event';
import { restoreDatabase } from '@/lib/server/database/restore';
import { type Tx, write } from '@/lib/server/database/writer';
import { onEveryDatabase } from '../../support/databases';
import { now, seedPair } from '../../support/pairs';

/** More than one page of what backup reads at a time. */
const OPS = 503;
const folder = mkdtempSync(join(tmpdir(), 'duet-backup-'));
let files = 0;

function newFile(): string {
  files += 1;
  return join(folder, `backup-${files}`);
}

afterAll(() => rmSync(folder, { recursive: true }));

/** A class at work with at least one row in every table, and values of every shape that a column takes. */
async function fillEveryTable(): Promise<void> {
  const { ada, pairSessionId, sectionId, assignmentId } = await seedPair();
  const at = new Date('2026-03-02T10:00:00.123Z');
  const fill = async (tx: Tx) => {
    const { id: bySeatId } = await tx.seat.findFirstOrThrow({ where: { activeUserId: ada.userId } });
    const shared = { pairSessionId, partId: '2a' };
    await tx.user.update({ where: { id: ada.userId }, data: { name: 'Ada “Λ” 愛 🦉\n\u2028' } });
    await tx.signIn.create({ data: { id: newId(), userId: ada.userId, expiresAt: at } });
    await tx.oneTimeCode.create({
      data: {
        id: newId(),
        userId: ada.userId,
        codeHash: 'c0ffee',
        expiresAt: at,
        usedAt: at,
        sectionId,
        makesInstructor: true,
      },
    });
    const ofAda = { userId: ada.userId, createdAt: at };
    await tx.secondFactor.create({
      data: { id: newId(), ...ofAda, sealedKey: 'sealed', lastStep: 2_147_483_647 },
    });
    await tx.recoveryCode.create({ data: { id: newId(), ...ofAda, codeHash: 'f00d', usedAt: at } });
    await tx.signInTicket.create({
      data: {
        id: newId(),
        ...ofAda,
        ticketHash: 'cafe',
        source: 'address somewhere',
        passwordMark: 'mark',
        triesLeft: 5,
        expiresAt: at,
      },
    });
    await tx.section.update({
      where: { id: sectionId },
      data: { title: '', joinClosedAt: at, joinEndsAt: at },
    });
    await tx.removal.create({ data: { id: newId(), userId: ada.userId, sectionId, createdAt: at } });
    await tx.field.createMany({
      data: [
        { path: '1a', value: 'a text', version: 1 },
        { path: '2b/focus', value: [3, 5], version: 2, firstValue: '', wrongCount: 4 },
        { path: '2b/odd', value: { date: 'not a date', bytes: [null, 0.1, true] }, version: 3 },
      ].map((field) => ({ id: newId(), pairSessionId, bySeatId, updatedAt: at, ...field })),
    });
    await tx.op.createMany({
      data: Array.from({ length: OPS }, (_, index) => ({
        id: newId(),
        pairSessionId,
        seq: index + 1,
        opId: `op${index}`,
        seatId: bySeatId,
        path: '1a',
        base: index,
        value: `text ${index}`,
        version: index + 1,
        createdAt: at,
        ...(index % 100 === 0 && { textUpdate: Uint8Array.from([0, 255, index % 256]) }),
      })),
    });
    await tx.refusedOp.create({
      data: { id: newId(), pairSessionId, opId: 'late', value: '', version: 7, bySeatId, createdAt: at },
    });
    const submission = await tx.submission.create({
      data: {
        id: newId(),
        ...shared,
        attempt: 1,
        token: 't',
        bodyHash: '',
        seatId: bySeatId,
        origin: 'checked',
        response: [['1/2', '0']],
        outcome: 'partial',
        earned: 0.1 + 0.2,
        total: 8,
        provisional: false,
        feedback: [{ code: 'row-sum', message: 'Look at row 2.' }],
        confidence: 1e-9,
        gradedWith: '1',
        createdAt: at,
      },
    });
    await tx.repeatedCheck.create({
      data: { id: newId(), pairSessionId, token: 'again', submissionId: submission.id, createdAt: at },
    });
    await tx.textDocument.create({
      data: { id: newId(), pairSessionId, path: '1a', state: Uint8Array.from([1, 2, 3]), updatedAt: at },
    });
    await tx.driverChange.create({
      data: { id: newId(), pairSessionId, seatId: bySeatId, bySeatId, createdAt: at },
    });
    await tx.personPart.create({
      data: { id: newId(), userId: ada.userId, worksheet: 'w', partId: '1a', keySeenAt: at, attempts: 2 },
    });
    await tx.staffTime.upsert({
      where: { userId_sectionId: { userId: ada.userId, sectionId } },
      create: { id: newId(), userId: ada.userId, sectionId, since: at },
      update: {},
    });
    await tx.keptScore.create({
      data: {
        id: `${bySeatId} 1a`,
        seatId: bySeatId,
        pairSessionId,
        partId: '1a',
        isOwn: true,
        outcome: 'partial',
        earned: 0.1 + 0.2,
        total: 8,
        provisional: false,
        disagreed: false,
        keptAt: at,
      },
    });
    const asked = { costs: [{ partId: '1a', why: 'seen', attemptsLeft: null }], agreedIds: [ada.userId] };
    await tx.joinRequest.create({
      data: { id: newId(), pairSessionId, userId: ada.userId, ...asked, createdAt: at },
    });
    await tx.ownAnswer.create({
      data: {
        id: newId(),
        ...shared,
        seatId: bySeatId,
        confirmedAt: at,
        submissionId: submission.id,
        outcome: 'partial',
        earned: 0.1 + 0.2,
        updatedAt: at,
      },
    });
    await tx.prediction.create({
      data: { id: newId(), ...shared, seatId: bySeatId, response: { T: 'high' }, createdAt: at },
    });
    await tx.leftCopy.create({
      data: { id: newId(), pairSessionId, userId: ada.userId, view: {}, leftAt: at },
    });
    await tx.proposal.create({
      data: { id: newId(), ...shared, purpose: 'reveal', contentHash: '', bySeatId, createdAt: at },
    });
    await tx.handIn.create({
      data: { id: newId(), ...shared, contentHash: '', seatIds: [bySeatId], createdAt: at },
    });
    await tx.reveal.create({ data: { id: newId(), ...shared, bySeatId, createdAt: at } });
    await tx.override.create({
      data: {
        id: newId(),
        ...shared,
        submissionId: submission.id,
        responseHash: '',
        origin: 'points',
        version: 1,
        earned: 7.5,
        comment: 'seen',
        byUserId: ada.userId,
        createdAt: at,
      },
    });
    const byUserId = ada.userId;
    await tx.reviewClaim.create({ data: { id: newId(), ...shared, byUserId, until: at } });
    await tx.reviewFlag.create({ data: { id: newId(), ...shared, byUserId, createdAt: at } });
    await tx.savedComment.create({
      data: { id: newId(), sectionId, userId: byUserId, text: 'Well argued.', createdAt: at },
    });
    await recordEvent(
      tx,
      { kind: 'removed', actorId: null, subjectId: ada.userId, details: { seats: 1 } },
      at,
    );
    await tx.partSummary.create({
      data: {
        id: newId(),
        ...shared,
        assignmentId,
        overriddenEarned: 7.5,
        memberDecisions: [{ seatId: bySeatId, earned: 0.1 + 0.2 }],
        updatedAt: at,
      },
    });
  };
  await write(fill, { timeoutInMs: 60_000 });
}

/** All rows of all tables, as the product reads them. */
async function everything(): Promise<Record<string, unknown[]>> {
  const tables = database() as unknown as Record<string, Tx['user']>;
  const rows: Record<string, unknown[]> = {};
  for (const name of Object.values(Prisma.ModelName)) {
    if (name === 'Installation') continue;
    const table = tables[`${name.charAt(0).toLowerCase()}${name.slice(1)}`];
    rows[name] = (await table?.findMany({ orderBy: { id: 'asc' } })) ?? [];
  }
  return rows;
}

/** The id of the database in use: there is one. */
async function installationId(): Promise<string> {
  const rows = await database().installation.findMany();
  expect(rows).toHaveLength(1);
  return rows[0]?.id ?? '';
}

async function useNewSqlite(): Promise<void> {
  await useDatabase(`file:${join(mkdtempSync(join(folder, 'database-')), 'duet.db')}`);
}

onEveryDatabase((_kind, makeDatabase, makeEmptyDatabase) => {
  beforeEach(makeDatabase);

  test('a restored database is another installation, also on the other kind of database', async () => {
    const original = await installationId();
    const seen = [original];
    const restore = async (file: string) => {
      const before = await installationId();
      await restoreDatabase(file);
      const after = await installationId();
      expect(after).not.toBe(before);
      expect(seen).not.toContain(after);
      seen.push(after);
    };
    const file = newFile();
    await backUpDatabase(file);
    expect(gunzipSync(readFileSync(file)).toString()).not.toContain(original);
    // A copy of the same template, so that it has the id of the original at first.
    await makeDatabase();
    expect(await installationId()).toBe(original);
    await restore(file);

    await useNewSqlite();
    await migrateDatabase(databaseUrl());
    await restore(file);
    const fromSqlite = newFile();
    await backUpDatabase(fromSqlite);
    expect(gunzipSync(readFileSync(fromSqlite)).toString()).not.toContain(await installationId());
    await makeDatabase();
    await restore(fromSqlite);
  });

  test('a backup brings every row of every table back, also into SQLite and from there', async () => {
    await fillEveryTable();
    const original = await everything();
    expect(Object.entries(original).filter(([, rows]) => rows.length === 0)).toEqual([]);

    const file = newFile();
    const counts = await backUpDatabase(file);
    expect(counts).toMatchObject({ Op: OPS, User: 3, Field: 3, Seat: 2 });
    expect(statSync(file).mode & 0o777).toBe(0o600);

    await makeEmptyDatabase();
    expect(await restoreDatabase(file)).toEqual(counts);
    expect(await everything()).toEqual(original);

    await useNewSqlite();
    await restoreDatabase(file);
    expect(await everything()).toEqual(original);
    const fromSqlite = newFile();
    await backUpDatabase(fromSqlite);
    await makeEmptyDatabase();
    await restoreDatabase(fromSqlite);
    expect(await everything()).toEqual(original);
  }, 120_000);

  test('a backup made while people work is the state of one moment', async () => {
    await seedPair();
    const { id: sectionId } = await database().section.findFirstOrThrow();
    let isMade = false;
    const joining = async () => {
      let joined = 0;
      for (; !isMade; joined += 1) {
        const id = `zz-${joined}`;
        await write(async (tx) => {
          await tx.user.create({ data: { id, email: id, name: 'late' } });
          await tx.enrollment.create({ data: { id, userId: id, sectionId, role: 'STUDENT' } });
        });
        // SQLite works within the call: without a pause nothing else would get its turn.
        await turn();
      }
      return joined;
    };
    const joined = joining();
    const file = newFile();
    const { User = 0, Enrollment } = await backUpDatabase(file).finally(() => {
      isMade = true;
    });
    expect(await joined).toBeGreaterThan(1);
    expect(User).toBe(Enrollment);
    await makeEmptyDatabase();
    await restoreDatabase(file);
    expect(await database().user.count()).toBe(User);
  });

  test('a database with anything in it is left alone', async () => {
    const file = newFile();
    await backUpDatabase(file);
    await write((tx) => tx.course.create({ data: { id: 'course', title: 'Mine' } }));
    await expect(restoreDatabase(file)).rejects.toThrow(/not empty/);
    expect(await database().course.count()).toBe(1);
  });

  test('a file that is cut short, changed or of another kind puts nothing in', async () => {
    await seedPair();
    const file = newFile();
    await backUpDatabase(file);
    const whole = readFileSync(file);
    const lines = gunzipSync(whole).toString().trimEnd().split('\n');
    const withoutOneRow = lines.filter((_, index) => index !== lines.length - 2);
    const zip = (kept: string[]) => gzipSync(`${kept.join('\n')}\n`);
    const bad = {
      'cut short': whole.subarray(0, whole.length - 40),
      'without its end': zip(lines.slice(0, -1)),
      'without one row': zip(withoutOneRow),
      'of text': Buffer.from('hello'),
      'of other lines': gzipSync('{"hello":1}\n'),
      empty: Buffer.alloc(0),
    };
    await makeDatabase();
    for (const [what, bytes] of Object.entries(bad)) {
      const path = newFile();
      writeFileSync(path, bytes);
      await expect(restoreDatabase(path), what).rejects.toThrow('The file is not a whole backup of Duet.');
      expect(await database().user.count(), what).toBe(0);
    }
  });

  test('a backup of an older version is restored without the columns that were dropped since', async () => {
    await fillEveryTable();
    const original = await everything();
    const file = newFile();
    await backUpDatabase(file);
    const lines = gunzipSync(readFileSync(file)).toString().trimEnd().split('\n');
    const older = lines.map((line) => {
      const { table, row, migrations, ...rest } = JSON.parse(line);
      if (migrations) return JSON.stringify({ ...rest, migrations: migrations.slice(0, 5) });
      if (table !== 'Submission') return line;
      return JSON.stringify({ table, row: { ...row, afterReveal: false } });
    });
    const olderFile = newFile();
    writeFileSync(olderFile, gzipSync(`${older.join('\n')}\n`));
    await makeEmptyDatabase();
    expect(await restoreDatabase(olderFile)).toMatchObject({ Submission: 1 });
    expect(await everything()).toEqual(original);
  }, 60_000);

  test('a column that no version ever had puts nothing in', async () => {
    await fillEveryTable();
    const file = newFile();
    await backUpDatabase(file);
    const text = gunzipSync(readFileSync(file))
      .toString()
      .replace('"gradedWith"', '"gradedBy":"2","gradedWith"');
    const changedFile = newFile();
    writeFileSync(changedFile, gzipSync(text));
    await makeEmptyDatabase();
    await expect(restoreDatabase(changedFile)).rejects.toThrow(/gradedBy/);
    expect(await database().submission.count()).toBe(0);
  }, 60_000);

  test('a backup of a newer version is refused by name', async () => {
    const file = newFile();
    const header = { format: 'duet-backup', version: 1, madeAt: now, migrations: ['9999_later'] };
    writeFileSync(file, gzipSync(`${JSON.stringify(header)}\n`));
    await expect(restoreDatabase(file)).rejects.toThrow(/newer version.*9999_later/);
  });

  test('a backup overwrites no file, and leaves none where it fails', async () => {
    const file = newFile();
    writeFileSync(file, 'precious');
    await expect(backUpDatabase(file)).rejects.toThrow(/exists already/);
    expect(readFileSync(file, 'utf8')).toBe('precious');

    await makeEmptyDatabase();
    const other = newFile();
    await expect(backUpDatabase(other)).rejects.toThrow(/npm run migrate/);
    await useDatabase(databaseUrl());
    await expect(backUpDatabase(join(folder, 'no-such-folder', 'file'))).rejects.toThrow();
    expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([]);
  });
});
