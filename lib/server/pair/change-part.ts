import type { Grading } from '@/lib/schemas/grading';
import type { LoadedPart } from '@/lib/worksheets/worksheet';
import { newId } from '../database/ids';
import { notFound, type Result } from '../result';
import { contentHash } from './content-hash';
import type { Needs } from './decide-together';
import { findRoom } from './find-room';
import { refuseOverspent, spendOnCommand, spendOnDecision } from './pair-budgets';
import { runCommand } from './pair-commands';
import { type Actor, accessTo } from './pair-room';
import type { Decide, DecisionTools } from './pair-state';

/** Which pair session is changed, by which seat of the viewer's, and what the change asks for besides its room. */
export interface ChangeInput {
  pairSessionId: string;
  seatId?: string | undefined;
  needs?: Needs;
  /** About the size of what comes with it, in bytes. */
  bytes?: number;
  /** How many edits it counts as in the pair's budget. */
  edits?: number;
}

/** What a command counts as beside what comes with it, in bytes. */
const bytesOfCommand = 500;

function makeTools(): DecisionTools {
  const graded = new Map<LoadedPart, Map<string, Grading>>();
  return {
    newId,
    grade(part, response) {
      const bodyHash = contentHash([part.id, part.prepared.canonical(response)]);
      const known = graded.get(part) ?? new Map<string, Grading>();
      graded.set(part, known);
      const grading = known.get(bodyHash) ?? part.prepared.grade(response, part.points);
      known.set(bodyHash, grading);
      return { grading, bodyHash };
    },
  };
}

/**
 * The one way in which work of a pair is changed. `decide` is asked under the pair session's lock, on the pair as it is
 * then: an actor who sits elsewhere by then is refused as not found. It may be asked again where a commit failed.
 * Resolves once the change is stored; by then the pair's open pages are told.
 */
export async function changePart<Value>(
  actor: Actor,
  { pairSessionId, seatId, needs = {}, bytes = 0, edits = 1 }: ChangeInput,
  now: Date,
  decide: Decide<Value>,
): Promise<Result<Value>> {
  const askedAt = performance.now();
  const room = await findRoom(pairSessionId);
  if (!room) return notFound;
  // Only its members spend a pair's budgets: to anybody else it is missing, whatever they send.
  const isSpent = actor !== 'closing time' && accessTo(room, actor, now, seatId) !== null;
  const refusal = isSpent ? refuseOverspent(pairSessionId) : null;
  if (refusal) return refusal;
  if (isSpent) spendOnCommand(pairSessionId, edits, bytes + bytesOfCommand);
  const command = { actor, pairSessionId, seatId, needs, roundsBefore: room.rounds, now, askedAt, decide };
  const decision = await runCommand({ ...command, tools: makeTools() }, bytes + bytesOfCommand);
  if (isSpent) spendOnDecision(pairSessionId, decision);
  // The decision is the one of `decide`, or a refusal.
  return decision.ok ? { ok: true, value: decision.value as Value } : decision;
}
