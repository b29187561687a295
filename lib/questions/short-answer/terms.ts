import { stemmer } from 'stemmer';

/** How strongly a word may be set off from the one before it. */
export const breaks = { none: 0, weak: 1, comma: 2, clause: 3, sentence: 4 } as const;

/** One word of a term. `any` stands for up to three words of whatever kind. */
export type Atom =
  | { type: 'stem'; stem: string; word: string }
  | { type: 'exact'; word: string }
  | { type: 'prefix'; prefix: string }
  | { type: 'any' };

/** A word or a sequence of words to look for. */
export type Term = readonly Atom[];

/** Terms of which any will do, arranged by how they begin. */
export interface TermSet {
  byStem: ReadonlyMap<string, readonly Term[]>;
  byWord: ReadonlyMap<string, readonly Term[]>;
  byPrefix: readonly Term[];
}

/** What a term is compared with. */
export interface Word {
  /** Lower case, spelling repaired. */
  word: string;
  stem: string;
  /** How strongly it is set off from the word before; see `breaks`. */
  breakBefore: number;
}

/** Where a term was met: words `from` to `to`, both included. */
export interface Mention {
  from: number;
  to: number;
}

const mostWordsBetween = 3;

/** Reads an author's term; see `rubricSchema` for how terms are written. */
export function compileTerm(text: string): Term {
  return text
    .toLowerCase()
    .split(/\s+/)
    .map((part): Atom => {
      if (part === '~') return { type: 'any' };
      if (part.length > 1 && part.startsWith('=')) return { type: 'exact', word: part.slice(1) };
      if (part.length > 1 && part.endsWith('*')) return { type: 'prefix', prefix: part.slice(0, -1) };
      if (!/^[a-z]/.test(part)) return { type: 'exact', word: part };
      return { type: 'stem', stem: stemmer(part), word: part };
    });
}

/** Arranges terms for {@link findMentions}. A term that begins with `~` could begin anywhere and is refused. */
export function termSet(terms: readonly Term[]): TermSet {
  const byStem = new Map<string, Term[]>();
  const byWord = new Map<string, Term[]>();
  const byPrefix: Term[] = [];
  const file = (map: Map<string, Term[]>, name: string, term: Term) => {
    const filed = map.get(name);
    if (filed === undefined) map.set(name, [term]);
    else filed.push(term);
  };
  for (const term of terms) {
    const first = term[0];
    if (first === undefined || first.type === 'any') throw new Error('A term must begin with a word.');
    if (first.type === 'stem') file(byStem, first.stem, term);
    else if (first.type === 'exact') file(byWord, first.word, term);
    else byPrefix.push(term);
  }
  return { byStem, byWord, byPrefix };
}

/** Every place where a term of the set is met; of several that begin at one word the longest. */
export function findMentions(words: readonly Word[], set: TermSet): Mention[] {
  const mentions: Mention[] = [];
  for (const [from, { word, stem }] of words.entries()) {
    let to = -1;
    for (const term of set.byStem.get(stem) ?? []) to = Math.max(to, endOfTerm(words, from, term));
    for (const term of set.byWord.get(word) ?? []) to = Math.max(to, endOfTerm(words, from, term));
    for (const term of set.byPrefix) to = Math.max(to, endOfTerm(words, from, term));
    if (to >= 0) mentions.push({ from, to });
  }
  return mentions;
}

/** The last word of the term when it begins at `from`, or -1. */
function endOfTerm(words: readonly Word[], from: number, term: Term): number {
  let at = from;
  let slack = 0;
  for (const atom of term) {
    if (atom.type === 'any') {
      slack = mostWordsBetween;
      continue;
    }
    let tried = 0;
    for (;;) {
      const candidate = words[at];
      if (candidate === undefined) return -1;
      // Terms stay within their clause, and what stands between their words within its commas.
      if (at > from && candidate.breakBefore >= (slack > 0 ? breaks.comma : breaks.clause)) return -1;
      at += 1;
      if (meets(candidate, atom)) break;
      tried += 1;
      if (tried > slack) return -1;
    }
    slack = 0;
  }
  return at - 1;
}

function meets(candidate: Word, atom: Exclude<Atom, { type: 'any' }>): boolean {
  if (atom.type === 'stem') return candidate.stem === atom.stem;
  if (atom.type === 'exact') return candidate.word === atom.word;
  return candidate.word.startsWith(atom.prefix);
}
