import { frequencies } from './frequencies';
import { outcomes } from './outcomes';
import { quantities } from './quantities';
import { weights } from './weights';

/**
 * The words that explanations of many subjects share, by the name under which a rubric refers to them: `@flat`. A
 * rubric's own lexicon comes first. Words of one subject or worksheet stay in its rubrics.
 */
export const sharedTerms: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({ ...frequencies, ...outcomes, ...quantities, ...weights }),
);
