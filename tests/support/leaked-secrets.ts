import type { Json } from '@/lib/schemas/json';

/** The members of an authored key that say how responses are read: nobody but its author ever sees what is in them. */
const secretMembers = new Set([
  'signatures',
  'feedback',
  'hint',
  'hints',
  'lexicon',
  'entities',
  'variable',
  'concepts',
  'misconceptions',
  'levels',
]);
/** Shorter texts than this may stand in a longer one by chance. */
const shortestQuote = 12;

interface Leaf {
  value: string | number;
  isSecret: boolean;
}

function leavesOf(value: Json, isSecret = false): Leaf[] {
  if (typeof value === 'string' || typeof value === 'number') return [{ value, isSecret }];
  if (Array.isArray(value)) return value.flatMap((inner) => leavesOf(inner, isSecret));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    leavesOf(inner, isSecret || secretMembers.has(name)),
  );
}

/** The texts and numbers of a revealed key that the authored key holds in its secret members only. */
export function leakedSecrets({ spec, key }: { spec: Json; key: Json }, revealed: Json): (string | number)[] {
  const leaves = leavesOf(key);
  const open = new Set(
    [...leavesOf(spec), ...leaves.filter((leaf) => !leaf.isSecret)].map(({ value }) => value),
  );
  const secrets = new Set(
    leaves.flatMap(({ value, isSecret }) => (isSecret && !open.has(value) ? [value] : [])),
  );
  const shown = leavesOf(revealed).map(({ value }) => value);
  const quotes = (text: string | number, secret: string | number) =>
    text === secret || (`${secret}`.length >= shortestQuote && `${text}`.includes(`${secret}`));
  return [...secrets].filter((secret) => shown.some((text) => quotes(text, secret)));
}
