import type { ConceptVerdict } from '@/lib/schemas/grading';
import type { Passage } from './clauses';
import type { Direction } from './direction-words';
import { type Evidence, type Finder, findPhrase } from './phrase';
import { findAttribute, findRelation, readStatements, type Statements } from './relations';
import type { Matcher, PreparedConcept, PreparedMisconception, PreparedRubric } from './rubric';
import type { Mention } from './terms';

/** A longer quote would not show where to look. */
const longestQuote = 240;

/** How well one passage matches one rubric; see `Given` for the direction that is given. */
export class RubricMatch {
  private readonly mentions: ReadonlyMap<number, readonly Mention[]>;
  private readonly statements: Statements;

  constructor(
    private readonly passage: Passage,
    /** For each token: whether it belongs to a statement; only statements are evidence. */
    private readonly isStated: readonly boolean[],
    rubric: PreparedRubric,
    givenDirection: Direction | null,
  ) {
    this.mentions = rubric.index.find(passage.tokens);
    this.statements = readStatements(passage, rubric, this.find, givenDirection);
  }

  /**
   * What the passage says of a concept; the quote is cut from `text`, which the passage was read from. `isNamed`: it is
   * only named, and nothing is said of it.
   */
  judge(concept: PreparedConcept, text: string): { verdict: ConceptVerdict; isNamed: boolean } {
    const { speaking, against } = this.weigh(concept.match);
    const opposed = this.weigh(concept.contradicts).speaking;
    const contrary = [...against, ...opposed];
    const said = concept.match.filter((matcher) => !isMention(matcher));
    const isNamed =
      speaking.length > 0 && said.length < concept.match.length && this.weigh(said).speaking.length === 0;
    const verdict =
      speaking.length === 0
        ? contrary.length === 0
          ? 'unknown'
          : 'contradicted'
        : contrary.length === 0
          ? 'found'
          : 'conflict';
    const [decisive] = shortestFirst(speaking.length > 0 ? speaking : contrary);
    const { id } = concept;
    if (decisive === undefined) return { verdict: { id, verdict }, isNamed };
    return { verdict: { id, verdict, quote: this.quote(decisive, text) }, isNamed };
  }

  /** Whether the passage holds a misconception. */
  holds(misconception: PreparedMisconception): boolean {
    return this.weigh(misconception.match).speaking.length > 0;
  }

  private readonly find: Finder = (set) => this.mentions.get(set.id) ?? [];

  private weigh(matchers: readonly Matcher[]): { speaking: Evidence[]; against: Evidence[] } {
    const speaking: Evidence[] = [];
    const against: Evidence[] = [];
    for (const matcher of matchers) {
      for (const evidence of this.search(matcher)) {
        if (!this.isStated[evidence.from] || !this.isStated[evidence.to]) continue;
        const wanted = matcher.type === 'phrase' ? matcher.negated : 'contradicts';
        if (evidence.isDenied === (wanted === 'required')) speaking.push(evidence);
        else if (wanted === 'contradicts') against.push(evidence);
      }
    }
    // "Samples instead of picking the largest": what is denied there shares words with what is asserted.
    const apart = against.filter(
      ({ from, to }) => !speaking.some((asserted) => asserted.from <= to && asserted.to >= from),
    );
    return { speaking, against: apart };
  }

  private search(matcher: Matcher): Evidence[] {
    if (matcher.type === 'phrase') return findPhrase(this.passage, matcher, this.find);
    if (matcher.type === 'relation') return findRelation(this.statements, matcher);
    return findAttribute(this.statements, matcher);
  }

  private quote({ from, to }: Mention, text: string): string {
    const start = this.passage.tokens[from]?.start ?? 0;
    const end = this.passage.tokens[to]?.end ?? start;
    return text.slice(start, Math.min(end, start + longestQuote));
  }
}

function isMention(matcher: Matcher): boolean {
  return matcher.type === 'attribute' && matcher.is === 'mentioned';
}

function shortestFirst(evidence: readonly Evidence[]): Evidence[] {
  return [...evidence].sort((left, right) => left.to - left.from - (right.to - right.from));
}
