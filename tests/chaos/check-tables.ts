import { isDeepStrictEqual } from 'node:util';
import * as Y from 'yjs';
import { attemptLimit } from '@/lib/pairing/counting';
import { pathWithin } from '@/lib/pairing/field-path';
import type { Json } from '@/lib/schemas/json';
import { opsInput } from '@/lib/schemas/ops';
import type { LoadedPart } from '@/lib/worksheets/worksheet';
import type { Device } from '../support/device';
import { problemsOfSummaries } from './check-summaries';
import { writtenPart } from './commands';
import { ofThisRound, partsOf, roundOf, type StoredPair } from './stored';

const has = (isTrue: boolean, otherwise: string) => (isTrue ? [] : [otherwise]);

function repeated(keys: readonly string[]): string[] {
  return keys.filter((key, index) => keys.indexOf(key) !== index);
}

/** Ops have seq 1…n and each field versions 1…n, each on the version before it; fields are what the ops come to. */
function problemsOfOps({ session, ops, fields, refusedOps }: StoredPair): string[] {
  const latest = new Map<string, StoredPair['ops'][number]>();
  const problems = ops.flatMap((op, index) => {
    const before = latest.get(op.path);
    latest.set(op.path, op);
    const version = before?.version ?? 0;
    const isOnCurrent = op.textUpdate !== null || op.base === version;
    const isSameValue = op.base < version && isDeepStrictEqual(op.value, before?.value);
    return [
      ...has(op.seq === index + 1, `op ${op.opId} has seq ${op.seq} in place ${index + 1}`),
      ...has(op.version === version + 1, `op ${op.opId} makes version ${op.version} of version ${version}`),
      ...has(isOnCurrent || isSameValue, `op ${op.opId} on version ${op.base} wrote over version ${version}`),
    ];
  });
  const shown = ({ path, value, version, verdict }: (typeof ops | typeof fields)[number], by: string) =>
    JSON.stringify([path, value, version, verdict, by]);
  const replayed = [...latest.values()].map((op) => shown(op, op.seatId)).sort();
  const present = fields.map((field) => shown(field, field.bySeatId)).sort();
  const ids = ops.map(({ opId }) => opId);
  return [
    ...problems,
    ...repeated(ids).map((opId) => `op ${opId} is stored twice`),
    ...refusedOps.flatMap(({ opId }) => has(!ids.includes(opId), `op ${opId} is stored and refused`)),
    ...has(session.seq === ops.length, `the pair session has seq ${session.seq} with ${ops.length} ops`),
    ...has(isDeepStrictEqual(present, replayed), 'the fields are not what the ops come to'),
  ];
}

/** A long text is what its edits come to: each word once, and the document says what the field says. */
function problemsOfTexts({ ops, fields, documents }: StoredPair): string[] {
  return documents.flatMap(({ path, state }) => {
    const merged = new Y.Doc();
    Y.applyUpdate(merged, new Uint8Array(state));
    const text = merged.getText('text').toString();
    const field = fields.find((row) => row.path === path);
    const words = ops.filter((op) => op.path === path).map(({ opId }) => opId.slice(0, 8));
    const isWritten = path !== writtenPart || isDeepStrictEqual(text.trim().split(' ').sort(), words.sort());
    return [
      ...has(text === (field?.value ?? ''), `the document of ${path} is not what its field says`),
      ...has(isWritten, `the words in ${path} are not those that were written`),
    ];
  });
}

function problemsOfSubmissions(stored: StoredPair): string[] {
  const { submissions, handIns, reveals, policy } = stored;
  const place = ({ partId, round }: { partId: string; round: number }) => `${partId} in round ${round}`;
  return [
    ...repeated(submissions.map(({ token }) => token)).map((token) => `token ${token} is stored twice`),
    ...repeated(handIns.map(place)).map((part) => `${part} is handed in twice`),
    ...repeated(reveals.map(place)).map((part) => `${part} is revealed twice`),
    ...partsOf(stored).flatMap((part) => {
      const all = submissions.filter(({ partId }) => partId === part.id);
      const attempts = all.map(({ attempt }) => attempt);
      const limit = attemptLimit(part.attempts, policy.attempts) ?? Number.POSITIVE_INFINITY;
      const checked = ofThisRound(stored, all).filter(({ origin }) => origin === 'checked');
      return [
        ...has(
          attempts.every((attempt, index) => attempt === index + 1),
          `${part.id} has attempts ${attempts.join()}`,
        ),
        ...has(checked.length <= limit, `${part.id} was checked ${checked.length} times`),
      ];
    }),
  ];
}

/** What nobody sent is stored nowhere: of ops only those that empty the fields of question 3 are the server's own. */
function problemsOfStrangers({ ops, submissions }: StoredPair, devices: readonly Device[]): string[] {
  const commands = devices.flatMap(({ answered }) => answered.map(({ command }) => command));
  const sentOps = commands
    .filter(({ resource }) => resource === 'ops')
    .flatMap(({ body }) => opsInput.parse(body).ops.map(({ opId }) => opId));
  const sent = new Set([...sentOps, ...commands.map(({ body }) => body.token)]);
  return [
    ...ops
      .filter(({ opId, path, value }) => !sent.has(opId) && !(path.startsWith('3') && value === ''))
      .map(({ opId }) => `nobody sent op ${opId}`),
    ...submissions
      .filter(({ token, origin }) => origin === 'checked' && !sent.has(token))
      .map(({ token }) => `nobody sent check ${token}`),
  ];
}

function draftOf({ fields }: StoredPair, part: LoadedPart): Json {
  const within = fields.flatMap(({ path, value }): [string, Json][] => {
    const name = pathWithin(part.id, path);
    // A field's column is only ever written from an accepted op.
    return name === null ? [] : [[name, value as Json]];
  });
  return part.prepared.responseFromFields(new Map(within));
}

/** After closing time each draft is graded that says something else than the last submission of its part. */
function problemsOfSettling(stored: StoredPair): string[] {
  if (stored.session.assignment.settledAt === null) return [];
  return partsOf(stored).flatMap((part) => {
    const draft = draftOf(stored, part);
    const isOf = (row: { partId: string }) => row.partId === part.id;
    const past = ofThisRound(stored, stored.submissions.filter(isOf));
    const limit = attemptLimit(part.attempts, stored.policy.attempts) ?? Number.POSITIVE_INFINITY;
    const isFinished =
      ofThisRound(stored, [...stored.reveals, ...stored.handIns]).some(isOf) ||
      past.filter(({ origin }) => origin === 'checked').length >= limit;
    const isGradable = part.prepared.grade(draft, part.points).outcome !== 'ungradable';
    if (part.isPrediction || isFinished || part.prepared.isBlank(draft) || !isGradable) return [];
    return has(
      isDeepStrictEqual(past.at(-1)?.response, draft),
      `the draft of ${part.id} (round ${roundOf(stored, part.id)}) was not graded at closing time`,
    );
  });
}

/** Everything in the tables of a pair session that does not fit together or came from nobody, a sentence each. */
export function problemsOfTables(stored: StoredPair, devices: readonly Device[]): string[] {
  return [
    ...problemsOfOps(stored),
    ...problemsOfTexts(stored),
    ...problemsOfSubmissions(stored),
    ...problemsOfStrangers(stored, devices),
    ...problemsOfSettling(stored),
    ...problemsOfSummaries(stored),
  ];
}
