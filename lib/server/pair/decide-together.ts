import { newId } from '../database/ids';
import type { SqlTx } from '../database/sql-transaction';
import { notFound } from '../result';
import { changeRoom, withMarks } from './change-room';
import { partOfPath } from './find-part';
import { type Actor, type PairRoom, stateFor } from './pair-room';
import type { Decide, Decision, DecisionTools, PairState } from './pair-state';
import { currentRooms } from './read-rooms';
import { type Found, foundNothing, readWanted } from './read-wanted';
import { bytesOfDocument } from './room-size';
import { type ChangedRoom, storeChanges } from './store-changes';

/** What a command asks for besides its room. */
export interface Needs {
  opIds?: readonly string[];
  token?: string;
  /** Paths of fields whose texts are read, where they are long texts. */
  documents?: readonly string[] | 'all';
}

/** Something that an actor wants to do with a pair session. */
export interface Command {
  actor: Actor;
  pairSessionId: string;
  seatId?: string | undefined;
  needs: Needs;
  /** The numbers that the people saw when they asked. */
  roundsBefore: PairState['roundsBefore'];
  /** When it was asked: as a time of the day, and on the process's clock in milliseconds. */
  now: Date;
  askedAt: number;
  tools: DecisionTools;
  decide: Decide<unknown>;
}

/** What became of a command: a decision, or an error in deciding, which concerns it alone. */
export type Made = { decision: Decision<unknown> } | { error: unknown };

export interface MadeTogether {
  /** In the order of the commands. */
  made: Made[];
  /** The rooms as they are stored once the transaction has ended. */
  rooms: readonly PairRoom[];
  changed: readonly ChangedRoom[];
}

/** The time of the day now, for who asked at `command.now`. */
function nowFor({ now, askedAt }: Command): Date {
  return new Date(now.getTime() + performance.now() - askedAt);
}

function documentsFor({ needs: { documents = [] } }: Command, room: PairRoom): string[] {
  const paths = documents === 'all' ? [...room.fields.keys()] : documents;
  return paths.filter((path) => {
    const found = partOfPath(room.worksheet, path);
    return !room.documents.has(path) && found?.part.prepared.isLongText(found.within);
  });
}

function withDocuments(room: PairRoom, paths: readonly string[], found: Found | undefined): PairRoom {
  if (paths.length === 0) return room;
  const read = paths.map((path) => [path, found?.documents.get(path) ?? null] as const);
  const bytes = read.reduce((sum, [, document]) => sum + bytesOfDocument(document), room.bytes);
  return { ...room, documents: new Map([...room.documents, ...read]), bytes };
}

/** Reads what the commands ask for; puts texts into their rooms and returns earlier answers by pair session. */
async function fetchWanted(
  tx: SqlTx,
  commands: readonly Command[],
  rooms: Map<string, PairRoom>,
): Promise<Map<string, Found>> {
  const known = commands.flatMap((command) => {
    const room = rooms.get(command.pairSessionId);
    return room ? [{ id: room.id, needs: command.needs, paths: documentsFor(command, room) }] : [];
  });
  const found = await readWanted(tx, {
    opIds: known.flatMap(({ id, needs }) => (needs.opIds ?? []).map((opId) => [id, opId] as const)),
    tokens: known.flatMap(({ id, needs }) => (needs.token === undefined ? [] : [[id, needs.token] as const])),
    documents: known.flatMap(({ id, paths }) => paths.map((path) => [id, path] as const)),
  });
  for (const { id, paths } of known) {
    const room = rooms.get(id);
    if (room) rooms.set(id, withDocuments(room, paths, found.get(id)));
  }
  return found;
}

/** Has what was decided answer a repeated request later in the same group. */
function rememberAnswers(found: Found, { ops, change, now }: ReturnType<typeof changeRoom>): void {
  for (const op of ops) found.accepted.set(op.opId, op);
  for (const op of change.refusedOps ?? []) found.refused.set(op.opId, op);
  for (const submission of change.submissions ?? []) {
    found.repeated.set(submission.token, { ...submission, createdAt: now.toISOString(), isRepeat: false });
  }
  const { repeatedCheck } = change;
  if (repeatedCheck) found.repeated.set(repeatedCheck.token, { ...repeatedCheck.submission, isRepeat: true });
}

/** Has the other pairs of the group know what their people have seen and used in this one. */
function spreadMarks(
  { before: { linked }, marks }: ReturnType<typeof changeRoom>,
  rooms: Map<string, PairRoom>,
  changed: Map<string, ChangedRoom>,
): void {
  if (marks.length === 0) return;
  for (const id of new Set(linked.map(({ pairSessionId }) => pairSessionId))) {
    const room = rooms.get(id);
    const after = room && withMarks(room, marks);
    if (!after || after === room) continue;
    rooms.set(id, after);
    const { before, changes } = changed.get(id) ?? { before: room, changes: [] };
    changed.set(id, { before, after, changes });
  }
}

/**
 * Decides commands of any number of pairs one after another, each on the state after those before it, and stores what
 * they change. First locks the pair sessions: until the transaction ends nobody else changes them or their assignments.
 */
export async function decideTogether(tx: SqlTx, commands: readonly Command[]): Promise<MadeTogether> {
  const ids = [...new Set(commands.map(({ pairSessionId }) => pairSessionId))];
  const rooms = await currentRooms(tx, ids, true);
  const found = await fetchWanted(tx, commands, rooms);
  const changed = new Map<string, ChangedRoom>();
  const made: Made[] = [];
  for (const command of commands) {
    const room = rooms.get(command.pairSessionId);
    const answers = found.get(command.pairSessionId) ?? foundNothing();
    found.set(command.pairSessionId, answers);
    const result = decideOne(command, room, answers);
    made.push(result.made);
    if (!room || !result.change) continue;
    const { seatId, change } = result.change;
    const one = changeRoom(room, seatId, change, command.now, newId);
    rooms.set(room.id, one.after);
    rememberAnswers(answers, one);
    const all = changed.get(room.id) ?? { before: room, after: room, changes: [] };
    changed.set(room.id, { before: all.before, after: one.after, changes: [...all.changes, one] });
    spreadMarks(one, rooms, changed);
  }
  await storeChanges(tx, [...changed.values()]);
  return { made, rooms: [...rooms.values()], changed: [...changed.values()] };
}

function decideOne(
  command: Command,
  room: PairRoom | undefined,
  { accepted, refused, repeated }: Found,
): {
  made: Made;
  change?: { seatId: string; change: NonNullable<Extract<Decision<unknown>, { ok: true }>['change']> };
} {
  const { token } = command.needs;
  const context = {
    roundsBefore: command.roundsBefore,
    repeated: (token === undefined ? undefined : repeated.get(token)) ?? null,
    accepted,
    refused,
  };
  try {
    const state = room ? stateFor(room, command, nowFor(command), context) : null;
    const decision = state ? command.decide(state, command.tools) : notFound;
    const change = decision.ok ? decision.change : undefined;
    return { made: { decision }, ...(state && change && { change: { seatId: state.seat.id, change } }) };
  } catch (error) {
    return { made: { error } };
  }
}
