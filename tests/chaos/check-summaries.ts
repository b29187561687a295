import { isDeepStrictEqual } from 'node:util';
import { splitFieldPath } from '@/lib/pairing/field-path';
import { countingOf } from './expected-view';
import { ofThisRound, partsOf, type StoredPair } from './stored';

function isFilled(value: unknown): boolean {
  return typeof value === 'string' ? value.trim() !== '' : !Array.isArray(value) || value.length > 0;
}

/** What class pages must read of a part by all that the tables hold of it. */
function expectedSummary(stored: StoredPair, partId: string) {
  const isOf = (row: { partId: string }) => row.partId === partId;
  const submissions = stored.submissions.filter(isOf);
  const handIn = ofThisRound(stored, stored.handIns).find(isOf);
  const counting = countingOf(stored, partId);
  const own = new Set(
    ofThisRound(stored, submissions)
      .filter(({ origin }) => origin === 'disagreement')
      .map(({ bodyHash }) => bodyHash),
  );
  return {
    attempts: submissions.filter(({ origin }) => origin === 'checked').length,
    countingSubmissionId: counting?.id ?? null,
    outcome: counting?.outcome ?? null,
    earned: counting?.earned ?? 0,
    total: counting?.total ?? 0,
    provisional: counting?.provisional ?? false,
    firstOutcome:
      submissions.find(({ origin }) => handIn?.disagreement || origin !== 'disagreement')?.outcome ?? null,
    signature: counting?.signature ?? null,
    isRevealed: ofThisRound(stored, stored.reveals).some(isOf),
    isHandedIn: handIn !== undefined,
    disagreed: own.size > (handIn?.disagreement ? 1 : 0),
    filledFields: stored.fields.filter(
      ({ path, value }) => splitFieldPath(path).partId === partId && isFilled(value),
    ).length,
  };
}

type Summary = ReturnType<typeof expectedSummary>;

const nothingDone: Summary = {
  attempts: 0,
  countingSubmissionId: null,
  outcome: null,
  earned: 0,
  total: 0,
  provisional: false,
  firstOutcome: null,
  signature: null,
  isRevealed: false,
  isHandedIn: false,
  disagreed: false,
  filledFields: 0,
};

/** Where class pages read something else of a part than what was done, a sentence each. */
export function problemsOfSummaries(stored: StoredPair): string[] {
  return partsOf(stored).flatMap(({ id }) => {
    const row: Summary = stored.summaries.find(({ partId }) => partId === id) ?? nothingDone;
    const names = Object.keys(nothingDone) as (keyof Summary)[];
    const found = Object.fromEntries(names.map((name) => [name, row[name]]));
    const expected = expectedSummary(stored, id);
    return isDeepStrictEqual(found, expected)
      ? []
      : [`the summary of ${id} says ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`];
  });
}
