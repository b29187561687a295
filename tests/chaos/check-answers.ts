import { isDeepStrictEqual } from 'node:util';
import { opsInput, opsResult } from '@/lib/schemas/ops';
import { submissionInput } from '@/lib/schemas/pair-calls';
import { submissionView } from '@/lib/schemas/submission';
import type { AnsweredCommand } from '../support/device';
import { commandKinds, type KindName } from './commands';
import type { StoredPair } from './stored';
import type { Work } from './work';

type Body = Record<string, unknown>;

/** Says what the tables lack of an answer that was a success, a sentence each. */
type CheckAnswer = (answered: AnsweredCommand, stored: StoredPair) => string[];

const has = (isThere: boolean, otherwise: string) => (isThere ? [] : [otherwise]);

/** Each accepted op is stored once, with the version that was answered; a refused one is not. */
const checkOps: CheckAnswer = ({ command, seatId, answer }, stored) => {
  const { ops } = opsInput.parse(command.body);
  const { accepted, conflicts, versions, verdicts, seq } = opsResult.parse(answer.body);
  const refused = new Map(conflicts.map((conflict) => [conflict.opId, conflict]));
  const lastOf = new Map(ops.filter(({ opId }) => accepted.includes(opId)).map((op) => [op.path, op.opId]));
  return ops.flatMap(({ opId, path, base, value }) => {
    const rows = stored.ops.filter((row) => row.opId === opId);
    const [row] = rows;
    const conflict = refused.get(opId);
    if (conflict) {
      const current = stored.ops.find((other) => other.path === path && other.version === conflict.version);
      return [
        ...has(rows.length === 0, `op ${opId} was refused and is stored`),
        ...has(base !== conflict.version, `op ${opId} was refused on the version it was made on`),
        ...has(
          isDeepStrictEqual(current?.value, conflict.value),
          `op ${opId} was refused for a value that never was`,
        ),
      ];
    }
    if (!accepted.includes(opId)) return [`op ${opId} was neither accepted nor refused`];
    if (rows.length !== 1 || !row) return [`op ${opId} was acknowledged and is stored ${rows.length} times`];
    return [
      ...has(
        row.path === path && (value === undefined || isDeepStrictEqual(row.value, value)),
        `op ${opId} changed`,
      ),
      ...has(row.seq <= seq, `op ${opId} came after the seq that was answered`),
      // A pair that was split has its seats anew in the copy.
      ...has(stored.session.splitFromId !== null || row.seatId === seatId, `op ${opId} has another seat`),
      ...(lastOf.get(path) === opId
        ? has(
            row.version === versions[path] && (row.verdict ?? undefined) === verdicts[path],
            `op ${opId} has another version or verdict than was answered`,
          )
        : []),
    ];
  });
};

const checkSubmission: CheckAnswer = ({ command, answer, pairSessionId }, stored) => {
  const { token, partId, response } = submissionInput.parse(command.body);
  const { id, attempt, outcome, earned, total, repeated } = submissionView.parse(answer.body);
  const rows = stored.submissions.filter((row) => row.token === token);
  // A copy of a request for what is in the fields may arrive when more is in them.
  if (id === null) return has(response === undefined || rows.length === 0, `ungradable ${token} is stored`);
  if (repeated) return checkRepeat(token, attempt, partId, stored);
  const [row] = rows;
  if (rows.length !== 1 || !row)
    return [`check ${token} was acknowledged and is stored ${rows.length} times`];
  const isSame =
    (row.id === id || pairSessionId !== stored.id) &&
    isDeepStrictEqual(
      [row.partId, row.attempt, row.outcome, row.earned, row.total, row.origin],
      [partId, attempt, outcome, earned, total, 'checked'],
    ) &&
    (response === undefined || isDeepStrictEqual(row.response, response));
  return has(isSame, `check ${token} is stored with something else than was answered`);
};

/** The token of a check of what was checked already stands for that submission, and made none. */
function checkRepeat(token: string, attempt: number | null, partId: string, stored: StoredPair): string[] {
  const [bound] = stored.repeatedChecks.filter((row) => row.token === token);
  const isBound = stored.submissions.some(
    (row) => row.id === bound?.submissionId && row.partId === partId && row.attempt === attempt,
  );
  const isStored = stored.submissions.some((row) => row.token === token);
  return has(isBound && !isStored, `the repeated check ${token} stands for no submission, or is one`);
}

