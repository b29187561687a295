import { attemptLimit, takesOver } from '@/lib/pairing/counting';
import { meanOfDisagreement, outcomeOfDisagreement } from '@/lib/pairing/disagreement';
import { json } from '@/lib/schemas/json';
import type { CurrentScore, PairView } from '@/lib/schemas/pair-view';
import { followsPeople } from '@/lib/server/pair/spent-parts';
import type { LoadedPart } from '@/lib/worksheets/worksheet';
import { ofThisRound, partsOf, type StoredPair } from './stored';

type Submission = StoredPair['submissions'][number];

/** What a pair sees of a stored submission. */
function shownSubmission(row: Submission) {
  const { id, partId, attempt, outcome, earned, total, feedback, cells, signature, concepts } = row;
  return {
    id,
    partId,
    attempt,
    outcome,
    earned,
    total,
    feedback,
    ...(cells !== null && { cells }),
    ...(signature !== null && { signature }),
    ...(row.provisional && { provisional: true }),
    ...(Array.isArray(concepts) && {
      concepts: concepts.filter((one) => (one as { verdict: string }).verdict === 'found'),
    }),
    ...(row.origin === 'automatic' && { automatic: true }),
  };
}

/** What counts for a part, from its submissions in order; nobody overrides in these tests. */
export function countingOf({ policy, submissions, handIns }: StoredPair, partId: string) {
  let counting: Pick<Submission, 'id' | 'outcome' | 'earned' | 'total' | 'provisional' | 'signature'> | null =
    null;
  let own: Submission[] = [];
  for (const row of submissions.filter((one) => one.partId === partId)) {
    if (row.origin !== 'disagreement') {
      if (takesOver(counting, row, policy.counting)) counting = row;
      own = [];
      continue;
    }
    own = [...own, row];
    const handIn = handIns.find(({ disagreement }) => JSON.stringify(disagreement).includes(row.id));
    if (!Array.isArray(handIn?.disagreement) || handIn.disagreement.length !== own.length) continue;
    const before = counting;
    const members = own.map((one) => (!before || takesOver(before, one, policy.counting) ? one : before));
    counting = {
      id: row.id,
      total: row.total,
      signature: before?.signature ?? null,
      earned: meanOfDisagreement(members.map(({ earned }) => earned)),
      outcome: outcomeOfDisagreement(members.map(({ outcome }) => outcome)),
      provisional: members.some(({ provisional }) => provisional),
    };
    own = [];
  }
  return counting;
}

/** How the pair began on a scored part. */
function firstOf({ submissions, fields }: StoredPair, part: LoadedPart): Pick<CurrentScore, 'first'> {
  const [first] = submissions
    .filter(({ partId, origin }) => partId === part.id && origin !== 'disagreement')
    .sort((a, b) => a.attempt - b.attempt);
  if (!first || !part.isScored) return {};
  const right = fields.filter(
    ({ path, firstVerdict }) => firstVerdict === 'correct' && path.split('/')[0] === part.id,
  );
  return { first: { outcome: first.outcome, ...(part.instantCheck && { cells: right.length }) } };
}

/** Of a part with one short field that takes no more checks: the response that counts. */
function countedOf({ submissions }: StoredPair, { prepared }: LoadedPart, id: string | undefined) {
  const row = submissions.find((one) => one.id === id);
  const response = row ? json.parse(row.response) : null;
  const isShort = prepared.fieldPaths.every((path) => path === '') && !prepared.isLongText('');
  return isShort && response !== null && prepared.acceptsField('', response) ? { counted: response } : {};
}

function scoreOf(stored: StoredPair, part: LoadedPart): CurrentScore {
  const checked = ofThisRound(stored, stored.submissions).filter(
    ({ partId, origin }) => partId === part.id && origin === 'checked',
  );
  const limit = attemptLimit(part.attempts, stored.policy.attempts);
  const counting = countingOf(stored, part.id);
  const isSpent = ofThisRound(stored, stored.reveals).some(({ partId }) => partId === part.id);
  return {
    attempts: checked.length,
    pointsState: isSpent ? 'spent' : limit !== null && checked.length >= limit ? 'used-up' : 'open',
    // Whoever sits in these pairs sat there when the page was turned.
    seenBy: isSpent && followsPeople(stored.worksheet, part) ? stored.names : [],
    attemptsLeft: limit === null ? null : Math.max(0, limit - checked.length),
    outcome: counting?.outcome ?? null,
    ...firstOf(stored, part),
    ...(limit !== null && checked.length >= limit && countedOf(stored, part, counting?.id)),
    earned: counting?.earned ?? 0,
    total: counting?.total ?? part.points,
    provisional: counting?.provisional ?? false,
    overridden: false,
  };
}

const idsOf = (rows: readonly { partId: string }[]) => rows.map(({ partId }) => partId).sort();

/** What a pair session must show by what the tables say; presence and what never changes are left out. */
export function expectedView(stored: StoredPair) {
  const { session, policy, worksheet, rounds, fields, proposals, drivers } = stored;
  const revealed = idsOf(ofThisRound(stored, stored.reveals));
  return {
    id: session.id,
    isSplit: session.splitAt !== null,
    seats: stored.seats.filter(({ place }) => place !== null).map(({ id }) => id),
    seq: stored.ops.length,
    rounds: { '3': rounds['3'] ?? 0 },
    fields: Object.fromEntries(
      fields.map(({ path, value, version, verdict, bySeatId: by }) => [
        path,
        { value, version, by, ...(verdict !== null && { verdict }) },
      ]),
    ),
    submissions: Object.fromEntries(
      ofThisRound(stored, stored.submissions)
        .filter(({ origin }) => origin !== 'disagreement')
        .map((row) => [row.partId, shownSubmission(row)]),
    ),
    // Who gave an own answer has points of their own.
    scores: Object.fromEntries(
      partsOf(stored)
        .filter(({ id }) => !stored.ownAnswers.some((own) => own.partId === id && own.submissionId))
        .map((part) => [part.id, scoreOf(stored, part)]),
    ),
    revealed,
    keys: Object.fromEntries(revealed.map((id) => [id, worksheet.parts.get(id)?.prepared.toRevealedKey()])),
    handedIn: idsOf(ofThisRound(stored, stored.handIns)),
    proposals: proposals.map(({ partId, purpose, bySeatId }) => `${partId} ${purpose} ${bySeatId}`).sort(),
    driverSeatId: policy.roles ? session.driverSeatId : null,
    drivenQuestions: [...new Set(drivers.flatMap(({ questionId }) => questionId ?? []))].sort(),
  };
}

/** The same of what the server says. */
export function shownView(view: Omit<PairView, 'parts'>) {
  const { id, isSplit, seq, rounds, fields, submissions, keys, driverSeatId } = view;
  const apart = new Set(view.disagreements.filter(({ isSettled }) => isSettled).map(({ partId }) => partId));
  const scores = Object.fromEntries(Object.entries(view.scores).filter(([partId]) => !apart.has(partId)));
  return {
    id,
    isSplit,
    seats: view.seats.map((seat) => seat.id),
    seq,
    rounds,
    fields,
    submissions,
    scores,
    revealed: [...view.revealed].sort(),
    keys,
    handedIn: [...view.handedIn].sort(),
    proposals: view.proposals.map(({ partId, purpose, by }) => `${partId} ${purpose} ${by}`).sort(),
    driverSeatId,
    drivenQuestions: [...view.drivenQuestions].sort(),
  };
}
