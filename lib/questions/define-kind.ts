import type { z } from 'zod';
import type { FieldVerdict, Grading, RubricLine, Ungradable } from '@/lib/schemas/grading';
import type { Json } from '@/lib/schemas/json';
import type { FormulaScope } from '../reference/expression';

/** A key ready for grading, with what its author should know about it. */
export interface PreparedKey<Key> {
  key: Key;
  warnings: string[];
}

/** The typed halves of a question kind; see {@link defineKind}. */
export interface KindDefinition<Spec, AuthoredKey, Key, Response> {
  name: string;
  /** What the browser may see of a part. */
  spec: z.ZodType<Spec>;
  /** What the author writes as the key: formulas allowed. */
  authoredKey: z.ZodType<AuthoredKey>;
  /** The shape of a response; anything of another shape is ungradable. */
  response: z.ZodType<Response>;
  /**
   * Evaluates the key's formulas over `names` once, when the worksheet is loaded or drawn for a pair. Throws an Error
   * whose message an author understands; an {@link AuthoringError} (its path inside the key) where the place is known.
   */
  prepareKey(spec: Spec, authored: AuthoredKey, names: FormulaScope): PreparedKey<Key>;
  /** Pure and total: the same response always gets the same grade, and no response makes it throw. */
  grade(spec: Spec, key: Key, response: Response, points: number): Grading;
  /** What the turned page shows: values, right options, a model response; never patterns or signatures. */
  toRevealedKey(spec: Spec, key: Key): Json;
  /** What a good response contains, in the author's words: for those who review, never for a pair. */
  toRubric?(spec: Spec, key: Key): RubricLine[];
  /** Paths of the part's fields, relative to the part ('' is the part itself), in reading order. */
  fieldPaths(spec: Spec): string[];
  /** Whether a field takes a value (its shape, not its correctness). */
  acceptsField(spec: Spec, path: string, value: Json): boolean;
  /** Whether a field holds a long text, which two people may edit at once; none does unless the kind says so. */
  isLongText?(spec: Spec, path: string): boolean;
  /** The draft response that the fields make up; a field that was never written is absent from the map. */
  responseFromFields(spec: Spec, fields: ReadonlyMap<string, Json>): Json;
  /** Whether nothing has been entered yet. */
  isBlank(spec: Spec, response: Response): boolean;
  /**
   * What two responses share that say the same: `" 1/2"` and `"1/2"`. They get the same grade. Left out: only what is
   * written the same says the same.
   */
  canonical?(spec: Spec, response: Response): Json;
  /** What a response looks like, for the sentence that refuses another: "8 rows of 8 cells". */
  wantedShape?(spec: Spec): string;
  /** Another part, whose fields the widget shows once that part is finished. */
  comparedPart?(spec: Spec): ComparedPart | null;
  /** Other parts of which the widget shows what the pair says there, as it stands. */
  namedParts?(spec: Spec): NamedPart[];
  /** What people call the values of the part's own field, where they do not read them as they are: ids of options. */
  valueWords?(spec: Spec): Readonly<Record<string, string>>;
  /** What a field's verdict means, where its name alone does not say what to do; nothing of the key but its tolerance. */
  verdictHelp?(spec: Spec, key: Key): VerdictHelp;
  /** The instant check of one field, where the kind has one. */
  checkField?(spec: Spec, key: Key, path: string, value: Json): FieldVerdict;
}

/** Sentences for people, by the verdict of a field. */
type VerdictHelp = { readonly [Verdict in FieldVerdict]?: string };

/** A part that is shown beside another one. */
interface ComparedPart {
  partId: string;
  /** Where the spec names it, from the spec down. */
  path: readonly (string | number)[];
  /** Paths of the fields that are shown, relative to that part. */
  fieldPaths: readonly string[];
}

/** A part that another one names; it has a field of its own. */
interface NamedPart {
  partId: string;
  /** Where the spec names it, from the spec down. */
  path: readonly (string | number)[];
}

/** What an author wrote does not fit. The message is a sentence for the author. */
export class AuthoringError extends Error {
  override readonly name = 'AuthoringError';

  constructor(
    message: string,
    /** Where, from the thing that was checked down: `['key', 'signatures', 2, 'value']`. */
    readonly path: readonly (string | number)[],
  ) {
    super(message);
  }
}

/**
 * A question kind as shared code knows it: spec and key are opaque here and parsed by the kind itself,
 * so nothing outside its folder ever needs to know what they hold.
 */
export interface Kind {
  name: string;
  hasInstantCheck: boolean;
  /**
   * Checks what an author wrote; throws an {@link AuthoringError} when it does not fit. `names`: the drawn values that
   * the key's formulas may use.
   */
  preparePart(spec: unknown, authoredKey: unknown, names?: FormulaScope): PreparedPart;
}

