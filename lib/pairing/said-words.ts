import type { Json } from '@/lib/schemas/json';

/** What is said of another part is a subject, no text to read. */
const longestSaid = 160;

/** A field's value as people read it, with what people call a value in `words`; nothing while there is none. */
export function saidWords(value: Json | undefined, words: Readonly<Record<string, string>>): string[] {
  return [value ?? []].flat().flatMap((one) => {
    const text = String(one ?? '').trim();
    if (text === '') return [];
    const shown = Object.hasOwn(words, text) ? (words[text] ?? text) : text;
    return [shown.length > longestSaid ? `${shown.slice(0, longestSaid)}…` : shown];
  });
}
