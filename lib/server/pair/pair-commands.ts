import { setImmediate as nextTurn } from 'node:timers/promises';
import { type OpenDatabase, openDatabase } from '../database/db';
import { isRefusalOfData } from '../database/transaction';
import { untilClosed, writeSql } from '../database/writer';
import { pairTopic } from '../live/bus';
import { bus } from '../live/shared-bus';
import { perProcess } from '../per-process';
import { refusals } from '../refusals';
import { type Command, decideTogether, type Made, type MadeTogether } from './decide-together';
import type { Decision } from './pair-state';
import { forgetRoom, rememberRoom } from './room-memory';
import type { ChangedRoom } from './store-changes';

interface WaitingCommand {
  command: Command;
  bytes: number;
  answer(decision: Decision<unknown>): void;
  fail(reason: unknown): void;
}

interface Queue {
  waiting: WaitingCommand[];
  /** Of all that wait. */
  bytes: number;
  isRunning: boolean;
}

/** Grading and storing so many whole matrices stays far below the time that a transaction may take. */
const mostTogether = 250;
const mostBytesTogether = 4_000_000;
/** The share of one pair: ten submissions of a whole matrix, or edits as fast as two people paste. */
const mostBytesOfPair = 32_000;
/** What may wait at once, of all pairs: a whole school submits, or a disk stands still for a while. */
const mostWaiting = { commands: 10_000, bytes: 64_000_000 };
/** A group begins at last this much after its first command came, however many others keep coming. */
const longestGatheringMs = 5;

function queueOf(open: OpenDatabase): Queue {
  const queues = perProcess('pair-commands', () => new WeakMap<OpenDatabase, Queue>());
  const queue = queues.get(open) ?? { waiting: [], bytes: 0, isRunning: false };
  queues.set(open, queue);
  return queue;
}

/**
 * Has a command decided and stored together with what else waits, of all pairs. One group is under way at a time; what
 * arrives meanwhile waits for the next, so that what this process remembers never runs ahead of the database.
 *
 * Where more waits than the process can hold, it is refused as busy: nothing of it is stored.
 *
 * @param bytes about the size of what the command brings; a group has a bound.
 */
export function runCommand(command: Command, bytes: number): Promise<Decision<unknown>> {
  const open = openDatabase();
  const queue = queueOf(open);
  if (queue.waiting.length >= mostWaiting.commands || queue.bytes + bytes > mostWaiting.bytes) {
    return Promise.resolve(refusals.tooManyCommands);
  }
  queue.bytes += bytes;
  const decided = new Promise<Decision<unknown>>((answer, fail) => {
    queue.waiting.push({ command, bytes, answer, fail });
  });
  if (!queue.isRunning) void runWaiting(queue);
  return untilClosed(open, decided);
}

async function runWaiting(queue: Queue): Promise<void> {
  queue.isRunning = true;
  while (queue.waiting.length > 0) {
    await gather(queue);
    let group: readonly WaitingCommand[] | null = null;
    await runGroup(() => {
      // Taken once the transaction has begun: what arrives while it waits for its turn goes with it.
      group ??= takeGroup(queue);
      return group;
    });
  }
  queue.isRunning = false;
}

/** Reads on while each turn of the process brings more commands: requests that have arrived share the commit. */
async function gather(queue: Queue): Promise<void> {
  const endsAt = performance.now() + longestGatheringMs;
  let before: number;
  do {
    before = queue.waiting.length;
    await nextTurn();
  } while (queue.waiting.length > before && performance.now() < endsAt);
}

/**
 * Takes the commands of the next group. One pair fills no group: what it brings beyond its share waits for the next one,
 * so that everybody else waits for a share of it at a time.
 */
function takeGroup(queue: Queue): WaitingCommand[] {
  const group: WaitingCommand[] = [];
  const left: WaitingCommand[] = [];
  const bytesOfPairs = new Map<string, number>();
  let bytes = 0;
  for (const one of queue.waiting) {
    const { pairSessionId } = one.command;
    const bytesOfPair = (bytesOfPairs.get(pairSessionId) ?? 0) + one.bytes;
    const isFirst = bytesOfPair === one.bytes;
    const hasRoom =
      group.length === 0 || (group.length < mostTogether && bytes + one.bytes <= mostBytesTogether);
    // The commands of a pair keep their order: once one waits, those after it wait too.
    bytesOfPairs.set(pairSessionId, bytesOfPair);
    if (hasRoom && (isFirst || bytesOfPair <= mostBytesOfPair)) {
      group.push(one);
      bytes += one.bytes;
    } else {
      left.push(one);
      bytesOfPairs.set(pairSessionId, Number.POSITIVE_INFINITY);
    }
  }
  queue.waiting = left;
  queue.bytes -= bytes;
  return group;
}

/**
 * Decides and stores a group in one transaction. Where that fails, nobody knows whether it was stored, so all of its
 * rooms are forgotten and it is decided once more on what is stored: each verb is safe to repeat. Where the database
 * refuses the data of a group, its halves are tried, until what it refuses stands alone.
 */
async function runGroup(groupOf: () => readonly WaitingCommand[], isLastTry = false): Promise<void> {
  try {
    const together = await writeSql((tx) =>
      decideTogether(
        tx,
        groupOf().map(({ command }) => command),
      ),
    );
    tellAll(groupOf(), together);
  } catch (error) {
    const group = groupOf();
    for (const { command } of group) forgetRoom(command.pairSessionId);
    const half = Math.ceil(group.length / 2);
    if (group.length > 1 && isRefusalOfData(error)) {
      await runGroup(() => group.slice(0, half), true);
      await runGroup(() => group.slice(half), true);
    } else if (!isLastTry) {
      await runGroup(() => group, true);
    } else {
      for (const { fail } of group) fail(error);
    }
  }
}

/** After the commit: rooms move on, open pages are told, and whoever asked gets an answer. */
function tellAll(group: readonly WaitingCommand[], { made, rooms, changed }: MadeTogether): void {
  for (const room of rooms) {
    // Read or made under the lock: it holds whatever was remembered.
    forgetRoom(room.id);
    rememberRoom(room);
  }
  for (const room of changed) publishOps(room);
  for (const [index, { command, answer, fail }] of group.entries()) {
    const one: Made | undefined = made[index];
    if (one && 'decision' in one) {
      publishNews(command.pairSessionId, one.decision);
      answer(one.decision);
    } else {
      fail(one?.error);
    }
  }
}

function publishOps({ after, changes }: ChangedRoom): void {
  const stored = changes.flatMap(({ ops }) => ops);
  if (stored.length > 0) bus().publish(pairTopic(after.id), { type: 'ops', stored });
}

function publishNews(pairSessionId: string, decision: Decision<unknown>): void {
  for (const one of decision.ok ? (decision.news ?? []) : []) {
    bus().publish(pairTopic(pairSessionId), { type: 'state', ...one, isRemembered: true });
  }
}
