import { stemmer } from 'stemmer';

/** How strongly a word may be set off from the one before it. */
export const breaks = { none: 0, weak: 1, comma: 2, clause: 3, sentence: 4 } as const;

/** One word of a term. `any` stands for up to three words of whatever kind. */
type Atom =
  | { type: 'stem'; stem: string; word: string }
  | { type: 'exact'; word: string }
  | { type: 'prefix'; prefix: string }
  | { type: 'any' };

/** A word or a sequence of words to look for. */
export type Term = readonly Atom[];

/** A set of terms of which any will do, filed in a {@link TermIndex}. */
export interface TermSet {
  readonly id: number;
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

interface Entry {
  term: Term;
  /** Ids of the sets that hold the term. */
  sets: number[];
}

/** Letters by which terms with an open ending are filed. */
const fileLetters = 2;

/** All terms of a rubric by the word they begin with, so that one pass over a text finds the mentions of every set. */
export class TermIndex {
  private readonly entries = new Map<string, Entry>();
  private readonly byStem = new Map<string, Entry[]>();
  private readonly byWord = new Map<string, Entry[]>();
  private readonly byPrefix = new Map<string, Entry[]>();
  private count = 0;

  /** Files terms as a set. Throws when a term begins with `~`, which could be anywhere, or an ending is left too open. */
  add(texts: readonly string[]): TermSet {
    const id = this.count;
    this.count += 1;
    for (const text of texts) this.entry(text).sets.push(id);
    return { id };
  }

  /** By the id of each set that is met: all places, in the order of the text; of several that begin at one word the longest. */
  find(words: readonly Word[]): ReadonlyMap<number, readonly Mention[]> {
    const found = new Map<number, Mention[]>();
    for (const [from, { word, stem }] of words.entries()) {
      for (const filed of [
        this.byStem.get(stem),
        this.byWord.get(word),
        this.byPrefix.get(word.slice(0, fileLetters)),
      ]) {
        for (const { term, sets } of filed ?? []) {
          const to = endOfTerm(words, from, term);
          if (to >= 0) for (const id of sets) addMention(found, id, from, to);
        }
      }
    }
    return found;
  }

  private entry(text: string): Entry {
    const known = this.entries.get(text);
    if (known !== undefined) return known;
    const term = compileTerm(text);
    const entry: Entry = { term, sets: [] };
    const [first] = term;
    if (first === undefined || first.type === 'any') throw new Error(`"${text}" must begin with a word.`);
    if (first.type === 'stem') file(this.byStem, first.stem, entry);
    else if (first.type === 'exact') file(this.byWord, first.word, entry);
    else if (first.prefix.length < fileLetters) throw new Error(`"${text}" leaves the ending too open.`);
    else file(this.byPrefix, first.prefix.slice(0, fileLetters), entry);
    this.entries.set(text, entry);
    return entry;
  }
}

function file(map: Map<string, Entry[]>, name: string, entry: Entry): void {
  const filed = map.get(name);
  if (filed === undefined) map.set(name, [entry]);
  else filed.push(entry);
}

function addMention(found: Map<number, Mention[]>, id: number, from: number, to: number): void {
  const mentions = found.get(id);
  const last = mentions?.at(-1);
  if (mentions === undefined) found.set(id, [{ from, to }]);
  else if (last?.from === from) last.to = Math.max(last.to, to);
  else mentions.push({ from, to });
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
      // A term stays within its clause, and the words between its words within their commas.
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