/** A part's kind bound to one spec and one key: everything the server does with a response. */
export interface PreparedPart {
  kind: string;
  hasInstantCheck: boolean;
  /** The spec as parsed: safe for the browser. */
  spec: Json;
  warnings: string[];
  grade(response: unknown, points: number): Grading;
  toRevealedKey(): Json;
  /** Empty where the kind has no rubric. */
  toRubric(): RubricLine[];
  fieldPaths: readonly string[];
  acceptsField(path: string, value: Json): boolean;
  isLongText(path: string): boolean;
  responseFromFields(fields: ReadonlyMap<string, Json>): Json;
  isBlank(response: unknown): boolean;
  verdictHelp: VerdictHelp;
  /** null where no other part is shown beside this one. */
  comparedPart: ComparedPart | null;
  namedParts: readonly NamedPart[];
  valueWords: Readonly<Record<string, string>>;
  /** The same for responses that say the same; the response itself where it has another shape. */
  canonical(response: unknown): unknown;
  /** null where the kind has no instant check or the path is no field of it. */
  checkField(path: string, value: Json): FieldVerdict | null;
}

/** An ungradable grading with one remark. */
export function ungradable(total: number, code: string, message: string): Ungradable {
  return { outcome: 'ungradable', earned: 0, total, feedback: [{ code, message }] };
}

/** The ungradable grading of a response of another shape; `wanted` completes "This part asks for …", `found` is a clause. */
export function wrongShape(
  total: number,
  wanted = 'a response of another shape',
  found?: string,
): Ungradable {
  const sentence = `This part asks for ${wanted}${found === undefined ? '' : `; ${found}`}.`;
  return ungradable(total, 'wrong-shape', sentence);
}

function parseAuthored<T>(schema: z.ZodType<T>, value: unknown, half: 'spec' | 'key'): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { message, path } = clearestIssue(parsed.error.issues);
  throw new AuthoringError(message, [half, ...path]);
}

/**
 * The issue to tell an author: a setting that does not exist (most often a misspelt one, which makes another missing),
 * else the first, and of a union the alternative that fits furthest in.
 */
export function clearestIssue(issues: readonly z.core.$ZodIssue[]): {
  message: string;
  path: (string | number)[];
} {
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  if (issue === undefined) return { message: 'This does not fit.', path: [] };
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  if (issue.code === 'unrecognized_keys') {
    const [name = ''] = issue.keys;
    return { message: `There is no setting "${name}" here.`, path: [...path, name] };
  }
  if (issue.code !== 'invalid_union') return { message: issue.message, path };
  const inner = issue.errors
    .map(clearestIssue)
    .sort((left, right) => right.path.length - left.path.length)[0];
  return inner === undefined || inner.path.length === 0
    ? { message: issue.message, path }
    : { message: inner.message, path: [...path, ...inner.path] };
}

/** Runs `work`; what it throws becomes an {@link AuthoringError} whose path starts with `half`. */
function placing<T>(half: 'spec' | 'key', work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof AuthoringError) throw new AuthoringError(error.message, [half, ...error.path]);
    if (error instanceof Error) throw new AuthoringError(error.message, [half]);
    throw error;
  }
}

/**
 * Makes a question kind of its typed halves. Spec, key and response are parsed here, before any of the kind's
 * functions sees them, so that those need neither casts nor guards.
 */
export function defineKind<Spec extends Json, AuthoredKey, Key, Response>(
  definition: KindDefinition<Spec, AuthoredKey, Key, Response>,
): Kind {
  const hasInstantCheck = definition.checkField !== undefined;
  return {
    name: definition.name,
    hasInstantCheck,
    preparePart(rawSpec, rawKey, names = {}) {
      const spec = parseAuthored(definition.spec, rawSpec, 'spec');
      const authoredKey = parseAuthored(definition.authoredKey, rawKey, 'key');
      const { key, warnings } = placing('key', () => definition.prepareKey(spec, authoredKey, names));
      const fieldPaths = definition.fieldPaths(spec);
      const known = new Set(fieldPaths);
      return {
        kind: definition.name,
        hasInstantCheck,
        spec,
        warnings,
        fieldPaths,
        grade(response, points) {
          const parsed = definition.response.safeParse(response);
          if (!parsed.success) {
            return wrongShape(points, definition.wantedShape?.(spec));
          }
          return definition.grade(spec, key, parsed.data, points);
        },
        toRevealedKey: () => definition.toRevealedKey(spec, key),
        toRubric: () => definition.toRubric?.(spec, key) ?? [],
        acceptsField: (path, value) => known.has(path) && definition.acceptsField(spec, path, value),
        isLongText: (path) => known.has(path) && (definition.isLongText?.(spec, path) ?? false),
        responseFromFields: (fields) => definition.responseFromFields(spec, fields),
        isBlank(response) {
          const parsed = definition.response.safeParse(response);
          return !parsed.success || definition.isBlank(spec, parsed.data);
        },
        canonical(response) {
          const parsed = definition.response.safeParse(response);
          return parsed.success && definition.canonical ? definition.canonical(spec, parsed.data) : response;
        },
        verdictHelp: definition.verdictHelp?.(spec, key) ?? {},
        comparedPart: definition.comparedPart?.(spec) ?? null,
        namedParts: definition.namedParts?.(spec) ?? [],
        valueWords: definition.valueWords?.(spec) ?? {},
        checkField: (path, value) =>
          known.has(path) ? (definition.checkField?.(spec, key, path, value) ?? null) : null,
      };
    },
  };
}
