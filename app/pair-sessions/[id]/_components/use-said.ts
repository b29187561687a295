import { useMemo } from 'react';
import type { PairState } from '@/lib/client/pair-state';
import { saidWords } from '@/lib/pairing/said-words';
import type { PartView } from '@/lib/schemas/pair-view';
import { ownWorkId, partSlice } from './part-slice';

/** What this person's pair says in the parts that another one names; the same object until it says something else. */
export function useSaid(
  state: PairState,
  named: PartView['namedParts'] = [],
): Readonly<Record<string, readonly string[]>> {
  const said = Object.fromEntries(
    named.map(({ partId, words }) => {
      const { fields } = partSlice(state, ownWorkId(state.view, partId));
      return [partId, saidWords(fields['']?.value, words)];
    }),
  );
  const text = JSON.stringify(said);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text says whether anything has changed
  return useMemo(() => said, [text]);
}
