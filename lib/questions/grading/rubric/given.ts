import type { ConceptVerdict } from '@/lib/schemas/grading';
import type { Direction } from './direction-words';

/** What a part knows of a written response before its text is read. */
export interface Given {
  /**
   * The direction of the rubric's variable that the field asks about. An effect that the text binds to no direction
   * belongs to it; one that the text binds to the other direction stays what the text says.
   */
  direction?: Direction;
  /** By concept: whether the pair's responses to other fields say it (true) or say otherwise (false). */
  concepts?: Readonly<Record<string, boolean>>;
}

/**
 * Adds what other fields say to the verdicts on a text. A text that contradicts them is a conflict, for a person to
 * decide. What was said elsewhere counts only beside a concept that the text states itself: chosen words alone are no
 * explanation.
 */
export function addGivenConcepts(
  verdicts: readonly ConceptVerdict[],
  concepts: NonNullable<Given['concepts']>,
): ConceptVerdict[] {
  const isExplained = verdicts.some(({ id, verdict }) => verdict === 'found' && concepts[id] === undefined);
  return verdicts.map((stated) => {
    const isSaid = concepts[stated.id];
    if (isSaid === undefined) return stated;
    if (stated.verdict === 'unknown') return isSaid && isExplained ? { ...stated, verdict: 'found' } : stated;
    const agrees = stated.verdict === (isSaid ? 'found' : 'contradicted');
    return agrees ? stated : { ...stated, verdict: 'conflict' };
  });
}
