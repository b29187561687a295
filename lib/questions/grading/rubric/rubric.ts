import { stemmer } from 'stemmer';
import { z } from 'zod';
import { AuthoringError } from '../../define-kind';
import { sharedTerms } from '../vocabulary/shared-terms';
import { directionWords } from './direction-words';
import { trigramsOf } from './gates';
import { readWords } from './read-words';
import type { Agreement } from './settling';
import { settlingSituations } from './situations';
import { makeSpeller, type Speller } from './spelling';
import { compileTerm, TermIndex, type TermSet } from './terms';

const termSchema = z.string().trim().min(1).max(80);

/** Terms of which any will do: a list, or one text with commas between them. */
const termsSchema = z.union([
  z
    .string()
    .transform((text) => text.split(',').map((term) => term.trim()))
    .pipe(z.array(termSchema).min(1)),
  z.array(termSchema).min(1),
]);

const phraseSchema = z.strictObject({
  /** Every one of these must be met, close together. */
  near: z.array(termsSchema).min(1).max(6),
  /** How many words the whole phrase may span. */
  within: z.int().min(1).max(40).default(8),
  /** Whether the slots must come in this order. */
  ordered: z.boolean().default(false),
  scope: z.enum(['clause', 'sentence', 'response']).default('sentence'),
  /** Terms which, in the same clause, make the phrase mean something else. */
  unless: termsSchema.optional(),
  /** What the phrase means under a negation: the opposite, nothing, or just what is sought. */
  negated: z.enum(['contradicts', 'ignored', 'required']).default('contradicts'),
});

/** "When the variable is high (low, either), then this effect": the two bound to each other by the sentence. */
const relationSchema = z.strictObject({
  when: z.enum(['high', 'low', 'either']),
  effect: z.string(),
  /** Whether the text itself must name the direction, even where the field gives it. */
  bound: z.boolean().default(false),
});

/** "This entity has this attribute"; `mentioned` is met by an entity that no cue is bound to. */
const attributeSchema = z.strictObject({ of: z.string(), is: z.string() });

const matcherSchema = z.union([phraseSchema, relationSchema, attributeSchema]);

const conceptSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_-]*$/),
  /** Completes "Found: …" for the student once the concept was found; a concept without one is not mentioned. */
  label: z.string().optional(),
  /** Says where to look, without saying what is there; shown while the concept is not found. */
  hint: z.string().optional(),
  match: z.array(matcherSchema).min(1),
  contradicts: z.array(matcherSchema).default([]),
});

const misconceptionSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_-]*$/),
  feedback: z.string(),
  match: z.array(matcherSchema).min(1),
  /** The share of the points that a response with this wrong idea can reach at most. */
  cap: z.number().min(0).max(1),
});

const levelSchema = z.strictObject({
  score: z.number().gt(0).max(1),
  all: z.array(z.string()).default([]),
  anyOf: z.array(z.string()).default([]),
  minAny: z.int().min(0).default(0),
});

const countSchema = z.int().min(0).max(1_000_000).default(0);
const agreementSchema = z.strictObject({
  agreed: countSchema,
  tooGenerous: countSchema,
  tooStrict: countSchema,
});

const variableSchema = z.strictObject({
  /** The names of the quantity. */
  terms: termsSchema,
  /** Numbers given for the quantity are low below and high above this. */
  pivot: z.number().default(1),
  /** Ways to say that it is high or low without its name. */
  high: termsSchema.default([]),
  low: termsSchema.default([]),
  /** Other quantities, which "high" and "low" may describe instead. */
  others: termsSchema.default([]),
  effects: z.record(
    z.string(),
    z.strictObject({
      terms: termsSchema.default([]),
      phrases: z.array(phraseSchema).default([]),
      /** Quantities that rise (fall) when this effect sets in. */
      rising: termsSchema.default([]),
      falling: termsSchema.default([]),
      /** The effect that its negation means. */
      opposite: z.string().optional(),
    }),
  ),
});

/**
 * A rubric as its author writes it. Terms are words (matched by their stem), `word*` (any ending), `=word` (exactly
 * so), several of them in a row (`~` stands for up to three words between), or `@set`, of the
 * lexicon or of the shared vocabulary. Where terms are expected, one
 * text with commas between them will do. Mathematics is read as `→ ↑ ↓ ≈ = < > + - * / ^` between names, without
 * parentheses and indices, whether it was typed or written in LaTeX: `e ^ z / t`.
 */
export const rubricSchema = z.strictObject({
  /** A model response, shown when the page is turned. */
  model: z.string().trim().min(1),
  /** What the part asks, so that a copy of it is known as one. */
  prompt: z.string().default(''),
  lexicon: z.record(z.string(), termsSchema).default({}),
  variable: variableSchema.optional(),
  /** Things spoken of, and the cues by which something is said of them. */
  entities: z.record(z.string(), termsSchema).default({}),
  cues: z.record(z.string(), termsSchema).default({}),
  /** By cue: the cue that its negation means. */
  oppositeCues: z.record(z.string(), z.string()).default({}),
  concepts: z.array(conceptSchema).min(1),
  misconceptions: z.array(misconceptionSchema).default([]),
  levels: z.array(levelSchema).min(1),
  /**
   * By situation: how often people who did not see the score agreed with it on this question. Without it nothing counts
   * without a person; how many are needed, see `settles`.
   */
  evidence: z.partialRecord(z.enum(settlingSituations), agreementSchema).default({}),
});

