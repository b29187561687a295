import { constants, loadavg, setPriority } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { DatabaseKind } from '../lib/server/env';
import { ensureBuild } from '../scripts/build';
import { findPostgres } from '../scripts/postgres';
import { type Failure, writeReport } from '../scripts/test-report';
import type { Tally } from './attack';
import { AttackerProcess } from './attacker-process';
import { attacks } from './attacks';
import { type Work, workBeside } from './innocent-pair';
import { type SignIns, signInBeside } from './innocent-person';
import { onStage, type Stage } from './stage';

/**
 * The standing attacks, or those that are named, with --short each for less than a second: each is played against the built server, on a database of each kind, while an innocent pair
 * works and a person signs in. Ends with 1 where an attack is answered in another way than it should be, the pair has to
 * wait or loses something, or the person has to wait or is refused.
 */

/** Beyond what the pair waits while nobody attacks: this machine may be busy with other things. */
const mostP99Ms = 250;
const mostSignInMs = 1_000;
const forMs = { short: 650, long: 8_000 };
/** What the server may hold in memory after all of them. */
const mostMemoryBytes = 1_000_000_000;

interface Beside {
  work: Work;
  signIns: SignIns;
}

interface Outcome extends Beside {
  tally: Tally;
  problems: string[];
}

/** Has a pair work and a person sign in until something else is over. */
async function liveBeside<T>(
  { innocent, person, target }: Stage,
  other: () => Promise<T>,
): Promise<{ result: T } & Beside> {
  const { result, work } = await workBeside(innocent, () => signInBeside(target.origin, person, other));
  return { result: result.result, work, signIns: result.signIns };
}

function problemsOf(
  expects: readonly (number | string)[],
  tally: Tally,
  { work, signIns }: Beside,
  alone: Beside,
): string[] {
  const strange = Object.keys(tally).filter((answer) => !expects.map(String).includes(answer));
  const late = (what: string, ms: number, mostMs: number) =>
    ms > mostMs || Number.isNaN(ms) ? [`p99 of ${what} over ${mostMs.toFixed(0)} ms`] : [];
  return [
    ...(Object.keys(tally).length === 0 ? ['nothing was sent'] : []),
    ...strange.map((answer) => `answered ${answer} ${tally[answer]} times`),
    ...late('the pair', work.p99, alone.work.p99 + mostP99Ms),
    ...late('sign-ins', signIns.p99, alone.signIns.p99 + mostSignInMs),
    ...(['failed', 'lost', 'doubled'] as const)
      .filter((what) => work[what] > 0)
      .map((what) => `${work[what]} ${what}`),
    ...(signIns.failed > 0 ? [`${signIns.failed} of ${signIns.tried} sign-ins refused`] : []),
  ];
}

interface Campaign {
  stage: Stage;
  attacker: AttackerProcess;
  isShort: boolean;
  /** How it went while nobody attacked. */
  alone: Beside;
}

async function play(name: string, { stage, attacker, isShort, alone }: Campaign): Promise<Outcome> {
  const order = { name, target: stage.target, forMs: isShort ? forMs.short : forMs.long, isShort };
  const { result: tally, ...beside } = await liveBeside(stage, () => attacker.play(order));
  return { tally, ...beside, problems: problemsOf(attacks[name]?.expects ?? [], tally, beside, alone) };
}

function show(database: DatabaseKind, name: string, { tally, work, signIns, problems }: Outcome): void {
  const answers = Object.entries(tally).map(([answer, count]) => `${count} × ${answer}`);
  const [load = 0] = loadavg();
  const cells = [
    problems.length === 0 ? '✓' : '✗',
    database.padEnd(10),
    name.padEnd(12),
    `p50 ${work.p50.toFixed(0).padStart(4)} ms`,
    `p99 ${work.p99.toFixed(0).padStart(4)} ms`,
    `sign-in ${signIns.p99.toFixed(0).padStart(4)} ms`,
    `lost ${work.lost} of ${work.edits + work.submissions}`.padEnd(16),
    `load ${load.toFixed(1)}`.padEnd(10),
    answers.join(', '),
    problems.join('; '),
  ];
  process.stdout.write(`${cells.join('  ').trimEnd()}\n`);
}

const isDelay = (problem: string) => problem.startsWith('p99');

/** Plays attacks on one kind of database; resolves with those that did harm. */
async function playAll(
  database: DatabaseKind,
  names: readonly string[],
  isShort: boolean,
): Promise<Failure[]> {
  const attacker = await AttackerProcess.start();
  const failures: Failure[] = [];
  try {
    await onStage(database, async (stage) => {
      const alone = await liveBeside(stage, () => pause(isShort ? forMs.short : forMs.long));
      show(database, 'nothing', { ...alone, tally: {}, problems: [] });
      const campaign = { stage, attacker, isShort, alone };
      for (const name of names) {
        let outcome = await play(name, campaign);
        // Whatever else this machine does may take a quarter of a second, but hardly three times.
        for (let again = 0; again < 2 && outcome.problems.some(isDelay); again += 1) {
          show(database, name, outcome);
          outcome = await play(name, campaign);
        }
        show(database, name, outcome);
        const says = outcome.problems.join('; ');
        if (says !== '') failures.push({ test: `${name} on ${database}`, says });
      }
      const { rss } = await stage.server.memory();
      const says = `the server holds ${(rss / 1e6).toFixed(0)} MB afterwards`;
      process.stdout.write(`  ${database}: ${says}\n`);
      if (rss > mostMemoryBytes) failures.push({ test: `memory on ${database}`, says });
    });
  } finally {
    attacker.stop();
  }
  return failures;
}

/** Goes before whatever else this machine does, where that is allowed; the server inherits it. */
function goFirst(): void {
  try {
    setPriority(constants.priority.PRIORITY_HIGH);
  } catch {
    process.stdout.write('· Not before others: what else runs here counts as delay\n');
  }
}

const given = process.argv.slice(2);
const isShort = given.includes('--short');
const wanted = given.filter((one) => one !== '--short');
const unknown = wanted.filter((name) => !(name in attacks));
if (unknown.length > 0) {
  const list = Object.entries(attacks).map(([name, { shows }]) => `  ${name}: ${shows}`);
  process.stderr.write(`There is no attack ${unknown.join(', ')}. There are:\n${list.join('\n')}\n`);
  process.exit(1);
}
await ensureBuild();
const names = wanted.length > 0 ? wanted : Object.keys(attacks);
const postgres = findPostgres();
if (!postgres)
  process.stdout.write(
    '!!! NOTHING IS ATTACKED ON POSTGRESQL: none was found and none could be started. !!!\n',
  );
const databases: DatabaseKind[] = postgres ? ['sqlite', 'postgresql'] : ['sqlite'];
goFirst();
const failures: Failure[] = [];
for (const database of databases) failures.push(...(await playAll(database, names, isShort)));
const passed = names.length * databases.length - failures.length;
writeReport({ passed, failures });
process.stdout.write(`\n${passed} passed, ${failures.length} failed\n`);
process.exitCode = failures.length > 0 ? 1 : 0;