const checkHandIn: CheckAnswer = ({ command, answer }, { handIns }) => {
  const { partId } = command.body;
  const isDone = (answer.body as Body).state === 'handed-in';
  return has(
    !isDone || handIns.some((row) => row.partId === partId),
    `${String(partId)} was handed in and is not stored`,
  );
};

const checkReveal: CheckAnswer = ({ command, answer }, { reveals }) => {
  const { partId } = command.body;
  return has(
    answer.status === 202 || reveals.some((row) => row.partId === partId),
    `the page of ${String(partId)} was turned, which is not stored`,
  );
};

const checkDriver: CheckAnswer = ({ command }, { session, drivers }) => {
  const { driverSeatId, questionId } = command.body;
  // Where the same seat drives on, a question that was decided before is not decided again.
  const wasDriver = session.splitFromId !== null || drivers.some((row) => row.seatId === driverSeatId);
  const isDecided = questionId === undefined || drivers.some((row) => row.questionId === questionId);
  return has(
    wasDriver && isDecided,
    `${String(driverSeatId)} was to drive ${String(questionId)}, which is not stored`,
  );
};

const checkNumbers: CheckAnswer = ({ answer }, { rounds }) => {
  const { round } = answer.body as { round: number };
  return has((rounds['3'] ?? 0) >= round, `round ${round} was answered, ${rounds['3'] ?? 0} is stored`);
};

const checks: Record<KindName, CheckAnswer> = {
  edit: checkOps,
  write: checkOps,
  check: checkSubmission,
  'hand-in': checkHandIn,
  disagreement: checkHandIn,
  reveal: checkReveal,
  driver: checkDriver,
  numbers: checkNumbers,
  // What is taken back may be proposed again at once: nothing of it has to be there at the end.
  cancellation: () => [],
};

/** What the tables must hold where the server refused, by the code of the refusal. */
const reasons: Readonly<Record<string, (partId: unknown, stored: StoredPair) => boolean>> = {
  closed: (_partId, { session }) => session.assignment.closesAt !== null,
  revealed: (partId, { reveals }) => reveals.some((row) => row.partId === partId),
  'handed-in': (partId, { handIns }) => handIns.some((row) => row.partId === partId),
  'no-attempts-left': (partId, { submissions }) =>
    submissions.filter((row) => row.partId === partId && row.origin === 'checked').length >= 2,
  'numbers-changed': (_partId, { rounds }) => Object.keys(rounds).length > 0,
};

function checkRefusal({ command, answer }: AnsweredCommand, stored: StoredPair): string[] {
  const { code } = answer.body as { code: string };
  const { refusals } = commandKinds[command.kind as KindName];
  const isAllowed = (refusals as readonly string[]).includes(code);
  const isTrue = reasons[code]?.(command.body.partId, stored) ?? true;
  return has(isAllowed && isTrue, `${command.kind} was refused as ${code}: ${JSON.stringify(command.body)}`);
}

const checkAnswered = (one: AnsweredCommand, pair: StoredPair) =>
  one.answer.status < 400 ? checks[one.command.kind as KindName](one, pair) : checkRefusal(one, pair);

/**
 * Everything that devices were told and the tables do not hold, a sentence each. What was answered before a pair was
 * split must be in the copy as well.
 */
export function problemsOfAnswers({ devices, splits }: Work, stored: readonly StoredPair[]): string[] {
  const byId = new Map(stored.map((pair) => [pair.id, pair]));
  const copies = stored.filter(({ session }) => session.splitFromId !== null);
  return devices.flatMap(({ answered }) =>
    answered.flatMap((one) => {
      const pair = byId.get(one.pairSessionId);
      if (!pair) return [`nothing was read of pair session ${one.pairSessionId}`];
      const wasBefore = one.answeredAt < (splits.get(pair.id) ?? 0) && one.answer.status < 400;
      const copy = wasBefore && copies.find(({ session }) => session.splitFromId === pair.id);
      const inCopy = copy ? checkAnswered(one, copy).map((problem) => `in the copy: ${problem}`) : [];
      return [...checkAnswered(one, pair), ...inCopy];
    }),
  );
}
