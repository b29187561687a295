import type { Grading } from '@/lib/schemas/grading';
import type { LoadedPart } from '@/lib/worksheets/worksheet';
import { database } from '../database/db';
import { newId } from '../database/ids';
import { lockPairSession } from '../database/locks';
import { write } from '../database/writer';
import { pairTopic } from '../live/bus';
import { bus } from '../live/shared-bus';
import { notFound, type Result } from '../result';
import { contentHash } from './content-hash';
import type { Decide, Decision, DecisionTools } from './pair-state';
import type { Reach } from './pair-state-statement';
import { type Actor, readPairState } from './read-pair-state';
import { storeChange } from './store-change';

/** Which pair session is changed, by which seat of the viewer's, and what the change has to see of it. */
export interface ChangeInput {
  pairSessionId: string;
  seatId?: string | undefined;
  reach: Reach;
}

function makeTools(): DecisionTools {
  const graded = new Map<LoadedPart, Map<string, Grading>>();
  return {
    newId,
    grade(part, response) {
      const bodyHash = contentHash([part.id, response]);
      const known = graded.get(part) ?? new Map<string, Grading>();
      graded.set(part, known);
      const grading = known.get(bodyHash) ?? part.prepared.grade(response, part.points);
      known.set(bodyHash, grading);
      return { grading, bodyHash };
    },
  };
}

/**
 * The one way in which work of a pair is changed. `decide` is asked twice: before the lock, where a refusal or an
 * answer that changes nothing comes at once and responses are graded, and under the lock, on the state as it is then.
 * Only the second decision is stored: an actor who sits elsewhere by then is refused as not found, and what was graded
 * for other numbers is graded again. Events go out after the commit.
 */
export async function changePart<Value>(
  actor: Actor,
  { reach, ...which }: ChangeInput,
  now: Date,
  decide: Decide<Value>,
): Promise<Result<Value>> {
  const tools = makeTools();
  const before = await readPairState(database(), actor, which, reach, now);
  if (!before) return notFound;
  const first = decide(before, tools);
  if (!first.ok || !first.change) return outcomeOf(first);
  const { decision, stored } = await write(async (tx) => {
    await lockPairSession(tx, before.id);
    const state = await readPairState(tx, actor, which, reach, now);
    const decision = state ? decide({ ...state, roundsBefore: before.rounds }, tools) : notFound;
    const change = decision.ok ? decision.change : undefined;
    return { decision, stored: state && change ? await storeChange(tx, state, change, now) : [] };
  });
  const topic = pairTopic(before.id);
  if (stored.length > 0) bus().publish(topic, { type: 'ops', stored });
  if (decision.ok) for (const one of decision.news ?? []) bus().publish(topic, { type: 'state', ...one });
  return outcomeOf(decision);
}

function outcomeOf<Value>(decision: Decision<Value>): Result<Value> {
  return decision.ok ? { ok: true, value: decision.value } : decision;
}
