import { useMemo } from 'react';
import type { PairState } from '@/lib/client/pair-state';
import type { Json } from '@/lib/schemas/json';
import type { PartView } from '@/lib/schemas/pair-view';
import { ownWorkId, partSlice } from './part-slice';

/** What is said of another part is a subject, no text to read. */
const longestSaid = 160;

/** A field's value as people read it; nothing while there is none. */
export function wordsOf(value: Json | undefined, words: Readonly<Record<string, string>>): string[] {
  return [value ?? []].flat().flatMap((one) => {
    const text = String(one ?? '').trim();
    if (text === '') return [];
    const shown = Object.hasOwn(words, text) ? (words[text] ?? text) : text;
    return [shown.length > longestSaid ? `${shown.slice(0, longestSaid)}…` : shown];
  });
}

/** What this person's pair says in the parts that another one names; the same object until it says something else. */
export function useSaid(
  state: PairState,
  named: PartView['namedParts'] = [],
): Readonly<Record<string, readonly string[]>> {
  const said = Object.fromEntries(
    named.map(({ partId, words }) => {
      const { fields } = partSlice(state, ownWorkId(state.view, partId));
      return [partId, wordsOf(fields['']?.value, words)];
    }),
  );
  const text = JSON.stringify(said);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text says whether anything has changed
  return useMemo(() => said, [text]);
}
