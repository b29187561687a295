import { pathWithin } from '@/lib/pairing/field-path';
import { fillBlanks, hasCells, isWhole, packCells, packRows } from '@/lib/results/packed-cells';
import { addToSet, shortened } from '@/lib/results/text-set';
import type { Json } from '@/lib/schemas/json';
import type { LoadedPart } from '@/lib/worksheets/worksheet';
import { contentHash } from './content-hash';
import { roundOf } from './number-rounds';
import type { FieldState, NewSubmission, PairState, SummaryState } from './pair-state';

type Fields = PairState['fields'];
type Traces = Pick<
  SummaryState,
  'canonicalFirst' | 'ideaFirst' | 'answersEver' | 'ideasEver' | 'cellsFirst' | 'cellsNow'
>;

/** The fields of a part by their paths within it. */
function fieldsOf(part: LoadedPart, fields: Fields): ReadonlyMap<string, FieldState> {
  const own = new Map<string, FieldState>();
  for (const [path, field] of fields) {
    const within = pathWithin(part.id, path);
    if (within !== null) own.set(within, field);
  }
  return own;
}

/** What a pair wrote first into each field that checks itself; null where it did so in none. */
export function firstResponse(part: LoadedPart, fields: Fields): Json | null {
  const values = new Map<string, Json>();
  let hasFirst = false;
  for (const [within, { value, firstValue, firstVerdict }] of fieldsOf(part, fields)) {
    hasFirst ||= firstVerdict !== null;
    values.set(within, firstVerdict === null ? value : (firstValue ?? ''));
  }
  return hasFirst ? part.prepared.responseFromFields(values) : null;
}

/** What the first values of a part say; null while they cannot be graded, and where they are for other numbers. */
function gradeFirst(
  state: Pick<PairState, 'worksheet' | 'rounds'>,
  part: LoadedPart,
  fields: Fields,
): Pick<Traces, 'canonicalFirst' | 'ideaFirst'> | null {
  if (roundOf(state, part.id) > 0) return null;
  const response = firstResponse(part, fields);
  const grading = response === null ? null : part.prepared.grade(response, part.points);
  if (!grading || grading.outcome === 'ungradable') return null;
  return {
    canonicalFirst: contentHash([part.id, part.prepared.canonical(response)]),
    ideaFirst: grading.signature ?? null,
  };
}

function withEver(before: SummaryState, hash: string | null, idea: string | null) {
  return {
    answersEver: addToSet(before.answersEver, hash && shortened(hash)),
    ideasEver: addToSet(before.ideasEver, idea),
  };
}

/** Verdicts of a part's fields as they are; of the first values those that were there before stay. */
function cellsOf(part: LoadedPart, before: SummaryState, fields: Fields) {
  if (!hasCells(part.prepared)) return { cellsFirst: '', cellsNow: '' };
  const own = fieldsOf(part, fields);
  const pack = (verdictOf: (field: FieldState | undefined) => unknown) =>
    packCells(part.prepared.fieldPaths.map((path) => verdictOf(own.get(path))));
  return {
    cellsFirst: fillBlanks(
      pack((field) => field?.firstVerdict),
      before.cellsFirst ?? '',
    ),
    cellsNow: before.countingSubmissionId === null ? pack((field) => field?.verdict) : before.cellsNow,
  };
}

/**
 * What edits tell of a part's first values: they are complete once each field that checks itself has had one.
 *
 * @param fields all of the pair's, as they are afterwards.
 */
export function tracesAfterEdits(
  state: Pick<PairState, 'worksheet' | 'rounds'>,
  part: LoadedPart,
  before: SummaryState,
  fields: Fields,
): Partial<Traces> {
  const cells = cellsOf(part, before, fields);
  if (before.canonicalFirst !== null || !isWhole(cells.cellsFirst)) return cells;
  const first = gradeFirst(state, part, fields);
  return { ...cells, ...first, ...(first && withEver(before, first.canonicalFirst, first.ideaFirst)) };
}

/** What the fields and the newest submission tell of a part whose row is older than its traces. */
export function tracesOfOld(
  state: Pick<PairState, 'worksheet' | 'rounds' | 'fields' | 'latest'>,
  before: SummaryState,
): Partial<Traces> {
  const part = state.worksheet.parts.get(before.partId);
  if (!part) return { cellsFirst: '', cellsNow: '' };
  const { cellsFirst, cellsNow } = cellsOf(part, before, state.fields);
  const latest = state.latest.get(part.id);
  const counts = latest !== undefined && latest.id === before.countingSubmissionId;
  const first = gradeFirst(state, part, state.fields);
  return {
    cellsFirst,
    cellsNow: (counts ? packRows(latest.cells, cellsFirst.length) : cellsNow) ?? '',
    ...first,
    ...(first && withEver(before, first.canonicalFirst, first.ideaFirst)),
  };
}

/** What a submission tells of the first response and of all that was tried. */
export function tracesAfterSubmission(
  state: Pick<PairState, 'worksheet' | 'rounds' | 'fields'>,
  before: SummaryState,
  submission: Pick<NewSubmission, 'partId' | 'bodyHash' | 'signature' | 'cells'>,
  counts: boolean,
): Partial<Traces> {
  const part = state.worksheet.parts.get(submission.partId);
  const { bodyHash, signature } = submission;
  const own = { canonicalFirst: bodyHash, ideaFirst: signature };
  const graded = part && before.canonicalFirst === null ? gradeFirst(state, part, state.fields) : null;
  const first = before.canonicalFirst === null ? (graded ?? own) : null;
  const tried = first ? { ...before, ...withEver(before, first.canonicalFirst, first.ideaFirst) } : before;
  const cells =
    part && hasCells(part.prepared) ? packRows(submission.cells, part.prepared.fieldPaths.length) : null;
  return {
    ...first,
    ...withEver(tried, bodyHash, signature),
    ...(part &&
      cells !== null && {
        cellsFirst: fillBlanks(before.cellsFirst || cellsOf(part, before, state.fields).cellsFirst, cells),
        ...(counts && { cellsNow: cells }),
      }),
  };
}