export type AuthoredRubric = z.infer<typeof rubricSchema>;

export interface PhraseMatcher {
  type: 'phrase';
  slots: TermSet[];
  within: number;
  ordered: boolean;
  scope: 'clause' | 'sentence' | 'response';
  unless: TermSet | null;
  negated: 'contradicts' | 'ignored' | 'required';
}

export interface RelationMatcher {
  type: 'relation';
  when: 'high' | 'low' | 'either';
  effect: string;
  bound: boolean;
}

export interface AttributeMatcher {
  type: 'attribute';
  of: string;
  is: string;
}

export type Matcher = PhraseMatcher | RelationMatcher | AttributeMatcher;

export interface PreparedConcept {
  id: string;
  label: string | null;
  hint: string | null;
  match: Matcher[];
  contradicts: Matcher[];
}

export interface PreparedMisconception {
  id: string;
  feedback: string;
  match: Matcher[];
  cap: number;
}

interface PreparedEffect {
  terms: TermSet;
  phrases: PhraseMatcher[];
  rising: TermSet;
  falling: TermSet;
  opposite: string | null;
}

export interface PreparedVariable {
  terms: TermSet;
  pivot: number;
  high: TermSet;
  low: TermSet;
  others: TermSet;
  effects: ReadonlyMap<string, PreparedEffect>;
}

type Path = (string | number)[];

function placing<T>(place: Path, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new AuthoringError(error instanceof Error ? error.message : 'This does not fit.', place);
  }
}

/** A rubric compiled for the engine. Never changed, so it may be shared. */
export interface PreparedRubric {
  model: string;
  prompt: string;
  variable: PreparedVariable | null;
  entities: ReadonlyMap<string, TermSet>;
  cues: ReadonlyMap<string, { terms: TermSet; opposite: string | null }>;
  concepts: PreparedConcept[];
  misconceptions: PreparedMisconception[];
  /** Highest score first. */
  levels: AuthoredRubric['levels'];
  evidence: ReadonlyMap<string, Agreement>;
  /** Every set of terms above. */
  index: TermIndex;
  /** Repairs spelling towards the words of the terms. */
  speller: Speller;
  vocabularyStems: ReadonlySet<string>;
  promptStems: ReadonlySet<string>;
  /** Of what the part asks; see `isCopied`. */
  promptTrigrams: ReadonlySet<string>;
}

/** What a good response contains, in the author's words; what has none only serves the reader. */
export function labelsOf({ concepts }: PreparedRubric): { concept: string; label: string }[] {
  return concepts.flatMap(({ id, label }) => (label === null ? [] : { concept: id, label }));
}

/**
 * Compiles an authored rubric. Throws an {@link AuthoringError} with the place when it refers to a set, effect,
 * entity, cue or concept that it does not define.
 */
