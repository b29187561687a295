import { withSourcePlaces } from './source-places';

const MOST_CAUSES = 4;
const DEEPEST = 5;
const LONGEST_TEXT = 8_000;

/** Names of fields that hold secrets, or tell who somebody is. */
const PRIVATE = /pass|secret|token|cookie|authorization|e-?mail|hash$/i;

/** What texts of libraries may hold of people and secrets, and what stands for it in the log. */
const replacements: readonly (readonly [RegExp, string])[] = [
  [/\b(\w+:\/\/)[^\s/@]*@/g, '$1[hidden]@'],
  [/\b(join|set-password)\/[^\s/?"'&#]+/g, '$1/[code]'],
  [/[\p{L}\p{N}.+'%_-]+(@|%40)[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+/giu, '[e-mail]'],
  [/\beyJ[\w-]{8,}(\.[\w-]*){2,4}/g, '[token]'],
  [/\$argon2\w*\$[^\s"']+/g, '[hash]'],
];

/** A text without e-mails, codes in addresses, tokens, hashes and the passwords of databases. */
export function safeText(text: string): string {
  let safe = text.slice(0, LONGEST_TEXT);
  for (const [pattern, instead] of replacements) safe = safe.replace(pattern, instead);
  return safe;
}

/** An error as plain data. JSON drops an error's message and stack, which are what is wanted of it. */
function describeError(error: Error, depth = 0): Record<string, unknown> {
  const { cause } = error;
  return {
    name: error.name,
    message: safeText(error.message),
    ...('code' in error ? { code: safeValue(error.code, DEEPEST) } : {}),
    stack: safeText(withSourcePlaces(error.stack ?? '')),
    ...(cause instanceof Error && depth < MOST_CAUSES ? { cause: describeError(cause, depth + 1) } : {}),
  };
}

function safeValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return safeText(value);
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Error) return describeError(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return value;
  if (depth >= DEEPEST) return '[deeper]';
  if (Array.isArray(value)) return value.map((one) => safeValue(one, depth + 1));
  return safeFields(value, depth + 1);
}

/** The fields of a line of the log, with nothing in them that the log must not hold. */
export function safeFields(fields: object, depth = 0): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      PRIVATE.test(name) && value !== undefined && value !== null ? '[hidden]' : safeValue(value, depth),
    ]),
  );
}
