import { authSecret, type SeededClass, seatPairs, seedStudents } from '../bench/live/class-of-pairs';
import { makeDatabase } from '../bench/live/databases';
import { type MeasuredProcess, startMeasured } from '../bench/live/measured-process';
import { closePairs, type OpenPair, openPairs } from '../bench/live/pair';
import { closeDatabase, useDatabase as turnTo } from '../lib/server/database/db';
import { newCode, newId } from '../lib/server/database/ids';
import { write } from '../lib/server/database/writer';
import type { DatabaseKind } from '../lib/server/env';
import { hashFor } from '../tests/support/people';
import type { Target } from './attack';
import type { Credentials } from './sign-in-page';

/** A server under attack, with a pair at work and a person who signs in. */
export interface Stage {
  target: Target;
  innocent: OpenPair;
  person: Credentials;
  server: MeasuredProcess;
}

/** Pairs whose results fill the class's table. */
const otherPairs = 100;
const partIds = ['1a', '1b', '1c', '1d', '2a', '2b', '3a', '3b', '3c', '3d'];

const person: Credentials = { email: 'ada@people.test', password: 'owl table river' };

/** Gives the person an account. */
async function seedAccount(databaseUrl: string): Promise<void> {
  await turnTo(databaseUrl);
  const passwordHash = await hashFor(person.email, person.password);
  await write((tx) =>
    tx.user.create({ data: { id: newId(), name: 'Ada', email: person.email, passwordHash } }),
  );
  await closeDatabase();
}

/** Gives the class pairs that have worked before, each of one student. */
async function seedResults(databaseUrl: string, { assignmentId, sectionId }: SeededClass): Promise<void> {
  await turnTo(databaseUrl);
  const now = new Date();
  const pairs = Array.from({ length: otherPairs }, (_, at) => ({
    userId: newId(),
    name: `Member ${at}`,
    pairSessionId: newId(),
  }));
  await write((tx) =>
    tx.user.createMany({
      data: pairs.map(({ userId: id, name }) => ({ id, name, email: `${id}@class.test` })),
    }),
  );
  await write((tx) =>
    tx.enrollment.createMany({
      data: pairs.map(({ userId }) => ({ id: newId(), userId, sectionId, role: 'STUDENT' as const })),
    }),
  );
  await write((tx) =>
    tx.pairSession.createMany({
      data: pairs.map(({ pairSessionId: id }) => ({
        id,
        assignmentId,
        code: newCode(),
        seed: id.slice(0, 16),
      })),
    }),
  );
  await write((tx) =>
    tx.seat.createMany({
      data: pairs.map(({ userId, pairSessionId }) => ({
        id: newId(),
        pairSessionId,
        assignmentId,
        userId,
        activeUserId: userId,
        place: 0,
      })),
    }),
  );
  await write((tx) =>
    tx.partSummary.createMany({
      data: pairs.flatMap(({ pairSessionId }) =>
        partIds.map((partId) => ({
          id: newId(),
          pairSessionId,
          assignmentId,
          partId,
          attempts: 1,
          filledFields: 1,
          outcome: 'correct',
          earned: 1,
          provisional: false,
          updatedAt: now,
        })),
      ),
    }),
  );
  await closeDatabase();
}

/** Opens the pages that are attacked, one after another: each is loaded when somebody asks for it for the first time. */
async function openPages({ origin, instructor: { headers }, sectionId }: Target): Promise<void> {
  for (const path of ['/sign-in', '/join/ZZZZZZ', '/set-password/none', `/sections/${sectionId}/results`]) {
    await (await fetch(origin + path, { headers })).arrayBuffer();
  }
  await fetch(`${origin}/api/auth/csrf`);
}

/** Starts the built server on a database of its own, has a pair open its pages, and leaves nothing behind. */
export async function onStage<T>(kind: DatabaseKind, play: (stage: Stage) => Promise<T>): Promise<T> {
  const own = await makeDatabase(kind);
  let server: MeasuredProcess | null = null;
  try {
    const seeded = await seedStudents(own.url, 4);
    await seedResults(own.url, seeded);
    await seedAccount(own.url);
    server = await startMeasured('scripts/start.js', {
      NODE_ENV: 'production',
      DATABASE_URL: own.url,
      AUTH_SECRET: authSecret,
      LOG_LEVEL: process.env.LOG_LEVEL || 'silent',
    });
    const { origin } = server;
    const [pair, attackers] = await seatPairs([origin, origin], seeded);
    if (!pair || !attackers) throw new Error('a pair is missing');
    const open = await openPairs([pair]);
    const [innocent] = open;
    if (!innocent) throw new Error('the innocent pair is missing');
    const target = {
      origin,
      port: Number(new URL(origin).port),
      student: attackers.devices[0],
      instructor: { headers: { cookie: seeded.instructorCookie, origin } },
      joinCode: seeded.joinCode,
      sectionId: seeded.sectionId,
      victimId: pair.devices[0].pairUrl.split('/').at(-1) ?? '',
      email: person.email,
    };
    await openPages(target);
    const result = await play({ target, innocent, person, server });
    closePairs(open);
    return result;
  } finally {
    await server?.stop();
    await own.drop();
  }
}