export function prepareRubric(authored: AuthoredRubric): PreparedRubric {
  const vocabulary = new Set<string>();
  const prefixes = new Set<string>();
  const resolve = (texts: readonly string[], place: Path): string[] =>
    texts.flatMap((text) => {
      if (!text.startsWith('@')) return [text.toLowerCase()];
      const name = text.slice(1);
      const own = Object.hasOwn(authored.lexicon, name) ? authored.lexicon[name] : undefined;
      const set = own ?? sharedTerms.get(name);
      if (set === undefined) {
        throw new AuthoringError(`There is no set "${name}" in the lexicon or the vocabulary.`, place);
      }
      const another = set.find(
        (inner) => inner.startsWith('@') && Object.hasOwn(authored.lexicon, inner.slice(1)),
      );
      if (another !== undefined) {
        const message = `The set "${name}" refers to another set, "${another}"; list its terms instead.`;
        throw new AuthoringError(message, place);
      }
      return resolve(set, place);
    });
  // Equal lists share one set, so that the engine looks for each only once.
  const index = new TermIndex();
  const sets = new Map<string, TermSet>();
  const compileSet = (list: readonly string[], place: Path): TermSet => {
    const name = list.join('\n');
    const known = sets.get(name);
    if (known !== undefined) return known;
    const texts = [...new Set(resolve(list, place))];
    for (const atom of texts.flatMap(compileTerm)) {
      if (atom.type === 'prefix') prefixes.add(atom.prefix);
      else if (atom.type !== 'any') vocabulary.add(atom.word);
    }
    const made = placing(place, () => index.add(texts));
    sets.set(name, made);
    return made;
  };

  const compilePhrase = (phrase: z.infer<typeof phraseSchema>, place: Path): PhraseMatcher => ({
    type: 'phrase',
    slots: phrase.near.map((slot) => compileSet(slot, place)),
    within: phrase.within,
    ordered: phrase.ordered,
    scope: phrase.scope,
    unless: phrase.unless === undefined ? null : compileSet(phrase.unless, place),
    negated: phrase.negated,
  });

  const effects = new Map<string, PreparedEffect>();
  for (const [name, effect] of Object.entries(authored.variable?.effects ?? {})) {
    const place = ['variable', 'effects', name];
    if (effect.opposite !== undefined && authored.variable?.effects[effect.opposite] === undefined) {
      throw new AuthoringError(`There is no effect "${effect.opposite}".`, place);
    }
    effects.set(name, {
      terms: compileSet(effect.terms, [...place, 'terms']),
      phrases: effect.phrases.map((phrase, index) => compilePhrase(phrase, [...place, 'phrases', index])),
      rising: compileSet(effect.rising, place),
      falling: compileSet(effect.falling, place),
      opposite: effect.opposite ?? null,
    });
  }
  const variable =
    authored.variable === undefined
      ? null
      : {
          terms: compileSet(authored.variable.terms, ['variable', 'terms']),
          pivot: authored.variable.pivot,
          high: compileSet(authored.variable.high, ['variable', 'high']),
          low: compileSet(authored.variable.low, ['variable', 'low']),
          others: compileSet(authored.variable.others, ['variable', 'others']),
          effects,
        };
  const entities = new Map(
    Object.entries(authored.entities).map(([name, terms]) => [name, compileSet(terms, ['entities', name])]),
  );
  const cues = new Map(
    Object.entries(authored.cues).map(([name, terms]) => [
      name,
      { terms: compileSet(terms, ['cues', name]), opposite: authored.oppositeCues[name] ?? null },
    ]),
  );
  for (const [cue, opposite] of Object.entries(authored.oppositeCues)) {
    if (!cues.has(cue) || !cues.has(opposite)) {
      throw new AuthoringError(`Both "${cue}" and "${opposite}" must be cues.`, ['oppositeCues', cue]);
    }
  }

  const compileMatcher = (matcher: z.infer<typeof matcherSchema>, place: Path): Matcher => {
    if ('near' in matcher) return compilePhrase(matcher, place);
    if ('when' in matcher) {
      if (!effects.has(matcher.effect))
        throw new AuthoringError(`There is no effect "${matcher.effect}".`, place);
      return { type: 'relation', ...matcher };
    }
    if (!entities.has(matcher.of)) throw new AuthoringError(`There is no entity "${matcher.of}".`, place);
    if (matcher.is !== 'mentioned' && !cues.has(matcher.is)) {
      throw new AuthoringError(`There is no cue "${matcher.is}".`, place);
    }
    return { type: 'attribute', ...matcher };
  };
  const compileMatchers = (matchers: z.infer<typeof matcherSchema>[], place: Path): Matcher[] =>
    matchers.map((matcher, index) => compileMatcher(matcher, [...place, index]));

  const concepts = authored.concepts.map((concept, at) => ({
    id: concept.id,
    label: concept.label ?? null,
    hint: concept.hint ?? null,
    match: compileMatchers(concept.match, ['concepts', at, 'match']),
    contradicts: compileMatchers(concept.contradicts, ['concepts', at, 'contradicts']),
  }));
  const misconceptions = authored.misconceptions.map((misconception, at) => ({
    id: misconception.id,
    feedback: misconception.feedback,
    match: compileMatchers(misconception.match, ['misconceptions', at, 'match']),
    cap: misconception.cap,
  }));
  checkReferences(authored);
  const speller = makeSpeller([...vocabulary, ...directionWords], [...prefixes]);
  const prompt = readWords(authored.prompt, speller);

  return {
    model: authored.model,
    prompt: authored.prompt,
    variable,
    entities,
    cues,
    concepts,
    misconceptions,
    levels: [...authored.levels].sort((left, right) => right.score - left.score),
    evidence: new Map(Object.entries(authored.evidence)),
    index,
    speller,
    vocabularyStems: new Set([...vocabulary].map((word) => stemmer(word))),
    promptStems: new Set(prompt.map(({ stem }) => stem)),
    promptTrigrams: trigramsOf(prompt),
  };
}

/** Ids must be unique, and levels may only speak of concepts that exist. */
function checkReferences(rubric: AuthoredRubric): void {
  const ids = new Set<string>();
  for (const { id } of [...rubric.concepts, ...rubric.misconceptions]) {
    if (ids.has(id)) throw new AuthoringError(`The id "${id}" is used twice.`, ['concepts']);
    ids.add(id);
  }
  const concepts = new Set(rubric.concepts.map((concept) => concept.id));
  for (const [index, level] of rubric.levels.entries()) {
    for (const id of [...level.all, ...level.anyOf]) {
      if (!concepts.has(id)) throw new AuthoringError(`There is no concept "${id}".`, ['levels', index]);
    }
    if (level.minAny > level.anyOf.length) {
      throw new AuthoringError('minAny is more than the concepts in anyOf.', ['levels', index]);
    }
    if (level.all.length === 0 && level.minAny === 0) {
      throw new AuthoringError('Any response at all would reach this level.', ['levels', index]);
    }
  }
}
